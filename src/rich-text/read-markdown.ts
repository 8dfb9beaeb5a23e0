// Markdown into a note, by Lexical's own reader, without a page.
import { $isCodeNode } from '@lexical/code'
import { createHeadlessEditor } from '@lexical/headless'
import { $convertFromMarkdownString } from '@lexical/markdown'
import { $getRoot, $isLineBreakNode } from 'lexical'
import type { LexicalEditor } from 'lexical'
import { NOTE_NODES } from './nodes.ts'
import { NOTE_TRANSFORMERS } from './transformers.ts'

/**
 * An editor without a page, that knows what a note is made of.
 * @throws whatever goes wrong inside it, instead of going on with half a note
 */
export function createNoteEditor(): LexicalEditor {
  return createHeadlessEditor({
    namespace: 'commonplace-note',
    nodes: NOTE_NODES,
    onError: (error) => {
      throw error
    },
  })
}

/**
 * Reads Markdown as a note.
 * @param markdown CommonMark: headings, paragraphs, lists, quotes, code, links, bold, italic, strikethrough, inline code;
 *   anything else stays as the words it is
 * @returns a serialised Lexical state (JSON text)
 */
export function stateOfMarkdown(markdown: string): string {
  const editor = createNoteEditor()
  const read = () => {
    $convertFromMarkdownString(spaceHardBreaks(markdown.replace(/\r\n?/g, '\n')), NOTE_TRANSFORMERS)
    dropContinuationIndents()
  }
  editor.update(read, { discrete: true })
  return JSON.stringify(editor.getEditorState())
}

/** Writes a hard break `\` as two spaces, which mean the same: the reader misses a mark that ends right before the `\`. */
function spaceHardBreaks(markdown: string): string {
  let fence: string | null = null
  return markdown
    .split('\n')
    .map((line) => {
      const [, marker = null] = /^[ \t]*(`{3,})/.exec(line) ?? []
      if (fence === null) fence = marker
      else if (marker !== null && marker.length >= fence.length && line.trim() === marker) fence = null
      return fence === null ? line.replace(/(?<=(?:^|[^\\])(?:\\\\)*)\\$/, '  ') : line
    })
    .join('\n')
}

/** The reader keeps the spaces by which a line of a list item or quote is indented; they are not part of its words. */
function dropContinuationIndents(): void {
  for (const text of $getRoot().getAllTextNodes()) {
    if ($isLineBreakNode(text.getPreviousSibling()) && !$isCodeNode(text.getParent())) {
      text.setTextContent(text.getTextContent().replace(/^[ \t]+/, ''))
    }
  }
}
