// After an article's text was changed: the window shows it, at the same words, and says what became of the highlights.
import type { ArticleVersion, ReanchorReport, TextChange } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { openReview } from '../navigation.ts'
import { invalidate, queries, queryClient } from '../queries.ts'
import { readerState } from '../reader/reader-store.ts'
import { toast } from '../ui/toast.tsx'
import { recordAndTell } from '../undo/undo-stack.ts'

/** `12 highlights kept, 2 moved, 1 to check`; empty where there are none. */
export function reportWords({ kept, moved, uncertain, orphaned }: ReanchorReport): string {
  const toCheck = uncertain + orphaned
  const parts: [number, string][] = [
    [kept, 'kept'],
    [moved, 'moved'],
    [toCheck, 'to check'],
  ]
  const said = parts.filter(([count]) => count > 0)
  return said
    .map(([count, word], index) => `${index === 0 ? countOf(count, 'highlight') : String(count)} ${word}`)
    .join(', ')
}

/** Tells what a change came to, with its way back; and where there is something to check, the way there. */
export function tellChange(change: TextChange, label: string, unchanged: string): void {
  const { article, formerVersion, report } = change
  if (!change.changed || formerVersion === null) {
    toast({ message: unchanged })
    return
  }
  showChange(change)
  let versionId = formerVersion
  // Going to a former version makes one of what it replaces: the same step leads back and forth.
  const swap = async () => {
    const swapped = await client.article.goToVersion({ id: article.id, versionId, undo: true })
    versionId = swapped.formerVersion ?? versionId
    showChange(swapped)
  }
  const words = reportWords(report)
  const review = {
    label: 'Review',
    run: () => {
      openReview(article.id)
    },
  }
  recordAndTell(
    { label, undo: swap, redo: swap },
    words === '' ? label : `${label}. ${words}`,
    report.uncertain + report.orphaned > 0 ? review : undefined,
  )
}

function showChange({ article }: TextChange): void {
  queryClient.setQueryData(queries.article(article.id).queryKey, article)
  for (const topic of ['highlights', 'entities', 'articles'] as const) invalidate({ topic, articleId: article.id })
  const { position } = article.progress
  if (position > 0) goOnAt(article.id, article.text, position, MOST_FRAMES)
}

/** The new text takes a moment to come to the screen. */
const MOST_FRAMES = 60

function goOnAt(articleId: string, text: string, position: number, frames: number): void {
  requestAnimationFrame(() => {
    const { reader } = readerState()
    if (reader?.articleId === articleId && reader.map.text === text) {
      reader.scrollTo({ start: position, end: Math.min(text.length, position + 1) }, { step: true })
    } else if (frames > 0) goOnAt(articleId, text, position, frames - 1)
  })
}

/** Makes a former version the text of its article again. */
export async function goBackTo(articleId: string, version: ArticleVersion): Promise<void> {
  try {
    const change = await client.article.goToVersion({ id: articleId, versionId: version.id, undo: false })
    tellChange(change, 'Went back to the earlier text', 'The text is the same already. Nothing was changed.')
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
  }
}
