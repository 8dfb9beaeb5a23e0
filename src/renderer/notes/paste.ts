// What comes into a note from the clipboard or by a drop, and what goes out: only what a note can hold, and Markdown as words.
import { $isCodeNode } from '@lexical/code'
import {
  $createRangeSelectionFromDom,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_HIGH,
  DRAGOVER_COMMAND,
  DROP_COMMAND,
  PASTE_COMMAND,
  PASTE_TAG,
  mergeRegister,
} from 'lexical'
import type { LexicalEditor } from 'lexical'
import { blocksOfHtml } from '../../rich-text/html-blocks.ts'
import { readLibraryAddress } from '../../rich-text/links.ts'
import { blocksOfMarkdown } from '../../rich-text/read-markdown.ts'
import { looksLikeMarkdown } from '../../rich-text/looks-like-markdown.ts'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import { $createHighlightQuoteNode } from '../../rich-text/nodes/highlight-quote-node.ts'
import type { QuotedHighlight } from '../../rich-text/nodes/highlight-quote-node.ts'
import { client, sentenceOf } from '../client.ts'
import { toast } from '../ui/toast.tsx'
import { $insertBlock, $insertBlocks } from './insert-blocks.ts'
import { insertPictures, keepPictures, pictureFiles } from './pictures.ts'

const LEXICAL = 'application/x-lexical-editor'
/** Says which highlight is dragged. */
export const HIGHLIGHT_TYPE = 'application/x-commonplace-highlight'

/** What the drag of a highlight carries. */
export function dragHighlight(
  data: DataTransfer,
  { id, articleId, text }: { id: string; articleId: string; text: string },
): void {
  data.setData(HIGHLIGHT_TYPE, JSON.stringify({ highlightId: id, articleId, text } satisfies QuotedHighlight))
  data.setData('text/plain', text)
  data.effectAllowed = 'copy'
}

/** Takes over pasting, dropping and copying in an editor; returns the way to stop. */
export function registerPaste(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => 'clipboardData' in event && event.clipboardData !== null && paste(editor, event, event.clipboardData),
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(DROP_COMMAND, (event) => drop(editor, event), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(DRAGOVER_COMMAND, allowDrop, COMMAND_PRIORITY_HIGH),
    editor.registerRootListener((root, before) => {
      for (const type of ['copy', 'cut'] as const) {
        before?.removeEventListener(type, copyAsMarkdown)
        root?.addEventListener(type, copyAsMarkdown)
      }
    }),
  )
}

function paste(editor: LexicalEditor, event: ClipboardEvent, data: DataTransfer): boolean {
  const plain = data.getData('text/plain')
  const html = data.getData('text/html')
  const inCode = editor.read(() => {
    const selection = $getSelection()
    return $isRangeSelection(selection) && $findMatchingParent(selection.anchor.getNode(), $isCodeNode) !== null
  })
  if (inCode || data.getData(LEXICAL) !== '') return false
  const files = pictureFiles(data)
  const place = readLibraryAddress(plain)
  if (files.length > 0 && plain.trim() === '') void insertPictures(editor, files)
  else if (place?.kind === 'highlight') void insertHighlight(editor, place.id)
  else if (html !== '' && !(isFlat(html) && looksLikeMarkdown(plain))) void insertHtml(editor, html)
  else if (looksLikeMarkdown(plain)) insert(editor, () => $insertBlocks(blocksOfMarkdown(plain)))
  else return false
  event.preventDefault()
  return true
}

function insert(editor: LexicalEditor, run: () => void): void {
  editor.update(run, { tag: PASTE_TAG })
}

/** HTML that says nothing of what its words are, as editors of plain text put it beside them. */
function isFlat(html: string): boolean {
  return !/<(?:p|h[1-6]|ul|ol|li|table|blockquote|a|b|strong|i|em|img|math)[\s>]/i.test(html)
}

