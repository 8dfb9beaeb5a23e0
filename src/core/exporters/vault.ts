// Exports articles into a folder of Markdown files and keeps it in step: names stay, edits of the user are never overwritten.
import { parseDocument } from 'yaml'
import { Failure, fail } from '../../contract/failure.ts'
import type {
  Article,
  ArticleEntities,
  ColourNames,
  ExportEvent,
  ExportReport,
  Highlight,
  Note,
  NoteTarget,
} from '../../contract/model.ts'
import { openExportFolder } from './export-folder.ts'
import type { ExportFolder } from './export-folder.ts'
import { fileNameOf, nameKey } from './file-name.ts'
import { MANIFEST_PATH, readManifest, sha256, writeManifest } from './manifest.ts'
import type { ManifestEntry } from './manifest.ts'
import { articleMarkdown } from './markdown.ts'

/** What an export reads from the library. */
export interface ExportSource {
  /** Every article outside the trash, oldest first. */
  articleIds(): readonly string[]
  article(id: string): Article
  /** In document order. */
  highlights(articleId: string): readonly Highlight[]
  note(target: NoteTarget): Note | null
  entities(articleId: string): ArticleEntities
  /** What the user calls the colours; their English names when absent. */
  colourNames?(): ColourNames
}

export interface ExportInput {
  /** Made when it is missing; `~/` stands for the user's home. */
  folder: string
  /** Only these; all when absent. Only an export of all removes the files of articles that are gone. */
  articleIds?: readonly string[] | undefined
  /** Stops between files; what was written stays. */
  signal?: AbortSignal | undefined
}

/** The manifest is written after so many files, so that a crash forgets few of them. */
const FILES_PER_MANIFEST = 50
/** At most about so many progress events an export. */
const MOST_EVENTS = 200

/**
 * Exports articles as Markdown files into a folder.
 * @param input the folder, and which articles
 * @param source the library
 * @returns progress, and last the report; nothing is written before the first event is asked for
 * @throws Failure BAD_INPUT, NO_ACCESS or DISK_FULL for the folder, NOT_FOUND for an id that is no article's, CANCELLED when
 *   stopped. What was written until then stays, and the next export goes on from there.
 */
export async function* exportMarkdown(input: ExportInput, source: ExportSource): AsyncGenerator<ExportEvent, void> {
  const folder = await openExportFolder(input.folder)
  const vault = await openVault(folder, source)
  const all = source.articleIds()
  const ids = input.articleIds ?? all
  const step = Math.max(1, Math.ceil(ids.length / MOST_EVENTS))
  let sinceManifest = 0
  try {
    for (const id of ids) await vault.name(id)
    yield { type: 'progress', done: 0, total: ids.length }
    for (const [index, id] of ids.entries()) {
      if (input.signal?.aborted) stopped(index, ids.length)
      await vault.put(id)
      sinceManifest += 1
      if (sinceManifest >= FILES_PER_MANIFEST) {
        await vault.save()
        sinceManifest = 0
      }
      if ((index + 1) % step === 0) yield { type: 'progress', done: index + 1, total: ids.length }
    }
    if (!input.articleIds) await vault.removeGone(new Set(all))
  } finally {
    await vault.save()
  }
  yield { type: 'done', report: vault.report }
}

function stopped(done: number, total: number): never {
  return fail(
    'CANCELLED',
    `Stopped after ${String(done)} of ${String(total)} files. What was written stays; the next export goes on from there.`,
  )
}

interface Vault {
  readonly report: ExportReport
  /** Gives an article its file name, the one it had before if it had one. */
  name(id: string): Promise<void>
  /** Brings the file of a named article up to date. */
  put(id: string): Promise<void>
  removeGone(present: ReadonlySet<string>): Promise<void>
  /** Writes the manifest, if it changed. */
  save(): Promise<void>
}

