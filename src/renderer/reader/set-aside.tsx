// What capture kept out of the article, named at its end, with one click to bring it back.
import { useState } from 'react'
import type { Article } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'
import { recordAndTell } from '../undo/undo-stack.ts'

export function SetAside({ article }: { article: Article }) {
  const [busy, setBusy] = useState(false)
  const count = article.setAside.length
  if (count === 0) return null
  const paragraphs = count === 1 ? '1 paragraph' : `${String(count)} paragraphs`
  const shown = article.setAsideRestored

  const ask = async (bringBack: boolean): Promise<void> => {
    const changed = await client.article.showSetAside({ id: article.id, show: bringBack })
    queryClient.setQueryData(queries.article(article.id).queryKey, changed)
  }
  const show = async (bringBack: boolean): Promise<void> => {
    setBusy(true)
    try {
      await ask(bringBack)
      recordAndTell({
        label: bringBack ? `${paragraphs} brought back` : `${paragraphs} set aside again`,
        undo: () => ask(!bringBack),
        redo: () => ask(bringBack),
      })
    } catch (error) {
      toast({ message: sentenceOf(error), tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <aside className="set-aside" aria-label="Set aside">
      <span>{shown ? `${paragraphs} that had been set aside` : `${paragraphs} set aside`}</span>
      <Button variant="quiet" size="small" disabled={busy} onClick={() => void show(!shown)}>
        {shown ? (count === 1 ? 'Set it aside again' : 'Set them aside again') : count === 1 ? 'Show it' : 'Show them'}
      </Button>
    </aside>
  )
}
