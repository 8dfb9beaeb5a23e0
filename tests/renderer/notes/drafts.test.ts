import { JSDOM } from 'jsdom'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Note, NoteTarget } from '../../../src/contract/model.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'
import { createDraftStore, judgeDraft } from '../../../src/renderer/notes/draft-store.ts'
import type { Draft, DraftStore } from '../../../src/renderer/notes/draft-store.ts'
import { openNote } from '../../../src/renderer/notes/open-note.ts'
import { drafts } from '../../../src/renderer/notes/savers.ts'

const target: NoteTarget = { kind: 'article', id: '0197a000-0000-7000-8000-000000000001' }
const other: NoteTarget = { kind: 'highlight', id: '0197a000-0000-7000-8000-000000000002' }
const [older, newer, elsewhere] = ['old', 'old and new', 'changed elsewhere'].map((words) =>
  stateOfMarkdown(words),
) as [string, string, string]
const draftOf = (change: Partial<Draft>): Draft => ({ base: 3, sent: null, state: newer, at: 1, ...change })
const noteOf = (state: string, revision: number): Note => ({
  id: other.id,
  target,
  state,
  text: '',
  revision,
  createdAt: 0,
  updatedAt: 0,
  title: null,
  trashedAt: null,
})

const { localStorage } = new JSDOM('', { url: 'http://127.0.0.1/' }).window
vi.stubGlobal('localStorage', localStorage)
let store: DraftStore
beforeEach(() => {
  localStorage.clear()
  store = createDraftStore(localStorage)
})

describe('drafts', () => {
  test('are kept a note and found by the next window', () => {
    store.write(target, 'own', draftOf({}))
    store.write(other, 'own', draftOf({ state: older }))
    store.write(other, 'found', draftOf({ state: elsewhere }))
    expect(createDraftStore(localStorage).all()).toHaveLength(2)
    store.remove(target, 'own')
    expect(createDraftStore(localStorage).all()).toEqual([{ target: other, draft: draftOf({ state: older }) }])
    expect(store.read(other, 'found')).toEqual(draftOf({ state: elsewhere }))
  })

  test('that do not fit leave no older words behind', () => {
    store.write(target, 'own', draftOf({}))
    store.write(target, 'own', draftOf({ state: 'x'.repeat(6_000_000) }))
    expect(store.read(target, 'own')).toBeNull()
  })

  test('that cannot be read count as none', () => {
    localStorage.setItem(`commonplace:draft:own:article:${target.id}`, '{"base":1')
    expect(store.read(target, 'own')).toBeNull()
    expect(store.all()).toEqual([])
  })
})

describe('a draft against the library', () => {
  test.each([
    ['was saved after all', draftOf({}), noteOf(newer, 4), 'saved'],
    ['goes on from the note', draftOf({}), noteOf(older, 3), 'continue'],
    ['goes on from nothing', draftOf({ base: 0 }), null, 'continue'],
    ['goes on from a save whose answer never came', draftOf({ sent: older }), noteOf(older, 4), 'continue'],
    ['contradicts it', draftOf({}), noteOf(elsewhere, 4), 'differs'],
  ] as const)('%s', (_, draft, note, verdict) => {
    expect(judgeDraft(draft, note)).toBe(verdict)
  })
})

describe('opening a note', () => {
  test('shows the library’s words', () => {
    expect(openNote(target, noteOf(older, 3))).toEqual({ state: older, unsaved: null, found: null })
    expect(openNote(target, null)).toEqual({ state: null, unsaved: null, found: null })
  })

  test('goes on with what a crash left', () => {
    drafts().write(target, 'own', draftOf({}))
    expect(openNote(target, noteOf(older, 3))).toEqual({ state: newer, unsaved: newer, found: null })
  })

  test('asks about words that contradict the library’s, as often as it takes', () => {
    drafts().write(target, 'own', draftOf({}))
    const opening = { state: elsewhere, unsaved: null, found: draftOf({}) }
    expect(openNote(target, noteOf(elsewhere, 5))).toEqual(opening)
    expect(openNote(target, noteOf(elsewhere, 6))).toEqual(opening)
  })

  test('refuses to edit what a newer version wrote', () => {
    const note = noteOf('{"root":{"type":"root","children":[{"type":"whiteboard","children":[]}]}}', 1)
    expect(() => openNote(target, note)).toThrow(/whiteboard/)
  })
})
