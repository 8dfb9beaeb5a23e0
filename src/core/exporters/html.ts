// Articles as one HTML file that needs nothing else: pictures and style are in it, and nothing runs.
import { articlePage } from './article-page.ts'
import { annotatedArticles, picturePaths } from './library-to-export.ts'
import type { Annotated, FormatWriter, LibraryToExport } from './library-to-export.ts'
import { HTML_STYLE } from './page-style.ts'

/** Opening the file asks nothing of any server and runs nothing, whatever is in it. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

/** One article, or several one below the other with a list of them first. */
export const writeHtml: FormatWriter = async function* (library, selection) {
  const titles = selection.articleIds.map((id) => library.article(id).title)
  const single = selection.articleIds.length === 1 ? library.article(selection.articleIds[0]!) : null
  const lang = single === null ? 'en' : (single.lang ?? '')
  yield `<!doctype html>
<html lang="${escapeMarkup(lang)}" dir="${single?.dir ?? 'ltr'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Commonplace">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(single?.title ?? 'Articles from Commonplace')}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
`
  if (single === null) yield contents(titles)
  yield '<main>\n'
  let number = 0
  for await (const one of annotatedArticles(library, selection)) {
    const pictures = selection.options.pictures ? await picturesOf(library, one) : new Map<string, string>()
    const page = articlePage(one, {
      prefix: prefixOf(number),
      annotations: selection.options.annotations,
      place: (path) => pictures.get(path) ?? null,
      xhtml: false,
    })
    number += 1
    yield `${page.markup}\n`
  }
  yield '</main>\n</body>\n</html>\n'
}

function prefixOf(index: number): string {
  return `a${String(index + 1)}-`
}

function contents(titles: readonly string[]): string {
  const lines = titles.map((title, index) => `<li><a href="#${prefixOf(index)}article">${escapeMarkup(title)}</a></li>`)
  return `<nav class="contents" aria-label="Contents">\n<ol>\n${lines.join('\n')}\n</ol>\n</nav>\n`
}

const MEDIA_TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** The media type of `assets/…`, by its ending. */
export function mediaTypeOf(path: string): string {
  return MEDIA_TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

async function picturesOf(library: LibraryToExport, one: Annotated): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const path of picturePaths(one)) {
    const bytes = await library.asset(path)
    if (bytes) found.set(path, `data:${mediaTypeOf(path)};base64,${Buffer.from(bytes).toString('base64')}`)
  }
  return found
}

/** Text as markup, in an element or in an attribute. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
