// The class names by which note.css dresses what is written; the reading view uses the same.
import type { EditorThemeClasses } from 'lexical'
import { decorate } from './decorations.tsx'

export const NOTE_THEME: EditorThemeClasses = {
  code: 'note-code',
  link: 'note-link',
  list: {
    nested: { listitem: 'note-nested' },
    checklist: 'note-checks',
    listitemChecked: 'note-check note-checked',
    listitemUnchecked: 'note-check',
  },
  table: 'note-table',
  tableScrollableWrapper: 'note-table-scroll',
  tableCellHeader: 'note-cell-header',
  tableCellSelected: 'note-cell-selected',
  text: { bold: 'note-bold', italic: 'note-italic', strikethrough: 'note-struck', code: 'note-inline-code' },
  highlightQuote: 'note-highlight-block',
  math: 'note-math',
  image: 'note-image',
  rule: 'note-rule',
  // What stands for the nodes that are not words.
  decorate,
}
