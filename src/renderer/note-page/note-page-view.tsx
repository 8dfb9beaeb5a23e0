// The page of a note that stands alone: its title, its words, and below them what links here and what could.
import { useQuery } from '@tanstack/react-query'
import {
  ArrowLeft,
  CalendarDays,
  Columns2,
  Ellipsis,
  FilePlus2,
  History,
  Link2,
  NotebookPen,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Note } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { useCommand } from '../commands/commands.ts'
import { Section } from '../entity-page/section.tsx'
import { ShortDate, formatNumber } from '../library/dates.tsx'
import { goTo, lastArticle, openNotes, parseRoute } from '../navigation.ts'
import { NoteEditor } from '../notes/note-editor.tsx'
import { queries } from '../queries.ts'
import { Announcer } from '../reader/announcer.tsx'
import { InToolbar } from '../reader/in-toolbar.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { Backlinks, UnlinkedNotes, useBacklinkCount, useUnlinkedCount } from './backlinks.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { copyNoteLink, newNote, putNoteBack, setTemplate, trashNote } from './note-actions.ts'
import { nameOfNote } from './note-name.ts'
import { NoteTitle } from './note-title.tsx'
import { outlineOf } from './outline.ts'
import { OutlinePopover } from './outline-popover.tsx'
import './note-page.css'

export function NotePageView({ id }: { id: string }) {
  const { data: note, error, refetch } = useQuery(queries.note('note', id))
  useCommand({ keys: ['escape', 'u'], label: 'Back to the notes', group: 'Page of a note', run: openNotes })
  if (note) return <Page note={note} />
  return (
    <>
      <BackToNotes />
      {error !== null ? (
        <EmptyState
          icon={<NotebookPen size={22} />}
          title="This note cannot be shown"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {sentenceOf(error)}
        </EmptyState>
      ) : note === null ? (
        <EmptyState
          icon={<NotebookPen size={22} />}
          title="This note is not in the library"
          action={<Button onClick={openNotes}>All notes</Button>}
        />
      ) : (
        <div className="note-page" aria-busy="true" />
      )}
    </>
  )
}

function BackToNotes() {
  return (
    <InToolbar>
      <IconButton
        label="Back to the notes"
        shortcut="escape"
        icon={<ArrowLeft size={18} />}
        placement="bottom-start"
        onClick={openNotes}
      />
    </InToolbar>
  )
}

function Page({ note }: { note: Note }) {
  const { id } = note
  const page = useRef<HTMLElement>(null)
  const [history, setHistory] = useState(false)
  const headings = useMemo(() => outlineOf(note.state), [note.state])
  const items = menuOf(note, () => {
    setHistory(true)
  })
  useLayoutEffect(() => {
    // A note that was just begun has the keyboard in its title by now.
    if (page.current?.contains(document.activeElement) !== true) page.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section ref={page} className="note-page" tabIndex={-1} aria-label={`Note: ${nameOfNote(note.title)}`}>
      <BackToNotes />
      <InToolbar>
        {headings.length > 0 && <OutlinePopover headings={headings} page={page} />}
        <Menu
          label="More about the note"
          placement="bottom-start"
          trigger={<IconButton label="More about the note" icon={<Ellipsis size={18} />} placement="bottom-start" />}
          items={items}
        />
      </InToolbar>
      <div className="note-page-column">
        <State note={note} />
        <NoteTitle
          key={id}
          note={note}
          onDone={() => {
            page.current?.querySelector<HTMLElement>('.note-text[contenteditable="true"]')?.focus()
          }}
        />
        <p className="note-page-facts">
          <span>
            Begun on <ShortDate at={note.createdAt} />
          </span>
          {!isSameDay(note.createdAt, note.updatedAt) && (
            <span>
              changed on <ShortDate at={note.updatedAt} />
            </span>
          )}
        </p>
        <div className="note-page-words">
          <NoteEditor
            key={id}
            target={{ kind: 'note', id }}
            label="Words of the note"
            placeholder="Write…"
            onDone={() => {
              page.current?.focus({ preventScroll: true })
            }}
          />
        </div>
        <Links id={id} />
      </div>
      <Announcer />
      {history && (
        <HistoryDialog
          note={note}
          onClose={() => {
            setHistory(false)
          }}
        />
      )}
    </section>
  )
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString()
}

function State({ note }: { note: Note }) {
  if (note.trashedAt !== null) {
    return (
      <p className="note-page-state">
        <Trash2 size={16} aria-hidden="true" />
        <span>This note is in the trash.</span>
        <Button size="small" onClick={() => void putNoteBack(note)}>
          Put back
        </Button>
      </p>
    )
  }
  if (note.template === undefined) return null
  return (
    <p className="note-page-state">
      <FilePlus2 size={16} aria-hidden="true" />
      <span>
        {note.template === 'daily' ? 'The template of the notes of a day.' : 'A template.'}{' '}
        {'{{date}}, {{time}} and {{title}}'} are filled in.
      </span>
      <Button
        size="small"
        onClick={() => {
          void newNote({ templateId: note.id })
        }}
      >
        New note from it
      </Button>
    </p>
  )
}

function Links({ id }: { id: string }) {
  const linked = useBacklinkCount({ kind: 'note', id })
  const unlinked = useUnlinkedCount(id)
  return (
    <div className="note-page-links">
      <Section name="backlinks" title="Notes that link here" count={countWords(linked)}>
        <Backlinks kind="note" id={id} none="No note links here yet. Type [[ in another note, and this one’s title." />
      </Section>
      <Section name="unlinked-notes" title="Said without a link" count={countWords(unlinked)}>
        <UnlinkedNotes id={id} />
      </Section>
    </div>
  )
}

function countWords(count: number | undefined): string | undefined {
  return count === undefined || count === 0 ? undefined : formatNumber(count)
}

/** The article where one was before, as its address says; null when there is none. */
function articleBefore(): string | null {
  const url = lastArticle()?.url
  return url === null || url === undefined ? null : parseRoute(new URL(url).hash).articleId
}

function menuOf(note: Note, showHistory: () => void): MenuItem[] {
  const { id, template } = note
  const articleId = articleBefore()
  const items: MenuItem[] = [
    { label: 'Copy link', icon: <Link2 size={16} />, run: () => void copyNoteLink(note) },
    { label: 'Earlier versions…', icon: <History size={16} />, run: showHistory },
  ]
  if (articleId !== null) {
    items.push({
      label: 'Beside the article',
      icon: <Columns2 size={16} />,
      run: () => {
        goTo({ articleId, beside: { kind: 'page', noteId: id } })
      },
    })
  }
  const templates: MenuItem[] = [
    template === 'note'
      ? { label: 'No longer a template', icon: <Undo2 size={16} />, run: () => void setTemplate(note, undefined) }
      : { label: 'Keep as a template', icon: <FilePlus2 size={16} />, run: () => void setTemplate(note, 'note') },
    template === 'daily'
      ? { label: 'No longer for daily notes', icon: <Undo2 size={16} />, run: () => void setTemplate(note, undefined) }
      : {
          label: 'Template of daily notes',
          icon: <CalendarDays size={16} />,
          run: () => void setTemplate(note, 'daily'),
        },
  ]
  items.push(...templates.map((item, index) => (index === 0 ? { ...item, separated: true } : item)))
  items.push(
    note.trashedAt === null
      ? {
          label: 'Move to trash',
          icon: <Trash2 size={16} />,
          tone: 'danger',
          separated: true,
          run: () => void trashNote(note),
        }
      : { label: 'Put back', icon: <Undo2 size={16} />, separated: true, run: () => void putNoteBack(note) },
  )
  return items
}
