// The class names by which note.css dresses what is written; the reading view uses the same.
import type { EditorThemeClasses } from 'lexical'

export const NOTE_THEME: EditorThemeClasses = {
  code: 'note-code',
  link: 'note-link',
  list: { nested: { listitem: 'note-nested' } },
  text: { bold: 'note-bold', italic: 'note-italic', strikethrough: 'note-struck', code: 'note-inline-code' },
}
