// Markdown files with front matter, such as the Obsidian Web Clipper's notes: one file, or a zip of a folder of them.
import { parse as parseYaml } from 'yaml'
import { decode, isZip } from './decode-file.ts'
import { addressOf, highlightOf, itemAt, lineOf, splitTags, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedItem, ImportFormat } from './imported-item.ts'
import { objectOf } from './json-file.ts'
import type { JsonObject } from './json-file.ts'
import { zipEntries } from './zip-entries.ts'

const MARKDOWN = /\.(?:md|markdown)$/i
const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/
const ADDRESS_KEYS = ['source', 'url', 'link', 'original_url']

/** Properties as the Clipper writes them: title, source or url, author, published, created, description, tags. */
export const markdownFiles: ImportFormat = {
  id: 'markdown',
  name: 'Markdown notes with front matter (file or zip)',
  async recognise(file) {
    const bytes = await file.bytes()
    if (isZip(bytes)) return zipEntries(bytes).names.some((name) => MARKDOWN.test(name)) ? 0.4 : 0
    const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 20_000))
    return FRONT_MATTER.test(head) ? 0.6 : 0
  },
  async *read(file) {
    const bytes = await file.bytes()
    if (!isZip(bytes)) {
      yield itemOf(decode(bytes), file.name, file.name)
      return
    }
    const zip = zipEntries(bytes)
    for (const name of zip.names.filter((each) => MARKDOWN.test(each))) {
      const content = zip.read([name]).get(name)
      if (content === undefined || content.length === 0) yield { at: name, problem: 'This file is empty or damaged.' }
      else yield itemOf(decode(content), name, name)
    }
  },
}

function itemOf(text: string, at: string, name: string): ImportedItem | BrokenRow {
  const source = text.replaceAll('\r\n', '\n')
  const matter = FRONT_MATTER.exec(source)
  const body = matter === null ? source : source.slice(matter[0].length)
  let fields: JsonObject
  try {
    fields = objectOf(matter === null ? {} : parseYaml(matter[1]!, { maxAliasCount: 20 })) ?? {}
  } catch {
    return { at, problem: 'The front matter is not valid YAML. Mend it in the file, and import it again.' }
  }
  const { markdown, marked } = takeMarked(body.trim())
  const url = ADDRESS_KEYS.map((key) => addressOf(fields[key])).find((each) => each !== null) ?? null
  if (url === null && markdown === '') return { at, problem: 'The file has neither an address nor a text.' }
  const authors = [fields['author'] ?? fields['authors']].flat().filter((each) => typeof each === 'string')
  const day = (value: unknown) => timeOf(value instanceof Date ? value.toISOString() : value)
  const tags = fields['tags']
  return itemAt(at, {
    url,
    title: lineOf(fields['title']) ?? lineOf(name.replace(/^.*\//, '').replace(MARKDOWN, '')),
    byline: lineOf(authors.map((author) => author.replace(/^\[\[(.*)\]\]$/, '$1')).join(', ')),
    siteName: lineOf(fields['site'] ?? fields['site_name']),
    excerpt: lineOf(fields['description']),
    publishedAt: day(fields['published'] ?? fields['date_published']),
    addedAt: day(fields['created'] ?? fields['date_saved']),
    tags: Array.isArray(tags) ? tidyTags(tags) : splitTags(typeof tags === 'string' ? tags : '', ','),
    highlights: marked.map((words) => highlightOf(words)),
    content: markdown === '' ? null : { kind: 'markdown', markdown },
  })
}

/** `==words==` are a highlight; the marks are no part of the text. Code is left alone. */
function takeMarked(body: string): { markdown: string; marked: string[] } {
  const marked: string[] = []
  const markdown = body.replace(
    /(```[\s\S]*?(?:```|$)|`[^`\n]*`)|==(?=\S)([^=\n]+?)==/g,
    (whole, code?: string, words?: string) => {
      if (code !== undefined || words === undefined) return whole
      marked.push(words)
      return words
    },
  )
  return { markdown, marked }
}
