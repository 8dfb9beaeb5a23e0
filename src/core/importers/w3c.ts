// W3C Web Annotations in JSON-LD: one, a page of them, a collection, or a list, with all the liberties that the model leaves.
import { JSDOM } from 'jsdom'
import type { HighlightColour } from '../../contract/model.ts'
import { escapeMarkdown } from '../../rich-text/escape-markdown.ts'
import { addressOf, colourOf, highlightOf, itemAt, lineOf, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedItem, ImportFormat } from './imported-item.ts'
import { jsonIfAny, jsonOfFile, objectOf } from './json-file.ts'
import type { JsonObject } from './json-file.ts'

/** https://www.w3.org/TR/annotation-model/; names may have the prefix `oa:` or `@`, and one thing may stand for a list. */
export const w3c: ImportFormat = {
  id: 'w3c',
  name: 'W3C Web Annotations (JSON-LD)',
  async recognise(file) {
    const root = await jsonIfAny(file)
    const first = objectOf(annotationsOf(root)[0])
    if (first === null || valuesOf(first, 'target').length === 0) return 0
    const context = JSON.stringify(valuesOf(objectOf(root) ?? {}, '@context').concat(valuesOf(first, '@context')))
    if (context.includes('/ns/anno')) return 0.97
    return typesOf(first).includes('Annotation') ? 0.9 : 0
  },
  async *read(file) {
    const pages = new Map<string, ImportedItem>()
    for (const [index, each] of annotationsOf(await jsonOfFile(file)).entries()) {
      const at = `annotation ${String(index + 1)}`
      const annotation = objectOf(each)
      const problem = annotation === null ? 'This is no annotation.' : annotate(pages, annotation, at)
      if (problem !== null) yield { at, problem } satisfies BrokenRow
    }
    yield* pages.values()
  },
}

function annotationsOf(root: unknown): unknown[] {
  if (Array.isArray(root)) return root.flatMap((one) => (isHolder(objectOf(one)) ? annotationsOf(one) : [one]))
  const object = objectOf(root)
  if (object === null) return []
  if (!isHolder(object)) return typesOf(object).includes('Annotation') || 'target' in object ? [object] : []
  const inside = ['items', 'first', 'next', '@graph', 'resources'].flatMap((name) => valuesOf(object, name))
  return inside.flatMap((one) => {
    const held = objectOf(one)
    return isHolder(held) ? annotationsOf(held) : held === null ? [] : [held]
  })
}

function isHolder(object: JsonObject | null): boolean {
  if (object === null || 'target' in object) return false
  return ['items', 'first', '@graph', 'resources'].some((name) => name in object)
}

/** Takes one annotation in; returns what is wrong with it, or null. */
function annotate(pages: Map<string, ImportedItem>, annotation: JsonObject, at: string): string | null {
  const targets = valuesOf(annotation, 'target')
  const created = timeOf(wordOf(annotation, 'created', 'dcterms:created'))
  const { note, tags } = bodiesOf(annotation)
  let problem: string | null = 'This annotation does not say what it is on.'
  for (const [index, target] of targets.entries()) {
    const source = sourceOf(target)
    if (source === null) continue
    const page = pages.get(source) ?? pageOf(source, target, at)
    pages.set(source, page)
    if (created !== null && (page.addedAt === null || created < page.addedAt)) page.addedAt = created
    const selectors = selectorsOf(objectOf(target))
    const quote = selectors.map(quoteIn).find((found) => found !== null)
    problem = null
    if (quote) {
      const id = wordOf(annotation, 'id', '@id')
      page.highlights.push(
        highlightOf(quote.exact, {
          ...quote,
          start: startIn(selectors),
          colour: colourIn(annotation, objectOf(target)),
          // With several targets the note is on the first of its passages.
          note: index === 0 ? note : '',
          tags,
          createdAt: created,
          foreignId: id === null ? null : index === 0 ? id : `${id} ${String(index + 1)}`,
        }),
      )
    } else if (selectors.length > 0) {
      problem = 'This annotation names a place without its words, so that it cannot be found in the text.'
      if (note !== '') page.note = [page.note, note].filter((part) => part !== '').join('\n\n')
    } else {
      page.note = [page.note, note].filter((part) => part !== '').join('\n\n')
      page.tags = tidyTags([...page.tags, ...tags])
    }
  }
  return problem
}

function pageOf(source: string, target: unknown, at: string): ImportedItem {
  const object = objectOf(target)
  const [held] = object === null ? [] : valuesOf(object, 'source')
  const title = [object, objectOf(held)].map(
    (one) => one && wordOf(one, 'dcterms:title', 'dc:title', 'title', 'schema:name'),
  )
  const url = addressOf(source)
  return itemAt(at, {
    url,
    foreignId: source,
    title: lineOf(title.find((one) => one !== null)) ?? (url === null ? source : null),
  })
}

