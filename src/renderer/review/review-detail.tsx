// One highlight whose place is not sure: on the left the text as it was, on the right as it is now, and what can be decided.
import { useQuery } from '@tanstack/react-query'
import { Check, Link2, Unlink } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useState } from 'react'
import type { Article, LibraryHighlight, TextRange } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { useCommand } from '../commands/commands.ts'
import { queries } from '../queries.ts'
import { ArticleBody } from '../reader/article-body.tsx'
import type { MappedBody } from '../reader/article-body.tsx'
import { colourName } from '../reader/colour-names.ts'
import { domRange } from '../reader/geometry.ts'
import { HighlightPainter, proposalName } from '../reader/highlight-paint.ts'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { toast } from '../ui/toast.tsx'
import { bringToMiddle, useChosenWords } from './choose-words.ts'
import { Difference, OldPassage } from './old-passage.tsx'
import { acceptPlace, attachTo, keepAsOrphan } from './review-actions.ts'
import { placeWords } from './score-words.ts'

interface DetailProps {
  highlight: LibraryHighlight
  /** Called once the library has taken a decision. */
  onDecided: () => void
}

export function ReviewDetail({ highlight, onDecided }: DetailProps) {
  const { data: article, error } = useQuery(queries.article(highlight.articleId))
  if (error !== null) return <p role="alert">{sentenceOf(error)}</p>
  return article === undefined ? null : <Decision {...{ highlight, article, onDecided }} />
}

function Decision({ highlight, article, onDecided }: DetailProps & { article: Article }) {
  const { colour, noteText, quote, range, review, status } = highlight
  const [pane, setPane] = useState<HTMLElement | null>(null)
  const [mapped, setMapped] = useState<MappedBody | null>(null)
  const oldId = useId()
  const nowId = useId()
  const proposed = status === 'uncertain' ? range : null
  useProposal(mapped, pane, highlight)
  const chosen = useChosenWords(mapped, pane, proposed)

  const decided = async (done: Promise<boolean>) => {
    if (!(await done)) return
    document.getSelection()?.removeAllRanges()
    onDecided()
  }
  const accept = () => {
    if (proposed === null)
      toast({ message: 'No place was found for it. Select the words it belongs to, then attach it.' })
    else void decided(acceptPlace(highlight))
  }
  const attach = () => {
    if (chosen === null) toast({ message: 'Select the words it belongs to in the text, then attach it.' })
    else void decided(attachTo(highlight, chosen))
  }
  const keep = () => {
    if (review?.settled === true) toast({ message: 'It is kept without a place already.' })
    else void decided(keepAsOrphan(highlight))
  }
  const group = 'Highlights and notes'
  useCommand({ keys: 'a', label: 'Review: accept the proposed place', group, run: accept })
  useCommand({ keys: 'r', label: 'Review: attach to the selected words', group, run: attach })
  useCommand({ keys: 'k', label: 'Review: keep without a place', group, run: keep })

  return (
    <div className="review-detail">
      <div className="review-sides">
        <section className="review-side" aria-labelledby={oldId}>
          <h3 id={oldId}>As it was</h3>
          <div className="review-scroll" tabIndex={0} role="group" aria-labelledby={oldId}>
            <OldPassage highlight={highlight} article={article} />
            {noteText !== '' && (
              <p className="review-note" dir="auto">
                <span className="visually-hidden">Your note: </span>
                {noteText}
              </p>
            )}
          </div>
        </section>
        <section className="review-side" aria-labelledby={nowId}>
          <h3 id={nowId}>
            As it is now
            <span className="review-score" data-status={status}>
              {placeWords(review)}
            </span>
          </h3>
          <div ref={setPane} className="review-scroll review-now" tabIndex={0} role="group" aria-labelledby={nowId}>
            <ArticleBody article={article} onMapped={setMapped} onFragment={scrollTo} />
          </div>
        </section>
      </div>
      {proposed !== null && (
        <section className="review-changes" aria-label="What is different in the words">
          <Difference old={quote.exact} now={article.text.slice(proposed.start, proposed.end)} article={article} />
        </section>
      )}
      <footer className="review-acts">
        <p className="review-chosen" role="status">
          {chosen === null ? <Hint proposed={proposed} /> : <Chosen text={article.text} range={chosen} />}
        </p>
        <Button icon={<Unlink size={16} />} disabled={review?.settled} onClick={keep} aria-keyshortcuts="K">
          Keep without a place <Kbd keys="k" />
        </Button>
        <Button
          variant={proposed === null || chosen !== null ? 'primary' : 'secondary'}
          icon={<Link2 size={16} />}
          disabled={chosen === null}
          onMouseDown={(event) => {
            // The words have to stay selected.
            event.preventDefault()
          }}
          onClick={attach}
          aria-keyshortcuts="R"
        >
          Attach to the selection <Kbd keys="r" />
        </Button>
        {proposed !== null && (
          <Button
            variant={chosen === null ? 'primary' : 'secondary'}
            icon={<Check size={16} />}
            onClick={accept}
            aria-keyshortcuts="A"
          >
            Accept <Kbd keys="a" />
          </Button>
        )}
      </footer>
      <span className="visually-hidden">{`A ${colourName(colour)} highlight`}</span>
    </div>
  )
}

function Hint({ proposed }: { proposed: TextRange | null }) {
  return (
    <>
      {proposed === null ? 'Select the words it belongs to now' : 'Or select the words it belongs to'}
      <span className="review-keys">
        : <Kbd keys="shift+j" /> by sentences, <Kbd keys="<" /> <Kbd keys=">" /> <Kbd keys="," /> <Kbd keys="." /> by
        words
      </span>
    </>
  )
}

function Chosen({ text, range }: { text: string; range: TextRange }) {
  const words = text.slice(range.start, range.end).replaceAll(/\s+/g, ' ')
  const [first = ''] = /^.{0,60}(?=\s)/u.exec(words) ?? []
  const [last = ''] = /(?<=\s)\S.{0,30}$/u.exec(words) ?? []
  return <span data-chosen>“{words.length > 100 ? `${first} … ${last}` : words}”</span>
}

function scrollTo(target: Element): void {
  target.scrollIntoView({ block: 'center' })
}

/** Paints the proposal, and brings it into view; of an orphan, as far down the text as it last was. */
function useProposal(mapped: MappedBody | null, pane: HTMLElement | null, highlight: LibraryHighlight): void {
  const { colour, status } = highlight
  const { start, end } = highlight.range
  useLayoutEffect(() => {
    if (mapped === null || status !== 'uncertain') return
    const painter = new HighlightPainter(mapped.map)
    painter.set('*proposal', proposalName(colour), { start, end })
    return () => {
      painter.clear()
    }
  }, [mapped, colour, status, start, end])
  useEffect(() => {
    if (mapped === null || pane === null) return
    const { length } = mapped.map.text
    const at = Math.min(start, Math.max(0, length - 1))
    const dom = domRange(mapped.map, { start: at, end: status === 'uncertain' ? end : Math.min(length, at + 1) })
    pane.scrollTo({ top: 0, behavior: 'instant' })
    if (dom !== null) bringToMiddle(pane, dom)
  }, [mapped, pane, status, start, end])
}
