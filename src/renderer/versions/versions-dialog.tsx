// The former versions of an article's text, and the way back to each.
import { useQuery } from '@tanstack/react-query'
import type { VersionReason } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { goBackTo } from './text-changes.ts'
import './versions-dialog.css'

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

const UNTIL: Record<VersionReason, string> = {
  update: 'until it was updated from its page',
  replace: 'until its text was replaced',
  correct: 'until it was corrected',
  back: 'until another version took its place',
}

export function VersionsDialog({ articleId, onClose }: { articleId: string; onClose: () => void }) {
  const { data: versions, error } = useQuery(queries.versions(articleId))
  return (
    <Dialog title="Earlier versions" onClose={onClose}>
      {error !== null && <p role="alert">{sentenceOf(error)}</p>}
      {versions?.length === 0 && (
        <EmptyState title="This is the only version">
          When the text is updated, replaced or corrected, what it was before is kept here.
        </EmptyState>
      )}
      <ul className="versions">
        {versions?.map((version) => (
          <li key={version.id} className="version">
            <div>
              <p className="version-when">
                <time dateTime={new Date(version.keptAt).toISOString()}>{moment.format(version.keptAt)}</time>
              </p>
              <p className="version-what">
                {UNTIL[version.reason]} · {countOf(version.wordCount, 'word')}
              </p>
              <p className="version-title" dir="auto">
                {version.title}
              </p>
            </div>
            <Button
              size="small"
              aria-label={`Go back to the version of ${moment.format(version.keptAt)}`}
              onClick={() => {
                onClose()
                void goBackTo(articleId, version)
              }}
            >
              Go back to it
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
