// Brings a vault into step: every file is merged with what the library has, and the user's edits come back into it.
import { posix } from 'node:path'
import { Failure, fail } from '../../contract/failure.ts'
import type { VaultEvent, VaultLine, VaultOptions, VaultReport } from '../../contract/vault-model.ts'
import { fileNameOf, nameKey } from '../exporters/file-name.ts'
import { assetFile, linksOf } from './file-links.ts'
import type { FileLinks, VaultMap } from './file-links.ts'
import { idIn } from './front-matter.ts'
import { bringIn } from './bring-in.ts'
import { markerOf } from './pieces.ts'
import { openVaultFolder, hashOf } from './vault-folder.ts'
import type { VaultFolder } from './vault-folder.ts'
import { baseOf, compose, fingerprintOf, mergeFile, readText, writeText } from './vault-file.ts'
import type { Composed } from './vault-file.ts'
import { vaultItems } from './vault-items.ts'
import type { VaultItem, VaultSource } from './vault-items.ts'
import { openVaultMemory } from './vault-memory.ts'
import type { VaultBase, VaultEntry, VaultMemory } from './vault-memory.ts'

export interface SyncInput {
  options: VaultOptions
  /** Changes nothing, here or there. */
  dryRun?: boolean
  /** Writes again what the user deleted. */
  restore?: boolean
  /** Only the files of these; all when absent. Only a sync of all removes the files of what is gone. */
  only?: ReadonlySet<string> | undefined
  /** Stops between files; what was written stays. */
  signal?: AbortSignal | undefined
  /** UTC ms. */
  now: number
}

const FILES_PER_SAVE = 50
const MOST_EVENTS = 200

/** Where an item's file is, and where it is to be. */
interface Place {
  item: VaultItem
  /** Null when there is no file yet. */
  from: string | null
  to: string
  /** What its title gives, and what it got. */
  stem: string
  given: string
}

/**
 * Brings a vault into step with the library.
 * @param input what is in the vault and where, and whether to only say what would be done
 * @param source the library
 * @returns progress, and last the report
 * @throws Failure BAD_INPUT for the folder or the template, NO_ACCESS or DISK_FULL, CANCELLED when stopped. What was done
 *   until then stays, and the next sync goes on from there.
 */
export async function* syncVault(input: SyncInput, source: VaultSource): AsyncGenerator<VaultEvent, void> {
  const { options, dryRun = false } = input
  const folder = await openVaultFolder(options.folder, dryRun)
  const memory = await openVaultMemory(folder)
  const items = vaultItems(options, source)
  const work: Work = {
    input,
    folder,
    memory,
    source,
    report: { folder: folder.path, dryRun, at: input.now, lines: [], unchanged: 0, assets: 0 },
    copied: new Set(),
    retitled: new Set(),
  }
  const places = await placesOf(items, work)
  const map = mapOf(places, source)
  const chosen = places.filter(({ item }) => !input.only || input.only.has(item.id))
  const step = Math.max(1, Math.ceil(chosen.length / MOST_EVENTS))
  yield { type: 'progress', done: 0, total: chosen.length }
  try {
    for (const [index, place] of chosen.entries()) {
      if (input.signal?.aborted) stopped(index, chosen.length)
      await putSafely(place, map, work)
      if ((index + 1) % step === 0) yield { type: 'progress', done: index + 1, total: chosen.length }
      if ((index + 1) % FILES_PER_SAVE === 0 && !dryRun) await memory.save()
    }
    if (!input.only) await removeGone(new Set(items.map(({ id }) => id)), work)
  } finally {
    if (!dryRun) await memory.save()
  }
  yield { type: 'done', report: work.retitled.size === 0 ? work.report : await renamedToo(work) }
}

/** What has a new title by the user's edit has a new name, and the links to it follow. */
async function renamedToo({ input, source, report }: Work): Promise<VaultReport> {
  for await (const event of syncVault(input, source)) {
    if (event.type === 'done') return { ...event.report, lines: [...report.lines, ...event.report.lines] }
  }
  return report
}

function stopped(done: number, total: number): never {
  return fail(
    'CANCELLED',
    `Stopped after ${String(done)} of ${String(total)} files. What was done stays; the next sync goes on from there.`,
  )
}

interface Work {
  input: SyncInput
  folder: VaultFolder
  memory: VaultMemory
  source: VaultSource
  report: VaultReport
  /** Pictures that are in the vault. */
  copied: Set<string>
  /** Notes whose title came from their file just now. */
  retitled: Set<string>
}

