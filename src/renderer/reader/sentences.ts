// The steps of sentence mode: sentences by the rules of the text's language, never across paragraphs.
import type { TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'
import { trimRange } from '../../text/text-range.ts'
import { paragraphsOf } from './paragraphs.ts'

/** The sentences of a mapped article, in order. Languages the system does not know are segmented as its own. */
export function sentencesOf(map: TextMap, lang: string | null): TextRange[] {
  const segmenter = segmenterFor(lang)
  return paragraphsOf(map).flatMap(({ start, end }) =>
    [...segmenter.segment(map.text.slice(start, end))]
      .map(({ index, segment }) => trimRange(map.text, { start: start + index, end: start + index + segment.length }))
      .filter((range) => range.start < range.end),
  )
}

function segmenterFor(lang: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(lang ?? undefined, { granularity: 'sentence' })
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'sentence' })
  }
}

/** The sentence after (`step` 1) or before (-1) a place; the one that holds it when `within` is wanted. */
export function sentenceFrom(
  sentences: readonly TextRange[],
  from: TextRange,
  step: 1 | -1,
  within: boolean,
): TextRange | null {
  if (within) return sentences.find(({ end }) => end > from.start) ?? sentences.at(-1) ?? null
  const found =
    step === 1
      ? sentences.find(({ start }) => start >= from.end)
      : sentences.findLast(({ start }) => start < from.start)
  return found ?? (step === 1 ? sentences.at(-1) : sentences[0]) ?? null
}
