// The room's main file: what the user writes on an article, a highlight or an entity, one note each, and notes that stand alone.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type { ChangeEvent, EntitySummary, Note, NoteTarget } from '../../contract/model.ts'
import type {
  NamedReference,
  NoteChange,
  NoteFindInput,
  NoteList,
  NoteListInput,
  NoteReference,
  NoteVersion,
  NoteVersionContent,
  NoteVersionReason,
  NoteWithLines,
} from '../../contract/note-model.ts'
import { textOfState } from '../../rich-text/note-state.ts'
import { createDescribe } from './described.ts'
import { createFindReferences } from './find-references.ts'
import { createNoteLinks } from './note-links.ts'
import { createNoteList } from './note-list.ts'
import { noteOf } from './note-rows.ts'
import type { NoteRow } from './note-rows.ts'
import { createNoteVersions } from './note-versions.ts'
import { linkFirst } from './passages.ts'
import { createStandaloneNotes } from './standalone-notes.ts'
import type { StandaloneNotes } from './standalone-notes.ts'

export interface NotesDeps {
  /** UTC ms. */
  now: () => number
  newId: () => string
  /** The device that writes, for a later sync. */
  device: string
  /** Of what a note stands on; a note that stands alone is not asked for. */
  targetExists: (target: NoteTarget) => boolean
  /** Told of every save, after it is written. */
  changed: (event: ChangeEvent) => void
  /** The article that a target is or belongs to; null when it is gone, and for an entity. */
  articleOf: (target: NoteTarget) => string | null
  /** Entities by name or alias, best first; none are found when left out. */
  findEntities?: (query: string, limit: number) => EntitySummary[]
}

/** Every write is one transaction. */
export interface Notes extends StandaloneNotes {
  /** Null when nothing was written yet. */
  get(target: NoteTarget): Note | null
  byId(id: string): Note | null
  /**
   * Writes the whole state; its words are read from it, whatever `text` says. An empty note is kept. What was there before is
   * kept as a version after a pause, for another device, where much goes at once, and always when `keep` says why.
   * Throws Failure NOT_FOUND when the target does not exist, BAD_INPUT or TOO_LARGE for a state that is no note's.
   */
  save(input: { target: NoteTarget; state: string; text: string }, keep?: NoteVersionReason): Note
  /** The words of the note on a target; empty when there is none. */
  textOf(target: NoteTarget): string
  /** Every note, oldest first; also those in the trash and those whose target is in the trash or removed. */
  all(): Note[]
  /** The notes on an article and on its live highlights, oldest first. */
  forArticle(articleId: string): Note[]
  /** A page of the notes that stand alone. */
  list(input: NoteListInput): NoteList
  /** What may be meant by some words: for completing a link. */
  find(input: NoteFindInput): NamedReference[]
  /** What each is called now, in their order; null for what is gone. */
  describe(references: readonly NoteReference[]): (NamedReference | null)[]
  /** The tags of a note, by name. */
  tagsOf(noteId: string): string[]
  /** The notes that refer to something. */
  backlinks(reference: NoteReference): NoteWithLines[]
  /** The notes that say the title of a note and do not link to it. */
  unlinked(noteId: string): NoteWithLines[]
  /**
   * Makes the first place where a note says the title of another one a link to it. Throws Failure CONFLICT when it does not
   * say it any more, NOT_FOUND when one of them is gone.
   */
  link(input: { noteId: string; toId: string }): NoteChange
  /** Former states of a note, the newest first. */
  versions(noteId: string): NoteVersion[]
  /** Throws Failure NOT_FOUND. */
  version(noteId: string, versionId: string): NoteVersionContent
  /** Makes a former state the note again, with its title; what it replaces is kept as one. Throws Failure NOT_FOUND. */
  restore(noteId: string, versionId: string): NoteChange
}

const WHAT = { article: 'The article', highlight: 'The highlight', entity: 'The entity', note: 'The page' }

/**
 * The notes of a library.
 * @param db a database with the tables of `standaloneNotesSchema`
 * @param deps clock, ids, and what the neighbouring rooms know of a note's target
 */
