// The words around mentions, and how much two contexts have in common. Cheap and the same on every machine.
import type { TextRange } from '../../contract/model.ts'

/** How far around a mention is looked at within its block, UTF-16 code units, at how many mentions, and how many words are kept. */
const REACH = 140
const MOST_MENTIONS = 8
const MOST_WORDS = 28
const SHORTEST_WORD = 4

/** Words that stand around everybody. */
const EVERYWHERE = new Set(
  `about above according across added adding after again against ahead allowed almost alone along already also although
  always among amid announced another anything around asked away back became because become been before began begin
  behind being believe best better between beyond both bring brought call called came cannot case come comes coming could
  country course days declined despite does doing done down during each early either else enough even ever every
  everything example face fact felt find first five following former forward found four from full further gave general
  getting give given goes going gone good great group half hand have having hear held help here hers high himself hold home
  hour hours however hundred idea include included including instead into itself just keep kept kind knew know known large
  last late later latest least leave left less like likely line little live long longer look made main make makes making
  many matter maybe mean meant meet member members might million minutes monday month months more most moved much must
  named near nearly need needed never news next night nothing number office often once ones only open order other others
  over part past people perhaps person place point private probably public quite rather really recent recently
  reported reports right said same saturday saying says second seem seemed seen sent several should show shown side since
  small some someone something soon spoke spokesman spokeswoman start started state still story such sunday sure take taken
  talk tell than that their them themselves then there these they thing things think third this those though thought
  thousand three through thursday time times today together told took toward towards tried true trying tuesday turn turned
  twice under until upon used using very want wanted week weeks well went were what when where whether which while whole
  whom whose will with within without wednesday word words work worked working world would wrote year years yesterday
  young your friday january february march april june july august september october november december`.split(/\s+/),
)

/** The folded content words of some running text, in its order, each as often as it stands there. */
function contentWords(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
  return (folded.match(/\p{L}+/gu) ?? []).filter((word) => word.length >= SHORTEST_WORD && !EVERYWHERE.has(word))
}

/**
 * What stands around some mentions: content words of their blocks near them and of the role, without the names' own words.
 * @param text the canonical text
 * @param mentions UTF-16 offsets into it, in order
 * @param own surface forms of the entity
 * @param role a few words on who it is
 * @returns folded words, each once, in the order of the alphabet
 */
export function wordsAround(
  text: string,
  mentions: readonly TextRange[],
  own: readonly string[],
  role: string | null,
): string[] {
  const names = new Set(own.flatMap(contentWords))
  const counts = new Map<string, number>()
  const count = (words: readonly string[], weight: number) => {
    for (const word of words) if (!names.has(word)) counts.set(word, (counts.get(word) ?? 0) + weight)
  }
  for (const { start, end } of mentions.slice(0, MOST_MENTIONS)) {
    const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - REACH)
    const next = text.indexOf('\n', end)
    const to = Math.min(next < 0 ? text.length : next, end + REACH)
    count(contentWords(wholeWords(text, from, start, to)), 1)
  }
  if (role !== null) count(contentWords(role), MOST_MENTIONS)
  const best = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_WORDS)
  return best.map(([word]) => word).sort()
}

/** The text of a range without the words that it cuts. */
function wholeWords(text: string, from: number, start: number, to: number): string {
  let first = from
  let last = to
  while (first < start && first > 0 && /\p{L}/u.test(text[first - 1]!)) first++
  while (last > start && last < text.length && /\p{L}/u.test(text[last]!)) last--
  return text.slice(first, last)
}

/** The content words of a role, for comparing it with others. */
export function roleWords(role: string): Set<string> {
  return new Set(contentWords(role))
}

/**
 * How much something that few share says, natural units: the inverse document frequency.
 * @param among how many articles there are
 * @param having how many of them have it
 */
export function rarity(among: number, having: number): number {
  return Math.max(0, Math.log((Math.max(among, FEW) + 2) / (having + 0.5)))
}
/** Fewer articles than these do not tell what is rare. */
const FEW = 4

/**
 * What it says that something is, or is not, among what the articles of someone have: what was to be expected by chance is
 * taken off, as two articles of one library always share something.
 * @param found whether it is there
 * @param among how many articles there are
 * @param having how many of them have it
 * @param articles how many articles were looked at
 */
export function surprise(found: boolean, among: number, having: number, articles: number): number {
  const share = Math.min(1, having / (Math.max(among, FEW) + 2))
  const chance = 1 - (1 - share) ** articles
  return rarity(among, having) * ((found ? 1 : 0) - chance)
}

/**
 * Puts pieces of evidence together: each adds less than the one before.
 * @param sum of surprises
 * @param enough a sum that is worth 0.63
 * @returns 0..1
 */
export function saturated(sum: number, enough: number): number {
  return 1 - Math.exp(-Math.max(0, sum) / enough)
}
