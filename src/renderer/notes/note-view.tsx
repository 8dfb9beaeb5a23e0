// A note to read: the same blocks as in the editor, without one.
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { safeAddress } from '../../rich-text/links.ts'
import { FORMAT } from '../../rich-text/note-blocks.ts'
import type {
  NoteBlock,
  NoteBreak,
  NoteInline,
  NoteItem,
  NoteLink,
  NoteList,
  NoteTable,
  NoteText,
} from '../../rich-text/note-blocks.ts'
import { parseNoteState, textOfInlines } from '../../rich-text/note-state.ts'
import { Formula } from './formula.tsx'
import { Picture, QuotedHighlight, ReferenceLink, TagChip } from './note-parts.tsx'
import './note.css'

/** @param fallback what to show when the state was written by a newer version */
export function NoteView({ state, fallback }: { state: string; fallback: string }) {
  return (
    <div className="note-text note-view" dir="auto">
      {blocksOf(state)?.map((block, index) => <Block key={index} block={block} />) ?? <p>{fallback}</p>}
    </div>
  )
}

function blocksOf(state: string): NoteBlock[] | null {
  try {
    return parseNoteState(state)
  } catch {
    return null
  }
}

function Block({ block }: { block: NoteBlock }): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p>{inlines(block.children)}</p>
    case 'quote':
      return <blockquote>{inlines(block.children)}</blockquote>
    case 'code':
      return <pre className="note-code">{textOfInlines(block.children)}</pre>
    case 'list':
      return <ListView list={block} />
    case 'highlight-quote':
      return (
        <div className="note-highlight-block">
          <QuotedHighlight quoted={block} />
        </div>
      )
    case 'table':
      return <TableView table={block} />
    case 'math':
      return (
        <div className="note-math">
          <Formula tex={block.tex} display />
        </div>
      )
    case 'horizontalrule':
      return <hr className="note-rule" />
    case 'heading': {
      // Below the headings of the page around it; the look follows the level that was written.
      return (
        <p role="heading" aria-level={Math.min(6, block.level + 2)} data-level={block.level} className="note-heading">
          {inlines(block.children)}
        </p>
      )
    }
  }
}

function TableView({ table }: { table: NoteTable }): ReactNode {
  return (
    <div className="note-table-scroll" tabIndex={0} role="group" aria-label="Table">
      <table className="note-table">
        <tbody>
          {table.rows.map(({ header, cells }, index) => (
            <tr key={index}>
              {cells.map((cell, column) =>
                header ? <th key={column}>{inlines(cell)}</th> : <td key={column}>{inlines(cell)}</td>,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ListView({ list }: { list: NoteList }): ReactNode {
  const items = list.items.map((item, index) => <Item key={index} item={item} />)
  if (list.items.some(({ checked }) => checked !== null)) return <ul className="note-checks">{items}</ul>
  return list.ordered ? <ol start={list.start}>{items}</ol> : <ul>{items}</ul>
}

function Item({ item }: { item: NoteItem }): ReactNode {
  const onlyLists = item.children.length > 0 && item.children.every((child) => child.type === 'list')
  const check = item.checked === null || onlyLists ? '' : item.checked ? 'note-check note-checked' : 'note-check'
  return (
    <li className={onlyLists ? 'note-nested' : check || undefined}>
      {check !== '' && <span className="visually-hidden">{item.checked ? 'Done: ' : 'To do: '}</span>}
      {item.children.map((child, index) =>
        child.type === 'list' ? (
          <ListView key={index} list={child} />
        ) : (
          <Fragment key={index}>{inline(child)}</Fragment>
        ),
      )}
    </li>
  )
}

function inlines(children: readonly NoteInline[]): ReactNode {
  return children.map((child, index) => <Fragment key={index}>{inline(child)}</Fragment>)
}

function inline(node: NoteInline): ReactNode {
  if (node.type === 'linebreak') return <br />
  if ('text' in node) return marked(node)
  if (node.type !== 'link') return part(node)
  const address = safeAddress(node.url)
  if (!address) return inlines(node.children)
  return (
    <a className="note-link" href={address} target="_blank" rel="noopener noreferrer">
      {inlines(node.children)}
    </a>
  )
}

function part(node: Exclude<NoteInline, NoteText | NoteBreak | NoteLink>): ReactNode {
  switch (node.type) {
    case 'reference':
      return <ReferenceLink reference={node} />
    case 'tag':
      return <TagChip name={node.name} />
    case 'math':
      return <Formula tex={node.tex} display={false} />
    case 'image':
      return <Picture picture={node} />
  }
}

function marked({ text, format }: NoteText): ReactNode {
  let words: ReactNode = text
  if (format & FORMAT.code) words = <code className="note-inline-code">{words}</code>
  if (format & FORMAT.strikethrough) words = <s>{words}</s>
  if (format & FORMAT.italic) words = <em>{words}</em>
  return format & FORMAT.bold ? <strong>{words}</strong> : words
}
