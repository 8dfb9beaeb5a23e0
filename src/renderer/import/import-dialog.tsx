// Bringing another app's export in: choose the file, see what is in it, import with progress, the report, the way back.
import { useQuery } from '@tanstack/react-query'
import { FileInput } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { DragEvent } from 'react'
import type { ImportPreview, ImportSource } from '../../contract/import-model.ts'
import type { ArticleState } from '../../contract/model.ts'
import { client } from '../client.ts'
import { countOf, formatNumber, ShortDate } from '../library/dates.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { ImportReportView } from './import-report.tsx'
import { previewLines } from './import-sentences.ts'
import {
  beginImport,
  chooseFile,
  chooseFormat,
  fetchTexts,
  leaveImport,
  putIn,
  showRun,
  startAgain,
  stop,
  stopTexts,
  undoImport,
  useImport,
} from './import-store.ts'
import type { Import } from './import-store.ts'
import './import.css'

type At<Step extends Import['step']> = Extract<Import, { step: Step }>

const STATES: { value: ArticleState; label: string }[] = [
  { value: 'inbox', label: 'Inbox' },
  { value: 'later', label: 'Later' },
  { value: 'archive', label: 'Archive' },
]

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { now } = useImport()
  const close = () => {
    leaveImport()
    onClose()
  }
  // What is begun in the preview belongs to one preview.
  const [state, setState] = useState<ArticleState>('inbox')
  const [tag, setTag] = useState('')
  const [fetching, setFetching] = useState(false)
  const content = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // What had the focus is gone with the step before: it goes to what one will press next.
    if (document.activeElement !== document.body) return
    const footer = content.current?.closest('dialog')?.querySelector('.dialog-footer')
    const next =
      footer?.querySelector<HTMLElement>('[data-variant="primary"]:enabled') ?? footer?.querySelector('button')
    next?.focus()
  }, [now.step])
  return (
    <Dialog
      title="Import"
      description={DESCRIPTIONS[now.step]}
      width="large"
      onClose={close}
      footer={now.step !== 'choosing' && <Buttons now={now} options={{ state, tag, fetching }} onClose={close} />}
    >
      <div ref={content} className="import" aria-live="polite">
        {now.step === 'choosing' && <Choose problem={now.problem} />}
        {now.step === 'reading' && <Reading now={now} />}
        {(now.step === 'preview' || now.step === 'refused') && (
          <FormatChoice
            source={now.source}
            name={now.step === 'preview' ? now.preview.fileName : now.name}
            format={now.step === 'preview' ? now.preview.format.id : null}
          />
        )}
        {now.step === 'refused' && (
          <p className="import-problem" role="alert">
            {now.problem}
          </p>
        )}
        {now.step === 'preview' && (
          <>
            <Preview preview={now.preview} />
            <Options
              preview={now.preview}
              values={{ state, tag, fetching }}
              onChange={{ state: setState, tag: setTag, fetching: setFetching }}
            />
          </>
        )}
        {now.step === 'importing' && <Importing now={now} />}
        {now.step === 'done' && <ImportReportView run={now.run} onLeave={close} />}
        {now.step === 'undoing' && (
          <Progress
            label="Taking the import out"
            value={now.total === 0 ? null : now.done / now.total}
            amount={now.total === 0 ? '' : `${formatNumber(now.done)} of ${formatNumber(now.total)}`}
          />
        )}
        {now.step === 'undone' && <Undone now={now} />}
        {now.step === 'own' && (
          <p>
            <strong>{now.name}</strong> is a file of a Commonplace library. Everything in it comes in as it was; what is
            in this library stays as it is.
          </p>
        )}
        {now.step === 'putting-in' && (
          <Progress label={`Importing ${now.name}`} value={null} amount={countOf(now.done, 'record')} />
        )}
        {now.step === 'put-in' && <PutIn now={now} />}
        <Texts />
      </div>
    </Dialog>
  )
}

const DESCRIPTIONS: Partial<Record<Import['step'], string>> = {
  choosing: 'Articles, tags, notes and highlights from another app. Nothing leaves this computer.',
  preview: 'Nothing is in the library yet.',
  importing: 'You can go on reading meanwhile.',
}

