// Puts the library's own file into a library: with the same ids, dates and places where they are free, once and not twice.
import { setImmediate } from 'node:timers/promises'
import { Failure, fail } from '../../contract/failure.ts'
import type { LibraryFileEvent, LibraryFileReport } from '../../contract/export-model.ts'
import { Settings } from '../../contract/model.ts'
import type { PlacedRecord } from '../annotations/highlight-records.ts'
import { finishHtml } from '../capture/finish-article.ts'
import type { EntityRecord } from '../entities/entity-records.ts'
import { LIBRARY_FILE_VERSION } from '../exporters/library-file.ts'
import type { LibraryRecords } from '../exporters/library-json.ts'
import { withSetAside } from '../library/article-content.ts'
import type { ArticleContent } from '../library/article-content.ts'
import { ASSET_PATH } from '../library/assets.ts'
import type { AssetBatch } from '../library/assets.ts'
import type { TableRecord } from '../library/table-rows.ts'
import type { NoteRecord } from '../notes/note-records.ts'
import { readLibraryFile } from './library-file-lines.ts'
import type { FileRecord } from './library-file-lines.ts'

/** The library that a file is put into. */
export interface LibraryToFill {
  records: LibraryRecords
  /** Runs work in one transaction. */
  atOnce<Result>(work: () => Result): Result
  /** An article with this address or content; undefined when there is none. */
  findDuplicate(key: { canonicalUrl: string | null; contentHash: string }): string | undefined
  /** The canonical text; undefined when there is no such article. */
  text(articleId: string): string | undefined
  batch(): AssetBatch
  applySettings(settings: Partial<Settings>): void
  /** Told when something is in. */
  changed(): void
}

const NEW_FILE = 'The file was written by a newer version of Commonplace. Nothing was imported; update the app first.'
/** At most so many broken records are told of one by one. */
const MOST_BROKEN = 1000

/**
 * Imports the library's own file.
 * @param bytes of the file
 * @param library what it is put into
 * @param signal stops between records; what is in stays, and importing again goes on from there
 * @returns progress, and last the report
 * @throws Failure BAD_INPUT when it is no such file, NEWER_VERSION, CANCELLED
 */
export async function* importLibraryFile(
  bytes: Uint8Array,
  library: LibraryToFill,
  signal?: AbortSignal,
): AsyncGenerator<LibraryFileEvent, void> {
  const filling = createFilling(library)
  const isEmpty = library.records.articles.ids().length === 0
  let done = 0
  try {
    for (const record of readLibraryFile(bytes)) {
      if (signal?.aborted) {
        fail('CANCELLED', 'Stopped. What was imported until then stays; importing the file again brings the rest.')
      }
      if (record.section === 'head') {
        checkHead(record.value)
        if (isEmpty) library.applySettings(knownSettings(record.value['settings']))
        continue
      }
      filling.take(record)
      done += 1
      // An article is cleaned like one from the web, which takes a moment.
      if (record.section === 'articles' || done % 50 === 0) await setImmediate()
      if (done % 20 === 0) yield { type: 'progress', done }
    }
    filling.finish()
  } finally {
    filling.leave()
    library.changed()
  }
  yield { type: 'done', report: filling.report }
}

function checkHead(head: TableRecord): void {
  if (head['format'] !== 'commonplace' || typeof head['version'] !== 'number') {
    fail('BAD_INPUT', 'That is no library file of Commonplace. Nothing was imported.')
  }
  if (head['version'] > LIBRARY_FILE_VERSION) fail('NEWER_VERSION', NEW_FILE)
}

/** Each setting that is what it should be. */
function knownSettings(value: unknown): Partial<Settings> {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const known = Object.entries(Settings.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(given[name])
    return given[name] !== undefined && parsed.success ? [[name, parsed.data] as const] : []
  })
  return Object.fromEntries(known) as Partial<Settings>
}

