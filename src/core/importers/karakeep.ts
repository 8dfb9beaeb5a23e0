// Karakeep's (formerly Hoarder's) JSON.
import { addressOf, itemAt, lineOf, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedItem, ImportFormat } from './imported-item.ts'
import { jsonIfAny, jsonOfFile, listOf, objectOf, wordsAt } from './json-file.ts'
import type { JsonObject } from './json-file.ts'

/** `{bookmarks[{createdAt,title,tags,lists,content{type,url|text},note,archived}], lists[{id,name,parentId}]}`. */
export const karakeep: ImportFormat = {
  id: 'karakeep',
  name: 'Karakeep (JSON)',
  async recognise(file) {
    const root = objectOf(await jsonIfAny(file))
    const first = objectOf(listOf(root?.['bookmarks'])[0])
    if (!Array.isArray(root?.['bookmarks'])) return 0
    return first === null ? 0.4 : 'content' in first ? 0.95 : 0.2
  },
  async *read(file) {
    const root = objectOf(await jsonOfFile(file))
    const lists = new Map(
      listOf(root?.['lists']).flatMap((each) => {
        const list = objectOf(each)
        const id = wordsAt(list, 'id')
        return list === null || id === null ? [] : [[id, list] as const]
      }),
    )
    for (const [index, each] of listOf(root?.['bookmarks']).entries()) {
      yield itemOf(objectOf(each), `bookmarks[${String(index)}]`, lists)
    }
  },
}

function itemOf(
  bookmark: JsonObject | null,
  at: string,
  lists: ReadonlyMap<string, JsonObject>,
): ImportedItem | BrokenRow {
  const content = objectOf(bookmark?.['content'])
  const url = addressOf(content?.['url'] ?? bookmark?.['url'])
  const text = wordsAt(content, 'text')
  if (bookmark === null || (url === null && text === null)) {
    return { at, problem: 'This bookmark has neither an address nor a text: files and pictures are not in the export.' }
  }
  return itemAt(at, {
    foreignId: wordsAt(bookmark, 'id'),
    url,
    title: lineOf(bookmark['title']),
    addedAt: timeOf(bookmark['createdAt']),
    tags: tidyTags([
      ...listOf(bookmark['tags']).map((tag) => (typeof tag === 'string' ? tag : objectOf(tag)?.['name'])),
      ...listOf(bookmark['lists']).flatMap((list) =>
        namesOf(wordsAt({ list: objectOf(list)?.['id'] ?? list }, 'list'), lists),
      ),
    ]),
    note: wordsAt(bookmark, 'note') ?? '',
    state: bookmark['archived'] === true ? 'archive' : 'inbox',
    favourite: bookmark['favourited'] === true,
    content: url === null && text !== null ? { kind: 'markdown', markdown: text } : null,
  })
}

/** A list's name and those of the lists that it lies in. */
function namesOf(id: string | null, lists: ReadonlyMap<string, JsonObject>): string[] {
  const names: string[] = []
  const seen = new Set<string>()
  for (let at = id; at !== null && !seen.has(at);) {
    seen.add(at)
    const list = lists.get(at)
    const name = wordsAt(list ?? null, 'name')
    if (list === undefined || name === null) break
    names.unshift(name)
    at = wordsAt(list, 'parentId')
  }
  return names
}
