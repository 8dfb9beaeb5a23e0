// Reads the annotated texts of our own: the sample articles, whose mentions are told by quotes, and short texts written
// for the bench, whose mentions are marked where they stand.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractArticle } from '../../src/core/capture/extract.ts'
import type { EntityKind } from '../../src/contract/model.ts'
import type { GoldCluster } from './cluster-score.ts'

export interface GoldText {
  id: string
  title: string
  lang: string | null
  text: string
  entities: GoldCluster[]
}

/**
 * An entity of a sample article. `forms` says of each of its names where it stands: "all" (wherever the words stand whole
 * and are no part of a longer name that is annotated), or which occurrences, the first being 1.
 */
export interface QuotedEntity {
  name: string
  kind: EntityKind
  forms: Record<string, 'all' | readonly number[]>
}

export interface QuotedArticle {
  file: string
  entities: readonly QuotedEntity[]
}

const HERE = join(import.meta.dirname, 'gold')
const SEEDS = join(import.meta.dirname, '..', '..', 'seeds')
const KINDS: readonly string[] = ['person', 'organisation', 'place']

/** Where some words stand whole in a text. */
function occurrences(text: string, quote: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  const letter = /[\p{L}\p{N}]/u
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const end = at + quote.length
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(end))) found.push({ start: at, end })
  }
  return found
}

/**
 * Finds the quoted mentions in a text. Throws when a quote, or one of its occurrences, does not stand in the text, or
 * when two mentions overlap.
 */
export function locate(text: string, { file, entities }: QuotedArticle): GoldCluster[] {
  const forms = entities
    .flatMap((entity) => Object.entries(entity.forms).map(([quote, where]) => ({ entity, quote, where })))
    .sort((a, b) => Number(a.where === 'all') - Number(b.where === 'all') || b.quote.length - a.quote.length)
  const taken: { start: number; end: number }[] = []
  const mentions = new Map(entities.map((entity) => [entity, [] as { start: number; end: number }[]]))
  for (const { entity, quote, where } of forms) {
    const all = occurrences(text, quote)
    const free = all.filter((at) => !taken.some((other) => other.start < at.end && at.start < other.end))
    const chosen = where === 'all' ? free : where.map((number) => all[number - 1])
    if (chosen.length === 0) throw new Error(`${file}: “${quote}” does not stand in the text`)
    for (const at of chosen) {
      if (!at) throw new Error(`${file}: “${quote}” does not stand ${String(where)} times in the text`)
      if (!free.includes(at)) throw new Error(`${file}: “${quote}” at ${String(at.start)} is part of another mention`)
      taken.push(at)
      mentions.get(entity)?.push(at)
    }
  }
  return entities.map((entity) => ({
    name: entity.name,
    kind: entity.kind,
    mentions: (mentions.get(entity) ?? []).sort((a, b) => a.start - b.start),
  }))
}

/**
 * Reads a marked text: a head of lines "title: …" and "key kind Name", a line of three hyphens, then the text with its
 * mentions as [key|words]. Throws when a key has no line, a line no mention, or a kind is none.
 */
export function readMarked(id: string, source: string): GoldText {
  const cut = source.indexOf('\n---\n')
  if (cut < 0) throw new Error(`${id}: no line of three hyphens`)
  let title = ''
  const entities = new Map<string, { name: string; kind: EntityKind; mentions: { start: number; end: number }[] }>()
  for (const line of source.slice(0, cut).split('\n')) {
    if (line.startsWith('title: ')) title = line.slice(7)
    if (/^(?:title|shows): |^\s*$/.test(line)) continue
    const [key, kind, ...name] = line.split(' ')
    if (!key || !kind || !KINDS.includes(kind) || name.length === 0) throw new Error(`${id}: “${line}” is no entity`)
    entities.set(key, { name: name.join(' '), kind: kind as EntityKind, mentions: [] })
  }
  let text = ''
  const marked = source.slice(cut + 5).trim()
  let last = 0
  for (const mark of marked.matchAll(/\[([^\]|]+)\|([^\]]+)\]/g)) {
    const [whole, key = '', words = ''] = mark
    const entity = entities.get(key)
    if (!entity) throw new Error(`${id}: nothing says who “${key}” is`)
    text += marked.slice(last, mark.index)
    entity.mentions.push({ start: text.length, end: text.length + words.length })
    text += words
    last = mark.index + whole.length
  }
  text += marked.slice(last)
  for (const { name, mentions } of entities.values())
    if (mentions.length === 0) throw new Error(`${id}: ${name} is not in the text`)
  return { id, title, lang: 'en', text, entities: [...entities.values()] }
}

/** The sample articles with what they name. */
export function sampleArticles(): GoldText[] {
  const quoted = JSON.parse(readFileSync(join(HERE, 'sample-articles.json'), 'utf8')) as readonly QuotedArticle[]
  return quoted.map((article) => {
    const bytes = readFileSync(join(SEEDS, article.file))
    const { title, lang, text } = extractArticle({ bytes, name: article.file })
    return { id: article.file, title, lang, text, entities: locate(text, article) }
  })
}

/** The short texts written for the bench. */
export function shortTexts(): GoldText[] {
  const folder = join(HERE, 'texts')
  return readdirSync(folder).sort().map((name) => readMarked(name, readFileSync(join(folder, name), 'utf8'))) // prettier-ignore
}
