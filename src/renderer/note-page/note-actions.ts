// What can be done to a note that stands alone from anywhere in the window; each says what it did and offers the way back.
import { v7 as uuidv7 } from 'uuid'
import type { Note } from '../../contract/model.ts'
import { Failure } from '../../contract/failure.ts'
import type { NewNote, NoteChange, NoteVersion } from '../../contract/note-model.ts'
import { client, sentenceOf } from '../client.ts'
import { noteHash, openNotePage, openNotes, parseNote } from '../navigation.ts'
import { holdTyping, releaseTyping } from '../notes/held-typing.ts'
import { queries, queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import type { Act } from '../undo/undo-stack.ts'
import { recordAct, tellOf } from '../undo/undo-stack.ts'
import { nameOfNote } from './note-name.ts'

/** The note whose title is to have the focus as soon as its page is there. */
let begun: string | null = null

/** Whether a note was just begun in this window; says so once. */
export function wasJustBegun(id: string): boolean {
  if (begun !== id) return false
  begun = null
  return true
}

function know(note: Note): void {
  queryClient.setQueryData(queries.note('note', note.id).queryKey, note)
}

function failed(error: unknown): void {
  toast({ message: sentenceOf(error), tone: 'danger' })
}

/** Begins a note and opens its page, with the keyboard in its title. What is typed meanwhile is for it. */
export async function newNote(input: Omit<NewNote, 'id'> = {}): Promise<void> {
  holdTyping()
  try {
    const note = await client.note.create({ ...input, id: uuidv7() })
    know(note)
    begun = note.id
    openNotePage(note.id)
  } catch (error) {
    releaseTyping()
    failed(error)
  }
}

/** Opens the note of today, which is begun if there is none. */
export async function openToday(): Promise<void> {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  const date = `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  try {
    const note = await client.note.daily({ date })
    know(note)
    openNotePage(note.id)
  } catch (error) {
    failed(error)
  }
}

/** Does something that can be undone from this moment on. */
async function act(done: Act, message?: string): Promise<void> {
  const forget = recordAct(done)
  try {
    await done.redo()
    tellOf(done, message)
  } catch (error) {
    forget()
    failed(error)
  }
}

async function asked(id: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: queries.note('note', id).queryKey }),
    queryClient.invalidateQueries({ queryKey: ['notes', 'list'] }),
  ])
}

export interface NoteRef {
  id: string
  title: string | null
}

async function toTrash(id: string): Promise<void> {
  await client.note.trash({ id })
  await asked(id)
}

async function fromTrash(id: string): Promise<void> {
  await client.note.untrash({ id })
  await asked(id)
}

/** Moves a note to the trash; when its page is open, the list is. */
export async function trashNote({ id, title }: NoteRef): Promise<void> {
  if (parseNote(location.hash) === id) openNotes()
  await act({
    label: `“${nameOfNote(title)}” moved to trash`,
    redo: () => toTrash(id),
    undo: () => fromTrash(id),
  })
}

/** Puts a note back from the trash. */
export async function putNoteBack({ id, title }: NoteRef): Promise<void> {
  await act({
    label: `“${nameOfNote(title)}” put back`,
    redo: () => fromTrash(id),
    undo: () => toTrash(id),
  })
}

/** Makes a note a template, that of the notes of a day, or a plain note again. */
export async function setTemplate(note: Pick<Note, 'id' | 'title' | 'template'>, to: Note['template']): Promise<void> {
  const { id, template: before } = note
  const set = async (template: Note['template']) => {
    know(await client.note.setTemplate({ id, template: template ?? null }))
  }
  const words = { note: 'Kept as a template', daily: 'Notes of a day begin as a copy of it' }
  await act({
    label: to === undefined ? 'No longer a template' : words[to],
    redo: () => set(to),
    undo: () => set(before),
  })
}

/** Makes a former state the note again. */
export async function restoreVersion(noteId: string, version: Pick<NoteVersion, 'id'>): Promise<void> {
  let back = version.id
  const exchange = async () => {
    const { note, formerVersion } = await client.note.restore({ noteId, versionId: back })
    if (note.target.kind === 'note') know(note)
    back = formerVersion ?? back
  }
  // What the note was is kept as a version too: the way back is the same act again.
  await act({ label: 'Earlier version restored', redo: exchange, undo: exchange })
}

/** Makes the first place where a note says the title of another one a link. */
export async function linkMention(noteId: string, toId: string): Promise<void> {
  let linked: NoteChange | null = null
  await act({
    label: 'Linked',
    redo: async () => {
      linked = await client.note.link({ noteId, toId })
    },
    undo: async () => {
      if (linked === null || linked.formerVersion === null) return
      const now = await client.note.get(linked.note.target)
      if (now?.revision !== linked.note.revision) {
        throw new Failure('CONFLICT', 'The note was changed since, so the link was left in it: take it out there.')
      }
      await client.note.restore({ noteId, versionId: linked.formerVersion })
    },
  })
}

/** Copies a link to a note that any app on this computer can open. */
export async function copyNoteLink({ id, title }: NoteRef): Promise<void> {
  try {
    await navigator.clipboard.writeText(
      `[${nameOfNote(title).replaceAll(/[[\]\\]/g, String.raw`\$&`)}](commonplace://note/${id})`,
    )
    toast({ message: 'Link copied' })
  } catch {
    toast({ message: `The link could not be copied: ${noteHash(id)}`, tone: 'danger' })
  }
}