function Choose({ problem }: { problem: string | null }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const formats = useQuery({ queryKey: ['import', 'formats'], queryFn: () => client.import.formats() }).data ?? []
  const runs = useQuery({ queryKey: ['articles', 'imports'], queryFn: () => client.import.runs() }).data ?? []
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) void chooseFile(file)
  }
  return (
    <>
      {problem !== null && (
        <p className="import-problem" role="alert">
          {problem}
        </p>
      )}
      <div
        className="import-drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => {
          setOver(false)
        }}
        onDrop={onDrop}
      >
        <Button
          variant="primary"
          icon={<FileInput size={16} />}
          data-autofocus
          onClick={() => {
            input.current?.click()
          }}
        >
          Choose a file…
        </Button>
        <span className="import-hint">or drop it here</span>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="Export to import"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            event.target.value = ''
            if (file) void chooseFile(file)
          }}
        />
      </div>
      <p className="import-hint">
        {formats.map(({ name }) => name).join(', ')}, and the file of another Commonplace library. Which one it is, is
        found out by what is in it.
      </p>
      {runs.length > 0 && (
        <section className="import-runs">
          <h3>Imports until now</h3>
          <ul>
            {runs.slice(0, 10).map((run) => (
              <li key={run.id}>
                <button
                  type="button"
                  className="import-link"
                  onClick={() => {
                    showRun(run)
                  }}
                >
                  {run.fileName}
                </button>
                <span>
                  {run.format.name} · {countOf(run.counts.added, 'article')}
                  {run.status === 'undone' ? ' · undone' : run.status === 'stopped' ? ' · stopped' : ''} ·{' '}
                  <ShortDate at={run.startedAt} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Waiting />
    </>
  )
}

/** How many articles of the library wait for their text, and the way to it. */
function Waiting() {
  const { texts } = useImport()
  const count =
    useQuery({ queryKey: ['articles', 'textless'], queryFn: () => client.import.textless() }).data?.count ?? 0
  if (count === 0 || texts.state === 'fetching') return null
  return (
    <p className="import-waiting">
      <span>
        {countOf(count, 'article')} of the library {count === 1 ? 'has' : 'have'} only an address.
      </span>
      <Button
        size="small"
        onClick={() => {
          void fetchTexts(null)
        }}
      >
        Fetch the text of {countOf(count, 'article')}
      </Button>
    </p>
  )
}

function Reading({ now }: { now: At<'reading'> }) {
  const handing = now.handed < 1
  return (
    <Progress
      label={handing ? `Opening ${now.name}` : `Reading ${now.name}`}
      value={handing ? now.handed : null}
      amount={handing ? '' : now.items === 0 ? '' : countOf(now.items, 'article')}
    />
  )
}

function FormatChoice({ source, name, format }: { source: ImportSource; name: string; format: string | null }) {
  const formats = useQuery({ queryKey: ['import', 'formats'], queryFn: () => client.import.formats() }).data ?? []
  return (
    <div className="import-format">
      <label htmlFor="import-format">Read “{name}” as</label>
      <select
        id="import-format"
        className="field"
        value={format ?? ''}
        onChange={(event) => {
          void chooseFormat(source, name, event.target.value)
        }}
      >
        {format === null && <option value="">Choose…</option>}
        {formats.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </div>
  )
}

function Preview({ preview }: { preview: ImportPreview }) {
  return (
    <>
      <ul className="import-sums">
        {previewLines(preview).map(({ amount, words }) => (
          <li key={words}>
            <strong className="tabular">{formatNumber(amount)}</strong> {words}
          </li>
        ))}
      </ul>
      {preview.first.length > 0 && (
        <section>
          <h3 className="import-heading">The first of them</h3>
          <ul className="import-first" tabIndex={0} aria-label="The first articles in the file">
            {preview.first.map((item) => (
              <li key={item.at}>
                <span className="import-title">{item.title}</span>
                <span className="import-facts">
                  {[
                    item.known ? 'there already' : null,
                    item.highlights > 0 ? countOf(item.highlights, 'highlight') : null,
                    item.tags.length > 0 ? item.tags.slice(0, 4).join(', ') : null,
                  ]
                    .filter((fact) => fact !== null)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {preview.broken.length > 0 && (
        <details className="import-broken">
          <summary>{countOf(preview.brokenCount, 'row')} that cannot be read</summary>
          <ul>
            {preview.broken.map(({ at, problem }) => (
              <li key={at}>
                <strong>{at}</strong> {problem}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

interface OptionValues {
  state: ArticleState
  tag: string
  fetching: boolean
}

function Options({
  preview,
  values,
  onChange,
}: {
  preview: ImportPreview
  values: OptionValues
  onChange: { state: (state: ArticleState) => void; tag: (tag: string) => void; fetching: (fetching: boolean) => void }
}) {
  const stateless = preview.first.some((item) => item.state === null)
  return (
    <div className="import-options">
      {stateless && (
        <div className="import-option">
          <span aria-hidden="true">Articles without a state go to</span>
          <Segmented
            label="Where articles without a state go"
            options={STATES}
            value={values.state}
            onChange={onChange.state}
          />
        </div>
      )}
      <div className="import-option">
        <label htmlFor="import-tag">Tag all of them</label>
        <input
          id="import-tag"
          className="field"
          value={values.tag}
          maxLength={100}
          autoComplete="off"
          placeholder="none"
          onChange={(event) => {
            onChange.tag(event.target.value)
          }}
        />
      </div>
      {preview.linksOnly > 0 && (
        <label className="import-check">
          <input
            type="checkbox"
            checked={values.fetching}
            onChange={(event) => {
              onChange.fetching(event.target.checked)
            }}
          />
          <span>
            Fetch the pages now: {countOf(preview.linksOnly, 'article')} {preview.linksOnly === 1 ? 'comes' : 'come'}{' '}
            without text. Their sites will see that you ask.
          </span>
        </label>
      )}
    </div>
  )
}

function Importing({ now }: { now: At<'importing'> }) {
  const total = now.preview.items + now.preview.brokenCount
  const done = now.counts?.items ?? 0
  return (
    <Progress
      label={now.stopping ? 'Stopping' : `Importing ${now.preview.fileName}`}
      value={total === 0 ? null : Math.min(1, done / total)}
      amount={`${formatNumber(done)} of ${formatNumber(total)}`}
    />
  )
}

function Undone({ now: { undone } }: { now: At<'undone'> }) {
  const { articles, highlights, notes, kept, keptCount } = undone
  return (
    <div role="status">
      <p>
        Taken out: {countOf(articles, 'article')}, {countOf(highlights, 'highlight')}, {countOf(notes, 'note')}. The
        file can be imported again at any time.
      </p>
      {keptCount > 0 && (
        <>
          <h3 className="import-heading">Left alone, as you made {keptCount === 1 ? 'it' : 'them'} your own</h3>
          <ul className="import-entries" tabIndex={0} aria-label="Articles left alone">
            {kept.map(({ articleId, title, why }) => (
              <li key={articleId}>
                <span className="import-title">{title}</span>
                <span className="import-facts">{why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function PutIn({ now: { report } }: { now: At<'put-in'> }) {
  const { articles, notes } = report
  return (
    <div role="status">
      <p>
        {countOf(articles.added, 'article')} added, {formatNumber(articles.merged)} got something new;{' '}
        {countOf(report.highlights, 'highlight')}, {countOf(notes.added + notes.joined, 'note')}.
      </p>
      {report.brokenCount > 0 && (
        <ul className="import-entries" tabIndex={0} aria-label="Records left out">
          {report.broken.map(({ at, problem }) => (
            <li key={at}>
              <strong>{at}</strong> {problem}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Texts() {
  const { texts } = useImport()
  if (texts.state === 'idle') return null
  if (texts.state === 'fetching') {
    const { done, failed, total } = texts.progress
    return (
      <div className="import-texts">
        <Progress
          label="Fetching texts"
          value={total === 0 ? null : (done + failed) / total}
          amount={total === 0 ? '' : `${formatNumber(done + failed)} of ${formatNumber(total)}`}
        />
        <Button size="small" onClick={stopTexts}>
          Stop fetching
        </Button>
      </div>
    )
  }
  const { done, failed, failures } = texts.told
  return (
    <details className="import-broken">
      <summary>
        {countOf(done, 'text')} fetched{failed > 0 ? `, ${countOf(failed, 'page')} could not be` : ''}
      </summary>
      <ul>
        {failures.map(({ articleId, title, problem }) => (
          <li key={articleId}>
            <strong>{title}</strong> {problem}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Buttons({ now, options, onClose }: { now: Import; options: OptionValues; onClose: () => void }) {
  const again = (
    <Button
      onClick={() => {
        startAgain()
      }}
    >
      Another file
    </Button>
  )
  switch (now.step) {
    case 'choosing':
      return null
    case 'reading':
      return (
        <Button
          onClick={() => {
            startAgain()
          }}
        >
          Stop
        </Button>
      )
    case 'refused':
      return again
    case 'preview': {
      const { items } = now.preview
      const { tag, state, fetching } = options
      return (
        <>
          {again}
          <Button
            variant="primary"
            disabled={items === 0}
            onClick={() => {
              void beginImport(
                now,
                { state, tag: tag.trim() === '' ? null : tag.trim() },
                fetching && now.preview.linksOnly > 0,
              )
            }}
          >
            Import {countOf(items, 'article')}
          </Button>
        </>
      )
    }
    case 'importing':
      return (
        <>
          <Button onClick={stop} disabled={now.stopping}>
            Stop
          </Button>
          <Button onClick={onClose}>Go on in the background</Button>
        </>
      )
    case 'own':
      return (
        <>
          {again}
          <Button
            variant="primary"
            onClick={() => {
              void putIn(now.source, now.name)
            }}
          >
            Import the library
          </Button>
        </>
      )
    case 'putting-in':
    case 'undoing':
      return <Button onClick={stop}>Stop</Button>
    case 'done':
      return (
        <>
          {now.run.status !== 'undone' && (
            <Button
              onClick={() => {
                void undoImport(now.run)
              }}
            >
              {now.run.status === 'undoing' ? 'Go on undoing' : 'Undo this import'}
            </Button>
          )}
          {again}
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      )
    case 'undone':
    case 'put-in':
      return (
        <>
          {again}
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      )
  }
}
