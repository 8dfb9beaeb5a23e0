// What can be done to an article from anywhere in the window; each says what it did and offers the way back.
import type { ArticleState, ArticleSummary } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { closeArticle, goTo, parseRoute, routeWithout } from '../navigation.ts'
import type { Route } from '../navigation.ts'
import { invalidate } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { recordAct, recordAndTell } from '../undo/undo-stack.ts'

export type ArticleRef = Pick<ArticleSummary, 'id' | 'state' | 'favourite' | 'trashedAt'>

export const STATE_NAMES: Record<ArticleState, string> = { inbox: 'Inbox', later: 'Later', archive: 'Archive' }

/** Runs a call on articles; what stands in lists is asked again, whether it worked or not. */
async function call(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } finally {
    invalidate({ topic: 'articles', articleId: null })
  }
}

/** Does something to an article that can be undone; a failure becomes a message. Returns whether it worked. */
async function act(step: {
  label: string
  redo: () => Promise<unknown>
  undo: () => Promise<unknown>
  quiet?: boolean
}): Promise<boolean> {
  const done = { label: step.label, redo: () => call(step.redo), undo: () => call(step.undo) }
  try {
    await done.redo()
    if (step.quiet === true) recordAct(done)
    else recordAndTell(done)
    return true
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
    return false
  }
}

/** Moves an article to Inbox, Later or Archive. */
export async function moveTo(article: ArticleRef, state: ArticleState): Promise<void> {
  const { id, state: before } = article
  if (before === state) return
  await act({
    label: `Moved to ${STATE_NAMES[state]}`,
    redo: () => client.article.update({ id, state }),
    undo: () => client.article.update({ id, state: before }),
  })
}

/** Makes an article a favourite, or no longer. */
export async function toggleFavourite({ id, favourite }: ArticleRef): Promise<void> {
  await act({
    label: favourite ? 'No longer a favourite' : 'Made a favourite',
    redo: () => client.article.update({ id, favourite: !favourite }),
    undo: () => client.article.update({ id, favourite }),
    quiet: true,
  })
}

/** Replaces an article's tags. Returns whether it worked. */
export async function setTags(articleId: string, tags: string[], before: string[]): Promise<boolean> {
  const added = tags.filter((tag) => !before.includes(tag))
  const removed = before.filter((tag) => !tags.includes(tag))
  const words = [...added.map((tag) => `tag ${tag} added`), ...removed.map((tag) => `tag ${tag} removed`)]
  return act({
    label: words.length === 0 ? 'Tags changed' : sentenceCase(words.join(', ')),
    redo: () => client.article.update({ id: articleId, tags }),
    undo: () => client.article.update({ id: articleId, tags: before }),
    quiet: true,
  })
}

function sentenceCase(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** Moves an article to the trash, and closes the pane or panes that it is open in. */
export async function moveToTrash({ id }: ArticleRef): Promise<void> {
  let before: Route | null = null
  await act({
    label: 'Moved to trash',
    redo: async () => {
      await client.article.trash({ id })
      const open = parseRoute(location.hash)
      const left = routeWithout(open, id)
      before = left === open ? null : open
      if (left.articleId === null) {
        if (before !== null) closeArticle()
      } else if (left !== open) goTo({ ...left, articleId: left.articleId })
    },
    undo: async () => {
      await client.article.untrash({ id })
      if (before?.articleId) goTo({ ...before, articleId: before.articleId })
    },
  })
}

/** Takes an article out of the trash. */
export async function restoreFromTrash({ id, state }: ArticleRef): Promise<void> {
  await act({
    label: `Back in ${STATE_NAMES[state]}`,
    redo: () => client.article.untrash({ id }),
    undo: () => client.article.trash({ id }),
  })
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
