// The one place where html enters the page: the sanitised html of an article, mapped to its canonical text.
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { MouseEvent } from 'react'
import type { Article } from '../../contract/model.ts'
import { mapText } from '../../text/canonical-text.ts'
import type { TextMap } from '../../text/canonical-text.ts'
import { keepAtHand } from '../article-cache.ts'
import { articleFragment, fragmentTarget, replaceBrokenPicture } from './article-html.ts'
import { estimateBlocks } from './long-article.ts'

/** The element that holds the article, filled, with the map of its text. */
export interface MappedBody {
  body: HTMLElement
  map: TextMap
}

interface ArticleBodyProps {
  article: Pick<Article, 'id' | 'html' | 'text' | 'lang' | 'dir'>
  /** Called once for each html, before the page is painted. */
  onMapped: (mapped: MappedBody) => void
  /** A link within the article was followed. */
  onFragment: (target: Element) => void
}

export function ArticleBody({ article, onMapped, onFragment }: ArticleBodyProps) {
  const element = useRef<HTMLDivElement>(null)
  const mapped = useEffectEvent(onMapped)
  const { id, html, text } = article
  useEffect(() => {
    keepAtHand(id)
  }, [id])

  useLayoutEffect(() => {
    const body = element.current
    if (body === null) return
    // Load errors do not bubble, and the first may come as soon as the pictures are in the page.
    body.addEventListener('error', onLoadError, { capture: true })
    const content = articleFragment(html)
    body.toggleAttribute('data-long', estimateBlocks(content, text.length))
    body.replaceChildren(content)
    const map = mapText(body)
    if (map.text !== text) console.warn(`The text of article ${id} is not what its page shows`)
    const stopWatching = watchOverflow(body)
    mapped({ body, map })
    return () => {
      stopWatching()
      body.removeEventListener('error', onLoadError, { capture: true })
    }
  }, [id, html, text])

  return (
    <div
      ref={element}
      className="article-body"
      lang={article.lang ?? undefined}
      dir={article.dir}
      onClick={(event) => {
        followFragment(event, onFragment)
      }}
      onAuxClick={(event) => {
        if (fragmentLink(event) !== null) event.preventDefault()
      }}
    />
  )
}

function onLoadError(event: Event): void {
  if (event.target instanceof HTMLImageElement) replaceBrokenPicture(event.target)
}

function fragmentLink(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
  return link?.getAttribute('href') ?? null
}

/** The address's fragment says which article is open, so a link within the article must not change it. */
function followFragment(event: MouseEvent<HTMLElement>, onFragment: (target: Element) => void): void {
  const href = fragmentLink(event)
  if (href === null || event.defaultPrevented) return
  event.preventDefault()
  const target = fragmentTarget(event.currentTarget, href)
  if (target !== null) onFragment(target)
}

/** What is wider than the column scrolls on its own; only then it takes the keyboard's focus and a name. */
function watchOverflow(body: HTMLElement): () => void {
  const regions = [...body.querySelectorAll<HTMLElement>('.table-scroll, .math-scroll, pre')]
  if (regions.length === 0 || typeof ResizeObserver === 'undefined') return () => undefined
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target instanceof HTMLElement) markOverflow(target, target.scrollWidth > target.clientWidth + 1)
    }
  })
  for (const region of regions) observer.observe(region)
  return () => {
    observer.disconnect()
  }
}

function markOverflow(region: HTMLElement, overflows: boolean): void {
  if (!overflows) {
    for (const name of ['tabindex', 'role', 'aria-label']) region.removeAttribute(name)
    return
  }
  region.tabIndex = 0
  region.setAttribute('role', 'group')
  region.setAttribute('aria-label', `${region.dataset['label'] ?? 'Code'}, scrolls sideways`)
}
