// Where an entity's names stand in the library without a mention: what the engine passed over, offered for linking.
import type { Database } from 'better-sqlite3'
import type { UnlinkedMention, UnlinkedMentions } from '../../contract/entity-model.ts'
import type { TextRange } from '../../contract/model.ts'
import { sentenceAround } from './sentences.ts'

/** Takes an entity and the `next` of the batch before. */
export type FindUnlinked = (id: string, after?: string | null) => UnlinkedMentions

/** A batch ends when it has so many places, or has read so many texts. */
const BATCH = 40
const MOST_TEXTS = 200
/** A name of one letter stands everywhere. */
const SHORTEST_NAME = 2

interface NameRow {
  alias: string
  weak: number
}

interface CandidateRow {
  key: number
  id: string
  title: string
  text: string
}

/**
 * Makes the search for unlinked mentions. The index says which texts may hold a name; only those are read. A name stands
 * there when its letters do, with their case, as whole words, where nobody is named already. What identifies nobody on its
 * own, such as a surname, counts only in a text that has a full name of the entity too.
 * @param db an open library
 * @returns a function of the id of an entity that stands for itself and the `next` of the batch before
 */
export function createUnlinked(db: Database): FindUnlinked {
  const names = db.prepare<[string], NameRow>(`SELECT al.alias, min(al.weak) AS weak FROM entity_alias al
    JOIN entity e ON e.id = al.entity_id WHERE e.root_id = ? GROUP BY al.alias`)
  const candidates = db.prepare<[{ match: string; before: number; most: number }], CandidateRow>(
    `SELECT a.key, a.id, a.title, a.text FROM article_fts JOIN article a ON a.key = article_fts.rowid
    WHERE article_fts MATCH @match AND article_fts.rowid < @before AND a.trashed_at IS NULL
    ORDER BY article_fts.rowid DESC LIMIT @most`,
  )
  // Of those rejected everywhere nothing is shown, so their places are free.
  const taken = db.prepare<[string], TextRange & { rootId: string }>(`SELECT m.start, m."end", e.root_id AS rootId
    FROM mention m JOIN entity e ON e.id = m.entity_id JOIN entity r ON r.id = e.root_id AND r.rejected = 0
    WHERE m.article_id = ? ORDER BY m.start`)

  return (rootId, after) => {
    const known = names.all(rootId).filter(({ alias }) => alias.length >= SHORTEST_NAME)
    const match = expressionFor(known.map(({ alias }) => alias))
    const any = patternOf(known)
    const full = patternOf(known.filter(({ weak }) => weak === 0))
    if (match === null || any === null) return { items: [], next: null }
    const items: UnlinkedMention[] = []
    const before = after ? Number(after) : Number.MAX_SAFE_INTEGER
    let read = 0
    for (const { key, id, title, text } of candidates.iterate({ match, before, most: MOST_TEXTS })) {
      read += 1
      const mentions = taken.all(id)
      const ownNames = mentions.some((mention) => mention.rootId === rootId)
      const pattern = ownNames || (full && text.search(full) >= 0) ? any : full
      if (pattern) items.push(...placesIn(text, pattern, mentions).map((range) => itemAt(id, title, text, range)))
      if (items.length >= BATCH) return { items, next: String(key) }
      if (read === MOST_TEXTS) return { items, next: String(key) }
    }
    return { items, next: null }
  }
}

/** An FTS5 expression that finds any of some names in texts; null when none can be looked for. */
function expressionFor(names: readonly string[]): string | null {
  const phrases = names.filter((name) => /[\p{L}\p{N}]/u.test(name)).map((name) => `"${name.replaceAll('"', ' ')}"`)
  return phrases.length === 0 ? null : `text : (${[...new Set(phrases)].join(' OR ')})`
}

/** Finds the names as whole words, the longest where several begin. */
function patternOf(names: readonly NameRow[]): RegExp | null {
  if (names.length === 0) return null
  const words = names.map(({ alias }) => alias.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  words.sort((a, b) => b.length - a.length)
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${words.join('|')})(?![\p{L}\p{N}_])`, 'gu')
}

function placesIn(text: string, pattern: RegExp, mentions: readonly TextRange[]): TextRange[] {
  return [...text.matchAll(pattern)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => !mentions.some((mention) => mention.start < end && mention.end > start))
}

function itemAt(articleId: string, title: string, text: string, range: TextRange): UnlinkedMention {
  const around = sentenceAround(text, range)
  const marks = [{ start: range.start - around.start, end: range.end - around.start }]
  return { articleId, title, text: text.slice(around.start, around.end), start: around.start, marks, range }
}
