// What can be done to an article from anywhere in the window; each says what it did and offers the way back.
import type { ArticleState, ArticleSummary } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { closeArticle, openArticle, parseRoute } from '../navigation.ts'
import { invalidate } from '../queries.ts'
import { toast } from '../ui/toast.tsx'

export type ArticleRef = Pick<ArticleSummary, 'id' | 'state' | 'favourite' | 'trashedAt'>

export const STATE_NAMES: Record<ArticleState, string> = { inbox: 'Inbox', later: 'Later', archive: 'Archive' }

/** Runs an act on articles; a failure becomes a message. Returns whether it worked. */
async function act(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
    return false
  } finally {
    invalidate({ topic: 'articles', articleId: null })
  }
}

/** Moves an article to Inbox, Later or Archive. */
export async function moveTo(article: ArticleRef, state: ArticleState): Promise<void> {
  if (article.state === state) return
  const before = article.state
  const worked = await act(() => client.article.update({ id: article.id, state }))
  if (!worked) return
  const run = () => void act(() => client.article.update({ id: article.id, state: before }))
  toast({ message: `Moved to ${STATE_NAMES[state]}`, action: { label: 'Undo', run } })
}

/** Makes an article a favourite, or no longer. */
export async function toggleFavourite(article: ArticleRef): Promise<void> {
  await act(() => client.article.update({ id: article.id, favourite: !article.favourite }))
}

/** Replaces an article's tags. Returns whether it worked. */
export async function setTags(articleId: string, tags: string[]): Promise<boolean> {
  return act(() => client.article.update({ id: articleId, tags }))
}

/** Moves an article to the trash, and closes it if it is open. */
export async function moveToTrash(article: ArticleRef): Promise<void> {
  if (!(await act(() => client.article.trash({ id: article.id })))) return
  const wasOpen = parseRoute(location.hash).articleId === article.id
  if (wasOpen) closeArticle()
  const run = () =>
    void act(() => client.article.untrash({ id: article.id })).then((worked) => {
      if (worked && wasOpen) openArticle(article.id)
    })
  toast({ message: 'Moved to trash', action: { label: 'Undo', run } })
}

/** Takes an article out of the trash. */
export async function restoreFromTrash(article: ArticleRef): Promise<void> {
  if (!(await act(() => client.article.untrash({ id: article.id })))) return
  const run = () => void act(() => client.article.trash({ id: article.id }))
  toast({ message: `Back in ${STATE_NAMES[article.state]}`, action: { label: 'Undo', run } })
}

/** Copies an article with its notes and highlights as Markdown. */
export async function copyAsMarkdown(articleId: string): Promise<void> {
  try {
    const { markdown } = await client.export.copy({ articleId })
    await navigator.clipboard.writeText(markdown)
    toast({ message: 'Copied as Markdown' })
  } catch (error) {
    toast({ message: `Nothing was copied. ${sentenceOf(error)}`, tone: 'danger' })
  }
}

/** Looks for the entities of an article again. */
export async function reanalyse(articleId: string): Promise<void> {
  toast({ message: 'Looking for people, organisations and places again' })
  try {
    await client.entity.reanalyse({ articleId })
    invalidate({ topic: 'entities', articleId })
    toast({ message: 'Entities are up to date; your own decisions were kept' })
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
  }
}
