// The vault: a folder of Markdown files, what is in it, how its files are written, and bringing it into step.
import { countOf } from '../library/dates.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { TemplateEditor } from './template-editor.tsx'
import { useChoices, useSync } from './use-vault.ts'
import type { Work } from './use-vault.ts'
import { VaultChoices } from './vault-choices.tsx'
import { VaultReportView } from './vault-report.tsx'
import './vault.css'

export function VaultDialog({ articleId, onClose }: { articleId: string | null; onClose: () => void }) {
  const { status, options, choose } = useChoices()
  const { work, begin, stop } = useSync()
  const ready = status !== null && options.folder.trim() !== ''
  const sync = (how: { dryRun: boolean; restore?: boolean }) => {
    if (ready && work.state !== 'working') void begin(options, how)
  }
  const deleted = status?.lastReport?.lines.some(({ kind }) => kind === 'deleted') ?? false
  return (
    <Dialog
      title="Vault"
      width="large"
      description="A folder of Markdown files, kept in step with the library. What you edit there stays; notes, tags and states that you edit there come back here."
      onClose={onClose}
      footer={
        work.state === 'working' ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <>
            {deleted && (
              <Button
                variant="quiet"
                disabled={!ready}
                onClick={() => {
                  sync({ dryRun: false, restore: true })
                }}
              >
                Write deleted parts again
              </Button>
            )}
            <Button
              disabled={!ready}
              onClick={() => {
                sync({ dryRun: true })
              }}
            >
              Try without changes
            </Button>
            <Button
              variant="primary"
              disabled={!ready}
              onClick={() => {
                sync({ dryRun: false })
              }}
            >
              Sync now
            </Button>
          </>
        )
      }
    >
      <form
        className="vault"
        onSubmit={(event) => {
          event.preventDefault()
          sync({ dryRun: false })
        }}
      >
        <VaultChoices options={options} choose={choose} />
        <TemplateEditor
          template={options.articleTemplate}
          standard={status?.defaultTemplate ?? ''}
          articleId={articleId}
          onChange={(articleTemplate) => {
            choose({ articleTemplate })
          }}
        />
      </form>
      <Outcome work={work} onClose={onClose} />
      {status && status.problem !== null && work.state === 'idle' && (
        <p className="vault-problem" role="alert">
          It could not be kept in step: {status.problem}
        </p>
      )}
      {work.state === 'idle' && status?.lastReport && <VaultReportView report={status.lastReport} onClose={onClose} />}
    </Dialog>
  )
}

function Outcome({ work, onClose }: { work: Work; onClose: () => void }) {
  switch (work.state) {
    case 'idle':
      return null
    case 'working':
      return (
        <Progress
          label={work.total === 0 ? 'Reading the vault' : work.dryRun ? 'Looking' : 'Syncing'}
          value={work.total === 0 ? null : work.done / work.total}
          amount={work.total === 0 ? '' : `${String(work.done)} of ${countOf(work.total, 'file')}`}
        />
      )
    case 'failed':
      return (
        <p className="vault-problem" role="alert">
          {work.problem}
        </p>
      )
    case 'stopped':
      return <p role="status">Stopped. What was done stays; sync again to do the rest.</p>
    case 'done':
      return (
        <div role="status">
          <VaultReportView report={work.report} onClose={onClose} />
        </div>
      )
  }
}
