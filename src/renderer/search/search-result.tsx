// One thing found: what it is, where it is from, and the words that matched.
import type { MouseEvent } from 'react'
import { BookOpen, Highlighter, NotebookPen, Users } from 'lucide-react'
import type { SearchHit } from '../../contract/model.ts'
import { ShortDate } from '../library/dates.tsx'
import { nameOfNote } from '../note-page/note-name.ts'

const KINDS = {
  article: { name: 'Article', icon: BookOpen },
  highlight: { name: 'Highlight', icon: Highlighter },
  note: { name: 'Note', icon: NotebookPen },
  entity: { name: 'Entity', icon: Users },
}

export interface SearchResultProps {
  hit: SearchHit
  id: string
  active: boolean
  onPoint: () => void
  onOpen: (event: MouseEvent) => void
}

export function SearchResult({ hit, id, active, onPoint, onOpen }: SearchResultProps) {
  const { name, icon: Icon } = KINDS[hit.kind]
  return (
    <li
      id={id}
      className="search-result"
      role="option"
      aria-selected={active}
      aria-disabled={(hit.articleId === null && hit.entityId === undefined && hit.noteId === undefined) || undefined}
      onPointerMove={active ? undefined : onPoint}
      onClick={onOpen}
    >
      <Icon size={16} aria-hidden="true" />
      <div className="search-found">
        <p className="search-title" dir="auto">
          {hit.noteId === undefined ? hit.title : nameOfNote(hit.title)}
        </p>
        {hit.snippet.length > 0 && (
          <p className="search-snippet" dir="auto">
            {hit.snippet.map((part, index) =>
              part.match ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
            )}
          </p>
        )}
        <p className="search-source">
          <span>{name}</span>
          {hit.siteName && <bdi>{hit.siteName}</bdi>}
          {hit.publishedAt !== null && <ShortDate at={hit.publishedAt} />}
          {hit.articleId === null && hit.kind === 'entity' && <span>no article names it any more</span>}
        </p>
      </div>
    </li>
  )
}