export function createNotes(db: Database, deps: NotesDeps): Notes {
  const byTarget = db.prepare<[string, string], NoteRow>('SELECT * FROM note WHERE target_kind = ? AND target_id = ?')
  const byId = db.prepare<[string], NoteRow>('SELECT * FROM note WHERE id = ?')
  const words = db
    .prepare<[string, string], string>('SELECT text FROM note WHERE target_kind = ? AND target_id = ?')
    .pluck()
  const every = db.prepare<[], NoteRow>('SELECT * FROM note ORDER BY created_at, id')
  const ofHighlights = db.prepare<[], NoteRow>(
    "SELECT * FROM note WHERE target_kind = 'highlight' ORDER BY created_at, id",
  )
  const insert = db.prepare<Record<string, string | number>, NoteRow>(
    `INSERT INTO note (id, target_kind, target_id, state, text, revision, created_at, written_at, updated_at, device)
     VALUES (@id, @kind, @targetId, @state, @text, 1, @now, @now, @now, @device) RETURNING *`,
  )
  const update = db.prepare<Record<string, string | number | null>, NoteRow>(
    `UPDATE note SET title = @title, state = @state, text = @text, revision = revision + 1, written_at = @now,
     updated_at = @now, device = @device WHERE id = @id RETURNING *`,
  )
  const describe = createDescribe(db)
  const links = createNoteLinks(db, describe)
  const versions = createNoteVersions(db, deps)
  const list = createNoteList(db, links)
  const find = createFindReferences(db, { describe, findEntities: deps.findEntities ?? (() => []) })

  function existing(id: string): NoteRow {
    return byId.get(id) ?? fail('NOT_FOUND', 'This note is no longer in the library. Nothing was changed.')
  }

  function tell(target: NoteTarget): void {
    deps.changed({ topic: 'notes', articleId: target.kind === 'note' ? null : deps.articleOf(target), note: target })
  }

  /** Puts a state into a row, inside a transaction. */
  function rewrite(
    row: NoteRow,
    { state, text, title = row.title }: { state: string; text: string; title?: string | null },
    now = deps.now(),
  ): NoteRow {
    const { device } = deps
    const written = update.get({ id: row.id, title, state, text, now, device })!
    links.write(row.id, state)
    return written
  }

  const save = db.transaction((target: NoteTarget, state: string, keep: NoteVersionReason | undefined): NoteRow => {
    const text = textOfState(state)
    const { now, device } = { now: deps.now(), device: deps.device }
    const row = byTarget.get(target.kind, target.id)
    if (target.kind === 'note' ? row === undefined : !deps.targetExists(target)) {
      return fail(
        'NOT_FOUND',
        `${WHAT[target.kind]} of this note is no longer in the library, so the note was not saved.`,
      )
    }
    if (row) {
      const reason = keep ?? versions.whyKeep(row, text, { now, device })
      if (reason !== null && row.state !== state) versions.keep(row, reason)
      return rewrite(row, { state, text }, now)
    }
    const begun = insert.get({ id: deps.newId(), kind: target.kind, targetId: target.id, state, text, now, device })!
    links.write(begun.id, state)
    return begun
  })

  /** Makes of a note what it is not, keeping what it was. */
  const change = db.transaction(
    (
      id: string,
      reason: NoteVersionReason,
      to: (row: NoteRow) => { state: string; title: string | null },
    ): NoteChange => {
      const row = existing(id)
      const { state, title } = to(row)
      const formerVersion = versions.keep(row, reason)
      return { note: noteOf(rewrite(row, { state, text: textOfState(state), title })), formerVersion }
    },
  )

  return {
    ...createStandaloneNotes(db, { ...deps, links }),
    get: ({ kind, id }) => found(byTarget.get(kind, id)),
    byId: (id) => found(byId.get(id)),
    save({ target, state }, keep) {
      const row = save.immediate(target, state, keep)
      tell(target)
      return noteOf(row)
    },
    textOf: ({ kind, id }) => words.get(kind, id) ?? '',
    all: () => every.all().map(noteOf),
    forArticle(articleId) {
      const own = byTarget.get('article', articleId)
      const others = ofHighlights
        .all()
        .filter((row) => deps.articleOf({ kind: 'highlight', id: row.target_id }) === articleId)
      return [...(own ? [own] : []), ...others].sort((a, b) => a.created_at - b.created_at).map(noteOf)
    },
    list,
    find,
    describe: (references) => references.map(describe),
    tagsOf: (noteId) => links.tagsOf([noteId]).get(noteId) ?? [],
    backlinks: links.backlinks,
    unlinked: links.unlinked,
    link({ noteId, toId }) {
      const to = describe({ kind: 'note', id: toId })
      if (to === null || to.label === '') return fail('NOT_FOUND', 'The note to link to is no longer in the library.')
      const changed = change.immediate(noteId, 'link', ({ state, title }) => {
        const linked = linkFirst(state, to.label, { kind: 'note', id: toId })
        if (linked === null)
          return fail('CONFLICT', `This note does not say “${to.label}” any more. Nothing was changed.`)
        return { state: linked, title }
      })
      tell(changed.note.target)
      return changed
    },
    versions: versions.list,
    version: versions.get,
    restore(noteId, versionId) {
      const changed = change.immediate(noteId, 'restore', () => versions.get(noteId, versionId))
      tell(changed.note.target)
      return changed
    },
  }
}

function found(row: NoteRow | undefined): Note | null {
  return row ? noteOf(row) : null
}
