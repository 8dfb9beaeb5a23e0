// The notes of an article: the one on the whole of it, and below it those on its highlights, in the order of the text.
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import type { Highlight } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { Backlinks, useBacklinkCount } from '../note-page/backlinks.tsx'
import { queries } from '../queries.ts'
import { readerState, setReaderState } from '../reader/reader-store.ts'
import { Kbd } from '../ui/kbd.tsx'
import { NoteEditor } from './note-editor.tsx'
import { NoteView } from './note-view.tsx'
import './article-note-panel.css'

export function ArticleNotePanel({ articleId }: { articleId: string }) {
  const { data: highlights, error } = useQuery(queries.highlights(articleId))
  const noted = (highlights ?? []).filter((highlight) => highlight.noteText !== '')
  return (
    <div className="note-panel">
      <section aria-labelledby="note-panel-article">
        <h3 id="note-panel-article" className="note-panel-title">
          On the article
        </h3>
        <NoteEditor
          key={articleId}
          target={{ kind: 'article', id: articleId }}
          label="Note on the article"
          placeholder="What is worth keeping from this?"
        />
      </section>
      <section aria-labelledby="note-panel-highlights">
        <h3 id="note-panel-highlights" className="note-panel-title">
          On highlights
          {noted.length > 0 && <span data-count>{noted.length}</span>}
        </h3>
        {error !== null && <p className="note-panel-hint">{sentenceOf(error)}</p>}
        {highlights !== undefined && noted.length === 0 && (
          <p className="note-panel-hint">
            Select words in the text and press <Kbd keys="n" /> to write about them. What you write shows here too.
          </p>
        )}
        <ol className="note-panel-list">
          {noted.map((highlight) => (
            <HighlightNote key={highlight.id} highlight={highlight} />
          ))}
        </ol>
      </section>
      <LinkedFrom articleId={articleId} />
    </div>
  )
}

/** The notes that link to the article or quote a highlight of it; nothing while there are none. */
function LinkedFrom({ articleId }: { articleId: string }) {
  const count = useBacklinkCount({ kind: 'article', id: articleId })
  if (count === undefined || count === 0) return null
  return (
    <section aria-labelledby="note-panel-links">
      <h3 id="note-panel-links" className="note-panel-title">
        Notes that link here
        <span data-count>{count}</span>
      </h3>
      <Backlinks kind="article" id={articleId} />
    </section>
  )
}

function HighlightNote({ highlight }: { highlight: Highlight }) {
  const [writing, setWriting] = useState(false)
  const edit = useRef<HTMLButtonElement>(null)
  const returning = useRef(false)
  const orphan = highlight.status === 'orphan'
  useLayoutEffect(() => {
    if (!writing && returning.current) edit.current?.focus()
    returning.current = writing
  }, [writing])
  const go = () => {
    setReaderState({ activeHighlightId: highlight.id })
    readerState().reader?.scrollTo(highlight.range, { flash: true })
  }
  return (
    <li className="note-panel-item" data-colour={highlight.colour}>
      <button type="button" className="note-panel-quote" disabled={orphan} onClick={go}>
        <span className="visually-hidden">Go to the highlight: </span>
        <span className="note-panel-words" dir="auto">
          {highlight.quote.exact}
        </span>
      </button>
      {orphan && <p className="note-panel-hint">These words are no longer in the text.</p>}
      {highlight.status === 'uncertain' && (
        <p className="note-panel-hint">Their place in the changed text is not sure.</p>
      )}
      {writing ? (
        <NoteEditor
          target={{ kind: 'highlight', id: highlight.id }}
          label="Note on the highlight"
          autoFocus
          onDone={() => {
            setWriting(false)
          }}
        />
      ) : (
        <>
          <StoredNote highlight={highlight} />
          <button
            ref={edit}
            type="button"
            className="note-panel-edit"
            onClick={() => {
              setWriting(true)
            }}
          >
            Edit<span className="visually-hidden"> the note on “{shortened(highlight.quote.exact)}”</span>
          </button>
        </>
      )}
    </li>
  )
}

function StoredNote({ highlight }: { highlight: Highlight }) {
  const { data: note } = useQuery(queries.note('highlight', highlight.id))
  if (note) return <NoteView state={note.state} fallback={note.text} />
  return (
    <p className="note-text note-plain" dir="auto">
      {highlight.noteText}
    </p>
  )
}

function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words
}
