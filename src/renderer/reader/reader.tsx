// The reader: one article, to be read, highlighted and annotated.
import { useQuery } from '@tanstack/react-query'
import { useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Article, Highlight, TextRange } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { MentionLayer } from '../entities/mention-layer.tsx'
import { MarginNotes } from '../margin/margin-notes.tsx'
import { useMarginCommand } from '../margin/margin-switch.tsx'
import { closeArticle } from '../navigation.ts'
import { queries } from '../queries.ts'
import { ReadAloudTools } from '../read-aloud/read-aloud-bar.tsx'
import { useTextSettings } from '../settings/appearance-store.ts'
import { textAttributes } from '../settings/apply-settings.ts'
import { Button } from '../ui/button.tsx'
import { Announcer } from './announcer.tsx'
import { NoTextYet } from '../import/no-text-yet.tsx'
import { ArticleBody } from './article-body.tsx'
import type { MappedBody } from './article-body.tsx'
import { BackAndForward } from './back-and-forward.tsx'
import { useCodeColours } from './code-colours.ts'
import { useCodeCopy } from './code-copy.ts'
import { Footnotes } from './footnote-card.tsx'
import { useFocusMode } from './focus-mode.ts'
import { FindInArticle } from './find-bar.tsx'
import { ACTIVE_NAME, HighlightPainter } from './highlight-paint.ts'
import { useNearby } from './nearby.ts'
import { PageFoot } from './paged-foot.tsx'
import { usePageTurning } from './paged-turning.ts'
import { ParagraphMark, useParagraphCursor } from './paragraph-cursor.tsx'
import { PassageTools } from './passage-tools.tsx'
import { Pictures } from './picture-viewer.tsx'
import { PrintNotes } from './print-notes.tsx'
import { activePane, readerState, useActivePane, useReaderState, useReaderStore } from './reader-store.ts'
import { ReaderTitle } from './reader-title.tsx'
import { ReadingRuler } from './reading-ruler.tsx'
import { SetAside } from './set-aside.tsx'
import { TableOfContents } from './table-of-contents.tsx'
import { useLayoutSwitch } from './use-layout-switch.ts'
import { useReading } from './use-reading.ts'
import { useViewport } from './use-viewport.ts'
import './reader.css'
import './annotation.css'
import './math.css'
import './focus-mode.css'
import './paged.css'
// After what it overrules.
import './print.css'

export interface ReaderProps {
  articleId: string
  /** The passage to show, when the address names one. */
  range: TextRange | null
  /** Grows with every navigation: the same passage again is shown again. */
  visit: number
}

export function Reader({ articleId, range, visit }: ReaderProps) {
  const article = useQuery(queries.article(articleId))
  if (article.data !== undefined) {
    return <ArticleView key={articleId} article={article.data} range={range} visit={visit} />
  }
  if (article.isError) return <NotOpened error={article.error} onRetry={() => void article.refetch()} />
  return (
    <div className="reader">
      <p className="reader-opening" role="status">
        Opening…
      </p>
    </div>
  )
}

/** An article that is not there, or could not be read: the library is, and so is another try. */
function NotOpened({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className="reader">
      <div className="failure" role="alert">
        <h1 className="failure-title">This article cannot be opened</h1>
        <p>{sentenceOf(error)}</p>
        <div className="failure-actions">
          <Button variant="primary" onClick={closeArticle}>
            Back to the library
          </Button>
          <Button onClick={onRetry}>Try again</Button>
        </div>
      </div>
    </div>
  )
}

const NONE: readonly Highlight[] = []

