// The tags of a highlight: each with its remove button, and a field that completes those already in use.
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { Highlight } from '../../contract/model.ts'
import { tagsIn } from '../library/tags-in.ts'
import { queries } from '../queries.ts'
import { IconButton } from '../ui/button.tsx'
import { asItIsNow, setHighlightTags } from './highlight-actions.ts'

/** All tags in use, of highlights and of articles, for completion. */
export function useKnownTags(): string[] {
  const own = useQuery(queries.highlightLibrary({ limit: 1 })).data?.tags ?? []
  const ofArticles = useQuery(queries.articles({ view: 'all', limit: 1 })).data?.tags ?? []
  const names = new Map([...ofArticles, ...own].map(({ name }) => [name.toLocaleLowerCase(), name]))
  return [...names.values()].sort((a, b) => a.localeCompare(b))
}

export function HighlightTags({ highlight, onDone }: { highlight: Highlight; onDone: () => void }) {
  const id = useId()
  const known = useKnownTags()
  const [text, setText] = useState('')
  const { tags } = highlight
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    field.current?.focus()
  }, [])
  const add = () => {
    const now = asItIsNow(highlight)
    const added = tagsIn(text, now.tags)
    setText('')
    if (added.length > 0) void setHighlightTags(now, [...now.tags, ...added])
  }
  return (
    <form
      className="highlight-tag-editor"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') onDone()
        else add()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onDone()
      }}
    >
      {tags.length > 0 && (
        <ul className="highlight-tags" aria-label="Tags of this highlight">
          {tags.map((tag) => (
            <li key={tag} className="highlight-tag">
              {tag}
              <IconButton
                label={`Remove ${tag}`}
                size="small"
                icon={<X size={13} />}
                onClick={() => {
                  const now = asItIsNow(highlight)
                  void setHighlightTags(
                    now,
                    now.tags.filter((one) => one !== tag),
                  )
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <input
        ref={field}
        className="field"
        aria-label="Add a tag to the highlight"
        placeholder="Add a tag"
        list={`${id}-known`}
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <datalist id={`${id}-known`}>
        {known
          .filter((name) => !tags.includes(name))
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
    </form>
  )
}
