// Which library this is, where it lies, and what to do with all of it.
import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '../client.ts'
import { showDialog } from '../frame/dialogs.ts'
import { countOf } from '../library/dates.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import './about-dialog.css'

export function AboutDialog({ onClose }: { onClose: () => void }) {
  const info = useQuery({ ...queries.info(), staleTime: 0 })
  return (
    <Dialog
      title="About this library"
      width="medium"
      onClose={onClose}
      footer={
        <>
          <Button
            onClick={() => {
              showDialog({ name: 'shortcuts' })
            }}
          >
            Keyboard shortcuts
          </Button>
          <Button
            onClick={() => {
              showDialog({ name: 'vault', articleId: null })
            }}
          >
            Vault…
          </Button>
          <Button
            onClick={() => {
              showDialog({ name: 'export-as', articleId: null })
            }}
          >
            Export as…
          </Button>
          <Button
            variant="primary"
            data-autofocus
            onClick={() => {
              showDialog({ name: 'export', articleId: null })
            }}
          >
            Export to Markdown…
          </Button>
        </>
      }
    >
      {info.isError && <p role="alert">{sentenceOf(info.error)}</p>}
      {info.data && (
        <dl className="about">
          <dt>Folder</dt>
          <dd>
            <code>{info.data.folder}</code>
          </dd>
          <dt>Holds</dt>
          <dd>{countOf(info.data.articleCount, 'article')}</dd>
          <dt>Version</dt>
          <dd>Commonplace {info.data.appVersion}</dd>
        </dl>
      )}
      <p className="about-note">
        Everything is in that one folder, on this computer: copy it to keep it or to move it. Nothing is sent anywhere.
      </p>
    </Dialog>
  )
}
