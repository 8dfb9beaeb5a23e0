// What a menu offers that changes the text of an article itself; each keeps what it was, and can be undone.
import { CloudDownload, FilePen, FileUp, History } from 'lucide-react'
import type { ArticleSummary } from '../../contract/model.ts'
import { showDialog } from '../frame/dialogs.ts'
import { openCorrection } from '../navigation.ts'
import type { MenuItem } from '../ui/menu.tsx'
import { startTextUpdate } from './text-updates.ts'

type Ref = Pick<ArticleSummary, 'id' | 'url' | 'source'>

/** Fetching the page again, for an article that has one. */
export function updateItems({ id, url, source }: Ref): MenuItem[] {
  if (url === null || source === 'sample') return []
  const run = () => {
    showDialog({ name: 'update', articleId: id })
    void startTextUpdate(id)
  }
  return [{ label: 'Update from the original page', icon: <CloudDownload size={16} />, run }]
}

/** Going back to a text that was replaced. */
export function versionsItem({ id }: Ref): MenuItem {
  const run = () => {
    showDialog({ name: 'versions', articleId: id })
  }
  return { label: 'Earlier versions…', icon: <History size={16} />, run }
}

/** All of them, set apart from what is above. */
export function textItems(article: Ref): MenuItem[] {
  const { id } = article
  const items: MenuItem[] = [
    ...updateItems(article),
    {
      label: 'Correct the text…',
      icon: <FilePen size={16} />,
      run: () => {
        openCorrection(id)
      },
    },
    {
      label: 'Replace the text…',
      icon: <FileUp size={16} />,
      run: () => {
        showDialog({ name: 'replace', articleId: id })
      },
    },
    versionsItem(article),
  ]
  return items.map((item, index) => ({ ...item, separated: index === 0 }))
}
