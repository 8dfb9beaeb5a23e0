// How long a large import takes, and whether anything waits for it: npm run bench:import -- [ROWS] [pocket|bookmarks|readwise].
// Prints, for bookmarks in CSV and in HTML and for highlights: preview, import, the same again, and undo, in seconds by the
// clock and of the processor; the longest that the event loop stood still meanwhile, in ms; and the memory of the process, in MB.
import { createRouterClient } from '@orpc/server'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openApp } from '../src/core/app.ts'

const rows = Number(process.argv[2] ?? 100_000)
const only = process.argv[3] ?? ''
const WORDS =
  'harbour pilot ice tide table clerk customs house treaty winter almanac archive sailcloth morning coast'.split(' ')
const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => WORDS[(from * 7 + at * 3) % WORDS.length]).join(' ')
const numbers = Array.from({ length: rows }, (_, index) => index)

const pocket = () =>
  `title,url,time_added,tags,status\n${numbers
    .map(
      (n) =>
        `"${words(n, 6)} ${String(n)}",https://site-${String(n % 500)}.example/${String(n)},${String(1_600_000_000 + n)},${WORDS[n % 15]!}|read,${n % 3 === 0 ? 'unread' : 'archive'}`,
    )
    .join('\n')}\n`
const bookmarks = () =>
  `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n${numbers
    .map(
      (n) =>
        `<DT><A HREF="https://other-${String(n % 500)}.example/${String(n)}" ADD_DATE="${String(1_600_000_000 + n)}">${words(n, 6)} ${String(n)}</A>`,
    )
    .join('\n')}\n</DL>\n`
const readwise = () =>
  `Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at\n${numbers
    .map(
      (n) =>
        `"${words(n, 20)}, ${String(n)}",Book ${String(Math.floor(n / 50))},A. Writer,,${n % 20 === 0 ? 'A note' : ''},,,location,${String(n)},2024-03-05 07:30:00+00:00`,
    )
    .join('\n')}\n`

const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1)

/** Runs some work and prints how long it took and what waited for it. */
async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const from = performance.now()
  const used = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(used)
  delay.disable()
  const stood = `longest standstill ${(delay.max / 1e6).toFixed(0)} ms (99 %: ${(delay.percentile(99) / 1e6).toFixed(0)} ms)`
  console.log(
    `  ${name.padEnd(10)} ${seconds(from).padStart(6)} s (${((user + system) / 1e6).toFixed(1)} s)   ${stood}   ${String(Math.round(process.memoryUsage().rss / 1e6))} MB`,
  )
}

async function last<Event>(stream: AsyncIterable<Event>): Promise<Event> {
  let event: Event | undefined
  for await (event of stream);
  return event!
}

try {
  for (const [name, content] of [
    ['pocket.csv', pocket()],
    ['bookmarks.html', bookmarks()],
    ['readwise.csv', readwise()],
  ] as const) {
    if (!name.startsWith(only)) continue
    const path = join(folder, name)
    writeFileSync(path, content)
    const app = await openApp({ folder: join(folder, `library of ${name}`), shell: 'test', seeds: null })
    const client = createRouterClient(app.router)
    await client.settings.set({ findNames: false })
    const source = { kind: 'path', path } as const
    console.log(`${name}: ${String(rows)} rows, ${(content.length / 1e6).toFixed(1)} MB`)
    await measure('preview', async () => last(await client.import.preview({ source })))
    await measure('import', async () => last(await client.import.run({ source })))
    const [run] = await client.import.runs()
    await measure('again', async () => last(await client.import.run({ source })))
    await measure('undo', async () => last(await client.import.undo({ runId: run!.id })))
    console.log(`  ${JSON.stringify(run!.counts)}`)
    await app.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
