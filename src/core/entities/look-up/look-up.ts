// Looking an entity up, when the user asks for it, and what was found, kept for reading offline.
import type { Database } from 'better-sqlite3'
import { Failure } from '../../../contract/failure.ts'
import type { LookUpAnswer, LookUpEntry } from '../../../contract/entity-model.ts'
import { createWikipedia, PUBLIC_SOURCES } from './wikipedia.ts'
import type { FetchJson, LookUpSources } from './wikipedia.ts'

export type { LookUpSources } from './wikipedia.ts'

export interface LookUp {
  /**
   * Asks Wikipedia in a language about an entity by its name, or about the item of a choice, and keeps what it finds.
   * Throws Failure FETCH_FAILED, TOO_LARGE or CANCELLED; what was kept before stays then.
   */
  ask(input: {
    entity: { id: string; name: string }
    item?: string | undefined
    lang: string | null
    signal?: AbortSignal | undefined
  }): Promise<LookUpAnswer>
  /** What was kept about an entity or those merged into it; null when nothing was. */
  kept(rootId: string): LookUpEntry | null
  forget(rootId: string): void
}

export interface LookUpDeps {
  /** Fetches within limits; null where there is no such page. Nothing is asked when it is left out. */
  fetchJson?: FetchJson | undefined
  /** Where to ask; Wikipedia and Wikidata when left out. */
  sources?: LookUpSources | undefined
  /** UTC ms */
  now: () => number
}

interface EntryRow extends Omit<LookUpEntry, 'fetchedAt'> {
  fetched_at: number
}

/**
 * Look-ups over the table `entity_look_up`.
 * @param db an open library
 * @param deps how and where to ask
 */
export function createLookUp(db: Database, deps: LookUpDeps): LookUp {
  const wikipedia = createWikipedia(deps.fetchJson ?? refuse, deps.sources ?? PUBLIC_SOURCES, deps.now)
  const keep =
    db.prepare(`INSERT INTO entity_look_up (entity_id, source, lang, title, description, text, url, licence, fetched_at)
    VALUES (@entityId, @source, @lang, @title, @description, @text, @url, @licence, @fetchedAt)
    ON CONFLICT DO UPDATE SET source = excluded.source, lang = excluded.lang, title = excluded.title,
      description = excluded.description, text = excluded.text, url = excluded.url, licence = excluded.licence,
      fetched_at = excluded.fetched_at`)
  const kept = db.prepare<
    [string, string],
    EntryRow
  >(`SELECT l.* FROM entity e JOIN entity_look_up l ON l.entity_id = e.id
    WHERE e.root_id = ? ORDER BY e.id = ? DESC, l.fetched_at DESC LIMIT 1`)
  const forget = db.prepare('DELETE FROM entity_look_up WHERE entity_id IN (SELECT id FROM entity WHERE root_id = ?)')

  return {
    async ask({ entity, item, lang, signal }) {
      const answer = await wikipedia.ask({ name: entity.name, item, lang: languageOf(lang) }, signal)
      if (answer.kind === 'found' && db.open) keep.run({ entityId: entity.id, ...answer.entry })
      return answer
    },
    kept(rootId) {
      const row = kept.get(rootId, rootId)
      if (!row) return null
      const { source, lang, title, description, text, url, licence, fetched_at: fetchedAt } = row
      return { source, lang, title, description, text, url, licence, fetchedAt }
    },
    forget(rootId) {
      forget.run(rootId)
    },
  }
}

function refuse(): Promise<never> {
  return Promise.reject(new Failure('FETCH_FAILED', 'Wikipedia is not asked from here. Nothing was kept.'))
}

/**
 * The language edition for an article's language: `pt-BR` is asked about in the Portuguese one.
 * @param lang BCP 47, or null when it is not known, which means English
 */
export function languageOf(lang: string | null): string {
  return /^[a-z]{2,3}(?=-|$)/.exec(lang?.toLowerCase() ?? '')?.[0] ?? 'en'
}
