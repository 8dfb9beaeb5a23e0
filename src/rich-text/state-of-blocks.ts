// Blocks of a note as a serialised Lexical state: the way back of parseNoteState, field by field as Lexical writes them.
import type { NoteBlock, NoteInline, NoteItem, NoteList, NoteRow } from './note-blocks.ts'

type Json = Record<string, unknown>

/**
 * Writes blocks as a state.
 * @param blocks of a note, in their order
 * @returns a serialised Lexical state (JSON text); with an empty paragraph where there is no block
 */
export function stateOfBlocks(blocks: readonly NoteBlock[]): string {
  const children = blocks.length > 0 ? blocks.map(writeBlock) : [paragraph([])]
  return JSON.stringify({ root: element('root', children) })
}

function element(type: string, children: Json[], own: Json = {}, indent = 0): Json {
  return { children, ...own, direction: null, format: '', indent, type, version: 1 }
}

function paragraph(children: readonly NoteInline[]): Json {
  const { type, version, ...rest } = element('paragraph', children.map(writeInline))
  return { ...rest, textFormat: 0, textStyle: '', type, version }
}

function writeBlock(block: NoteBlock): Json {
  switch (block.type) {
    case 'paragraph':
      return paragraph(block.children)
    case 'quote':
      return element('quote', block.children.map(writeInline))
    case 'heading':
      return element('heading', block.children.map(writeInline), { tag: `h${String(block.level)}` })
    case 'code':
      return element('code', block.children.flatMap(writeCode), { language: block.language ?? undefined })
    case 'list':
      return writeList(block, 0)
    case 'table':
      return element('table', block.rows.map(writeRow))
    case 'highlight-quote': {
      const { highlightId, articleId, text } = block
      return { type: 'highlight-quote', version: 1, highlightId, articleId, text }
    }
    case 'math':
      return { type: 'math', version: 1, tex: block.tex, display: block.display }
    case 'horizontalrule':
      return { type: 'horizontalrule', version: 1 }
  }
}

/** In code Lexical keeps breaks and tabs as nodes of their own. */
function writeCode(inline: NoteInline): Json[] {
  if (!('text' in inline)) return [writeInline(inline)]
  return inline.text
    .split(/(\n|\t)/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '\n' ? writeInline({ type: 'linebreak' }) : piece === '\t' ? TAB : text(piece, 0)))
}

const TAB: Json = { detail: 2, format: 0, mode: 'normal', style: '', text: '\t', type: 'tab', version: 1 }

function text(words: string, format: number): Json {
  return { detail: 0, format, mode: 'normal', style: '', text: words, type: 'text', version: 1 }
}

function writeList(list: NoteList, depth: number): Json {
  const check = list.items.some(({ checked }) => checked !== null)
  let value = list.start
  const items = list.items.map((item) => {
    const json = writeItem(item, check, value, depth)
    if (!isHolder(item)) value += 1
    return json
  })
  const listType = check ? 'check' : list.ordered ? 'number' : 'bullet'
  return element('list', items, { listType, start: list.start, tag: list.ordered ? 'ol' : 'ul' })
}

/** An item that holds nothing but a list belongs to the one before it. */
function isHolder({ children }: NoteItem): boolean {
  return children.length > 0 && children.every(({ type }) => type === 'list')
}

function writeItem(item: NoteItem, check: boolean, value: number, depth: number): Json {
  const children = item.children.map((child) =>
    child.type === 'list' ? writeList(child, depth + 1) : writeInline(child),
  )
  return element('listitem', children, check ? { checked: item.checked === true, value } : { value }, depth)
}

function writeRow({ header, cells }: NoteRow): Json {
  return element(
    'tablerow',
    cells.map((cell) =>
      element('tablecell', [paragraph(cell)], {
        backgroundColor: null,
        colSpan: 1,
        headerState: header ? 1 : 0,
        rowSpan: 1,
      }),
    ),
  )
}

function writeInline(inline: NoteInline): Json {
  switch (inline.type) {
    case 'linebreak':
      return { type: 'linebreak', version: 1 }
    case 'link': {
      const { url, title } = inline
      return element('link', inline.children.map(writeInline), { rel: null, target: null, title, url })
    }
    case 'reference': {
      const { kind, id, label } = inline
      return { type: 'reference', version: 1, kind, id, label }
    }
    case 'tag':
      return { type: 'tag', version: 1, name: inline.name }
    case 'math':
      return { type: 'math', version: 1, tex: inline.tex, display: inline.display }
    case 'image':
      return { type: 'image', version: 1, src: inline.src, alt: inline.alt }
    default:
      return text(inline.text, inline.format)
  }
}
