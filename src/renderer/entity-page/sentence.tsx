// A sentence with the names in it marked; pressing it opens its article there.
import type { EntitySentence } from '../../contract/entity-model.ts'
import { openArticle } from '../navigation.ts'

/** Where a sentence opens: at its first mark. */
function placeOf({ start, text, marks }: EntitySentence): { start: number; end: number } {
  const mark = marks[0] ?? { start: 0, end: text.length }
  return { start: start + mark.start, end: start + mark.end }
}

/** A stretch longer than this is cut around the first mark, in UTF-16 code units. */
const LONGEST = 600
const BEFORE = 200

/** The words of a sentence, in runs; a very long one only around its first mark. */
export function runsOf({ text, marks }: EntitySentence): { text: string; mark: boolean }[] {
  const first = marks[0]?.start ?? 0
  const from = text.length > LONGEST && first > BEFORE ? text.indexOf(' ', first - BEFORE) + 1 : 0
  const to = text.length - from > LONGEST ? from + LONGEST : text.length
  const runs: { text: string; mark: boolean }[] = []
  let at = from
  if (from > 0) runs.push({ text: '… ', mark: false })
  for (const { start, end } of marks) {
    if (start < at || end > to) continue
    if (start > at) runs.push({ text: text.slice(at, start), mark: false })
    runs.push({ text: text.slice(start, end), mark: true })
    at = end
  }
  if (at < to) runs.push({ text: text.slice(at, to), mark: false })
  if (to < text.length) runs.push({ text: ' …', mark: false })
  return runs
}

export function Words({ sentence }: { sentence: EntitySentence }) {
  return runsOf(sentence).map((run, index) =>
    run.mark ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>,
  )
}

export interface SentenceProps {
  sentence: EntitySentence
  /** Where it is from, when that is not said above it. */
  source?: string | undefined
}

export function Sentence({ sentence, source }: SentenceProps) {
  const { start } = placeOf(sentence)
  return (
    <li>
      <button
        type="button"
        className="entity-sentence"
        data-article={sentence.articleId}
        data-place={start}
        onClick={() => {
          openArticle(sentence.articleId, placeOf(sentence))
        }}
      >
        <span className="entity-sentence-words" dir="auto">
          <Words sentence={sentence} />
        </span>
        {source !== undefined && (
          <span className="entity-sentence-source" dir="auto">
            {source}
          </span>
        )}
      </button>
    </li>
  )
}
