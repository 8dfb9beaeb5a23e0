// What stands in a note besides words: references, tags, quoted highlights and pictures, the same to read and to write.
import { BookOpenText, Highlighter, StickyNote, Tags, UserRound } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import type { NamedReference } from '../../contract/note-model.ts'
import type { NoteHighlightQuote, NoteImage, NoteReference } from '../../rich-text/note-blocks.ts'
import { useDescribed } from './described.ts'
import { openPlace, placeHash } from './open-place.ts'

const ICONS = { note: StickyNote, article: BookOpenText, entity: UserRound, highlight: Highlighter } as const
export const KIND_NAMES = { note: 'Note', article: 'Article', entity: 'Entity', highlight: 'Highlight' } as const

export function KindIcon({ kind }: { kind: keyof typeof ICONS | 'tag' }): ReactNode {
  const Icon = kind === 'tag' ? Tags : ICONS[kind]
  return <Icon size={14} aria-hidden className="note-kind" />
}

/** A link that is followed by a plain click, also where words are written. */
function leadTo(open: () => void) {
  return (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    open()
  }
}

/** What it is called now, and in a word what it is. */
function titleOf(reference: NoteReference, named: NamedReference | null | undefined): string {
  if (named === null) return 'No longer in the library'
  const detail = named?.detail ? ` · ${named.detail}` : ''
  const trashed = named?.trashed ? ' (in the trash)' : ''
  return `${KIND_NAMES[reference.kind]}: ${named?.label || reference.label}${detail}${trashed}`
}

interface PartProps {
  /** Whether the part is selected as a whole, in an editor. */
  selected?: boolean
  /** Tab comes to links that are read, and leaves an editor. */
  tabIndex?: number
}

export function ReferenceLink({ reference, selected, tabIndex }: PartProps & { reference: NoteReference }) {
  const named = useDescribed(reference)
  const label = (named?.label || reference.label || `Untitled ${reference.kind}`).replace(/\s+/g, ' ')
  const shown = label.length > 120 ? `${label.slice(0, 119).trimEnd()}…` : label
  if (named === null) {
    return (
      <span
        className="note-reference"
        data-gone
        data-selected={selected || undefined}
        title={titleOf(reference, named)}
      >
        {shown}
        <span className="visually-hidden"> (no longer in the library)</span>
      </span>
    )
  }
  return (
    <a
      className="note-reference"
      data-kind={reference.kind}
      data-trashed={named?.trashed}
      data-selected={selected || undefined}
      href={placeHash(reference, named)}
      title={titleOf(reference, named)}
      tabIndex={tabIndex}
      onClick={leadTo(() => {
        openPlace(reference, named)
      })}
    >
      <KindIcon kind={reference.kind} />
      {shown}
    </a>
  )
}

export function TagChip({ name, selected }: PartProps & { name: string }) {
  return (
    <span className="note-tag" data-selected={selected || undefined}>
      #{name}
    </span>
  )
}

export function QuotedHighlight({ quoted, selected, tabIndex }: PartProps & { quoted: NoteHighlightQuote }) {
  const reference = { type: 'reference', kind: 'highlight', id: quoted.highlightId, label: quoted.text } as const
  const named = useDescribed(reference)
  const words = (
    <span className="note-highlight-words" dir="auto">
      {named?.label || quoted.text}
    </span>
  )
  if (named === null) {
    return (
      <span
        className="note-highlight"
        role="group"
        aria-label="Quoted highlight"
        data-gone
        data-selected={selected || undefined}
      >
        {words}
        <span className="note-highlight-source">This highlight is no longer in the library.</span>
      </span>
    )
  }
  return (
    <a
      className="note-highlight"
      data-colour={named?.colour}
      data-selected={selected || undefined}
      href={placeHash(reference, named)}
      tabIndex={tabIndex}
      onClick={leadTo(() => {
        openPlace(reference, named)
      })}
    >
      {words}
      {named?.detail && (
        <span className="note-highlight-source">
          <bdi>{named.detail}</bdi>
          {named.trashed && ' (in the trash)'}
        </span>
      )}
    </a>
  )
}

export function Picture({ picture: { src, alt }, selected }: PartProps & { picture: NoteImage }) {
  return <img className="note-picture" src={src} alt={alt} data-selected={selected || undefined} draggable={false} />
}
