// A text as an editor works on it: every word knows which word of the old text it was. The truth of the bench comes from
// here, from what was done, and from nothing that searches.

/** A word, a mark or a gap. `from`: index of the old unit that it is or became, -1 when it was put in. */
export interface Unit {
  text: string
  from: number
  /** Whether its letters are as they were. */
  same: boolean
}

export interface Range {
  start: number
  end: number
}

/** Where a highlight belongs in the new text. */
export interface Truth {
  /**
   * Where its start may be, and its end: one offset where the words there are as they were, else anywhere from the last
   * untouched word outside it to its first (last) untouched word inside it.
   */
  start: Range
  end: Range
  /** The share of its letters that are untouched: below a half, its words are gone. */
  survived: number
  /** Whether other words of the old text stand between its own now. */
  torn: boolean
  /** Its untouched words in the new text, for those that were torn. */
  pieces: Range[]
}

const UNITS = /\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu

/** The units of a text, as yet unedited. */
export function unitsOf(text: string): Unit[] {
  return (text.match(UNITS) ?? []).map((unit, from) => ({ text: unit, from, same: true }))
}

export const isSpace = (unit: Unit): boolean => unit.text.trim() === ''
export const isWord = (unit: Unit): boolean => /[\p{L}\p{N}]/u.test(unit.text)
export const textOfUnits = (units: readonly Unit[]): string => units.map((unit) => unit.text).join('')

/** Sentences, as ranges of units: up to a full stop or the like, or to the end of a paragraph. */
export function sentencesOf(units: readonly Unit[]): Range[] {
  const sentences: Range[] = []
  let start = 0
  const close = (end: number): void => {
    let [from, to] = [start, end]
    while (from < to && isSpace(units[from]!)) from += 1
    while (to > from && isSpace(units[to - 1]!)) to -= 1
    if (units.slice(from, to).filter(isWord).length > 1) sentences.push({ start: from, end: to })
    start = end
  }
  units.forEach((unit, index) => {
    if (isSpace(unit) && unit.text.includes('\n')) close(index)
    else if (isSpace(unit) && /[.!?؟。]/u.test(units[index - 1]?.text ?? '')) close(index)
    else if (
      /[”"’»)]/u.test(units[index - 1]?.text ?? '') &&
      /[.!?]/u.test(units[index - 2]?.text ?? '') &&
      isSpace(unit)
    )
      close(index)
  })
  close(units.length)
  return sentences
}

/** Paragraphs, as ranges of units without the gaps between them. */
export function paragraphsOf(units: readonly Unit[]): Range[] {
  const paragraphs: Range[] = []
  let start = 0
  units.forEach((unit, index) => {
    if (!isSpace(unit) || !unit.text.includes('\n')) return
    if (index > start) paragraphs.push({ start, end: index })
    start = index + 1
  })
  if (units.length > start) paragraphs.push({ start, end: units.length })
  return paragraphs
}

/** Tells where highlights of the old text belong in the new one. */
export class EditedText {
  readonly text: string
  readonly #units: readonly Unit[]
  readonly #starts: number[] = []
  readonly #old: readonly Unit[]
  readonly #now: Map<number, number>

  constructor(old: readonly Unit[], edited: readonly Unit[]) {
    this.#old = old
    this.#units = edited
    this.text = textOfUnits(edited)
    let at = 0
    for (const unit of edited) {
      this.#starts.push(at)
      at += unit.text.length
    }
    this.#now = new Map(edited.flatMap((unit, index) => (unit.from >= 0 ? [[unit.from, index] as const] : [])))
  }

  /** Null when nothing of it is left. `highlight` is a range of old units. */
  truthOf(highlight: Range): Truth | null {
    let letters = 0
    let untouched = 0
    const here: number[] = []
    for (let from = highlight.start; from < highlight.end; from += 1) {
      const old = this.#old[from]!
      if (isSpace(old)) continue
      const weight = isWord(old) ? old.text.length : 0.01
      letters += weight
      const index = this.#now.get(from)
      if (index === undefined) continue
      here.push(index)
      if (this.#units[index]!.same) untouched += weight
    }
    if (here.length === 0) return null
    here.sort((a, b) => a - b)
    const [first, last] = [here[0]!, here.at(-1)!]
    const isInside = (unit: Unit): boolean => unit.from >= highlight.start && unit.from < highlight.end
    const torn = this.#units.slice(first, last + 1).some((unit) => unit.from >= 0 && !isSpace(unit) && !isInside(unit))
    const kept = here.filter((index) => this.#units[index]!.same)
    const pieces = kept.map((index) => this.#rangeOf(index))
    const start = this.#starts[first]!
    const end = this.#endOf(last)
    const startStands = this.#units[first]!.from === this.#edge(highlight, 1) && this.#units[first]!.same
    const endStands = this.#units[last]!.from === this.#edge(highlight, -1) && this.#units[last]!.same
    return {
      start: startStands
        ? { start, end: start }
        : { start: this.#outside(first, -1), end: this.#starts[kept[0] ?? last]! },
      end: endStands ? { start: end, end } : { start: this.#endOf(kept.at(-1) ?? first), end: this.#outside(last, 1) },
      survived: untouched / letters,
      torn,
      pieces,
    }
  }

  /** The first (last) unit of a highlight that is no gap. */
  #edge(highlight: Range, direction: 1 | -1): number {
    let at = direction === 1 ? highlight.start : highlight.end - 1
    while (isSpace(this.#old[at]!)) at += direction
    return at
  }

  /** The near edge of the next untouched word or mark on that side. */
  #outside(from: number, direction: 1 | -1): number {
    let at = from + direction
    while (at >= 0 && at < this.#units.length) {
      const unit = this.#units[at]!
      if (unit.from >= 0 && unit.same && !isSpace(unit)) return direction < 0 ? this.#endOf(at) : this.#starts[at]!
      at += direction
    }
    return direction < 0 ? 0 : this.text.length
  }

  #rangeOf(index: number): Range {
    return { start: this.#starts[index]!, end: this.#endOf(index) }
  }

  #endOf(index: number): number {
    return this.#starts[index]! + this.#units[index]!.text.length
  }
}
