// How fast reading is: npm run bench:reader -- [--runs N] [--seed N] [--only opening,reading,memory,baseline] [--json FILE]
// Drives the built app (npm run build) in the web shell, in an installed Chromium, on a library made from a seed: an article
// of 20,000 words with 500 highlights and about 1,000 mentions, and 199 of 1,500 words. Prints medians, and the 95th
// percentile in brackets. How a moment is measured: bench/reading/probe.ts. Baseline: the same article, highlights and
// mentions painted by wrapping in elements (bench/reading/wrapped-page.ts), in the same browser; `bare page` is that page
// with nothing painted over its text, the floor of this computer.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { metrics, openAppPage } from './reading/app-page.ts'
import type { AppPage } from './reading/app-page.ts'
import { createBaseline } from './reading/baseline.ts'
import type { BaselineRun } from './reading/baseline.ts'
import { fillLibrary } from './reading/bench-library.ts'
import type { BenchLibrary } from './reading/bench-library.ts'
import { highlightByKey, openLong, scroll, settle, typeNote } from './reading/measure.ts'
import type { Opening, Typing } from './reading/measure.ts'
import { heldAfter } from './reading/memory.ts'
import { installProbe } from './reading/probe.ts'
import type { Moment } from './reading/probe.ts'
import { median, quantile, spread, table } from './reading/statistics.ts'

const PARTS = ['opening', 'reading', 'memory', 'baseline'] as const
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: PARTS.join(',') },
    /** A folder to keep the library in, for a second run to begin sooner. */
    words: { type: 'string', default: '20000' },
    json: { type: 'string' },
  },
})
const runs = Number(options.runs)
const parts = new Set(options.only.split(','))
/** The pointer rests on a row for so long before the button goes down, ms: people take longer. */
const REST_MS = 120

/** A fresh window, with a short article open and everything at rest. */
async function freshWindow({ page, origin }: AppPage, library: BenchLibrary, tab: '1' | '2'): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${origin}/#/article/${library.otherIds.at(-1) ?? ''}`)
  await page.locator('.article-body p').first().waitFor()
  await settle(page)
  await page.keyboard.press(tab)
  await settle(page)
}

async function openings(app: AppPage, library: BenchLibrary, tab: '1' | '2', rest: number): Promise<Opening[]> {
  const all: Opening[] = []
  for (let run = 0; run < runs; run += 1) {
    await freshWindow(app, library, tab)
    all.push(await openLong(app.page, app.devtools, library, rest))
  }
  return all
}

const times = (openings: readonly { moments: Record<string, Moment> }[], name: string) =>
  spread(openings.flatMap(({ moments }) => moments[name]?.ms ?? []))

function printOpenings(kinds: Record<string, Opening[]>, baseline: readonly BaselineRun[]): void {
  const rows = Object.entries(kinds).map(([kind, all]) => [
    kind,
    times(all, 'presented'),
    times(all, 'text'),
    times(all, 'highlights'),
    times(all, 'mentions'),
  ])
  const wrapped = baseline.map(({ opening }) => ({ moments: opening }))
  if (baseline.length > 0) {
    rows.push([
      'wrapped in elements',
      ...['presented', 'text', 'highlights', 'mentions'].map((name) => times(wrapped, name)),
    ])
    const bare = baseline.map((run) => ({ moments: run.bare.opening }))
    rows.push(['bare page', times(bare, 'presented'), times(bare, 'text'), '', ''])
  }
  console.log('\nOpening, ms from the click\n')
  console.log(table(['', 'text presented', 'text drawn', 'highlights', 'mentions'], rows))
}

function printBreakdown(kinds: Record<string, Opening[]>): void {
  const rows = Object.entries(kinds).flatMap(([kind, all]) => {
    const calls = [...new Set(all.flatMap((opening) => Object.keys(opening.calls)))].sort()
    const of = (read: (opening: Opening) => number | undefined) => spread(all.flatMap((opening) => read(opening) ?? []))
    return [
      ...calls.map((call) => [
        `${kind}: ${call}`,
        of((opening) => opening.calls[call]?.sent),
        of((opening) => opening.calls[call]?.answered),
        of((opening) => (opening.calls[call]?.bytes ?? Number.NaN) / 1024),
      ]),
      ...(['script', 'style', 'layout', 'processor'] as const).map((what) => [
        `${kind}: ${what}, ms in all`,
        of(({ work }) => work[what]),
      ]),
    ]
  })
  console.log(
    '\nWhat the time went to: calls sent and answered, ms from the click; work of the page until all is painted\n',
  )
  console.log(table(['', 'sent / ms', 'answered', 'KB'], rows))
}