async function openVault(folder: ExportFolder, source: ExportSource): Promise<Vault> {
  const before = text(await folder.read(MANIFEST_PATH))
  let saved = before
  const entries = readManifest(before)
  /** Files of articles named in this export that no manifest knows yet. */
  const named = new Map<string, string>()
  const taken = new Set([...(await folder.names()), ...[...entries.values()].map(({ path }) => path)].map(nameKey))
  const report: ExportReport = { folder: folder.path, written: [], unchanged: 0, kept: [], removed: [] }

  const fileOf = (id: string): string | null => entries.get(id)?.path ?? named.get(id) ?? null

  async function name(id: string): Promise<void> {
    if (fileOf(id) !== null) return
    const path = await freeName(folder, taken, id, fileNameOf(source.article(id).title))
    taken.add(nameKey(path))
    named.set(id, path)
  }

  async function put(id: string): Promise<void> {
    const content = articleMarkdown({ ...gather(source, id), fileOf: (other) => (other === id ? null : fileOf(other)) })
    const hash = sha256(content)
    const entry = entries.get(id)
    const path = entry?.path ?? named.get(id)!
    const there = await folder.read(path)
    const onDisk = there && sha256(there)
    if (onDisk === null || (onDisk !== hash && onDisk === entry?.sha256)) {
      await folder.write(path, content)
      await dropBeside(entry)
      entries.set(id, { id, path, sha256: hash })
      report.written.push(path)
    } else if (onDisk === hash) {
      await dropBeside(entry)
      entries.set(id, { id, path, sha256: hash })
      report.unchanged += 1
    } else if (entry?.sha256 === hash || entry?.beside?.sha256 === hash) {
      // The user edited it, and here nothing changed since it was last written, there or beside: nothing to add.
      report.unchanged += 1
    } else await putBeside(entry ?? { id, path, sha256: '' }, content, hash)
  }

  /** Writes ours next to a file that the user edited; over our last copy there, unless that was edited too. */
  async function putBeside(entry: ManifestEntry, content: string, hash: string): Promise<void> {
    const { beside } = entry
    const copy = beside ? await folder.read(beside.path) : null
    const reusable = beside !== undefined && (copy === null || sha256(copy) === beside.sha256)
    const path = reusable ? beside.path : freeBeside(taken, entry.path)
    taken.add(nameKey(path))
    await folder.write(path, content)
    entries.set(entry.id, { ...entry, beside: { path, sha256: hash } })
    report.kept.push({ file: entry.path, writtenAs: path })
  }

  /** The file itself is ours again: a copy beside it, if nobody touched it, has done its duty. */
  async function dropBeside(entry: ManifestEntry | undefined): Promise<void> {
    if (entry?.beside) await removeUntouched(entry.beside)
  }

  async function removeUntouched({ path, sha256: last }: { path: string; sha256: string }): Promise<void> {
    const there = await folder.read(path)
    if (!there || sha256(there) !== last) return
    await folder.remove(path)
    report.removed.push(path)
  }

  async function removeGone(present: ReadonlySet<string>): Promise<void> {
    for (const entry of [...entries.values()]) {
      if (present.has(entry.id)) continue
      // What was edited since is the user's now: it stays, without an entry.
      await removeUntouched(entry)
      await dropBeside(entry)
      entries.delete(entry.id)
    }
  }

  async function save(): Promise<void> {
    const manifest = writeManifest(entries)
    if (manifest === saved) return
    await folder.write(MANIFEST_PATH, manifest)
    saved = manifest
  }

  return { report, name, put, removeGone, save }
}

/**
 * Collects what belongs to an article.
 * @throws Failure NOT_FOUND when there is no such article
 */
export function gather(source: ExportSource, id: string) {
  const highlights = source.highlights(id)
  const notes = highlights.flatMap(({ id: highlightId }) => {
    const note = source.note({ kind: 'highlight', id: highlightId })
    return note ? [[highlightId, note] as const] : []
  })
  return {
    article: source.article(id),
    highlights,
    articleNote: source.note({ kind: 'article', id }),
    highlightNotes: new Map(notes),
    entities: source.entities(id),
    colourNames: source.colourNames?.(),
  }
}

/** The title's own name; with the end of the id where that is taken, unless the file there is this article's. */
async function freeName(folder: ExportFolder, taken: ReadonlySet<string>, id: string, title: string): Promise<string> {
  const short = id.replaceAll('-', '').slice(-8)
  for (const path of [`${title}.md`, `${title} (${short}).md`, `${title} (${id}).md`]) {
    if (!taken.has(nameKey(path)) || (await idIn(folder, path)) === id) return path
  }
  return fail(
    'CONFLICT',
    `No file name is free for “${title}” in ${folder.path}. Rename the file of that name and export again.`,
  )
}

function freeBeside(taken: ReadonlySet<string>, path: string): string {
  const stem = path.slice(0, -'.md'.length)
  for (let number = 1; ; number += 1) {
    const candidate = `${stem} (from Commonplace${number === 1 ? '' : ` ${String(number)}`}).md`
    if (!taken.has(nameKey(candidate))) return candidate
  }
}

/** The id in the front matter of a file: tells, when the manifest is lost, a file of ours from one of the user's. */
async function idIn(folder: ExportFolder, path: string): Promise<string | null> {
  const matter = /^---\r?\n(.*?)\r?\n---\r?\n/s.exec(text(await readIfFile(folder, path)) ?? '')?.[1]
  if (matter === undefined) return null
  const id: unknown = parseDocument(matter).get('id')
  return typeof id === 'string' ? id : null
}

async function readIfFile(folder: ExportFolder, path: string): Promise<Uint8Array | null> {
  try {
    return await folder.read(path)
  } catch (error) {
    if (error instanceof Failure && error.code === 'CONFLICT') return null
    throw error
  }
}

function text(bytes: Uint8Array | null): string | null {
  return bytes && new TextDecoder().decode(bytes)
}
