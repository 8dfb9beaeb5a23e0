// What happens to articles between two readings: one function a kind of edit, each seeded.
import { isSpace, isWord, paragraphsOf, sentencesOf } from './edited-text.ts'
import type { Range, Unit } from './edited-text.ts'
import { below, pick } from './random.ts'
import type { Random } from './random.ts'

/** What an edit works on. `foreign`: the units of another article, for what is put in. */
export interface EditInput {
  units: readonly Unit[]
  foreign: readonly Unit[]
  highlights: readonly Range[]
  random: Random
}
export type Edit = (input: EditInput) => Unit[]

const added = (text: string): Unit => ({ text, from: -1, same: false })
const changed = (unit: Unit, text: string): Unit => ({ ...unit, text, same: unit.same && text === unit.text })

/** A letter doubled, dropped, swapped with the next or replaced by another of the same text. */
function misspelt(random: Random, word: string): string {
  const letters = [...word]
  const at = below(random, letters.length)
  const kind = below(random, 4)
  const next = letters[at + 1]
  if (kind === 0) letters.splice(at, 0, letters[at]!)
  else if (kind === 1 && letters.length > 1) letters.splice(at, 1)
  else if (kind === 2 && next !== undefined && next !== letters[at]) letters.splice(at, 2, next, letters[at]!)
  else letters[at] = letters[at] === 'e' ? 'a' : 'e'
  return letters.join('')
}

/** Typos in a share of the words. */
export const typos =
  (share: number): Edit =>
  ({ units, random }) =>
    units.map((unit) => (isWord(unit) && random() < share ? changed(unit, misspelt(random, unit.text)) : unit))

const TYPOGRAPHY: Readonly<Record<string, readonly string[]>> = {
  '“': ['"', '«'],
  '”': ['"', '»'],
  '"': ['“', '”'],
  '’': ["'"],
  "'": ['’', '‘'],
  '‘': ["'"],
  '–': ['-', '—'],
  '—': ['–', '--'],
  '-': ['–', '‑'],
  '…': ['...'],
  ',': [';', ''],
  ';': [',', '.'],
  ':': [';', ' –'],
  '.': ['!', ';'],
}

/** All quotes, apostrophes and dashes in another style; a share of the other marks changed, dropped or put in. */
export const punctuation =
  (share: number): Edit =>
  ({ units, random }) =>
    units.flatMap((unit, index) => {
      const others = Object.hasOwn(TYPOGRAPHY, unit.text) ? TYPOGRAPHY[unit.text] : undefined
      const style = /["'“”‘’–—-]/u.test(unit.text)
      if (others !== undefined && (style || random() < share)) {
        const text = pick(random, others)
        return text === '' ? [] : [changed(unit, text)]
      }
      const next = units[index + 1]
      return isWord(unit) && next !== undefined && isSpace(next) && random() < share / 3 ? [unit, added(',')] : [unit]
    })

/** Sentences of another article put in before a share of the sentences (at least one). */
export const insertedSentences =
  (share: number): Edit =>
  ({ units, foreign, random }) => {
    const sentences = sentencesOf(units)
    const before = new Set(sentences.filter(() => random() < share).map((sentence) => sentence.start))
    if (before.size === 0) before.add(pick(random, sentences).start)
    const others = sentencesOf(foreign)
    return units.flatMap((unit, index) =>
      before.has(index) ? [...copyOf(foreign, pick(random, others)), unit] : [unit],
    )
  }

const copyOf = (units: readonly Unit[], range: Range): Unit[] => [
  ...units.slice(range.start, range.end).map((unit) => added(unit.text)),
  added(' '),
]

/** A share of the sentences taken out (at least one). */
export const deletedSentences =
  (share: number): Edit =>
  ({ units, random }) => {
    const sentences = sentencesOf(units)
    const sure = below(random, sentences.length)
    const gone = new Set<number>()
    sentences.forEach(({ start, end }, index) => {
      if (index !== sure && random() >= share) return
      for (let at = start; at < end; at += 1) gone.add(at)
      // The gap after it goes too, unless it ends a paragraph.
      if (units[end] !== undefined && isSpace(units[end]) && !units[end].text.includes('\n')) gone.add(end)
    })
    return units.filter((_, index) => !gone.has(index))
  }

/** A share of the paragraphs (at least one) moved to other places. */
export const movedParagraphs =
  (share: number): Edit =>
  ({ units, random }) => {
    const paragraphs = paragraphsOf(units)
    const movers = new Set(paragraphs.filter(() => random() < share))
    if (movers.size === 0) movers.add(pick(random, paragraphs))
    const order = paragraphs.filter((paragraph) => !movers.has(paragraph))
    for (const paragraph of movers) order.splice(below(random, order.length + 1), 0, paragraph)
    return order.flatMap(({ start, end }, index) => [...(index > 0 ? [added('\n\n')] : []), ...units.slice(start, end)])
  }

/** The words of a third of the highlights, up to 25, said again elsewhere between other sentences. */
export const repeatedPhrases: Edit = ({ units, highlights, random }) => {
  const inside = (at: number): boolean => highlights.some(({ start, end }) => at > start && at < end)
  const free = sentencesOf(units).filter(({ start }) => !inside(start))
  const before = new Map<number, Unit[]>()
  for (const { start, end } of highlights) {
    if (random() > 1 / 3 || free.length === 0) continue
    const place = pick(random, free).start
    const phrase = { start, end: Math.min(end, start + 49) }
    before.set(place, [...(before.get(place) ?? []), ...copyOf(units, phrase)])
  }
  return units.flatMap((unit, index) => [...(before.get(index) ?? []), unit])
}

/** A share of the words in every paragraph replaced by others of the article, taken out, or joined by another. */
export const rewritten =
  (share: number): Edit =>
  ({ units, random }) => {
    const words = units.filter(isWord)
    const other = (): string => pick(random, words).text
    const result: Unit[] = []
    for (let index = 0; index < units.length; index += 1) {
      const unit = units[index]!
      const kind = isWord(unit) && random() < share ? random() : 1
      const next = units[index + 1]
      if (kind === 1) result.push(unit)
      else if (kind < 0.6) result.push(changed(unit, other()))
      else if (kind < 0.8) result.push(unit, added(' '), added(other()))
      // A word goes with the gap after it, unless that ends a paragraph.
      else if (next !== undefined && isSpace(next) && !next.text.includes('\n')) index += 1
    }
    return result
  }

/** Something of everything, a tenth of the text in all. */
export const everything: Edit = (input) => {
  const steps: Edit[] = [
    deletedSentences(0.025),
    movedParagraphs(0.02),
    insertedSentences(0.025),
    punctuation(0.02),
    typos(0.015),
    rewritten(0.02),
  ]
  // The first step names old units; the ranges that the others look at are those of the text as it then is.
  return steps.reduce<readonly Unit[]>((units, edit) => edit({ ...input, units }), input.units) as Unit[]
}

/** Every kind that the bench reports, by its name in the table. */
export const KINDS: Readonly<Record<string, Edit>> = {
  'typos in 10% of words': typos(0.1),
  'punctuation and quotes': punctuation(0.1),
  'sentences put in, 10%': insertedSentences(0.1),
  'sentences taken out, 10%': deletedSentences(0.1),
  'paragraphs moved, 10%': movedParagraphs(0.1),
  'phrases repeated': repeatedPhrases,
  'rewritten, 5% of words': rewritten(0.05),
  'rewritten, 10% of words': rewritten(0.1),
  'rewritten, 20% of words': rewritten(0.2),
  'rewritten, 40% of words': rewritten(0.4),
  'everything, 10% in all': everything,
}
