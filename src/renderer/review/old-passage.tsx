// A highlight as it was: its words in their colour, and the text that stood around them; and how its words differ now.
import { Fragment, useEffect, useMemo, useRef } from 'react'
import type { Article, Highlight } from '../../contract/model.ts'
import { wordChanges } from '../../text/word-changes.ts'
import { bringToMiddle } from './choose-words.ts'

type Language = Pick<Article, 'lang' | 'dir'>

export function OldPassage({ highlight, article }: { highlight: Highlight; article: Language }) {
  const { quote, review, colour } = highlight
  const before = review?.before ?? quote.prefix
  const after = review?.after ?? quote.suffix
  const mark = useRef<HTMLElement>(null)
  useEffect(() => {
    const pane = mark.current?.closest<HTMLElement>('.review-scroll')
    const dom = document.createRange()
    if (mark.current === null || !pane) return
    dom.selectNode(mark.current)
    // Also when there is less room for it than there was.
    const sized = new ResizeObserver(() => {
      bringToMiddle(pane, dom)
    })
    sized.observe(pane)
    return () => {
      sized.disconnect()
    }
  }, [])
  return (
    <p className="review-old" lang={article.lang ?? undefined} dir={article.dir}>
      {before}
      <mark ref={mark} data-colour={colour}>
        {quote.exact}
      </mark>
      {after}
    </p>
  )
}

/** Above this many characters a difference is not looked through word by word. */
const MOST_COMPARED = 4_000

export function Difference({ old, now, article }: { old: string; now: string; article: Language }) {
  const runs = useMemo(
    () => (Math.max(old.length, now.length) > MOST_COMPARED ? null : wordChanges(old, now)),
    [old, now],
  )
  if (old === now) return <p className="review-same">The words are the same; the text around them has changed.</p>
  if (runs === null) return <p className="review-same">The passage is too long to be compared word by word.</p>
  return (
    <p className="review-difference" lang={article.lang ?? undefined} dir={article.dir}>
      {runs.map(({ kind, text }, index) => {
        const key = `${String(index)} ${kind}`
        if (kind === 'same') return <Fragment key={key}>{text}</Fragment>
        // Lines through and under the gaps would join the words to their neighbours.
        const words = text.trim()
        const [before = '', after = ''] = text.split(words, 2)
        return (
          <Fragment key={key}>
            {before}
            {kind === 'gone' ? <del>{words}</del> : <ins>{words}</ins>}
            {after || (runs[index + 1]?.kind === 'new' ? ' ' : '')}
          </Fragment>
        )
      })}
    </p>
  )
}