function createFilling(library: LibraryToFill) {
  const { records } = library
  const report: LibraryFileReport = {
    articles: { added: 0, merged: 0 },
    highlights: 0,
    notes: { added: 0, joined: 0 },
    entities: 0,
    decisions: 0,
    pictures: 0,
    broken: [],
    brokenCount: 0,
  }
  const batch = library.batch()
  const pictures = new Map<string, number>()
  /** Under which ids articles and highlights of the file are here, where they are under others. */
  const elsewhere = new Map<string, string>()
  const present = new Set<string>()
  let entities: EntityRecord[] | null = []
  let entityIds = new Map<string, string>()
  const decisions: TableRecord[] = []
  const here = (id: string) => elsewhere.get(id) ?? entityIds.get(id) ?? id
  const entityHere = (id: string) => entityIds.get(id) ?? id

  /** All entities at once: one may be part of another. */
  function putEntities(): void {
    if (entities === null) return
    const all = entities
    entities = null
    entityIds = library.atOnce(() => records.entities.insert(all))
    report.entities = all.length - entityIds.size
  }

  function takePicture({ path, base64 }: TableRecord): void {
    if (typeof path !== 'string' || typeof base64 !== 'string' || !ASSET_PATH.test(path)) {
      throw new Failure('BAD_INPUT', 'This picture has no name that a picture can have.')
    }
    const bytes = Buffer.from(base64, 'base64')
    if (batch.store(bytes, path.slice(path.lastIndexOf('.') + 1)) !== path) {
      throw new Failure('BAD_INPUT', 'This picture is not the one that its name says; the file was changed.')
    }
    pictures.set(path, bytes.length)
    report.pictures += 1
  }

  function takeArticle(record: TableRecord & { id: string }): void {
    const { article, isSame } = cleanArticle(record)
    const highlights = record['highlights'] as PlacedRecord[]
    const known = library.text(record.id) === undefined ? library.findDuplicate(keyOf(record)) : record.id
    const id = known ?? record.id
    const former = String(record['text'])
    library.atOnce(() => {
      if (known === undefined) {
        records.articles.insert(article)
        attach(id, record)
        report.articles.added += 1
        const analysis = record['analysis'] as Record<string, TableRecord[]> | undefined
        if (isSame && analysis) records.entities.insertAnalysis(id, analysis, entityHere)
      }
      const now = library.text(id) ?? ''
      const added = putHighlights(id, highlights, { former, now })
      const tags = known === undefined ? 0 : records.articles.addTags(id, record['tags'] as string[])
      if (known !== undefined && added + tags > 0) report.articles.merged += 1
      report.highlights += added
    })
    if (id !== record.id) elsewhere.set(record.id, id)
    present.add(id)
  }

  function attach(id: string, record: TableRecord): void {
    const paths = (record['pictures'] as string[]).filter((path) => pictures.has(path))
    records.articles.attach(
      id,
      paths.map((path) => ({ path, byteLength: pictures.get(path) ?? 0 })),
    )
  }

  /** A highlight of the same words in the same surroundings is the same, whatever its id. */
  function putHighlights(id: string, list: readonly PlacedRecord[], texts: { former: string; now: string }): number {
    const keyOfHighlight = ({ exact, prefix, suffix }: TableRecord) => JSON.stringify([exact, prefix, suffix])
    const there = new Map(records.highlights.read(id).map((one) => [keyOfHighlight(one), String(one['id'])]))
    let added = 0
    for (const record of list) {
      const same = there.get(keyOfHighlight(record))
      if (same !== undefined && same !== record.id && texts.former !== '') elsewhere.set(record.id, same)
      else if (records.highlights.insert(id, record, texts)) added += 1
    }
    return added
  }

  function takeNote(record: NoteRecord): void {
    putEntities()
    const { state } = record
    const targetId = record.targetKind === 'note' ? record.id : here(record.targetId)
    const links = ((record['links'] as TableRecord[] | undefined) ?? []).map((link) => ({
      ...link,
      targetId: here(String(link['targetId'])),
    }))
    const note = { ...record, targetId, links, state: state.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, here) }
    const inside = state.match(/assets\/[\da-f]{2}\/[\da-f]{62}\.[a-z0-9]{1,5}/g) ?? []
    library.atOnce(() => {
      const outcome = records.notes.insert(note)
      if (outcome !== 'there') report.notes[outcome] += 1
      const kept = inside.filter((path) => pictures.has(path))
      records.articles.keep(kept.map((path) => ({ path, byteLength: pictures.get(path) ?? 0 })))
    })
  }

  const take: Record<Exclude<FileRecord['section'], 'head'>, (record: TableRecord) => void> = {
    assets: takePicture,
    entities(record) {
      if (entities === null) throw new Failure('BAD_INPUT', 'This entity stands after the articles.')
      entities.push(record as EntityRecord)
    },
    articles(record) {
      putEntities()
      takeArticle(record as TableRecord & { id: string })
    },
    notes: (record) => {
      takeNote(record as NoteRecord)
    },
    decisions: (record) => {
      decisions.push(record)
    },
  }

  return {
    report,
    /** Puts a record in; one that cannot be is told of in the report. */
    take(record: FileRecord): void {
      if (record.section === 'head') return
      try {
        if (record.problem !== null) throw new Failure('BAD_INPUT', record.problem)
        take[record.section](record.value)
      } catch (error) {
        const problem = problemOf(error)
        if (problem === null) throw error
        report.brokenCount += 1
        if (report.broken.length < MOST_BROKEN) report.broken.push({ at: record.at, problem })
      }
    },
    finish(): void {
      putEntities()
      report.decisions = library.atOnce(() =>
        records.entities.insertDecisions(decisions, {
          entity: entityHere,
          article: (id) => {
            const articleId = elsewhere.get(id) ?? id
            return present.has(articleId) || library.text(articleId) !== undefined ? articleId : null
          },
        }),
      )
    },
    /** Pictures that nothing uses go. */
    leave(): void {
      batch.discard()
    },
  }
}

