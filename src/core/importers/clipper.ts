// Highlights of the Obsidian Web Clipper, page by page.
import { addressOf, highlightOf, itemAt, lineOf, timeOf } from './fields.ts'
import { decodeEntities } from './html-tokens.ts'
import type { BrokenRow, ImportedHighlight, ImportedItem, ImportFormat } from './imported-item.ts'
import { jsonIfAny, jsonOfFile, listOf, objectOf, wordsAt } from './json-file.ts'
import type { JsonObject } from './json-file.ts'

/** Pages with `url,title,highlights[{text,timestamp,notes}],data[{id,content,textQuote{prefix,suffix},groupId}]`. */
export const clipper: ImportFormat = {
  id: 'clipper',
  name: 'Obsidian Web Clipper highlights (JSON)',
  async recognise(file) {
    const [first] = pagesOf(await jsonIfAny(file))
    if (first === undefined || !('url' in first) || !Array.isArray(first['highlights'])) return 0
    return objectOf(listOf(first['highlights'])[0])?.['text'] === undefined && !('data' in first) ? 0.3 : 0.9
  },
  async *read(file) {
    for (const [index, page] of pagesOf(await jsonOfFile(file)).entries()) yield itemOf(page, `[${String(index)}]`)
  },
}

/** A list of pages, one page, or pages by their addresses. */
function pagesOf(root: unknown): JsonObject[] {
  if (Array.isArray(root)) return root.map((page) => objectOf(page) ?? {})
  const object = objectOf(root)
  if (object === null) return []
  if ('highlights' in object) return [object]
  return Object.entries(object).flatMap(([url, page]) => (objectOf(page) ? [{ url, ...objectOf(page) }] : []))
}

function itemOf(page: JsonObject, at: string): ImportedItem | BrokenRow {
  const url = addressOf(page['url'])
  if (url === null) return { at, problem: 'This page has no web address.' }
  const data = groupsOf(listOf(page['data']))
  const shown = listOf(page['highlights']).map(objectOf)
  const highlights = shown.flatMap((highlight, index) => readHighlight(highlight, data[index]))
  // Some exports have only the data.
  const all = highlights.length > 0 ? highlights : data.flatMap((group) => readHighlight(null, group))
  return itemAt(at, {
    url,
    title: lineOf(page['title']),
    highlights: all,
    addedAt: all.reduce<number | null>(
      (first, { createdAt }) => (createdAt !== null && (first === null || createdAt < first) ? createdAt : first),
      null,
    ),
  })
}

/** What was marked across several blocks has a part a block, with one `groupId`. */
function groupsOf(data: readonly unknown[]): JsonObject[][] {
  const groups = new Map<string, JsonObject[]>()
  for (const [index, each] of data.entries()) {
    const part = objectOf(each)
    if (part === null) continue
    const key = wordsAt(part, 'groupId') ?? `alone ${String(index)}`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return [...groups.values()]
}

function readHighlight(shown: JsonObject | null, parts: readonly JsonObject[] = []): ImportedHighlight[] {
  const exact = wordsOf(shown?.['text'] ?? parts.map((part) => String(part['content'] ?? '')).join('\n'))
  if (exact === '') return []
  const [first, last] = [objectOf(parts[0]?.['textQuote']), objectOf(parts.at(-1)?.['textQuote'])]
  const notes = shown?.['notes'] ?? parts.flatMap((part) => listOf(part['notes']))
  const [prefix, suffix] = [first?.['prefix'], last?.['suffix']]
  const note = Array.isArray(notes) ? notes.filter((each) => typeof each === 'string').join('\n\n') : notes
  return [
    highlightOf(exact, {
      prefix: typeof prefix === 'string' ? prefix : '',
      suffix: typeof suffix === 'string' ? suffix : '',
      note: typeof note === 'string' ? note : '',
      createdAt: timeOf(shown?.['timestamp'] ?? wordsAt(parts[0] ?? null, 'id')),
      foreignId: wordsAt(parts[0] ?? null, 'id'),
    }),
  ]
}

/** Its content is html. */
function wordsOf(content: unknown): string {
  if (typeof content !== 'string') return ''
  if (!/<[a-z/][^>]*>/i.test(content)) return content.trim()
  const plain = content.replace(/<br\s*\/?>/gi, '\n').replace(/<\/(?:p|li|h\d|blockquote|div)>\s*(?=<)/gi, '\n\n')
  return decodeEntities(plain.replace(/<[^>]*>/g, '')).trim()
}
