// Every format of one file, written from a real library and read by a parser of its own kind.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { createRouterClient } from '@orpc/server'
import { parse as parseCsv } from 'csv-parse/sync'
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import { strFromU8, unzipSync } from 'fflate'
import { JSDOM } from 'jsdom'
import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import type {
  ExportFileEvent,
  ExportFileInput,
  ExportFileReport,
  ExportFormat,
} from '../../../src/contract/export-model.ts'
import { openApp } from '../../../src/core/app.ts'
import type { App } from '../../../src/core/app.ts'
import { LibraryFile } from '../../../src/core/exporters/library-file.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'

/** A grey picture that is large enough to be no counter of visits. */
function picture(): string {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const [width, height] = [400, 300]
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const lines = Buffer.alloc((width + 1) * height, 0x80)
  for (let line = 0; line < height; line += 1) lines[line * (width + 1)] = 0
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...parts]).toString('base64')
}

const PAGE = `<html lang="en"><head><title>=The “Tide” &amp; the Lamp</title><meta name="author" content="Nora Vale and Bo van der Berg">
<meta property="og:site_name" content="Harbour Times"><meta property="article:published_time" content="2025-02-09"></head>
<body><article><h1>=The “Tide” &amp; the Lamp</h1>
<p>The lamp was <b>lit at</b> dusk 🌊 by the keeper, who knew the tide and all its ways, and had kept it for years.</p>
<p>Its formula is <math><mi>a</mi><mo>+</mo><mi>b</mi></math>, as anyone on the coast can say without a book at hand.</p>
<p><img src="data:image/png;base64,${picture()}" alt="A lamp" width="400" height="300"></p>
<table><tr><th>Hour</th><th>Height</th></tr><tr><td align="right">Six</td><td>Two metres</td></tr></table>
<p>A second paragraph follows<br>with a break in it, and enough words that it is taken for the text of an article.</p>
</article></body></html>`

let root: string
let app: App
let client: ReturnType<typeof clientOf>
let ids: string[]
const clientOf = (open: App) => createRouterClient(open.router)

async function add(name: string, text: string, url?: string): Promise<string> {
  for await (const event of await client.capture.add({
    kind: 'file',
    name,
    base64: Buffer.from(text).toString('base64'),
    ...(url !== undefined && { url }),
  })) {
    if (event.type === 'done') return event.article.id
  }
  throw new Error('nothing was added')
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-export-'))
  app = await openApp({ folder: join(root, 'library'), shell: 'test', seeds: null })
  client = clientOf(app)
  const first = await add('tide.html', PAGE, 'https://harbour.example/tide?a=1&b=2')
  const second = await add(
    'plain.txt',
    'A plain story\n\nNothing here is marked. It has words all the same, quite a few.',
  )
  ids = [first, second]
  await client.article.update({ id: first, tags: ['sea', 'light & dark'], favourite: true })
  const { text } = await client.article.get({ id: first })
  const range = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
  const over = await client.highlight.create({
    articleId: first,
    range: range('lit at dusk 🌊 by the keeper'),
    colour: 'green',
  })
  await client.highlight.create({ articleId: first, range: range('keeper, who knew'), colour: 'pink' })
  const cells = { start: range('formula').start, end: range('Two metres').end }
  const long = await client.highlight.create({ articleId: first, range: cells, colour: 'blue' })
  await client.highlight.update({ id: over.id, tags: ['lamps', 'two words'] })
  const note = (markdown: string) => ({ state: stateOfMarkdown(markdown), text: '' })
  await client.note.save({
    target: { kind: 'highlight', id: over.id },
    ...note('=A **note** with <tags> & a [link](https://example.org)'),
  })
  await client.note.save({ target: { kind: 'highlight', id: long.id }, ...note('- one\n- two') })
  await client.note.save({ target: { kind: 'article', id: first }, ...note('# On the whole\n\nWorth reading.') })
  await app.settled()
})
afterAll(async () => {
  await app.close()
  rmSync(root, { recursive: true, force: true })
})

async function run(input: Partial<ExportFileInput> & { format: ExportFormat }, signal?: AbortSignal) {
  const events: ExportFileEvent[] = []
  const options = signal ? { signal } : {}
  for await (const event of await client.export.file({ path: null, ...input }, options)) events.push(event)
  const report = events.at(-1) as ExportFileReport
  const bytes = Buffer.concat(
    events.flatMap((event) => (event.type === 'bytes' ? [Buffer.from(event.base64, 'base64')] : [])),
  )
  return { report, bytes, text: bytes.toString('utf8') }
}

