// Articles as a book in EPUB 3 (https://www.w3.org/TR/epub-33/): a chapter an article.
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { v5 as uuidv5 } from 'uuid'
import { articlePage, xmlText } from './article-page.ts'
import type { ArticlePage } from './article-page.ts'
import { escapeMarkup, mediaTypeOf } from './html.ts'
import { annotatedArticles, picturePaths } from './library-to-export.ts'
import type { FormatWriter } from './library-to-export.ts'
import { EPUB_STYLE } from './page-style.ts'

interface Chapter {
  file: string
  title: string
  hasMath: boolean
}

/** Shown by reading systems that do not know AVIF, which is no core media type. */
const NO_PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 60"><text x="160" y="35" text-anchor="middle" font-family="sans-serif" font-size="14">Picture that this reader cannot show</text></svg>'
/** Name space of the identifiers of books, made for them. */
const BOOKS = '5b0f3c4e-8f0d-4e0a-9d83-6d1d7a1f2c55'

/** The `mimetype` first and not compressed, then container, chapters with their pictures as they come, and the package last. */
export const writeEpub: FormatWriter = async function* (library, selection) {
  const zip = createZip(selection.now)
  yield* zip.add('mimetype', 'application/epub+zip', false)
  yield* zip.add('META-INF/container.xml', CONTAINER)
  yield* zip.add('EPUB/style.css', EPUB_STYLE)
  const chapters: Chapter[] = []
  const pictures = new Map<string, string | null>()
  const languages = new Set<string>()
  const authors = new Set<string>()
  const { options } = selection
  for await (const one of annotatedArticles(library, selection)) {
    for (const path of options.pictures ? picturePaths(one) : []) {
      if (pictures.has(path)) continue
      const bytes = await library.asset(path)
      const name = bytes ? `pictures/${path.slice('assets/'.length).replace('/', '')}` : null
      pictures.set(path, name)
      if (bytes && name !== null) yield* zip.add(`EPUB/${name}`, bytes, false)
    }
    const page = articlePage(one, {
      prefix: '',
      annotations: options.annotations,
      place: (path) => pictures.get(path) ?? null,
      xhtml: true,
    })
    const file = `article-${String(chapters.length + 1)}.xhtml`
    chapters.push({ file, title: page.title, hasMath: page.hasMath })
    if (page.lang !== null) languages.add(page.lang)
    if (one.article.byline !== null) authors.add(one.article.byline)
    yield* zip.add(`EPUB/${file}`, chapterOf(page))
  }
  const files = [...pictures.values()].filter((name) => name !== null)
  if (files.some((name) => name.endsWith('.avif'))) yield* zip.add('EPUB/no-picture.svg', NO_PICTURE)
  yield* zip.add('EPUB/nav.xhtml', navOf(chapters))
  const id = uuidv5(selection.articleIds.join(' '), BOOKS)
  yield* zip.add('EPUB/package.opf', packageOf({ id, chapters, files, languages, authors, now: selection.now }))
  yield* zip.end()
}

function createZip(now: number) {
  let waiting: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    waiting.push(chunk)
  })
  const taken = function* () {
    const chunks = waiting
    waiting = []
    yield* chunks
  }
  return {
    *add(name: string, content: string | Uint8Array, compress = true) {
      const file = compress ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name)
      // The format of zip files knows no year before 1980.
      file.mtime = Math.max(now, Date.UTC(1981, 0, 1))
      zip.add(file)
      file.push(typeof content === 'string' ? new TextEncoder().encode(content) : content, true)
      yield* taken()
    },
    *end() {
      zip.end()
      yield* taken()
    },
  }
}

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

function chapterOf(page: ArticlePage): string {
  const lang = page.lang === null ? '' : ` lang="${xml(page.lang)}" xml:lang="${xml(page.lang)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"${lang} dir="${page.dir}">
<head><title>${xml(page.title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${page.markup}
</body>
</html>
`
}

function navOf(chapters: readonly Chapter[]): string {
  const lines = chapters.map(({ file, title }) => `<li><a href="${file}">${xml(title)}</a></li>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Contents</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
<nav epub:type="toc" role="doc-toc"><h1>Contents</h1>
<ol>
${lines.join('\n')}
</ol></nav>
</body>
</html>
`
}

function packageOf(book: {
  id: string
  chapters: readonly Chapter[]
  files: readonly string[]
  languages: ReadonlySet<string>
  authors: ReadonlySet<string>
  now: number
}): string {
  const { id, chapters, files, languages, authors, now } = book
  const title = chapters.length === 1 ? (chapters[0]?.title ?? '') : 'Articles from Commonplace'
  const avif = files.some((name) => name.endsWith('.avif'))
  const items = [
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    '<item id="style" href="style.css" media-type="text/css"/>',
    ...(avif ? ['<item id="no-picture" href="no-picture.svg" media-type="image/svg+xml"/>'] : []),
    ...chapters.map(
      ({ file, hasMath }, index) =>
        `<item id="article-${String(index + 1)}" href="${file}" media-type="application/xhtml+xml"${hasMath ? ' properties="mathml"' : ''}/>`,
    ),
    ...files.map(
      (name, index) =>
        `<item id="picture-${String(index + 1)}" href="${name}" media-type="${mediaTypeOf(name)}"${name.endsWith('.avif') ? ' fallback="no-picture"' : ''}/>`,
    ),
  ]
  const langs = languages.size === 0 ? ['und'] : [...languages]
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:${id}</dc:identifier>
<dc:title>${xml(title) || 'Untitled'}</dc:title>
${langs.map((lang) => `<dc:language>${xml(lang)}</dc:language>`).join('\n')}
${[...authors].map((author) => `<dc:creator>${xml(author)}</dc:creator>`).join('\n')}
<meta property="dcterms:modified">${new Date(now).toISOString().slice(0, 19)}Z</meta>
</metadata>
<manifest>
${items.join('\n')}
</manifest>
<spine>
${chapters.map((_, index) => `<itemref idref="article-${String(index + 1)}"/>`).join('\n')}
</spine>
</package>
`
}

function xml(text: string): string {
  return escapeMarkup(xmlText(text))
}
