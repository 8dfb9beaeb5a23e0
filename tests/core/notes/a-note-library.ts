// A real library with its rooms of articles, highlights, entities and notes, and note states as an editor stores them.
import { createHighlights } from '../../../src/core/annotations/highlights.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import { createNotes } from '../../../src/core/notes/notes.ts'
import type { NotesDeps } from '../../../src/core/notes/notes.ts'
import { temporaryLibrary } from '../temporary-library.ts'

export function aNoteLibrary(over: Partial<NotesDeps> = {}) {
  const { db, common, events } = temporaryLibrary()
  const clock = { at: 1_700_000_000_000 }
  const now = () => (clock.at += 1_000)
  const articles = createArticles(db, { ...common, highlightCounts: () => new Map(), highlightsIn: () => 0 })
  const highlights = createHighlights(db, {
    ...common,
    articleText: articles.text,
    noteText: () => '',
    joinNotes: () => undefined,
  })
  const notes = createNotes(db, {
    ...common,
    now,
    targetExists: ({ kind, id }) =>
      kind === 'article' ? articles.text(id) !== undefined : kind === 'highlight' && highlights.find(id) !== null,
    articleOf: ({ kind, id }) => (kind === 'article' ? id : (highlights.find(id)?.articleId ?? null)),
    ...over,
  })
  /** A second library of notes over the same tables, as another device would have one. */
  const onDevice = (device: string) =>
    createNotes(db, { ...common, now, device, targetExists: () => true, articleOf: () => null })
  return { db, events, clock, articles, highlights, notes, onDevice }
}

type Piece = string | object

/** The state of paragraphs; a string in one is plain text, an object a node as it is. */
export function stateOf(...paragraphs: Piece[][]): string {
  const common = { direction: null, format: '', indent: 0, version: 1 }
  return JSON.stringify({
    root: {
      ...common,
      type: 'root',
      children: paragraphs.map((pieces) => ({
        ...common,
        type: 'paragraph',
        textFormat: 0,
        textStyle: '',
        children: pieces.map((piece) => (typeof piece === 'string' ? textNode(piece) : piece)),
      })),
    },
  })
}

export function textNode(text: string, format = 0): object {
  return { type: 'text', text, format, detail: 0, mode: 'normal', style: '', version: 1 }
}

export function referenceNode(kind: string, id: string, label: string): object {
  return { type: 'reference', version: 1, kind, id, label }
}