describe('a file for other programs', () => {
  test('CSV keeps cells from being formulas, and a byte order mark is there when it is wanted', async () => {
    const { text, report } = await run({ format: 'csv', options: { bom: true } })
    const rows: Record<string, string>[] = parseCsv(text, { columns: true, bom: true })
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({
      quote: 'lit at dusk 🌊 by the keeper',
      colour: 'green',
      tags: 'lamps, two words',
      title: "'=The “Tide” & the Lamp",
      published: '2025-02-09T00:00:00.000Z',
      'article tags': 'light & dark, sea',
    })
    expect(rows[0]?.['note']).toMatch(/^'=A \*\*note\*\* with /)
    expect(report).toMatchObject({
      name: expect.stringMatching(/^Commonplace \d{4}-\d\d-\d\d\.csv$/) as string,
      articles: 2,
      highlights: 3,
      notes: 3,
    })
  })

  test('Readwise gets its own columns, tags before the note', async () => {
    const rows: Record<string, string>[] = parseCsv((await run({ format: 'readwise' })).text, { columns: true })
    expect(Object.keys(rows[0]!)).toEqual(['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'])
    expect(rows[0]?.['Note']).toMatch(/^\.lamps \.two-words\n=A /)
  })

  test('a web annotation has its words, its place in code points, its note, tags and colour', async () => {
    const file = JSON.parse((await run({ format: 'w3c' })).text) as {
      type: string
      total: number
      first: { items: Record<string, unknown>[] }
    }
    expect(file).toMatchObject({ type: 'AnnotationCollection', total: 4 })
    const { text } = await client.article.get({ id: ids[0]! })
    const points = [...text]
    const [whole, first, second] = file.first.items
    expect(whole).toMatchObject({
      motivation: 'commenting',
      target: { source: 'https://harbour.example/tide?a=1&b=2' },
    })
    expect(first).toMatchObject({
      body: [
        { format: 'text/markdown', purpose: 'commenting' },
        { value: 'lamps', purpose: 'tagging' },
        { value: 'two words', purpose: 'tagging' },
      ],
      target: { styleClass: 'green' },
    })
    for (const annotation of [first, second]) {
      const target = annotation?.['target'] as { selector: [{ exact: string }, { start: number; end: number }] }
      const [{ exact }, { start, end }] = target.selector
      expect(points.slice(start, end).join('')).toBe(exact)
    }
  })

  test('Hypothesis gets rows as its API gives them', async () => {
    const { rows, total } = JSON.parse((await run({ format: 'hypothesis' })).text) as {
      total: number
      rows: { uri: string; tags: string[]; target: { selector?: { type: string }[] }[] }[]
    }
    expect(total).toBe(4)
    expect(rows[1]).toMatchObject({ tags: ['lamps', 'two words'], document: { title: ['=The “Tide” & the Lamp'] } })
    expect(rows[1]?.target[0]?.selector?.map(({ type }) => type)).toEqual(['TextPositionSelector', 'TextQuoteSelector'])
  })

  test('citations have people, dates and types, and BibTeX is read back', async () => {
    const list = JSON.parse((await run({ format: 'csl-json' })).text) as Record<string, unknown>[]
    expect(list[0]).toMatchObject({
      id: 'vale2025tide',
      type: 'article-newspaper',
      author: [
        { family: 'Vale', given: 'Nora' },
        { family: 'Berg', given: 'Bo', 'non-dropping-particle': 'van der' },
      ],
      issued: { 'date-parts': [[2025, 2, 9]] },
      'container-title': 'Harbour Times',
    })
    const { text } = await run({ format: 'bibtex' })
    const read = plugins.input.chain(text) as { id: string; title: string; URL?: string }[]
    expect(read).toHaveLength(2)
    expect(read[0]).toMatchObject({
      id: 'vale2025tide',
      title: '=The “Tide” & the Lamp',
      URL: 'https://harbour.example/tide?a=1&b=2',
    })
  })

  test('HTML stands alone: marks over elements, notes below, pictures in it, nothing that runs or is fetched', async () => {
    const { text, report } = await run({ format: 'html', filter: { articleIds: [ids[0]!] } })
    const { document } = new JSDOM(text).window
    const marked = (colour: string) =>
      [...document.querySelectorAll(`.text mark.hl-${colour}`)].map((mark) => mark.textContent).join('')
    expect(marked('green')).toBe('lit at dusk 🌊 by the ')
    expect(marked('pink')).toBe('keeper, who knew')
    expect(marked('blue')).toContain('formula is a+b, as anyone')
    expect(document.querySelector('math mark')).toBeNull()
    expect(document.querySelector('tr > mark, table > mark')).toBeNull()
    const [reference] = document.querySelectorAll<HTMLAnchorElement>('a[role=doc-noteref]')
    const note = document.querySelector(reference!.getAttribute('href')!)
    expect(note?.querySelector('strong')?.textContent).toBe('note')
    expect(note?.textContent).toContain('#lamps #two words')
    expect(document.querySelector('.own-note')?.textContent).toContain('Worth reading.')
    expect(document.querySelector('img')?.src).toMatch(/^data:image\/png;base64,/)
    expect(document.querySelectorAll('script, link, iframe')).toHaveLength(0)
    expect(report.name).toBe('=The “Tide” & the Lamp.html')
    const plain = await run({
      format: 'html',
      filter: { articleIds: [ids[0]!] },
      options: { annotations: false, pictures: false },
    })
    expect(new JSDOM(plain.text).window.document.querySelectorAll('mark, img, .notes')).toHaveLength(0)
  })

  test('an EPUB begins with its type, and all of it is well-formed and listed', async () => {
    const { bytes } = await run({ format: 'epub' })
    expect(bytes.subarray(30, 58).toString('latin1')).toBe('mimetypeapplication/epub+zip')
    const files = unzipSync(bytes)
    const xml = (name: string) => {
      const { window } = new JSDOM('')
      const parsed = new window.DOMParser().parseFromString(strFromU8(files[name]!), 'application/xml')
      expect(parsed.querySelector('parsererror')).toBeNull()
      return parsed
    }
    const opf = xml('EPUB/package.opf')
    const listed = [...opf.querySelectorAll('manifest item')].map((item) => `EPUB/${item.getAttribute('href') ?? ''}`)
    expect(new Set(listed)).toEqual(
      new Set(Object.keys(files).filter((name) => name.startsWith('EPUB/') && !name.endsWith('.opf'))),
    )
    expect(opf.querySelector('[href="article-1.xhtml"]')?.getAttribute('properties')).toBe('mathml')
    expect(opf.querySelectorAll('itemref')).toHaveLength(2)
    const chapter = xml('EPUB/article-1.xhtml')
    expect(chapter.querySelectorAll('mark').length).toBeGreaterThan(3)
    expect(listed).toContain(`EPUB/${chapter.querySelector('img')?.getAttribute('src') ?? ''}`)
    expect(xml('EPUB/nav.xhtml').querySelectorAll('li')).toHaveLength(2)
    expect(xml('META-INF/container.xml').querySelector('rootfile')?.getAttribute('full-path')).toBe('EPUB/package.opf')
  })

  test('the library’s own file is what its schema says', async () => {
    const { text, report } = await run({ format: 'json' })
    const file = LibraryFile.parse(JSON.parse(text))
    expect(file.articles).toHaveLength(2)
    expect(file.notes).toHaveLength(3)
    expect(file.assets).toHaveLength(1)
    expect(report).toMatchObject({ articles: 2, highlights: 3, notes: 3 })
    const part = LibraryFile.parse(JSON.parse((await run({ format: 'json', filter: { articleIds: [ids[1]!] } })).text))
    expect(part.articles.map(({ id }) => id)).toEqual([ids[1]])
    expect(part.assets).toEqual([])
  })
})

describe('which articles, and where to', () => {
  test.each([
    [{ tag: 'SEA' }, 1],
    [{ favourite: false }, 1],
    [{ annotated: true }, 1],
    [{ state: 'inbox' as const }, 2],
    [{ query: 'plain story' }, 1],
    [{ query: 'worth reading' }, 1],
  ])('%j', async (filter, articles) => {
    expect((await run({ format: 'csl-json', filter })).report.articles).toBe(articles)
  })

  test('nothing to export is said', async () => {
    await expect(run({ format: 'csv', filter: { tag: 'none' } })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })

  test('a file is written whole, never over another unless asked, and not at all when stopped', async () => {
    const folder = join(root, 'out')
    mkdirSync(folder)
    const path = join(folder, 'mine.csv')
    const first = await run({ format: 'csv', path })
    expect(first.report).toMatchObject({ path, size: readFileSync(path).length })
    writeFileSync(path, 'mine')
    await expect(run({ format: 'csv', path })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(run({ format: 'csv', path, replace: true, filter: { query: 'zzz' } })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    })
    const stop = new AbortController()
    stop.abort()
    await expect(run({ format: 'csv', path, replace: true }, stop.signal)).rejects.toThrow()
    expect(readFileSync(path, 'utf8')).toBe('mine')
    await run({ format: 'csv', path, replace: true })
    expect(readFileSync(path, 'utf8')).not.toBe('mine')
    const { report } = await run({ format: 'bibtex', path: `${join(folder, 'new')}/` })
    expect(existsSync(report.path!)).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['mine.csv', 'new'])
    await expect(run({ format: 'csv', path: join(path, 'x.csv') })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})
