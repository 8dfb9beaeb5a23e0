// The YAML at the head of a file, merged key by key: the user's keys, order, comments and quotes stay as they are.
import { Document, Scalar, isMap, isNode, isScalar, parseDocument } from 'yaml'
import { z } from 'zod'

/** A key that we write. */
export interface MatterField {
  key: string
  value: MatterValue
  /** Dates stand without quotes, so that readers which know dates see one; text stands in them, whatever it looks like. */
  plain?: boolean
  /** Edits of it go into the library. */
  flows?: 'tags' | 'state' | 'title'
}
export const MatterValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
export type MatterValue = z.infer<typeof MatterValue>

/** What we wrote last, by key. */
export type MatterRecord = Record<string, MatterValue>

/** An edit that goes into the library. */
export interface MatterEdits {
  tags?: string[]
  state?: string
  title?: string
}

export interface MergedMatter {
  /** Between the lines of dashes, each line ended. */
  yaml: string
  edits: MatterEdits
  /** Keys that both sides changed: the file keeps the user's. */
  conflicts: string[]
  /** Of ours, taken out by the user. */
  deleted: string[]
  problem: string | null
}

/** A file parted into its front matter and the rest; `matter` is null when there is none. */
export function splitMatter(text: string): { matter: string | null; rest: string } {
  const found = /^---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|$)/.exec(text)
  return found ? { matter: found[1] ?? '', rest: text.slice(found[0].length) } : { matter: null, rest: text }
}

/** Writes fields as YAML lines. */
export function writeMatter(fields: readonly MatterField[]): string {
  return fields.map(writeField).join('')
}

