// Hypothesis: annotations as its export and its API give them, those of a page together.
import { addressOf, highlightOf, itemAt, lineOf, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedItem, ImportFormat } from './imported-item.ts'
import { jsonIfAny, jsonOfFile, listOf, objectOf, wordsAt } from './json-file.ts'
import type { JsonObject } from './json-file.ts'

/** https://h.readthedocs.io/en/latest/api-reference/v1/: a list, or an object with `annotations` or `rows`. */
export const hypothesis: ImportFormat = {
  id: 'hypothesis',
  name: 'Hypothesis (JSON)',
  async recognise(file) {
    const first = objectOf(annotationsOf(await jsonIfAny(file))[0])
    if (first === null) return 0
    return 'uri' in first && 'target' in first ? 0.95 : 0
  },
  async *read(file) {
    const pages = new Map<string, ImportedItem>()
    const replies: { to: string[]; annotation: JsonObject }[] = []
    const notes = new Map<string, { add: (reply: string) => void }>()
    for (const [index, each] of annotationsOf(await jsonOfFile(file)).entries()) {
      const at = `annotations[${String(index)}]`
      const annotation = objectOf(each)
      const uri = wordsAt(annotation, 'uri')
      if (annotation === null || uri === null) {
        yield { at, problem: 'This annotation does not say on which page it is.' } satisfies BrokenRow
        continue
      }
      const references = listOf(annotation['references']).filter((id) => typeof id === 'string')
      if (references.length > 0) replies.push({ to: references, annotation })
      else {
        const page = pages.get(uri) ?? pageOf(annotation, uri, at)
        pages.set(uri, page)
        annotate(page, annotation, notes)
      }
    }
    for (const { to, annotation } of replies) {
      const parent = to.toReversed().find((id) => notes.has(id))
      const words = wordsAt(annotation, 'text')
      if (parent !== undefined && words !== null) notes.get(parent)!.add(`**${whoOf(annotation)}:** ${words}`)
    }
    yield* pages.values()
  },
}

function annotationsOf(root: unknown): unknown[] {
  if (Array.isArray(root)) return root
  const object = objectOf(root)
  const rows = object?.['annotations'] ?? object?.['rows']
  return listOf(rows)
}

function pageOf(annotation: JsonObject, uri: string, at: string): ImportedItem {
  const title = objectOf(annotation['document'])?.['title']
  return itemAt(at, {
    url: addressOf(uri),
    foreignId: uri,
    title: lineOf(Array.isArray(title) ? title[0] : title) ?? (addressOf(uri) === null ? uri : null),
  })
}

function annotate(
  page: ImportedItem,
  annotation: JsonObject,
  notes: Map<string, { add: (reply: string) => void }>,
): void {
  const id = wordsAt(annotation, 'id')
  const note = wordsAt(annotation, 'text') ?? ''
  const tags = tidyTags(listOf(annotation['tags']))
  const createdAt = timeOf(annotation['created'])
  if (createdAt !== null && (page.addedAt === null || createdAt < page.addedAt)) page.addedAt = createdAt
  const selectors = listOf(objectOf(listOf(annotation['target'])[0])?.['selector']).map(objectOf)
  const quote = selectors.find((selector) => selector?.['type'] === 'TextQuoteSelector')
  const position = selectors.find((selector) => selector?.['type'] === 'TextPositionSelector')
  const exact = quote?.['exact']
  if (quote && typeof exact === 'string' && exact.trim() !== '') {
    const highlight = highlightOf(exact, {
      prefix: typeof quote['prefix'] === 'string' ? quote['prefix'] : '',
      suffix: typeof quote['suffix'] === 'string' ? quote['suffix'] : '',
      start: typeof position?.['start'] === 'number' ? position['start'] : null,
      ...{ note, tags, createdAt, foreignId: id },
    })
    page.highlights.push(highlight)
    if (id !== null) notes.set(id, { add: (reply) => (highlight.note = joined(highlight.note, reply)) })
    return
  }
  // A note on the page as a whole.
  page.note = joined(page.note, note)
  page.tags = tidyTags([...page.tags, ...tags])
  if (id !== null) notes.set(id, { add: (reply) => (page.note = joined(page.note, reply)) })
}

function joined(...notes: string[]): string {
  return notes.filter((note) => note !== '').join('\n\n')
}

function whoOf(annotation: JsonObject): string {
  const name = wordsAt(objectOf(annotation['user_info']), 'display_name')
  return name ?? /^acct:([^@]+)@/.exec(wordsAt(annotation, 'user') ?? '')?.[1] ?? 'Reply'
}
