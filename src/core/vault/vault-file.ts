// One file of the vault: composed from what the library would write, and merged with what it has become.
import { mergeMatter, splitMatter, writeMatter } from './front-matter.ts'
import type { MergedMatter } from './front-matter.ts'
import { joinBlocks } from './markdown-blocks.ts'
import { mergeBody } from './merge-body.ts'
import type { MergedBody } from './merge-body.ts'
import { piecesOf, readPieces, readWhole } from './pieces.ts'
import type { LastPiece, Piece } from './pieces.ts'
import { canonicalNote } from './rendition.ts'
import type { Rendition } from './rendition.ts'
import type { FileLinks } from './file-links.ts'
import { hashOf } from './vault-folder.ts'
import type { VaultBase } from './vault-memory.ts'

/** A rendition in its pieces. */
export interface Composed {
  rendition: Rendition
  pieces: Piece[]
  /** The whole file, as the library would write it. */
  text: string
}

/**
 * What tells whether the library has something else to write.
 * @param rendition before it is parted into pieces, which takes its time
 */
export function fingerprintOf({ matter, body }: Rendition): string {
  return hashOf(JSON.stringify([matter, body]))
}

/**
 * Parts a rendition into pieces.
 * @param last what was written last, by which fixed blocks keep their keys
 */
export function compose(rendition: Rendition, last: readonly LastPiece[]): Composed {
  const { body, whole, matter } = rendition
  const text = body.text.trim()
  const pieces: Piece[] =
    whole === undefined ? piecesOf(body, last) : text === '' ? [] : [{ key: whole, type: 'whole', text, gap: '\n' }]
  const head = `---\n${writeMatter(matter)}---\n`
  return { rendition, pieces, text: pieces.length === 0 ? head : `${head}\n${joinBlocks(pieces)}` }
}

/** What is remembered of a file that was written as it is composed. */
export function baseOf({ rendition, pieces }: Composed): VaultBase {
  return {
    matter: Object.fromEntries(rendition.matter.map(({ key, value }) => [key, value])),
    pieces: pieces.map(({ key, type, text }) => ({ key, type, ours: text })),
  }
}

/** A file as bytes say it, with what has to be put back when it is written. */
export interface ReadFile {
  text: string
  bom: boolean
  crlf: boolean
}

/** Null for bytes that are no text. */
export function readText(bytes: Uint8Array): ReadFile | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
  const bom = text.startsWith('\uFEFF')
  const plain = bom ? text.slice(1) : text
  const crlf = (plain.match(/\r\n/g)?.length ?? 0) * 2 > (plain.match(/\n/g)?.length ?? 0)
  return { text: crlf ? plain.replace(/\r\n/g, '\n') : plain, bom, crlf }
}

/** The other way round. */
export function writeText(text: string, { bom, crlf }: Pick<ReadFile, 'bom' | 'crlf'>): string {
  return (bom ? '\uFEFF' : '') + (crlf ? text.replace(/\n/g, '\r\n') : text)
}

export interface MergedFile {
  text: string
  base: VaultBase
  matter: MergedMatter
  body: MergedBody
}

/**
 * Merges a file.
 * @param base what was written last
 * @param ours what the library would write now
 * @param theirs the file, its lines ended by newlines alone
 * @param how `settled`: notes that came into the library from this file just now; `restore`: what the user took out is
 *   written again
 */
export function mergeFile(
  base: VaultBase,
  ours: Composed,
  theirs: string,
  links: FileLinks,
  how: { settled?: ReadonlySet<string>; restore?: boolean } = {},
): MergedFile {
  const { rendition, pieces } = ours
  const split = splitMatter(theirs)
  const matter = mergeMatter(base.matter, rendition.matter, split.matter, how.restore)
  const marked = new Map(
    pieces.filter(({ type }) => type === 'highlight' || type === 'note').map(({ key, text }) => [key, text]),
  )
  const { lead, parts } =
    rendition.whole === undefined ? readPieces(split.rest, base.pieces, marked) : readWhole(split.rest, rendition.whole)
  const body = mergeBody({
    last: base.pieces,
    ours: pieces,
    theirs: parts,
    settled: how.settled ?? new Set(),
    restore: how.restore ?? false,
    canonical: (key, markdown) => {
      const place = rendition.notes.get(key)
      return place ? canonicalNote(markdown, place.shift, links) : markdown
    },
  })
  const head = matter.yaml === '' && split.matter === null ? '' : `---\n${matter.yaml}---\n`
  const space =
    lead === '' && split.matter === null && head !== '' ? '\n' : lead === '' && parts.length === 0 ? '\n' : lead
  const text = body.parts.length === 0 ? head + lead : head + space + joinBlocks(body.parts)
  const known = { matter: baseOf(ours).matter, ...(matter.deleted.length > 0 && { gone: matter.deleted }) }
  return { text, base: { ...known, pieces: body.last }, matter, body }
}
