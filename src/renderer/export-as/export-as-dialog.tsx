// "Export as…": which articles, in which format, with what in it, and where to.
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ExportFilter, ExportFormat, ExportOptions } from '../../contract/export-model.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Outcome } from './export-outcome.tsx'
import { CHOICE_LABELS, CHOICES, OFFERED } from './export-formats.ts'
import { useFileExport } from './use-file-export.ts'
import './export-as.css'

export interface ExportAsDialogProps {
  /** The article that is open; the whole library is offered first when null. */
  articleId: string | null
  onClose: () => void
}

/** What the articles have in common: `this`, `all`, `favourites`, a state, or `tag:` and a tag. */
type Which = string

function filterOf(which: Which, articleId: string | null, annotated: boolean, words: string): ExportFilter {
  const query = words.trim() === '' ? {} : { query: words.trim() }
  const base = which === 'this' ? {} : { ...(annotated && { annotated }), ...query }
  if (which === 'this' && articleId !== null) return { articleIds: [articleId] }
  if (which === 'favourites') return { ...base, favourite: true }
  if (which === 'inbox' || which === 'later' || which === 'archive') return { ...base, state: which }
  if (which.startsWith('tag:')) return { ...base, tag: which.slice('tag:'.length) }
  return base
}

export function ExportAsDialog({ articleId, onClose }: ExportAsDialogProps) {
  const id = useId()
  const info = useQuery(queries.info()).data
  const inBrowser = window.commonplace === undefined
  const [format, setFormat] = useState<ExportFormat>(articleId === null ? 'json' : 'html')
  const [which, setWhich] = useState<Which>(articleId === null ? 'all' : 'this')
  const [annotated, setAnnotated] = useState(false)
  const [words, setWords] = useState('')
  const [options, setOptions] = useState<Partial<ExportOptions>>({})
  const [toFile, setToFile] = useState(!inBrowser)
  const [typed, setTyped] = useState<string | null>(null)
  const path = typed ?? (info === undefined ? '' : `${info.suggestedExportFolder}/`)
  const { work, begin, stop, forget } = useFileExport()
  const working = work.state === 'working'
  const ready = !toFile || path.trim() !== ''
  const start = (replace: boolean) => {
    if (!ready || working) return
    const filter = filterOf(which, articleId, annotated, words)
    void begin({ format, filter, options, path: toFile ? path.trim() : null, replace })
  }
  /** Sets something, and with it what was said of the last export is past. */
  const change = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      set(value)
      forget()
    }
  }
  return (
    <Dialog
      title="Export as…"
      width="large"
      onClose={onClose}
      footer={
        working ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <>
            {work.state === 'failed' && work.isThere && (
              <Button
                onClick={() => {
                  start(true)
                }}
              >
                Replace it
              </Button>
            )}
            <Button
              variant={work.state === 'done' ? 'secondary' : 'primary'}
              disabled={!ready}
              onClick={() => {
                start(false)
              }}
            >
              {work.state === 'done' ? 'Export again' : 'Export'}
            </Button>
            {work.state === 'done' && (
              <Button variant="primary" onClick={onClose}>
                Done
              </Button>
            )}
          </>
        )
      }
    >
      <form
        className="export-as"
        onSubmit={(event) => {
          event.preventDefault()
          start(false)
        }}
      >
        <fieldset className="export-as-formats" disabled={working}>
          <legend>Format</legend>
          {OFFERED.map(({ format: one, name, use }) => (
            <label key={one} className="export-as-format" data-chosen={one === format || undefined}>
              <input
                type="radio"
                name={`${id}-format`}
                checked={one === format}
                data-autofocus={one === format || undefined}
                aria-describedby={`${id}-${one}`}
                onChange={() => {
                  change(setFormat)(one)
                }}
              />
              <span className="export-as-name">{name}</span>
              <span id={`${id}-${one}`} className="export-as-use">
                {use}
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset className="export-as-part" disabled={working}>
          <legend>Articles</legend>
          <WhichArticles articleId={articleId} which={which} onWhich={change(setWhich)} />
          {which !== 'this' && (
            <>
              <input
                className="field"
                type="search"
                aria-label="Only those with these words"
                placeholder="With these words (optional)"
                value={words}
                onChange={(event) => {
                  change(setWords)(event.target.value)
                }}
              />
              <Check label="Only those with highlights or notes" checked={annotated} onChange={change(setAnnotated)} />
            </>
          )}
          {(CHOICES[format] ?? []).map((choice) => (
            <Check
              key={choice}
              label={CHOICE_LABELS[choice]}
              checked={options[choice] ?? choice !== 'bom'}
              onChange={(checked) => {
                change(setOptions)({ ...options, [choice]: checked })
              }}
            />
          ))}
        </fieldset>
        <fieldset className="export-as-part" disabled={working}>
          <legend>Where to</legend>
          {inBrowser && (
            <Check label="Write to a file instead of downloading it" checked={toFile} onChange={change(setToFile)} />
          )}
          {toFile && (
            <div className="export-as-path">
              <input
                className="field"
                aria-label="File, or folder for it"
                aria-describedby={`${id}-path`}
                value={path}
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => {
                  change(setTyped)(event.target.value)
                }}
              />
              {!inBrowser && <ChooseFolder onChoose={change(setTyped)} />}
              <p id={`${id}-path`} className="export-as-use">
                A folder ends in a stroke; the file in it is named after the article.
              </p>
            </div>
          )}
        </fieldset>
      </form>
      <Outcome work={work} />
    </Dialog>
  )
}

function WhichArticles({
  articleId,
  which,
  onWhich,
}: {
  articleId: string | null
  which: Which
  onWhich: (which: Which) => void
}) {
  const article = useQuery({ ...queries.article(articleId ?? ''), enabled: articleId !== null }).data
  const list = useQuery(queries.articles({ view: 'all', limit: 1 })).data
  return (
    <select
      className="field"
      aria-label="Which articles"
      value={which}
      onChange={(event) => {
        onWhich(event.target.value)
      }}
    >
      {articleId !== null && <option value="this">{`This article: ${article?.title ?? ''}`}</option>}
      <option value="all">All articles</option>
      <option value="favourites">Favourites</option>
      <option value="inbox">Inbox</option>
      <option value="later">Later</option>
      <option value="archive">Archive</option>
      {(list?.tags ?? []).map(({ name }) => (
        <option key={name} value={`tag:${name}`}>{`Tag: ${name}`}</option>
      ))}
    </select>
  )
}

function Check({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="export-as-check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      {label}
    </label>
  )
}

function ChooseFolder({ onChoose }: { onChoose: (folder: string) => void }) {
  const choose = async () => {
    const chosen = await window.commonplace?.chooseFolder()
    if (chosen) onChoose(`${chosen.replace(/[/\\]$/, '')}/`)
  }
  return <Button onClick={() => void choose()}>Choose…</Button>
}
