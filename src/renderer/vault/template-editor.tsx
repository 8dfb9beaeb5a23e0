// The template of articles, with what it gives for a real one beside it.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { client } from '../client.ts'
import { Button } from '../ui/button.tsx'

export interface TemplateEditorProps {
  /** Null for the app's own. */
  template: string | null
  standard: string
  /** The article to try it on; null for one with highlights. */
  articleId: string | null
  onChange: (template: string | null) => void
}

/** How long the preview waits for the next letter, ms. */
const PAUSE = 250

export function TemplateEditor({ template, standard, articleId, onChange }: TemplateEditorProps) {
  const id = useId()
  const [open, setOpen] = useState(template !== null)
  const text = template ?? standard
  const settled = useSettled(text)
  const preview = useQuery({
    queryKey: ['vault', 'preview', settled, articleId],
    queryFn: ({ signal }) =>
      client.vault.preview({ template: settled, ...(articleId !== null && { articleId }) }, { signal }),
    enabled: open && settled !== '',
    placeholderData: (before) => before,
  }).data
  const problem = preview?.problem
  return (
    <details
      className="vault-template"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>Template of articles{template === null ? '' : ' (your own)'}</summary>
      <div className="vault-template-panes">
        <div className="vault-template-pane">
          <label htmlFor={id}>Template, in Liquid</label>
          <textarea
            id={id}
            className="field vault-code"
            value={text}
            rows={16}
            spellCheck={false}
            aria-describedby={`${id}-problem`}
            aria-invalid={problem ? true : undefined}
            onChange={(event) => {
              onChange(event.target.value === standard ? null : event.target.value)
            }}
          />
        </div>
        <div className="vault-template-pane">
          <h3 id={`${id}-preview`}>{preview?.title ? `Preview: ${preview.title}` : 'Preview'}</h3>
          <pre className="vault-code vault-preview" tabIndex={0} aria-labelledby={`${id}-preview`}>
            {preview?.markdown === '' && !problem
              ? 'Add an article to the library to try the template on it.'
              : preview?.markdown}
          </pre>
        </div>
      </div>
      <p id={`${id}-problem`} className="vault-problem" role="status">
        {problem ? `${problem.line === null ? '' : `Line ${String(problem.line)}: `}${problem.message}` : ''}
      </p>
      <Button
        size="small"
        disabled={template === null}
        onClick={() => {
          onChange(null)
        }}
      >
        Reset the template
      </Button>
    </details>
  )
}

/** A text once nothing was typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text)
    }, PAUSE)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return settled
}