function tell(
  work: Work,
  kind: VaultLine['kind'],
  file: string,
  item: Pick<VaultItem, 'kind' | 'id'>,
  detail = '',
): void {
  work.report.lines.push({ kind, file, detail, item: { kind: item.kind, id: item.id } })
}

/** Finds the file of every item, wherever the user moved it, and gives names to those that have none. */
async function placesOf(items: readonly VaultItem[], work: Work): Promise<Place[]> {
  const { folder, memory, input } = work
  const files = await folder.list()
  const there = new Set(files)
  const owned = new Set(
    [...memory.entries.values()].flatMap(({ path, beside }) => [path, ...(beside ? [beside.path] : [])]),
  )
  const taken = new Set(files.map(nameKey))
  const lost = items.some(({ id }) => !there.has(memory.entries.get(id)?.path ?? ''))
  const moved = lost
    ? await idsIn(
        files.filter((file) => !owned.has(file) && !isCopy(file)),
        folder,
      )
    : new Map<string, string>()
  const places: Place[] = []
  for (const item of items) {
    const entry = memory.entries.get(item.id)
    const stem = fileNameOf(item.title)
    const from = entry && there.has(entry.path) ? entry.path : (moved.get(item.id) ?? null)
    if (entry && from === null && !input.restore && !entry.away) {
      if (!input.only || input.only.has(item.id)) tellGone(entry, item, work)
      continue
    }
    const isOurName = from !== null && entry !== undefined && posix.basename(from) === entry.given
    const keeps = from !== null && (!isOurName || entry.stem === stem)
    const dir = from !== null ? posix.dirname(from) : entry ? posix.dirname(entry.path) : item.folder
    if (from !== null) taken.delete(nameKey(from))
    const to = keeps ? from : freeName(dir === '.' ? '' : dir, stem, item.id, taken, work)
    taken.add(nameKey(to))
    const given = keeps ? (entry?.given ?? '') : posix.basename(to)
    places.push({
      item,
      from,
      to,
      stem: keeps ? (entry?.stem ?? stem) : stem,
      given: given === '' ? posix.basename(to) : given,
    })
  }
  return places
}

function tellGone(entry: VaultEntry, item: VaultItem, work: Work): void {
  if (!entry.gone) tell(work, 'deleted', entry.path, item, 'You deleted this file, so it is not written again.')
  else work.report.unchanged += 1
  work.memory.entries.set(entry.id, { ...entry, gone: true })
}

/** Our copies beside a file have its id too. */
function isCopy(file: string): boolean {
  return / \(from Commonplace(?: \d+)?\)\.md$/i.test(file)
}

async function idsIn(files: readonly string[], folder: VaultFolder): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const file of files) {
    const bytes = await folder.read(file)
    const text = bytes && readText(bytes)?.text
    const id = text?.startsWith('---') ? idIn(text) : null
    if (typeof id === 'string' && !found.has(id)) found.set(id, file)
  }
  return found
}

function freeName(dir: string, stem: string, id: string, taken: ReadonlySet<string>, work: Work): string {
  const short = id.replaceAll('-', '').slice(-8)
  for (const name of [`${stem}.md`, `${stem} (${short}).md`, `${stem} (${id}).md`]) {
    const path = dir === '' ? name : `${dir}/${name}`
    if (!taken.has(nameKey(path))) return path
  }
  return fail(
    'CONFLICT',
    `No file name is free for “${stem}” in ${work.folder.path}. Rename the files of that name and sync again.`,
  )
}

function mapOf(places: readonly Place[], source: VaultSource): VaultMap {
  const files = new Map(places.map(({ item, to }) => [item.id, to]))
  const items = new Map(places.map(({ item, to }) => [to, { kind: item.kind, id: item.id }]))
  const names = new Map<string, string | null>()
  for (const { to } of places) {
    const name = posix.basename(to)
    names.set(name, names.has(name) ? null : to)
  }
  return {
    fileOf: (id) => files.get(id) ?? null,
    itemOf: (file) => items.get(file) ?? null,
    articleOf: (highlightId) => source.articleOfHighlight(highlightId),
    fileNamed: (name) => names.get(name) ?? null,
    highlightAt: (articleId, marker) =>
      source.highlightIds(articleId).find((id) => markerOf('h', id) === marker.toLowerCase()) ?? null,
  }
}

/** What is wrong with one file is told, and the others go on; what is wrong with the disk or the template ends it. */
async function putSafely(place: Place, map: VaultMap, work: Work): Promise<void> {
  try {
    await put(place, map, work)
  } catch (error) {
    if (!(error instanceof Failure) || !['NOT_FOUND', 'CONFLICT', 'TOO_LARGE'].includes(error.code)) throw error
    // What went away while the vault was being brought into step is removed by the next one.
    if (error.code !== 'NOT_FOUND') tell(work, 'problem', place.to, place.item, error.message)
  }
}

