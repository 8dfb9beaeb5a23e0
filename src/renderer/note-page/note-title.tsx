// The title of a note, written where it stands.
import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { KeyboardEvent } from 'react'
import type { Note } from '../../contract/model.ts'
import { releaseTyping } from '../notes/held-typing.ts'
import { Button } from '../ui/button.tsx'
import { wasJustBegun } from './note-actions.ts'
import { createTitleSaver } from './title-saver.ts'

/** As the library keeps it: on one line, without white space at its ends. */
function asTitle(typed: string): string {
  return typed.replaceAll(/\s+/g, ' ').trim()
}

export interface NoteTitleProps {
  note: Note
  /** Goes on to the words: Enter, or arrow down at the end. */
  onDone: () => void
}

export function NoteTitle({ note, onDone }: NoteTitleProps) {
  const { id, updatedAt } = note
  const title = note.title ?? ''
  const field = useRef<HTMLTextAreaElement>(null)
  const [saver] = useState(() => createTitleSaver(id))
  const failure = useSyncExternalStore(saver.subscribe, saver.failure)
  // The field holds what is typed; the library's title comes into it when it was changed elsewhere.
  useLayoutEffect(() => {
    const element = field.current
    if (element === null || !saver.settled() || saver.isBehind({ updatedAt }) || asTitle(element.value) === title)
      return
    element.value = title
  }, [saver, title, updatedAt])
  useLayoutEffect(() => {
    window.addEventListener('pagehide', saver.leave)
    return () => {
      window.removeEventListener('pagehide', saver.leave)
    }
  }, [saver])
  useLayoutEffect(() => {
    const element = field.current
    if (element === null || !wasJustBegun(id)) return
    element.focus()
    const words = releaseTyping()
    if (words === '') return
    element.setRangeText(words.replaceAll('\n', ' '), element.value.length, element.value.length, 'end')
    saver.push(element.value)
  }, [id, saver])
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { value, selectionStart } = event.currentTarget
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      // To the page around it, where the keys of the page are heard.
      event.preventDefault()
      event.currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true })
      return
    }
    const down = event.key === 'ArrowDown' && selectionStart === value.length
    if ((event.key !== 'Enter' && !down) || event.nativeEvent.isComposing) return
    event.preventDefault()
    onDone()
  }
  return (
    <>
      <textarea
        ref={field}
        className="note-title"
        aria-label="Title of the note"
        placeholder="Untitled note"
        dir="auto"
        rows={1}
        maxLength={1000}
        spellCheck
        defaultValue={title}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          const { value } = event.currentTarget
          // What is pasted may have lines.
          if (/[\n\r]/.test(value)) event.currentTarget.value = value.replaceAll(/\s*[\n\r]+\s*/g, ' ')
          saver.push(event.currentTarget.value)
        }}
        onBlur={(event) => {
          event.currentTarget.value = asTitle(event.currentTarget.value)
        }}
      />
      {failure !== null && (
        <p className="note-title-failure" role="alert">
          The title is not saved: {failure} It is kept here.{' '}
          <Button size="small" onClick={saver.retry}>
            Retry
          </Button>
        </p>
      )}
    </>
  )
}