function frameRow(name: string, frames: readonly number[]): string[] {
  const total = frames.reduce((sum, ms) => sum + ms, 0)
  const share = (limit: number) => `${((100 * frames.filter((ms) => ms > limit).length) / frames.length).toFixed(1)} %`
  // Frames come at whole ticks of the screen, give or take a little: one that is late comes a whole tick later.
  return [
    name,
    ((1_000 * frames.length) / total).toFixed(1),
    share(16.7 * 1.25),
    share(33.4),
    quantile(frames, 1).toFixed(1),
  ]
}

const momentRow = (name: string, moments: readonly Moment[]) => [
  name,
  spread(moments.map(({ frames }) => frames)),
  spread(moments.map(({ ms }) => ms)),
]

const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
const libraryFolder = join(folder, 'library')
console.log(
  `${String(cpus().length)} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}; ${String(runs)} runs, seed ${options.seed}`,
)
const library = await fillLibrary(
  libraryFolder,
  { words: Number(options.words), highlights: 500, notes: 100, others: 199 },
  Number(options.seed),
)
console.log(
  `${String(library.words)} words, ${String(library.highlights)} highlights, ${String(library.mentions)} mentions`,
)
const app = await openAppPage(libraryFolder)
await app.page.addInitScript(installProbe)
const figures: Record<string, unknown> = { library }

try {
  const baseline: BaselineRun[] = []
  if (parts.has('baseline')) {
    const run = await createBaseline(app, library)
    for (let turn = 0; turn < runs; turn += 1) baseline.push(await run())
    figures['baseline'] = baseline
  }
  if (parts.has('opening')) {
    const kinds = {
      'clicked at once': await openings(app, library, '1', 0),
      'pointer rested': await openings(app, library, '1', REST_MS),
      'highlights beside': await openings(app, library, '2', 0),
    }
    figures['openings'] = kinds
    printOpenings(kinds, baseline)
    printBreakdown({ 'clicked at once': kinds['clicked at once'] })
  }
  if (parts.has('reading')) await reading(baseline)
  if (parts.has('memory')) {
    await freshWindow(app, library, '1')
    const held = await heldAfter(app, library, [20, 100, 200])
    figures['held'] = held
    const rows = held.map(({ opened, heapMB, ...counts }) => [
      String(opened),
      heapMB.toFixed(1),
      ...Object.values(counts).map(String),
    ])
    console.log('\nWhat is held after opening so many articles, with the long one on the screen\n')
    console.log(table(['articles', 'heap MB', 'nodes', 'listeners', 'documents', 'painted'], rows))
  }
  const now = await metrics(app.devtools)
  figures['end'] = now
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(figures, null, 1))
console.log(`\nload at the end ${loadavg()[0]?.toFixed(1) ?? '?'}`)

async function reading(baseline: readonly BaselineRun[]): Promise<void> {
  const made: Record<string, Moment[]> = { 'entities beside': [], 'highlights beside': [] }
  const scrolled: Record<string, number[]> = { 'entities beside': [], 'highlights beside': [] }
  const typed: Typing = { keys: [], frames: [] }
  for (const [tab, name] of [
    ['1', 'entities beside'],
    ['2', 'highlights beside'],
  ] as const) {
    await freshWindow(app, library, tab)
    await openLong(app.page, app.devtools, library, 0)
    for (let run = 0; run < runs; run += 1) {
      scrolled[name]?.push(...(await scroll(app.page, app.devtools)))
      made[name]?.push(await highlightByKey(app.page))
      if (tab === '1') continue
      const { keys, frames } = await typeNote(app.page)
      typed.keys.push(...keys)
      typed.frames.push(...frames)
    }
  }
  Object.assign(figures, { made, scrolled, typed })
  console.log('\nOne more highlight, from the key to the frame that shows it\n')
  console.log(
    table(
      ['', 'frames', 'ms'],
      [
        ...Object.entries(made).map(([name, moments]) => momentRow(name, moments)),
        ...(baseline.length > 0
          ? [
              momentRow(
                'wrapped in elements',
                baseline.map(({ added }) => added),
              ),
              momentRow(
                'wrapped, taken off again',
                baseline.map(({ removed }) => removed),
              ),
            ]
          : []),
      ],
    ),
  )
  console.log('\nFrames while scrolling by the wheel, and while typing a note beside the text\n')
  console.log(
    table(
      ['', 'a second', 'late', 'over 33 ms', 'longest ms'],
      [
        ...Object.entries(scrolled).map(([name, frames]) => frameRow(name, frames)),
        ...(baseline.length > 0
          ? [
              frameRow(
                'wrapped in elements',
                baseline.flatMap(({ frames }) => frames),
              ),
              frameRow(
                'bare page',
                baseline.flatMap(({ bare }) => bare.frames),
              ),
            ]
          : []),
        frameRow('typing', typed.frames),
      ],
    ),
  )
  console.log(`\nTyping: ${spread(typed.keys)} ms from a key to its frame, over ${String(typed.keys.length)} keys`)
  console.log(`Median of all frames while typing: ${median(typed.frames).toFixed(1)} ms`)
}