async function put(place: Place, map: VaultMap, work: Work): Promise<void> {
  const { item, from, to } = place
  const { folder, memory, input } = work
  const entry = memory.entries.get(item.id)
  const bytes = from === null ? null : await folder.read(from)
  const links = linksOf(to, map, input.options)
  if (entry && bytes && from === to && !input.restore && entry.file === hashOf(bytes)) {
    const isSame = entry.ours === fingerprintOf(item.render(links)) && (await memory.hasBase(item.id))
    if (isSame) {
      work.report.unchanged += 1
      const { ours, file, edited, beside } = entry
      remember(place, { ours, file, edited, beside }, work)
      await copyPictures(links, work)
      return
    }
  }
  const base = entry && from !== null ? await memory.base(item.id) : null
  // From here to the end of the merge nothing waits: the library cannot change in between.
  const ours = compose(item.render(links), base?.pieces ?? [])
  if (from !== null && from !== to) {
    tell(work, 'renamed', to, item, `It was ${from}.`)
    if (!input.dryRun) await folder.move(from, to)
  }
  if (bytes === null || from === null) {
    await writeNew(place, ours, work)
  } else if (base) await merge(place, bytes, ours, base, links, work)
  else await adopt(place, bytes, ours, links, work)
  await copyPictures(links, work)
}

async function writeNew(place: Place, ours: Composed, work: Work): Promise<void> {
  tell(work, 'written', place.to, place.item, 'New.')
  if (work.input.dryRun) return
  if (!(await work.folder.replace(place.to, ours.text, null))) return busy(place, work)
  await work.memory.setBase(place.item.id, baseOf(ours))
  remember(place, { ours: fingerprintOf(ours.rendition), file: hashOf(ours.text) }, work)
}

type Remembered = { [K in 'ours' | 'file' | 'edited' | 'beside']?: VaultEntry[K] | undefined }

function remember(place: Place, { ours = '', file = '', edited, beside }: Remembered, work: Work): void {
  if (work.input.dryRun) return
  const { item, to, stem, given } = place
  const entry = { id: item.id, path: to, stem, given, ours, file }
  work.memory.entries.set(item.id, { ...entry, ...(edited && { edited }), ...(beside && { beside }) })
}

function busy(place: Place, work: Work): void {
  tell(
    work,
    'problem',
    place.to,
    place.item,
    'It was changed while it was being synced, so it was left alone. Sync again.',
  )
}

async function merge(
  place: Place,
  bytes: Uint8Array,
  first: Composed,
  base: VaultBase,
  links: FileLinks,
  work: Work,
): Promise<void> {
  const { item, to } = place
  const { folder, memory, input } = work
  const file = readText(bytes)
  if (file === null) {
    await putBeside(place, bytes, first, 'It is not text, so it could not be merged.', work)
    return
  }
  let ours = first
  const { restore = false } = input
  let merged = mergeFile(base, ours, file.text, links, { restore })
  const settled = bringIn(merged, ours.rendition, {
    item,
    file: to,
    links,
    source: work.source,
    gone: new Set(base.gone),
    dryRun: input.dryRun ?? false,
    tell: (kind, detail) => {
      tell(work, kind, to, item, detail)
    },
  })
  if (settled !== null) {
    if (item.kind === 'note' && merged.matter.edits.title !== undefined) work.retitled.add(item.id)
    ours = compose(item.render(links), base.pieces)
    merged = mergeFile(base, ours, file.text, links, { restore, settled })
  }
  const entry = memory.entries.get(item.id)
  const text = writeText(merged.text, file)
  const wasEdited = entry === undefined || entry.edited === true || entry.file !== hashOf(bytes)
  if (text !== writeText(file.text, file)) {
    tell(
      work,
      wasEdited ? 'merged' : 'written',
      to,
      item,
      wasEdited ? 'Your edits in it were kept.' : 'Brought up to date.',
    )
    if (!input.dryRun && !(await folder.replace(to, text, bytes))) {
      busy(place, work)
      return
    }
  } else if (!work.report.lines.some((line) => line.file === to)) work.report.unchanged += 1
  if (input.dryRun) return
  await memory.setBase(item.id, merged.base)
  const isOurs = merged.text === ours.text
  if (isOurs) await dropBeside(entry, work)
  const known = { ours: fingerprintOf(ours.rendition), file: hashOf(text) }
  remember(place, isOurs ? known : { ...known, edited: true, beside: entry?.beside }, work)
}

