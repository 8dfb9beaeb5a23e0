// What a sync did, or would do: what asks for a look first, each line with a way to what it is about.
import type { VaultLine, VaultReport } from '../../contract/vault-model.ts'
import { countOf, ShortDate } from '../library/dates.tsx'
import { openArticle, openEntity, openNotePage } from '../navigation.ts'

const GROUPS: { kind: VaultLine['kind']; title: string; dry: string }[] = [
  { kind: 'problem', title: 'Problems', dry: 'Problems' },
  { kind: 'conflict', title: 'Changed on both sides', dry: 'Changed on both sides' },
  { kind: 'brought-in', title: 'Came into the library', dry: 'Would come into the library' },
  { kind: 'beside', title: 'Written beside your file', dry: 'Would be written beside your file' },
  { kind: 'deleted', title: 'Deleted by you, not written again', dry: 'Deleted by you, not written again' },
  { kind: 'kept', title: 'Kept in the file alone', dry: 'Kept in the file alone' },
  { kind: 'merged', title: 'Merged with your edits', dry: 'Would be merged with your edits' },
  { kind: 'renamed', title: 'Renamed', dry: 'Would be renamed' },
  { kind: 'removed', title: 'Removed', dry: 'Would be removed' },
  { kind: 'written', title: 'Written', dry: 'Would be written' },
]

/** More of one kind than this are counted, not listed. */
const MOST_LINES = 100

export function VaultReportView({ report, onClose }: { report: VaultReport; onClose: () => void }) {
  const { lines, unchanged, assets, dryRun, at } = report
  const groups = GROUPS.map((group) => ({ ...group, lines: lines.filter(({ kind }) => kind === group.kind) })).filter(
    (group) => group.lines.length > 0,
  )
  return (
    <section className="vault-report" aria-label={dryRun ? 'What a sync would do' : 'Last sync'}>
      <p>
        {dryRun ? (
          'Nothing was changed.'
        ) : (
          <>
            Synced on <ShortDate at={at} />.
          </>
        )}{' '}
        {lines.length === 0
          ? `Everything is in step: ${countOf(unchanged, 'file')}.`
          : unchanged > 0 && `${countOf(unchanged, 'file')} left as ${unchanged === 1 ? 'it is' : 'they are'}.`}
        {assets > 0 && ` ${countOf(assets, 'picture')} ${dryRun ? 'would be copied' : 'copied'}.`}
      </p>
      {groups.map(({ kind, title, dry, lines: own }) => (
        <details key={kind} open={kind !== 'written' || own.length <= 5}>
          <summary>
            {dryRun ? dry : title} <span className="vault-count">{own.length}</span>
          </summary>
          <ul>
            {own.slice(0, MOST_LINES).map((line, index) => (
              <li key={index}>
                <button
                  type="button"
                  className="vault-file"
                  onClick={() => {
                    onClose()
                    open(line)
                  }}
                >
                  {line.file}
                </button>{' '}
                {line.detail}
              </li>
            ))}
          </ul>
          {own.length > MOST_LINES && <p>and {own.length - MOST_LINES} more</p>}
        </details>
      ))}
    </section>
  )
}

function open({ item }: VaultLine): void {
  if (item.kind === 'article') openArticle(item.id)
  else if (item.kind === 'entity') openEntity(item.id)
  else openNotePage(item.id)
}
