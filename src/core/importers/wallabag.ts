// Wallabag's JSON: articles with their content, and annotations by quote and XPath.
import { addressOf, highlightOf, isTrue, itemAt, lineOf, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedHighlight, ImportedItem, ImportFormat } from './imported-item.ts'
import { jsonIfAny, jsonOfFile, listOf, objectOf, wordsAt } from './json-file.ts'
import type { JsonObject } from './json-file.ts'
import { surroundingsInHtml } from './xpath-surroundings.ts'

/** `id,title,url,is_archived,is_starred,tags,content,created_at,updated_at,annotations,mimetype,language,…`. */
export const wallabag: ImportFormat = {
  id: 'wallabag',
  name: 'Wallabag (JSON)',
  async recognise(file) {
    const first = objectOf(entriesOf(await jsonIfAny(file))[0])
    return first !== null && 'is_archived' in first && 'url' in first ? 0.97 : 0
  },
  async *read(file) {
    for (const [index, entry] of entriesOf(await jsonOfFile(file)).entries())
      yield await itemOf(objectOf(entry), `[${String(index)}]`)
  },
}

function entriesOf(root: unknown): unknown[] {
  return Array.isArray(root) ? root : listOf(objectOf(objectOf(root)?.['_embedded'])?.['items'])
}

async function itemOf(entry: JsonObject | null, at: string): Promise<ImportedItem | BrokenRow> {
  const url = addressOf(entry?.['url'])
  const html = wordsAt(entry, 'content')
  if (entry === null || (url === null && html === null))
    return { at, problem: 'This entry has neither an address nor a text.' }
  // What could not be fetched there has a sentence about that as its content.
  const isText = html !== null && !/wallabag can't retrieve contents for this article/i.test(html.slice(0, 2_000))
  const people = entry['published_by']
  return itemAt(at, {
    foreignId: wordsAt(entry, 'id'),
    url,
    title: lineOf(entry['title']),
    byline: Array.isArray(people)
      ? lineOf(people.filter((name) => typeof name === 'string').join(', '))
      : lineOf(people),
    lang: lineOf(entry['language'])?.replace('_', '-') ?? null,
    publishedAt: timeOf(entry['published_at']),
    addedAt: timeOf(entry['created_at']),
    state: isTrue(entry['is_archived']) ? 'archive' : 'inbox',
    favourite: isTrue(entry['is_starred']),
    tags: tidyTags(
      listOf(entry['tags']).map((tag) => (typeof tag === 'string' ? tag : wordsAt(objectOf(tag), 'label', 'slug'))),
    ),
    highlights: await annotationsOf(listOf(entry['annotations']), isText ? html : null),
    content: isText ? { kind: 'html', html } : null,
  })
}

async function annotationsOf(annotations: readonly unknown[], html: string | null): Promise<ImportedHighlight[]> {
  const read = annotations.map(objectOf).filter((each) => wordsAt(each, 'quote') !== null)
  const ranges = read.map((annotation) => {
    const range = objectOf(listOf(annotation?.['ranges'])[0])
    return {
      start: wordsAt(range, 'start') ?? '',
      startOffset: Number(range?.['startOffset'] ?? NaN),
      exact: wordsAt(annotation, 'quote') ?? '',
    }
  })
  const around = html === null || ranges.length === 0 ? [] : await surroundingsInHtml(html, ranges)
  return read.map((annotation, index) =>
    highlightOf(wordsAt(annotation, 'quote') ?? '', {
      note: wordsAt(annotation, 'text') ?? '',
      createdAt: timeOf(annotation?.['created_at']),
      foreignId: wordsAt(annotation, 'id'),
      ...around[index],
    }),
  )
}