/** A sentence for what one record is to blame for; null for what is a fault of the disk, of the library or ours. */
function problemOf(error: unknown): string | null {
  if (error instanceof Failure) return ['BAD_INPUT', 'TOO_LARGE'].includes(error.code) ? error.message : null
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!code.startsWith('SQLITE_CONSTRAINT') && !code.startsWith('SQLITE_MISMATCH')) return null
  return 'This record does not fit with the others, so it was left out.'
}

function keyOf(record: TableRecord): { canonicalUrl: string | null; contentHash: string } {
  const { canonicalUrl, contentHash } = record
  return { canonicalUrl: typeof canonicalUrl === 'string' ? canonicalUrl : null, contentHash: String(contentHash) }
}

/** An article as its record has it, with html that is safe whoever wrote the file. `isSame`: nothing had to be changed. */
function cleanArticle(record: TableRecord & { id: string }): { article: typeof record; isSame: boolean } {
  const content = cleanContent(record as unknown as ArticleContent)
  const versions = ((record['versions'] as TableRecord[] | undefined) ?? []).map((version) => ({
    ...version,
    content: cleanContent(version['content'] as ArticleContent),
  }))
  const isSame = content.text === record['text']
  return { article: { ...record, ...content, versions }, isSame }
}

/** What a content holds, its html sanitised as at capture and its text that of the html. */
function cleanContent<Content extends ArticleContent>(content: Content): Content {
  const { bodyHtmlLength, html } = content
  const body = finishHtml(bodyHtmlLength === null ? html : html.slice(0, bodyHtmlLength), 'stored')
  const setAside = content.setAside.map((block) => ({ ...block, ...finishHtml(block.html, 'stored') }))
  const plain = { ...content, ...body, setAside, bodyHtmlLength: null, bodyTextLength: null }
  return bodyHtmlLength === null ? plain : { ...content, ...withSetAside(plain) }
}
