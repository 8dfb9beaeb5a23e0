// What became of an import, row by row: the way to each article, to the highlights that are to be looked at, and a file of it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportEntry, ImportReportInput, ImportRun } from '../../contract/import-model.ts'
import { client } from '../client.ts'
import { countOf, formatNumber } from '../library/dates.tsx'
import { openArticle, openReview } from '../navigation.ts'
import { Button } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { outcomeSentences } from './import-sentences.ts'

type Show = NonNullable<ImportReportInput['show']>

const PAGE = 100

export function ImportReportView({ run, onLeave }: { run: ImportRun; onLeave: () => void }) {
  const [chosen, setChosen] = useState<Show | null>(null)
  const [pages, setPages] = useState(1)
  const report = useQuery({
    queryKey: ['articles', 'import-report', run.id, chosen, pages],
    queryFn: async () => {
      const first = await client.import.report({ runId: run.id, show: chosen ?? 'problems', limit: PAGE * pages })
      // Where nothing is amiss, all of it is of more interest than an empty list.
      if (chosen !== null || first.totals.problems > 0) return { ...first, show: chosen ?? ('problems' as const) }
      return {
        ...(await client.import.report({ runId: run.id, show: 'all', limit: PAGE * pages })),
        show: 'all' as const,
      }
    },
    placeholderData: (previous) => previous,
  }).data
  const { uncertain, lost, waiting } = run.counts
  const toReview = uncertain + lost + waiting
  return (
    <>
      <div className="import-outcome" role="status">
        {run.status === 'stopped' && <p>Stopped. What had come in is complete; import the file again for the rest.</p>}
        {run.status === 'undone' && <p>This import was undone.</p>}
        <ul>
          {outcomeSentences(run.counts).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      <div className="import-ways">
        {toReview > 0 && run.status !== 'undone' && (
          <Button
            size="small"
            onClick={() => {
              onLeave()
              openReview()
            }}
          >
            Look at {countOf(toReview, 'highlight')}
          </Button>
        )}
        <Button size="small" onClick={() => void saveReport(run)}>
          Save the report
        </Button>
      </div>
      {report && report.totals.all > 0 && (
        <>
          <Segmented<Show>
            label="Which rows of the report"
            options={[
              { value: 'problems', label: `To look at ${formatNumber(report.totals.problems)}` },
              { value: 'highlights', label: `With highlights ${formatNumber(report.totals.highlights)}` },
              { value: 'all', label: `All ${formatNumber(report.totals.all)}` },
            ]}
            value={report.show}
            onChange={(show) => {
              setPages(1)
              setChosen(show)
            }}
          />
          <ul className="import-entries" tabIndex={0} aria-label="Rows of the report">
            {report.entries.map((entry) => (
              <Entry key={`${entry.at} ${entry.title}`} entry={entry} onLeave={onLeave} />
            ))}
          </ul>
          {report.entries.length < report.totals[report.show] && (
            <Button
              size="small"
              onClick={() => {
                setPages(pages + 1)
              }}
            >
              Show more
            </Button>
          )}
        </>
      )}
    </>
  )
}

function Entry({ entry, onLeave }: { entry: ImportEntry; onLeave: () => void }) {
  const { articleId, title, at } = entry
  return (
    <li data-outcome={entry.outcome}>
      {articleId === null ? (
        <span className="import-title">{title === '' ? at : title}</span>
      ) : (
        <button
          type="button"
          className="import-link import-title"
          onClick={() => {
            onLeave()
            openArticle(articleId)
          }}
        >
          {title}
        </button>
      )}
      <span className="import-facts">{factsOf(entry)}</span>
    </li>
  )
}

/** Where it stands in the file, and what became of it. */
export function factsOf({ at, outcome, problem, placed, uncertain, lost, waiting }: ImportEntry): string {
  const facts = [
    at,
    { added: null, merged: 'added to what was there', trashed: 'in the trash', broken: null }[outcome],
    placed > 0 ? `${countOf(placed, 'highlight')} found` : null,
    uncertain > 0 ? `${countOf(uncertain, 'highlight')} unsure` : null,
    lost > 0 ? `${countOf(lost, 'highlight')} not found` : null,
    waiting > 0 ? `${countOf(waiting, 'highlight')} waiting for the text` : null,
    problem,
  ]
  return facts.filter((fact) => fact !== null).join(' · ')
}

/** The whole report as a text file. */
async function saveReport(run: ImportRun): Promise<void> {
  const lines = [`${run.fileName}: ${run.format.name}`, ...outcomeSentences(run.counts), '']
  for (let offset = 0; ; offset += 1_000) {
    const { entries } = await client.import.report({ runId: run.id, show: 'all', limit: 1_000, offset })
    lines.push(
      ...entries.map((entry) => `${entry.title === '' ? '' : `${entry.title} · `}${entry.outcome} · ${factsOf(entry)}`),
    )
    if (entries.length < 1_000) break
  }
  const address = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `Import of ${run.fileName}.txt`
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 60_000)
}
