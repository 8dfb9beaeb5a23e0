// Every shortcut of the app, for the sheet: a view registers its commands while it is open, the sheet shows them all.
// A test reads the sources and fails where a command that is registered is not here, or two want one key in one place.
import type { CommandGroup } from './commands.ts'

/**
 * Where a shortcut is heard. `window`, `article`, `reading` and `split` apply at once; each of the others goes before them
 * while it has the focus or is open: a list, a highlight, the bar of the search.
 */
export type Place =
  | 'window'
  | 'article'
  | 'reading'
  | 'open highlight'
  | 'pages'
  | 'find'
  | 'speech bar'
  | 'review'
  | 'correction'
  | 'entity page'
  | 'note'
  | 'note page'
  | 'notes list'
  | 'library list'
  | 'panel'
  | 'highlights list'
  | 'map'

export interface Shortcut {
  /** What it does, as the command says it. */
  label: string
  /** The first two are shown. */
  keys: readonly string[]
  group: CommandGroup
  place: Place
}

function of(
  group: CommandGroup,
  place: Place,
  rows: readonly (readonly [label: string, ...keys: string[]])[],
): Shortcut[] {
  return rows.map(([label, ...keys]) => ({ label, keys, group, place }))
}

export const SHORTCUTS: readonly Shortcut[] = [
  ...of('Everywhere', 'window', [
    ['Search', 'mod+k', '/'],
    ['Add an article', 'a'],
    ['Show or hide the library', '['],
    ['Show or hide entities, highlights and notes', ']'],
    ['Next pane', 'f6'],
    ['Previous pane', 'shift+f6'],
    ['Highlights of the whole library', 'shift+h'],
    ['Map of the whole library', 'shift+m'],
    ['Import from another app', 'shift+i'],
    ['New note', 'shift+w'],
    ['Note of today', 'shift+d'],
    ['Notes of the whole library', 'shift+l'],
    ['Open beside the article what has the focus: an article, a note, a search result', 'mod+shift+enter'],
    ['Export to Markdown', 'mod+e'],
    ['Export as…', 'shift+e'],
    ['Vault of Markdown files', 'shift+v'],
    ['Undo', 'mod+z'],
    ['Redo', 'mod+shift+z', 'mod+y'],
    ['Close what is open', 'escape'],
    ['Keyboard shortcuts', '?', 'mod+/'],
  ]),
  ...of('Article', 'article', [
    ['Archive, or back to Inbox', 'e'],
    ['Keep for later, or back to Inbox', 'l'],
    ['Favourite', 's'],
    ['Tags', 't'],
    ['Copy as Markdown', 'c'],
    ['Print, or save as PDF', 'mod+p'],
    ['Move to trash, or put back', '#'],
    ['Back to the library', 'u'],
    ['Show entities', '1'],
    ['Show highlights', '2'],
    ['Show notes', '3'],
    ['Note on the article beside it', 'b'],
    ['Swap the two articles', 'shift+b'],
  ]),
  ...of('Article', 'correction', [['Save the corrected text', 'mod+s', 'mod+enter']]),
  ...of('Reading', 'reading', [
    ['Next paragraph', 'j'],
    ['Previous paragraph', 'k'],
    ['Unmark the paragraph', 'escape'],
    ['A page down', 'space'],
    ['A page up', 'shift+space'],
    ['Back to where you were', 'alt+arrowleft'],
    ['Forward again', 'alt+arrowright'],
    ['Contents', 'o'],
    ['Find in the article', 'mod+f'],
    ['Look up the selected word', 'w'],
    ['Dim all but the paragraph at hand', 'd'],
    ['Reading ruler', 'r'],
    ['Read aloud, pause, go on', 'p'],
    ['Reading aloud: next sentence', 'alt+arrowdown'],
    ['Reading aloud: previous sentence', 'alt+arrowup'],
    ['Reading aloud: next paragraph', 'alt+shift+arrowdown'],
    ['Reading aloud: previous paragraph', 'alt+shift+arrowup'],
  ]),
  ...of('Reading', 'speech bar', [['Reading aloud: stop, from its bar', 'escape']]),
  ...of('Reading', 'pages', [
    ['Pages, or one long page', 'v'],
    ['Pages: the next', 'arrowright', 'pagedown'],
    ['Pages: the one before', 'arrowleft', 'pageup'],
    ['Pages: the first', 'home'],
    ['Pages: the last', 'end'],
  ]),
  ...of('Reading', 'find', [
    ['Next match', 'f3', 'mod+g'],
    ['Previous match', 'shift+f3', 'mod+shift+g'],
    ['Leave the search and go back to the place', 'escape'],
    ['Leave the search and stay at the match', 'mod+enter'],
  ]),
  ...of('Highlights and notes', 'reading', [
    ['Highlight the selection or the marked paragraph', 'h'],
    ['Highlight and write a note on it', 'n'],
    ['Copy the selection, the open highlight or the marked paragraph as Markdown', 'shift+c'],
    ['Open the highlight in the selection or the marked paragraph', 'enter'],
    ['Select the next sentence', 'shift+j'],
    ['Select the previous sentence', 'shift+k'],
    ['Select by letter from the marked paragraph', 'shift+arrowright', 'shift+arrowleft'],
    ['Select by word', 'mod+shift+arrowright', 'mod+shift+arrowleft', 'alt+shift+arrowright', 'alt+shift+arrowleft'],
    ['Select by line', 'shift+arrowdown', 'shift+arrowup'],
    ['Split the highlight where it was pressed, or where the selection begins', 'x'],
    ['Notes in the margin, where there is room', 'shift+n'],
  ]),
  ...of('Highlights and notes', 'open highlight', [
    ['Open highlight: end a word later (Alt: a letter)', '.'],
    ['Open highlight: end a word earlier', ','],
    ['Open highlight: begin a word earlier', '<'],
    ['Open highlight: begin a word later', '>'],
    ['Merge the open highlight with those it touches', 'm'],
    ['Open highlight: accept the proposed place', 'a'],
    ['Open highlight: delete, from its tools', 'delete', 'backspace'],
  ]),
  ...of('Review', 'review', [
    ['Review: next highlight', 'n'],
    ['Review: previous highlight', 'p'],
    ['Review: accept the proposed place', 'a'],
    ['Review: attach to the selected words', 'r'],
    ['Review: keep without a place', 'k'],
    ['Selected words: end a word later', '.'],
    ['Selected words: end a word earlier', ','],
    ['Selected words: begin a word earlier', '<'],
    ['Selected words: begin a word later', '>'],
  ]),
  ...of('Page of an entity', 'entity page', [
    ['Next article that names it', 'j'],
    ['Previous article that names it', 'k'],
    ['Back to the article, or to the library', 'escape', 'u'],
  ]),
  ...of('Page of a note', 'note page', [['Back to the notes', 'escape', 'u']]),
  ...of('Page of a note', 'notes list', [
    ['List of notes: next note', 'j', 'arrowdown'],
    ['List of notes: previous note', 'k', 'arrowup'],
    ['List of notes: move to trash, or put back', '#', 'delete'],
  ]),
  ...of('Writing a note', 'note', [
    ['Done', 'mod+enter', 'escape'],
    ['Bold', 'mod+b'],
    ['Italic', 'mod+i'],
    ['Strikethrough', 'mod+shift+x'],
    ['Link', 'mod+shift+k'],
    ['Paragraph', 'mod+alt+0'],
    ['Headings', 'mod+alt+1', 'mod+alt+2', 'mod+alt+3'],
    ['Numbered list', 'mod+shift+7'],
    ['List', 'mod+shift+8'],
    ['Quotation', 'mod+shift+9'],
  ]),
  ...of('Library list', 'library list', [
    ['Next article', 'j', 'arrowdown'],
    ['Previous article', 'k', 'arrowup'],
    ['Open', 'enter'],
    ['Archive, or back to Inbox', 'e'],
    ['Keep for later, or back to Inbox', 'l'],
    ['Favourite', 's'],
    ['Tags', 't'],
    ['Move to trash, or put back', '#', 'delete'],
  ]),
  ...of('Lists beside the article', 'panel', [
    ['Next or previous entity, highlight, note', 'arrowdown', 'arrowup'],
    ['First or last entity', 'home', 'end'],
    ['Entity: next or previous mention', 'arrowright', 'arrowleft'],
    ['Open', 'enter'],
    ['Delete the highlight', 'delete', 'backspace'],
  ]),
  ...of('List of all highlights', 'highlights list', [
    ['Next highlight', 'j', 'arrowdown'],
    ['Previous highlight', 'k', 'arrowup'],
    ['Open in its article', 'enter'],
    ['Select, for acts on many', 'x'],
    ['Select all from the last one selected', 'shift+x'],
    ['Delete', 'delete', 'backspace'],
  ]),
  ...of('Map', 'map', [
    ['Next or previous entity or tie', 'arrowdown', 'arrowup'],
    ['Show the ties of the entity; from a tie, go on to its other end', 'arrowright'],
    ['Back to the entity, close it', 'arrowleft'],
    ['Open: an entity, the sentences of a tie', 'enter'],
    ['Zoom in, zoom out', '+', '-'],
    ['Show all of the map', '0'],
    ['Move the picture', 'shift+arrowright', 'shift+arrowleft', 'shift+arrowdown', 'shift+arrowup'],
    ['From the sentences back to the list', 'escape'],
  ]),
]