function sourceOf(target: unknown): string | null {
  if (typeof target === 'string') return target.replace(/#.*$/, '') || null
  const object = objectOf(target)
  if (object === null) return null
  for (const held of [...valuesOf(object, 'source'), ...valuesOf(object, 'id')]) {
    const source = typeof held === 'string' ? held : wordOf(objectOf(held) ?? {}, 'id', '@id')
    if (source !== null) return source.replace(/#(?!!).*$/, '') || null
  }
  return null
}

/** The selectors of a target, those that refine others or are a choice too. */
function selectorsOf(target: JsonObject | null): JsonObject[] {
  if (target === null) return []
  return ['selector', 'refinedBy', 'items'].flatMap((name) =>
    valuesOf(target, name).flatMap((value) => {
      const selector = objectOf(value)
      return selector === null ? [] : [selector, ...selectorsOf(selector)]
    }),
  )
}

function quoteIn(selector: JsonObject): { exact: string; prefix: string; suffix: string } | null {
  const exact = stringAt(selector, 'exact')
  if (exact.trim() === '') return null
  return { exact: exact.trim(), prefix: stringAt(selector, 'prefix'), suffix: stringAt(selector, 'suffix') }
}

/** In our own files in UTF-16 code units; else in code points, which is near enough for a hint. */
function startIn(selectors: readonly JsonObject[]): number | null {
  const position = selectors.find((selector) => typesOf(selector).includes('TextPositionSelector'))
  const start = position?.['commonplace:start'] ?? position?.['start'] ?? position?.['oa:start']
  return typeof start === 'number' && Number.isInteger(start) && start >= 0 ? start : null
}

function colourIn(annotation: JsonObject, target: JsonObject | null): HighlightColour | null {
  const names = target === null ? [] : valuesOf(target, 'styleClass')
  for (const name of [...names, annotation['color'], annotation['colour']]) {
    const colour = colourOf(typeof name === 'string' ? name.replace(/^.*[-_ ]/, '') : name)
    if (colour !== null) return colour
  }
  return null
}

function bodiesOf(annotation: JsonObject): { note: string; tags: string[] } {
  const notes: string[] = []
  const tags: string[] = []
  const motivated = valuesOf(annotation, 'motivation').map(bare)
  const take = (body: unknown): void => {
    if (typeof body === 'string') {
      // A body that is an address is what the annotation points to.
      notes.push(addressOf(body) === null ? escapeMarkdown(body) : `<${body}>`)
      return
    }
    const object = objectOf(body)
    if (object === null) return
    const items = valuesOf(object, 'items')
    if (items.length > 0) {
      items.forEach(take)
      return
    }
    const value = wordOf(object, 'value', 'chars', 'rdf:value', 'cnt:chars')
    const source = addressOf(wordOf(object, 'source', 'id', '@id'))
    const purposes = [...valuesOf(object, 'purpose'), ...valuesOf(object, 'hasPurpose')].map(bare)
    const isTag = purposes.includes('tagging') || typesOf(object).includes('Tag')
    const onlyTags = purposes.length === 0 && motivated.length === 1 && motivated[0] === 'tagging'
    if (value === null) {
      if (source !== null) notes.push(`<${source}>`)
    } else if (isTag || onlyTags) tags.push(value)
    else notes.push(markdownIn(value, wordOf(object, 'format', 'dc:format')))
  }
  valuesOf(annotation, 'body').forEach(take)
  const plain = wordOf(annotation, 'bodyValue')
  if (plain !== null) notes.push(escapeMarkdown(plain))
  return { note: notes.filter((one) => one.trim() !== '').join('\n\n'), tags: tidyTags(tags) }
}

function markdownIn(value: string, format: string | null): string {
  const type = (format ?? '').toLowerCase()
  if (type.startsWith('text/markdown') || type.startsWith('text/x-markdown')) return value
  if (!type.startsWith('text/html') && !type.includes('xhtml')) return escapeMarkdown(value)
  const blocks = value.replace(/<br\s*\/?>/gi, '\n').replace(/<\/(?:p|div|li|h[1-6]|blockquote)>/gi, '\n\n')
  const words = JSDOM.fragment(blocks).textContent
  return escapeMarkdown(words.replace(/\n{3,}/g, '\n\n').trim())
}

/** What stands under a name, with or without a prefix, as a list. */
function valuesOf(object: JsonObject, name: string): unknown[] {
  const value = object[name] ?? object[`@${name}`] ?? object[`oa:${name}`]
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

function typesOf(object: JsonObject): string[] {
  return valuesOf(object, 'type').map(bare)
}

function bare(name: unknown): string {
  return typeof name === 'string' ? name.replace(/^.*[:#/]/, '') : ''
}

function wordOf(object: JsonObject, ...names: string[]): string | null {
  for (const name of names) {
    const [value] = valuesOf(object, name)
    const word = typeof value === 'string' ? value : wordInside(value)
    if (word !== null && word.trim() !== '') return word
  }
  return null
}

function wordInside(value: unknown): string | null {
  const held = objectOf(value)?.['@value']
  return typeof held === 'string' ? held : null
}

function stringAt(selector: JsonObject, name: string): string {
  const [value] = valuesOf(selector, name)
  return typeof value === 'string' ? value : (wordInside(value) ?? '')
}