function ArticleView({ article, range, visit }: { article: Article; range: TextRange | null; visit: number }) {
  const [pane, setPane] = useState<HTMLElement | null>(null)
  const [mapped, setMapped] = useState<MappedBody | null>(null)
  const highlights = useQuery(queries.highlights(article.id)).data ?? NONE
  const titleId = useId()
  const isActive = useActivePane() === useReaderStore().pane
  const text = useTextSettings(article)
  const viewport = useViewport(mapped, pane, text)
  useReading({ article, mapped, viewport, range, visit })
  useFocusOnArrival(pane)
  const { marked } = useParagraphCursor(mapped, viewport)
  usePageTurning(mapped, pane, viewport)
  useLayoutSwitch(article)
  useFocusMode(mapped, pane, viewport, marked)
  useCodeCopy(mapped)
  useMarginCommand()
  useCodeColours(mapped)

  return (
    <>
      {pane !== null && <BackAndForward />}
      {mapped !== null && pane !== null && <FindInArticle mapped={mapped} pane={pane} />}
      <div
        className="reader"
        ref={setPane}
        tabIndex={-1}
        data-reader-pane
        data-dir={article.dir}
        {...textAttributes(text)}
      >
        <div className="reader-progress" aria-hidden />
        {pane !== null && <ReadingRuler pane={pane} />}
        {mapped !== null && pane !== null && <TableOfContents mapped={mapped} pane={pane} />}
        <article className="reader-page" aria-labelledby={titleId}>
          <ReaderTitle article={article} titleId={titleId} />
          <div className="reader-text">
            <NoTextYet article={article} />
            <ArticleBody article={article} onMapped={setMapped} onFragment={goToFragment} />
            {mapped !== null && <PaintedHighlights mapped={mapped} highlights={highlights} />}
            <MentionLayer articleId={article.id} />
            {mapped !== null && pane !== null && (
              <MarginNotes mapped={mapped} pane={pane} highlights={highlights} scrolled={text.layout === 'scrolled'} />
            )}
            {mapped !== null && marked !== null && <ParagraphMark mapped={mapped} range={marked} />}
          </div>
          <SetAside article={article} />
          <PrintNotes article={article} highlights={highlights} />
        </article>
        {mapped !== null && pane !== null && (
          <PassageTools article={article} mapped={mapped} pane={pane} highlights={highlights} paragraph={marked} />
        )}
        {mapped !== null && pane !== null && (
          <>
            <Footnotes mapped={mapped} pane={pane} onGoTo={goToFragment} />
            <Pictures mapped={mapped} pane={pane} />
          </>
        )}
        {isActive && <Announcer />}
      </div>
      {viewport?.layout === 'paged' && <PageFoot viewport={viewport} dir={article.dir} />}
      {mapped !== null && viewport !== null && (
        <ReadAloudTools article={article} mapped={mapped} viewport={viewport} marked={marked} />
      )}
    </>
  )
}

/** Paints before the browser does, so that a new highlight is there in the next frame. */
function PaintedHighlights({ mapped, highlights }: { mapped: MappedBody; highlights: readonly Highlight[] }) {
  const painter = useRef<HighlightPainter | null>(null)
  const activeId = useReaderState('activeHighlightId')
  const near = useNearby(mapped.map.text.length)
  const repaint = useEffectEvent((onto: HighlightPainter) => {
    onto.update(highlights, near)
  })
  useLayoutEffect(() => {
    const fresh = new HighlightPainter(mapped.map)
    painter.current = fresh
    repaint(fresh)
    return () => {
      fresh.clear()
      painter.current = null
    }
  }, [mapped])
  useLayoutEffect(() => {
    painter.current?.update(highlights, near)
    const active = highlights.find(({ id, status }) => id === activeId && status === 'anchored')
    if (active === undefined) painter.current?.unset('*active')
    else painter.current?.set('*active', ACTIVE_NAME, active.range)
  }, [mapped, highlights, activeId, near])
  return null
}

/** Whoever opens an article is going to read it: the keys belong to the text, unless something is being typed. */
function useFocusOnArrival(pane: HTMLElement | null): void {
  const store = useReaderStore()
  useLayoutEffect(() => {
    if (activePane() !== store.pane) return
    const focused = document.activeElement
    if (focused instanceof HTMLElement && focused.matches('input, textarea, [contenteditable="true"]')) return
    pane?.focus({ preventScroll: true })
  }, [pane, store])
}

/** Follows a link within the article, as to a footnote; the keyboard goes on from there. */
function goToFragment(target: Element): void {
  const reader = readerState().reader
  const block = reader?.map.blocks.find(({ element }) => target.contains(element) || element.contains(target))
  if (reader === null || block === undefined) return
  reader.scrollTo(block, { flash: true })
  if (!(target instanceof HTMLElement)) return
  if (!target.matches('a[href], button')) target.tabIndex = -1
  target.focus({ preventScroll: true })
}
