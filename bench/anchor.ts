// How often highlights are found again after edits: npm run bench:anchor -- [FOLDER] [--highlights N] [--seed N] [--show N]
// FOLDER holds .txt, .md and .html articles (the sample library when left out). Edits, highlights and the truth come from
// the seed and from what the editor did. Prints, a kind of edit and a way of anchoring: % right, unsure, wrong and lost.
import { parseArgs } from 'node:util'
import { anchorAll } from '../src/text/anchor-all.ts'
import { anchorSelectors } from '../src/text/anchor.ts'
import type { Anchoring, Selectors } from '../src/text/anchor.ts'
import { quoteOf } from '../src/text/quote.ts'
import { articleTexts } from './anchoring/articles.ts'
import { firstOccurrence, hypothesisClient } from './anchoring/baselines.ts'
import { EditedText, textOfUnits, unitsOf } from './anchoring/edited-text.ts'
import type { Truth, Unit } from './anchoring/edited-text.ts'
import { KINDS } from './anchoring/edits.ts'
import { randomHighlight } from './anchoring/highlights.ts'
import { below, seeded } from './anchoring/random.ts'
import type { Random } from './anchoring/random.ts'
import { isPlacedRight, judge } from './anchoring/verdict.ts'
import type { Verdict } from './anchoring/verdict.ts'