async function insertHtml(editor: LexicalEditor, html: string): Promise<void> {
  // A document that was parsed so runs nothing and loads nothing.
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const addresses = [...body.querySelectorAll('img')].map((image) => image.getAttribute('src') ?? '')
  const kept = await keepPictures(addresses.filter((address) => address.startsWith('data:image/')))
  const blocks = blocksOfHtml(body, { image: (address) => kept.get(address) ?? null })
  insert(editor, () => {
    $insertBlocks(blocks)
  })
}

/** Puts a highlight as it is now into a note; of one that is gone, that it is. */
async function insertHighlight(editor: LexicalEditor, id: string): Promise<void> {
  try {
    const [named] = await client.note.describe({ references: [{ kind: 'highlight', id }] })
    insert(editor, () => {
      const text = named?.label ?? ''
      $insertBlock($createHighlightQuoteNode({ highlightId: id, articleId: named?.articleId ?? '', text }))
    })
  } catch (error) {
    toast({ tone: 'danger', message: sentenceOf(error) })
  }
}

function allowDrop(event: DragEvent): boolean {
  if (!event.dataTransfer?.types.includes(HIGHLIGHT_TYPE)) return false
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
  return true
}

function drop(editor: LexicalEditor, event: DragEvent): boolean {
  const data = event.dataTransfer
  const quoted = readDragged(data?.getData(HIGHLIGHT_TYPE) ?? '')
  const files = data ? pictureFiles(data) : []
  if (quoted === null && files.length === 0) return false
  event.preventDefault()
  event.stopPropagation()
  caretAt(editor, event.clientX, event.clientY)
  if (quoted === null) void insertPictures(editor, files)
  else {
    editor.update(() => {
      $insertBlock($createHighlightQuoteNode(quoted))
    })
  }
  editor.focus()
  return true
}

/** The highlight that is dragged; null for anything that is none. */
function readDragged(json: string): QuotedHighlight | null {
  try {
    const { highlightId, articleId, text } = JSON.parse(json) as Partial<QuotedHighlight>
    const whole = typeof highlightId === 'string' && typeof articleId === 'string' && typeof text === 'string'
    return whole ? { highlightId, articleId, text } : null
  } catch {
    return null
  }
}

/** Sets the caret where something was dropped. */
function caretAt(editor: LexicalEditor, x: number, y: number): void {
  const position = document.caretPositionFromPoint(x, y)
  const selection = window.getSelection()
  if (!position || !selection || !editor.getRootElement()?.contains(position.offsetNode)) return
  selection.collapse(position.offsetNode, position.offset)
  editor.update(() => {
    const made = $createRangeSelectionFromDom(selection, editor)
    if (made) $setSelection(made)
  })
}

/** Runs after Lexical's own listener has put its flavours on the clipboard: the plain one becomes Markdown. */
function copyAsMarkdown(event: ClipboardEvent): void {
  const json = event.clipboardData?.getData(LEXICAL)
  if (!json || !event.clipboardData) return
  const markdown = markdownOfNodes(json)
  if (markdown !== '') event.clipboardData.setData('text/plain', markdown)
}

interface Piece {
  type: string
  children?: Piece[]
}

const INLINE = new Set(['text', 'linebreak', 'tab', 'link', 'reference', 'tag', 'image', 'code-highlight'])

/** Markdown of what Lexical says is selected; '' where it is not to be had. */
function markdownOfNodes(json: string): string {
  try {
    const { nodes } = JSON.parse(json) as { nodes: Piece[] }
    const blocks: Piece[] = []
    for (const node of nodes) {
      const inline = INLINE.has(node.type) || (node.type === 'math' && 'display' in node && node.display !== true)
      const last = blocks.at(-1)
      if (!inline) blocks.push(node)
      else if (last?.type === 'paragraph' && 'loose' in last) last.children?.push(node)
      else blocks.push({ type: 'paragraph', children: [node], ...{ loose: true } })
    }
    return markdownOf(JSON.stringify({ root: { type: 'root', children: blocks } }))
  } catch {
    return ''
  }
}
