// Omnivore's zip: metadata in JSON, the article's html and its highlights in Markdown beside it.
import { Failure } from '../../contract/failure.ts'
import { decode, isZip } from './decode-file.ts'
import { addressOf, highlightOf, itemAt, lineOf, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedHighlight, ImportedItem, ImportFormat } from './imported-item.ts'
import { listOf, objectOf, parseJson, wordsAt } from './json-file.ts'
import type { JsonObject } from './json-file.ts'
import { zipEntries } from './zip-entries.ts'
import type { ZipEntries } from './zip-entries.ts'

const METADATA = /(?:^|\/)metadata_\d+_to_\d+\.json$/i
/** So many articles are inflated at once. */
const AT_ONCE = 40

/** The export of a reader that is no more; `content/` is called `contents/` in some. */
export const omnivore: ImportFormat = {
  id: 'omnivore',
  name: 'Omnivore (zip)',
  async recognise(file) {
    const bytes = await file.bytes()
    return isZip(bytes) && zipEntries(bytes).names.some((name) => METADATA.test(name)) ? 0.98 : 0
  },
  async *read(file) {
    const bytes = await file.bytes()
    if (!isZip(bytes))
      throw new Failure('BAD_INPUT', 'An export of Omnivore is a zip archive, and this is none. Nothing was imported.')
    const zip = zipEntries(bytes)
    const paths = pathsIn(zip)
    for (const name of zip.names.filter((each) => METADATA.test(each)).toSorted(byNumber)) {
      const file = zip.read([name]).get(name)
      if (file === undefined || file.length === 0) {
        yield { at: name, problem: 'This part of the archive is empty or damaged.' } satisfies BrokenRow
        continue
      }
      const entries = listIn(file)
      if (entries === null)
        yield { at: name, problem: 'This part of the archive is not valid JSON.' } satisfies BrokenRow
      else for (let at = 0; at < entries.length; at += AT_ONCE) yield* readSome(zip, paths, name, entries, at)
    }
  },
}

interface Paths {
  content: ReadonlyMap<string, string>
  highlights: ReadonlyMap<string, string>
}

/** Where the files of each slug are. */
function pathsIn(zip: ZipEntries): Paths {
  const found = (pattern: RegExp) =>
    new Map(
      zip.names.flatMap((name) => {
        const slug = pattern.exec(name)?.[1]
        return slug === undefined ? [] : [[slug, name] as const]
      }),
    )
  return { content: found(/(?:^|\/)contents?\/(.+)\.html?$/i), highlights: found(/(?:^|\/)highlights\/(.+)\.md$/i) }
}

function listIn(bytes: Uint8Array): unknown[] | null {
  try {
    return listOf(parseJson(decode(bytes)))
  } catch {
    return null
  }
}

function* readSome(
  zip: ZipEntries,
  paths: Paths,
  name: string,
  entries: readonly unknown[],
  from: number,
): Generator<ImportedItem | BrokenRow> {
  const some = entries.slice(from, from + AT_ONCE).map(objectOf)
  const files = zip.read(
    some.flatMap((entry) => {
      const slug = wordsAt(entry, 'slug') ?? ''
      return [paths.content.get(slug) ?? [], paths.highlights.get(slug) ?? []].flat()
    }),
  )
  for (const [index, entry] of some.entries()) {
    const slug = wordsAt(entry, 'slug') ?? ''
    const textAt = (path: string | undefined) => {
      const bytes = path === undefined ? undefined : files.get(path)
      return bytes === undefined || bytes.length === 0 ? null : decode(bytes)
    }
    yield itemOf(
      entry,
      `${name}[${String(from + index)}]`,
      textAt(paths.content.get(slug)),
      textAt(paths.highlights.get(slug)),
    )
  }
}

function itemOf(
  entry: JsonObject | null,
  at: string,
  html: string | null,
  markdown: string | null,
): ImportedItem | BrokenRow {
  const url = addressOf(entry?.['url'])
  const title = lineOf(entry?.['title'])
  if (entry === null || (url === null && title === null))
    return { at, problem: 'This entry has neither an address nor a title.' }
  const read = Number(entry['readingProgress'])
  const { highlights, note } = readHighlights(markdown ?? '')
  return itemAt(at, {
    foreignId: wordsAt(entry, 'id'),
    url,
    title,
    byline: lineOf(entry['author']),
    excerpt: lineOf(entry['description']),
    publishedAt: timeOf(entry['publishedAt']),
    addedAt: timeOf(entry['savedAt']),
    state: /archive/i.test(wordsAt(entry, 'state') ?? '') ? 'archive' : 'inbox',
    progress: Number.isFinite(read) ? Math.min(1, Math.max(0, read / 100)) : null,
    tags: tidyTags(
      listOf(entry['labels']).map((label) => (typeof label === 'string' ? label : objectOf(label)?.['name'])),
    ),
    note,
    highlights,
    content: html === null ? null : { kind: 'html', html },
  })
}

/**
 * Reads the Markdown of highlights: a quote, then perhaps a line of `#labels`, then perhaps the note.
 * @param markdown of one article
 * @returns the highlights in their order, and what stands before the first as the note on the whole
 */
export function readHighlights(markdown: string): { highlights: ImportedHighlight[]; note: string } {
  const highlights: ImportedHighlight[] = []
  let note: string[] = []
  let quote: string[] | null = null
  const blocks = markdown
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n[ \t]*\n/)
  const close = () => {
    if (quote !== null) highlights.push(highlightOf(quote.join('\n\n')))
    quote = null
  }
  for (const block of blocks.map((each) => each.trim()).filter((each) => each !== '')) {
    if (block.startsWith('>')) {
      const { words, rest } = splitQuote(block)
      // A quote of several paragraphs has an empty quoted line between them; a new one begins after a blank line.
      close()
      quote = [words]
      if (rest !== '') {
        close()
        take(highlights.at(-1)!, rest)
      }
      continue
    }
    close()
    const last = highlights.at(-1)
    if (last === undefined) note = [...note, block]
    else take(last, block)
  }
  close()
  return { highlights: highlights.filter(({ exact }) => exact !== ''), note: note.join('\n\n') }
}

function splitQuote(block: string): { words: string; rest: string } {
  const lines = block.split('\n')
  // Only the first line of a quote need be marked; labels end it.
  const stop = lines.findIndex((line, index) => index > 0 && isLabels(line))
  const quoted = (stop < 0 ? lines : lines.slice(0, stop)).map((line) => line.replace(/^>[ \t]?/, '').trimEnd())
  return { words: quoted.join('\n').trim(), rest: stop < 0 ? '' : lines.slice(stop).join('\n') }
}

function isLabels(line: string): boolean {
  return /^\s*#[^\s#]\S*(?:\s+\S+)*\s*$/.test(line) && !/^\s*#+\s/.test(line)
}

/** Labels only count before the note. */
function take(highlight: ImportedHighlight, block: string): void {
  const [first = '', ...others] = block.split('\n')
  const labelled = highlight.note === '' && highlight.tags.length === 0 && isLabels(first)
  if (labelled) highlight.tags = tidyTags(first.split(/\s+(?=#)/))
  const words = (labelled ? others.join('\n') : block).trim()
  if (words !== '') highlight.note = highlight.note === '' ? words : `${highlight.note}\n\n${words}`
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
