// The baseline, in the page: the same article, highlights and mentions, each painted by wrapping its words in elements, text
// node by text node, as annotators do that change the document. Bundled and put into a page of its own by baseline.ts.
// It is spared the app around the article, and it finds text nodes by binary search where others walk the document.
import type { Article, ArticleEntities, Highlight, TextRange } from '../../src/contract/model.ts'
import { articleFragment } from '../../src/renderer/reader/article-html.ts'
import { mapText } from '../../src/text/canonical-text.ts'
import type { Segment } from '../../src/text/canonical-text.ts'

let segments: Segment[] = []
let added: HTMLElement[] = []
let nextPlace = 4_000

async function call<Answer>(path: string, input: unknown): Promise<Answer> {
  const response = await fetch(`/rpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ json: input }),
  })
  return ((await response.json()) as { json: Answer }).json
}

function firstAt(offset: number): number {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (segments[middle]!.end > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** Cuts a text node in two, in the document and among the segments. */
function cut(index: number, offset: number): void {
  const { node, start, end } = segments[index]!
  if (offset <= start || offset >= end) return
  const rest = node.splitText(offset - start)
  segments.splice(index, 1, { node, start, end: offset }, { node: rest, start: offset, end })
}

function wrap({ start, end }: TextRange, make: () => HTMLElement): HTMLElement[] {
  cut(firstAt(start), start)
  cut(firstAt(end - 1), end)
  const wrappers: HTMLElement[] = []
  for (let index = firstAt(start); index < segments.length; index += 1) {
    const { node, start: from } = segments[index]!
    if (from >= end) break
    const wrapper = make()
    node.replaceWith(wrapper)
    wrapper.append(node)
    wrappers.push(wrapper)
  }
  return wrappers
}

function unwrap(wrappers: readonly HTMLElement[]): void {
  for (const wrapper of wrappers) wrapper.replaceWith(...wrapper.childNodes)
}

const markOf = (colour: string) => () => {
  const mark = document.createElement('mark')
  mark.className = 'bench-mark'
  mark.dataset['colour'] = colour
  return mark
}
const lineOf = () => {
  const line = document.createElement('span')
  line.className = 'bench-mention'
  return line
}

async function open(id: string, title: string): Promise<void> {
  const highlights = call<Highlight[]>('highlight/list', { articleId: id })
  const entities = call<ArticleEntities>('entity/ofArticle', { articleId: id })
  const article = await call<Article>('article/get', { id })
  const body = document.querySelector<HTMLElement>('.article-body')
  const heading = document.querySelector('h1')
  if (body === null || heading === null) throw new Error('The page has no place for an article')
  heading.textContent = title
  body.replaceChildren(articleFragment(article.html))
  // The floor: the same page with nothing painted over its text.
  if (location.hash === '#bare') return
  segments = mapText(body).segments
  for (const { range, colour } of await highlights) wrap(range, markOf(colour))
  body.dataset['highlights'] = 'painted'
  for (const mention of (await entities).mentions) wrap(mention, lineOf)
  body.dataset['mentions'] = 'painted'
}

addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-article]') : null
  if (link !== null) void open(link.dataset['article'] ?? '', link.textContent)
})
addEventListener('keydown', ({ key }) => {
  const body = document.querySelector<HTMLElement>('.article-body')
  if (body === null) return
  if (key === 'h') {
    nextPlace += 400
    added = wrap({ start: nextPlace, end: nextPlace + 31 }, markOf('yellow'))
    body.dataset['added'] = 'yes'
  } else if (key === 'z') {
    unwrap(added)
    delete body.dataset['added']
    body.dataset['taken'] = 'yes'
  }
})