/** The id in the front matter of a file; null when it has none that can be read. */
export function idIn(text: string): string | null {
  const { matter } = splitMatter(text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n'))
  if (matter === null) return null
  const id: unknown = parseDocument(matter).get('id')
  return typeof id === 'string' ? id : null
}

function writeField({ key, value, plain }: MatterField): string {
  const scalar = (text: string) => {
    const made = new Scalar(text.toWellFormed())
    made.type = plain ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE
    return made
  }
  const node = Array.isArray(value)
    ? value.map(scalar)
    : typeof value === 'string' && key !== 'id' && key !== 'state'
      ? scalar(value)
      : value
  return new Document({ [key]: node }).toString({ lineWidth: 0, flowCollectionPadding: false })
}

/**
 * Merges the front matter of a file.
 * @param last what we wrote last; null when that is not known, and then the file's values stand
 * @param ours what the library would write now
 * @param theirs the YAML as it is in the file; null when the user took it out
 * @param restore whether keys that the user took out are written again
 * @returns the YAML to write, the same text when nothing is to change, and what is to be known of it
 */
export function mergeMatter(
  last: MatterRecord | null,
  ours: readonly MatterField[],
  theirs: string | null,
  restore = false,
): MergedMatter {
  const nothing: MergedMatter = { yaml: theirs ?? '', edits: {}, conflicts: [], deleted: [], problem: null }
  if (theirs === null || theirs.trim() === '') {
    if (restore) return { ...nothing, yaml: writeMatter(ours) }
    const deleted = ours.filter(({ key }) => key !== 'id').map(({ key }) => key)
    return { ...nothing, yaml: (theirs ?? '') + writeMatter(ours.filter(({ key }) => key === 'id')), deleted }
  }
  const document = parseDocument(theirs)
  if (document.errors.length > 0 || !isMap(document.contents)) {
    const why = document.errors[0]?.message.split('\n')[0] ?? 'It is no list of keys.'
    return { ...nothing, problem: `The properties at its head cannot be read, so they were left as they are: ${why}` }
  }
  const pairs = pairsOf(document.contents, theirs)
  const known = restore && last ? Object.entries(last).filter(([key]) => pairs.has(key)) : null
  return mergeKeys(known ? Object.fromEntries(known) : last, ours, theirs, pairs)
}

interface Pair {
  key: string
  value: MatterValue | undefined
  start: number
  end: number
}

function pairsOf(map: { items: { key: unknown; value: unknown }[] }, yaml: string): Map<string, Pair> {
  const pairs = new Map<string, Pair>()
  for (const { key, value } of map.items) {
    if (!isScalar(key) || !key.range) continue
    const start = key.range[0]
    const to = isNode(value) && value.range ? value.range[1] : key.range[1]
    const end = start + yaml.slice(start, Math.max(to, key.range[1])).trimEnd().length
    const parsed = MatterValue.safeParse(isNode(value) ? value.toJSON() : (value ?? null))
    pairs.set(String(key.value), { key: String(key.value), value: parsed.data, start, end })
  }
  return pairs
}

function mergeKeys(
  last: MatterRecord | null,
  ours: readonly MatterField[],
  yaml: string,
  theirs: ReadonlyMap<string, Pair>,
): MergedMatter {
  const merged: MergedMatter = { yaml, edits: {}, conflicts: [], deleted: [], problem: null }
  const changes: { start: number; end: number; text: string }[] = []
  const put = (pair: Pair, field: MatterField) => {
    // An alone-standing colon belongs to the key: it is written with the value.
    const colon = yaml.slice(pair.end).match(/^[ \t]*:/)?.[0].length ?? 0
    changes.push({ start: pair.start, end: pair.end + colon, text: writeField(field).trimEnd() })
  }
  let before: Pair | null = null
  for (const field of ours) {
    const { key } = field
    const pair = theirs.get(key)
    const base = last?.[key]
    if (!pair) {
      if (last && base !== undefined && key !== 'id') merged.deleted.push(key)
      else if (last || key === 'id') {
        const at = before ? lineEnd(yaml, before.end) : 0
        changes.push({ start: at, end: at, text: writeField(field) })
      }
      continue
    }
    before = pair
    if (same(pair.value, field.value, field.flows)) continue
    if (field.flows === 'tags') mergeTags(field, base, pair, merged, put)
    else if (last && same(pair.value, base)) put(pair, field)
    else if (key === 'id') put(pair, field)
    else if (last && !same(field.value, base)) merged.conflicts.push(key)
    else if (last && field.flows && typeof pair.value === 'string') merged.edits[field.flows] = pair.value
  }
  // What the library has no value for any more goes where the user did not change it.
  for (const [key, base] of Object.entries(last ?? {})) {
    const pair = theirs.get(key)
    if (!pair || ours.some((field) => field.key === key)) continue
    if (same(pair.value, base)) changes.push({ start: pair.start, end: lineEnd(yaml, pair.end), text: '' })
  }
  addFlowing(last, theirs, ours, merged)
  for (const { start, end, text } of changes.sort((a, b) => b.start - a.start)) {
    const needsEnd = start > 0 && start === end && merged.yaml[start - 1] !== '\n'
    merged.yaml = merged.yaml.slice(0, start) + (needsEnd ? '\n' : '') + text + merged.yaml.slice(end)
  }
  return merged
}

/** Tags that the user gave to what had none: there is no field of ours for them yet. */
function addFlowing(
  last: MatterRecord | null,
  theirs: ReadonlyMap<string, Pair>,
  ours: readonly MatterField[],
  merged: MergedMatter,
): void {
  if (!last || last['tags'] !== undefined || ours.some(({ key }) => key === 'tags')) return
  const tags = tagsOf(theirs.get('tags')?.value)
  if (last['state'] !== undefined && tags.length > 0) merged.edits.tags = tags
}

function mergeTags(
  field: MatterField,
  base: MatterValue | undefined,
  pair: Pair,
  merged: MergedMatter,
  put: (pair: Pair, field: MatterField) => void,
): void {
  const [before, here, there] = [tagsOf(base), tagsOf(field.value), tagsOf(pair.value)]
  const has = (tags: readonly string[], tag: string) => tags.some((other) => other.toLowerCase() === tag.toLowerCase())
  // Without a base nobody can be said to have taken one away.
  const taken = base === undefined ? [] : before.filter((tag) => !has(there, tag))
  const given = there.filter((tag) => !has(before, tag) && !has(here, tag))
  const all = [...here.filter((tag) => !has(taken, tag)), ...given]
  if (!same(all, here, 'tags')) merged.edits.tags = all
  if (!same(all, there, 'tags')) put(pair, { ...field, value: all })
}

/** Tags as people write them: a list, or words parted by commas or spaces, with or without `#`. */
function tagsOf(value: MatterValue | undefined): string[] {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,\s]+/) : []
  return list.map((tag) => tag.trim().replace(/^#/, '')).filter((tag) => tag !== '')
}

function same(a: MatterValue | undefined, b: MatterValue | undefined, flows?: MatterField['flows']): boolean {
  if (flows === 'tags') {
    const key = (value: MatterValue | undefined) =>
      JSON.stringify(
        tagsOf(value)
          .map((tag) => tag.toLowerCase())
          .sort(),
      )
    return key(a) === key(b)
  }
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}
