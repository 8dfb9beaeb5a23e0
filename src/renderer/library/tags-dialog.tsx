// The tags of one article: each with its remove button, and a field that suggests those already in use.
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { queries } from '../queries.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { changeTags } from './article-actions.ts'
import { tagsIn } from './tags-in.ts'
import './tags-dialog.css'

export function TagsDialog({ articleId, onClose }: { articleId: string; onClose: () => void }) {
  const article = useQuery(queries.article(articleId)).data
  const all = useQuery(queries.articles({ view: 'all', limit: 1 })).data?.tags ?? []
  const [text, setText] = useState('')
  const tags = article?.tags ?? []
  const add = (typed: string) => {
    setText('')
    if (article) void changeTags(article, (now) => [...now, ...tagsIn(typed, now)])
  }
  const typed = text.trim().toLocaleLowerCase()
  const suggestions = all
    .map((tag) => tag.name)
    .filter((name) => !tags.includes(name) && name.toLocaleLowerCase().includes(typed))
    .slice(0, 8)
  return (
    <Dialog
      title="Tags"
      description={article?.title}
      width="small"
      onClose={onClose}
      footer={
        <Button
          variant="primary"
          onClick={() => {
            add(text)
            onClose()
          }}
        >
          Done
        </Button>
      }
    >
      <ul className="tag-chips" aria-label="Tags of this article">
        {tags.map((tag) => (
          <li key={tag} className="tag-chip">
            {tag}
            <IconButton
              label={`Remove ${tag}`}
              size="small"
              icon={<X size={14} />}
              onClick={() => {
                if (article) void changeTags(article, (now) => now.filter((one) => one !== tag))
              }}
            />
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() === '') onClose()
          else add(text)
        }}
      >
        <label className="add-label" htmlFor="tag-text">
          Add a tag
        </label>
        <input
          id="tag-text"
          className="field"
          value={text}
          autoComplete="off"
          data-autofocus
          disabled={!article}
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
      </form>
      {suggestions.length > 0 && (
        <ul className="tag-suggestions" aria-label="Tags in use">
          {suggestions.map((name) => (
            <li key={name}>
              <Button
                variant="quiet"
                size="small"
                onClick={() => {
                  add(name)
                }}
              >
                + {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
