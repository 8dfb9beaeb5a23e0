// What the user edited in a file of the vault, brought into the library.
import { Failure } from '../../contract/failure.ts'
import { ArticleState } from '../../contract/model.ts'
import type { VaultLine } from '../../contract/vault-model.ts'
import type { FileLinks } from './file-links.ts'
import type { BodyFinding } from './merge-body.ts'
import { noteState } from './rendition.ts'
import type { Rendition } from './rendition.ts'
import type { MergedFile } from './vault-file.ts'
import type { VaultItem, VaultSource } from './vault-items.ts'

interface Context {
  item: VaultItem
  file: string
  links: FileLinks
  source: VaultSource
  /** Properties that the user had taken out before. */
  gone: ReadonlySet<string>
  /** Whether nothing is to be written. */
  dryRun: boolean
  tell: (kind: VaultLine['kind'], detail: string) => void
}

const NOTE_ON = {
  article: 'the note on the article',
  highlight: 'the note on a highlight',
  entity: 'the note on the entity',
  note: 'the note',
}

/**
 * Tells of what a merge found, and writes into the library what belongs there: each note by its own versioned save.
 * @param merged what was found
 * @param rendition what the library would write, to know what its notes are on
 * @returns the keys of notes whose words now are in the library as they stand in the file; null when nothing was written
 */
export function bringIn(merged: MergedFile, rendition: Rendition, context: Context): Set<string> | null {
  const settled = new Set<string>()
  let wrote = false
  for (const finding of merged.body.findings) {
    if (finding.kind !== 'note') tellOf(finding, context)
    else if (bringNote(finding, rendition, context)) {
      wrote = true
      // What is merged from both stands otherwise in the file than in the library until it is written.
      if (finding.merged === undefined) settled.add(finding.key)
    }
  }
  const { matter } = merged
  if (matter.problem !== null) context.tell('problem', matter.problem)
  for (const key of matter.conflicts) {
    context.tell('conflict', `The property “${key}” was changed here and in the library: the file keeps yours.`)
  }
  const taken = matter.deleted.filter((key) => !context.gone.has(key))
  if (taken.length > 0)
    context.tell('deleted', `You took out properties, so they are not written again: ${taken.join(', ')}`)
  if (bringMatter(merged, context)) wrote = true
  return wrote ? settled : null
}

function tellOf({ kind, key, text }: BodyFinding, { tell }: Context): void {
  const words = excerpt(text)
  if (kind === 'deleted') tell('deleted', `You took this out, so it is not written again: ${words}`)
  else if (kind === 'conflict')
    tell('conflict', `This was changed here and in the library; the file keeps yours: ${words}`)
  else if (key.startsWith('h-')) tell('kept', `The file keeps your wording; the article stays as it is: ${words}`)
  else tell('kept', `It is no longer in the library; the file keeps it as you edited it: ${words}`)
}

/** Whether the library was written. */
function bringNote({ key, text, merged }: BodyFinding, { notes }: Rendition, context: Context): boolean {
  const place = notes.get(key)
  if (!place) return false
  const on = NOTE_ON[place.target.kind]
  if (merged === null) {
    context.tell('conflict', `Here and in the library, ${on} was changed. Both are in the file: ${excerpt(text)}`)
    return false
  }
  const words = merged ?? text
  if (words.trim() === '') {
    context.tell('deleted', `You emptied ${on} here; the library keeps it.`)
    return false
  }
  const brought = merged === undefined ? '' : ', together with what was changed in the library'
  if (!context.dryRun) {
    try {
      context.source.saveNote(place.target, noteState(words, place.shift, context.links))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      context.tell('problem', `The file keeps your edit of ${on}, and the library what it had: ${error.message}`)
      return false
    }
  }
  context.tell('brought-in', `Your edit of ${on}${brought}: ${excerpt(words)}`)
  return !context.dryRun
}

function bringMatter({ matter: { edits } }: MergedFile, { item, source, dryRun, tell }: Context): boolean {
  if (item.kind === 'note' && edits.title !== undefined) {
    tell('brought-in', `The title “${edits.title}”.`)
    if (!dryRun) source.renameNote(item.id, edits.title)
    return !dryRun
  }
  if (item.kind !== 'article') return false
  const state = ArticleState.safeParse(edits.state)
  if (edits.state !== undefined && !state.success) {
    tell('kept', `“${edits.state}” is no state of an article (inbox, later, archive): only the file has it.`)
  }
  if (!edits.tags && !state.success) return false
  if (edits.tags) tell('brought-in', edits.tags.length === 0 ? 'No tags.' : `The tags ${edits.tags.join(', ')}.`)
  if (state.success) tell('brought-in', `The state ${state.data}.`)
  if (dryRun) return false
  source.updateArticle(item.id, {
    ...(edits.tags && { tags: edits.tags }),
    ...(state.success && { state: state.data }),
  })
  return true
}

function excerpt(markdown: string): string {
  const words = markdown
    .replace(/^\s*\^[hn]-[\da-f]{8}\s*$/gm, '')
    .replace(/[>*_#`]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return `“${words.length > 80 ? `${words.slice(0, 79).trimEnd()}…` : words}”`
}
