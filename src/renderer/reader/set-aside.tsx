// What capture kept out of the article, named at its end, with one click to bring it back.
import { useState } from 'react'
import type { Article } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'

export function SetAside({ article }: { article: Article }) {
  const [busy, setBusy] = useState(false)
  const count = article.setAside.length
  if (count === 0) return null
  const paragraphs = count === 1 ? '1 paragraph' : `${String(count)} paragraphs`
  const shown = article.setAsideRestored

  const show = async (bringBack: boolean, undoable = true): Promise<void> => {
    setBusy(true)
    try {
      const changed = await client.article.showSetAside({ id: article.id, show: bringBack })
      queryClient.setQueryData(queries.article(article.id).queryKey, changed)
      if (undoable) {
        toast({
          message: bringBack ? `${paragraphs} brought back` : `${paragraphs} set aside again`,
          action: { label: 'Undo', run: () => void show(!bringBack, false) },
        })
      }
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
