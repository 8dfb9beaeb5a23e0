// Markdown into a note: CommonMark and GFM by micromark, with what a note has beyond them.
import { createHeadlessEditor } from '@lexical/headless'
import type { LexicalEditor } from 'lexical'
import type { Definition, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import { readBlocks } from './markdown-blocks.ts'
import type { ReadingOptions } from './markdown-inlines.ts'
import { noteSyntax, noteTree } from './markdown-syntax.ts'
import { NOTE_NODES } from './nodes.ts'
import type { NoteBlock } from './note-blocks.ts'
import { stateOfBlocks } from './state-of-blocks.ts'

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

/** GFM's own look for addresses comes after the escapes are gone, and would find what was escaped: it is left out. */
const trees = [...gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension), mathFromMarkdown(), noteTree]
const syntaxes = [gfm(), math({ singleDollarTextMath: false }), noteSyntax]

/**
 * Reads Markdown as blocks of a note.
 * @param markdown CommonMark with GFM, formulas between dollars, `[[wikilinks]]` and `#tags`; HTML stays as the words it is
 * @param options where links lead, and which pictures are in the library
 * @returns the blocks, in their order
 */
export function blocksOfMarkdown(markdown: string, options: ReadingOptions = {}): NoteBlock[] {
  const { children } = fromMarkdown(markdown, { extensions: syntaxes, mdastExtensions: trees })
  const definitions = new Map(definitionsIn(children).map((definition) => [definition.identifier, definition]))
  return readBlocks(children, { source: markdown, options, definitions, articleOf: new Map() })
}

function definitionsIn(nodes: readonly RootContent[]): Definition[] {
  return nodes
    .flatMap((node) => (node.type === 'definition' ? [node] : 'children' in node ? definitionsIn(node.children) : []))
    .toReversed()
}

/**
 * Reads Markdown as a note.
 * @param markdown as blocksOfMarkdown takes it
 * @param options as blocksOfMarkdown takes them
 * @returns a serialised Lexical state (JSON text)
 */
export function stateOfMarkdown(markdown: string, options: ReadingOptions = {}): string {
  return stateOfBlocks(blocksOfMarkdown(markdown, options))
}