/** A file of ours that nothing is remembered of: it is the user's, unless it is just what we would write. */
async function adopt(place: Place, bytes: Uint8Array, ours: Composed, links: FileLinks, work: Work): Promise<void> {
  const { memory, input } = work
  const file = readText(bytes)
  if (file && writeText(ours.text, file) === writeText(file.text, file)) work.report.unchanged += 1
  else {
    await putBeside(place, bytes, ours, 'It was written elsewhere or before, so it was left as it is.', work)
    if (input.dryRun) return
    // From now on it is merged: what is in it is taken for edits that are known already, what is not in it is new.
    if (file) {
      const { matter, pieces } = mergeFile(baseOf(ours), ours, file.text, links).base
      await memory.setBase(place.item.id, { matter, pieces: pieces.filter((piece) => piece.file !== null) })
    }
    return
  }
  if (input.dryRun) return
  await memory.setBase(place.item.id, baseOf(ours))
  remember(place, { ours: fingerprintOf(ours.rendition), file: hashOf(bytes) }, work)
}

/** Writes ours next to a file that cannot be merged; over our last copy there, unless that was edited too. */
async function putBeside(place: Place, bytes: Uint8Array, ours: Composed, why: string, work: Work): Promise<void> {
  const { folder, memory, input } = work
  const entry = memory.entries.get(place.item.id)
  const beside = entry?.beside
  const hash = hashOf(ours.text)
  const copy = beside ? await folder.read(beside.path) : null
  if (beside && copy && beside.hash === hash && entry?.file === hashOf(bytes)) {
    work.report.unchanged += 1
    return
  }
  const reusable = beside !== undefined && copy !== null && hashOf(copy) === beside.hash
  let path = beside?.path ?? ''
  if (!reusable) {
    const stem = place.to.slice(0, -'.md'.length)
    let number = 1
    do {
      path = `${stem} (from Commonplace${number === 1 ? '' : ` ${String(number)}`}).md`
      number += 1
    } while (await folder.has(path))
  }
  tell(work, 'beside', place.to, place.item, `${why} Ours is ${path}.`)
  if (input.dryRun) return
  await folder.write(path, ours.text)
  const known = { ours: fingerprintOf(ours.rendition), file: hashOf(bytes) }
  remember(place, { ...known, edited: true, beside: { path, hash } }, work)
}

/** The file itself is merged again: a copy beside it, if nobody touched it, has done its duty. */
async function dropBeside(entry: VaultEntry | undefined, work: Work): Promise<void> {
  if (!entry?.beside) return
  const there = await work.folder.read(entry.beside.path)
  if (there && hashOf(there) === entry.beside.hash) await work.folder.remove(entry.beside.path)
}

/** The pictures that a file shows, copied once. One that the library does not have any more is left out. */
async function copyPictures(links: FileLinks, work: Work): Promise<void> {
  for (const src of links.pictures) {
    const file = assetFile(src)
    if (work.copied.has(file)) continue
    work.copied.add(file)
    if (await work.folder.has(file)) continue
    if (!work.input.dryRun && !(await copied(work.source.pictureFile(src), file, work.folder))) continue
    work.report.assets += 1
  }
}

async function copied(source: string, file: string, folder: VaultFolder): Promise<boolean> {
  try {
    await folder.copyIn(source, file)
    return true
  } catch (error) {
    if (error instanceof Failure && error.code === 'BAD_INPUT') return false
    throw error
  }
}

async function removeGone(present: ReadonlySet<string>, work: Work): Promise<void> {
  const { folder, memory, input } = work
  for (const entry of [...memory.entries.values()]) {
    if (present.has(entry.id) || entry.away) continue
    // Whatever it was of: only its id is known now.
    const item = { kind: kindOf(entry.path), id: entry.id }
    const there = await folder.read(entry.path)
    const untouched = there !== null && hashOf(there) === entry.file && !entry.edited
    if (untouched) {
      tell(work, 'removed', entry.path, item, 'What it was of is not in the vault any more.')
      if (!input.dryRun) await folder.remove(entry.path)
    } else if (there)
      tell(work, 'kept', entry.path, item, 'It is not in the vault any more; the file stays, as you edited it.')
    if (input.dryRun) continue
    await dropBeside(entry, work)
    if (there && !untouched) memory.entries.set(entry.id, { ...entry, away: true })
    else await memory.forget(entry.id)
  }
}

function kindOf(path: string): VaultItem['kind'] {
  if (path.startsWith('Notes/')) return 'note'
  return path.startsWith('Entities/') ? 'entity' : 'article'
}
