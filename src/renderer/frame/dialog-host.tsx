// Renders the dialog that is open.
import { ExportAsDialog } from '../export-as/export-as-dialog.tsx'
import { ImportDialog } from '../import/import-dialog.tsx'
import { AddDialog } from '../library/add-dialog.tsx'
import { TagsDialog } from '../library/tags-dialog.tsx'
import { ChooseNoteDialog } from '../note-page/choose-note-dialog.tsx'
import { SearchDialog } from '../search/search-dialog.tsx'
import { AboutDialog } from '../settings/about-dialog.tsx'
import { ExportDialog } from '../settings/export-dialog.tsx'
import { ShortcutsDialog } from '../settings/shortcuts-dialog.tsx'
import { VaultDialog } from '../vault/vault-dialog.tsx'
import { ReplaceDialog, UpdateDialog } from '../versions/update-dialogs.tsx'
import { VersionsDialog } from '../versions/versions-dialog.tsx'
import { closeDialog, useOpenDialog } from './dialogs.ts'

export function DialogHost() {
  const open = useOpenDialog()
  switch (open?.name) {
    case 'add':
      return <AddDialog onClose={closeDialog} />
    case 'import':
      return <ImportDialog onClose={closeDialog} />
    case 'search':
      return <SearchDialog onClose={closeDialog} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={closeDialog} />
    case 'about':
      return <AboutDialog onClose={closeDialog} />
    case 'note-beside':
      return <ChooseNoteDialog onClose={closeDialog} />
    case 'tags':
      return <TagsDialog articleId={open.articleId} onClose={closeDialog} />
    case 'update':
      return <UpdateDialog articleId={open.articleId} onClose={closeDialog} />
    case 'replace':
      return <ReplaceDialog articleId={open.articleId} onClose={closeDialog} />
    case 'versions':
      return <VersionsDialog articleId={open.articleId} onClose={closeDialog} />
    case 'export-as':
      return <ExportAsDialog articleId={open.articleId} onClose={closeDialog} />
    case 'export':
      return <ExportDialog articleId={open.articleId} onClose={closeDialog} />
    case 'vault':
      return <VaultDialog articleId={open.articleId} onClose={closeDialog} />
    default:
      return null
  }
}