const { values: options, positionals } = parseArgs({
  options: {
    highlights: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    /** How many mistakes to print, and of which kinds of edit and ways, by the beginning of the name. */
    show: { type: 'string', default: '0' },
    kind: { type: 'string', default: '' },
    way: { type: 'string', default: 'ours' },
    /** Whether to print the uncertain ones too. */
    unsure: { type: 'boolean', default: false },
    /** Leaves the slow baseline out. */
    quick: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

interface Case {
  oldText: string
  newText: string
  highlights: Selectors[]
  truths: (Truth | null)[]
}

/** A way of anchoring all highlights of an edited article. */
type Way = (each: Case) => Anchoring[]
const WAYS: Record<string, Way> = {
  'ours, old text known': (each) => anchorAll(each.newText, each.highlights, each.oldText),
  'ours, quote alone': (each) => each.highlights.map((highlight) => anchorSelectors(each.newText, highlight)),
  'Hypothesis client': (each) => each.highlights.map((highlight) => hypothesisClient(each.newText, highlight)),
  'first occurrence': (each) => each.highlights.map((highlight) => firstOccurrence(each.newText, highlight)),
}
if (options.quick) delete WAYS['Hypothesis client']

class Tally {
  readonly counts: Record<Verdict, number> = { right: 0, unsure: 0, wrong: 0, lost: 0 }
  /** Of those unsure: where the place offered is the right one, or none is left. */
  offeredRight = 0
  milliseconds = 0

  get all(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0)
  }
}

const HIGHLIGHTS_A_TEXT = 20
/** Words, and highlights in them, of the article that is timed; fewer words where the folder has fewer. */
const LONG_ARTICLE = 20_000
const LONG_HIGHLIGHTS = 500

function makeCase(texts: readonly Unit[][], article: number, kind: string, seed: number, count: number): Case {
  const random = seeded(seed)
  const foreign = texts[(article + 1 + below(random, texts.length - 1)) % texts.length]!
  return caseOf(texts[article]!, foreign, kind, random, count)
}

function caseOf(units: readonly Unit[], foreign: readonly Unit[], kind: string, random: Random, count: number): Case {
  const ranges = Array.from({ length: count }, () => randomHighlight(random, units))
  const oldText = textOfUnits(units)
  const starts: number[] = [0]
  for (const unit of units) starts.push(starts.at(-1)! + unit.text.length)
  const highlights = ranges.map((range) => {
    const offsets = { start: starts[range.start]!, end: starts[range.end]! }
    return { ...quoteOf(oldText, offsets), ...offsets }
  })
  const edited = new EditedText(units, KINDS[kind]!({ units, foreign, highlights: ranges, random }))
  return { oldText, newText: edited.text, highlights, truths: ranges.map((range) => edited.truthOf(range)) }
}

let shown = 0
function show(way: string, kind: string, each: Case, index: number, answer: Anchoring, verdict: Verdict): void {
  const { exact, prefix, suffix } = each.highlights[index]!
  const truth = each.truths[index]
  const at = (range: { start: number; end: number }): string =>
    JSON.stringify(each.newText.slice(range.start, range.end))
  console.log(`\n${verdict.toUpperCase()} ${way}, ${kind}, ${answer.status} ${answer.score.toFixed(2)}`)
  console.log(`  quote  ${JSON.stringify(prefix)} [${JSON.stringify(exact)}] ${JSON.stringify(suffix)}`)
  console.log(`  answer ${answer.start} ${at(answer)}`)
  if (truth) {
    const outer = { start: truth.start.start, end: truth.end.end }
    const around = { start: Math.max(0, outer.start - 40), end: outer.end + 40 }
    console.log(
      `  truth  ${outer.start} ${at(outer)} survived ${truth.survived.toFixed(2)} ${truth.torn ? 'torn' : ''}`,
    )
    console.log(`  there  ${at(around)}`)
  } else console.log('  truth  gone')
  shown += 1
}

function run(texts: readonly Unit[][]): Map<string, Map<string, Tally>> {
  const kinds = Object.keys(KINDS).filter((kind) => kind.includes(options.kind))
  const each = Math.ceil(Number(options.highlights) / Object.keys(KINDS).length)
  const tallies = new Map(kinds.map((kind) => [kind, new Map(Object.keys(WAYS).map((way) => [way, new Tally()]))]))
  kinds.forEach((kind) => {
    const number = Object.keys(KINDS).indexOf(kind)
    for (let done = 0, round = 0; done < each; done += HIGHLIGHTS_A_TEXT, round += 1) {
      const seed = Number(options.seed) * 1_000_003 + number * 10_007 + round
      const count = Math.min(HIGHLIGHTS_A_TEXT, each - done)
      const problem = makeCase(texts, round % texts.length, kind, seed, count)
      for (const [name, way] of Object.entries(WAYS)) {
        const tally = tallies.get(kind)!.get(name)!
        const began = performance.now()
        const answers = way(problem)
        tally.milliseconds += performance.now() - began
        answers.forEach((answer, index) => {
          const truth = problem.truths[index]!
          const verdict = judge(truth, answer)
          tally.counts[verdict] += 1
          if (verdict === 'unsure' && (truth === null || isPlacedRight(truth, answer))) tally.offeredRight += 1
          const bad = verdict === 'wrong' || verdict === 'lost' || (verdict === 'unsure' && options.unsure)
          if (bad && name.startsWith(options.way) && shown < Number(options.show))
            show(name, kind, problem, index, answer, verdict)
        })
      }
    }
  })
  return tallies
}

function print(tallies: Map<string, Map<string, Tally>>): void {
  const percent = (count: number, all: number): string => ((100 * count) / all).toFixed(2).padStart(7)
  const line = (kind: string, way: string, { counts, offeredRight, all, milliseconds }: Tally): string =>
    [
      kind.padEnd(26),
      way.padEnd(22),
      percent(counts.right, all),
      percent(counts.unsure, all),
      percent(offeredRight, all),
      percent(counts.wrong, all),
      percent(counts.lost, all),
      (milliseconds / all).toFixed(3).padStart(9),
    ].join(' ')
  console.log(`${''.padEnd(49)}   right  unsure  (place   wrong    lost        ms`)
  console.log(`${'edit'.padEnd(26)} ${'way'.padEnd(22)}       %       %  right)       %       %  a highlight`)
  const totals = new Map<string, Tally>()
  for (const [kind, ways] of tallies) {
    for (const [way, tally] of ways) {
      console.log(line(kind, way, tally))
      const total = totals.get(way) ?? new Tally()
      for (const verdict of Object.keys(total.counts) as Verdict[]) total.counts[verdict] += tally.counts[verdict]
      total.offeredRight += tally.offeredRight
      total.milliseconds += tally.milliseconds
      totals.set(way, total)
    }
  }
  for (const [way, total] of totals) console.log(line('all', way, total))
}

/** The time that one long article takes, its old text known: the best of some runs, and the first. */
function timeLongArticle(articles: readonly string[]): void {
  const words = articles
    .join('\n\n')
    .match(/\S+\s*/gu)!
    .slice(0, LONG_ARTICLE)
  const units = unitsOf(words.join('').trim())
  const each = caseOf(units, units, 'everything, 10% in all', seeded(Number(options.seed)), LONG_HIGHLIGHTS)
  const times = Array.from({ length: 7 }, () => {
    const began = performance.now()
    anchorAll(each.newText, each.highlights, each.oldText)
    return performance.now() - began
  })
  const [first, best] = [times[0]!, Math.min(...times)].map((time) => time.toFixed(0))
  console.log(
    `\n${words.length} words, ${LONG_HIGHLIGHTS} highlights, old text known: ${best} ms (first time ${first} ms)`,
  )
}

const articles = articleTexts(positionals[0] ?? 'seeds')
print(run(articles.map(unitsOf)))
timeLongArticle(articles)
