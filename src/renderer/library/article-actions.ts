// What can be done to an article from anywhere in the window; each says what it did and offers the way back.
import type { ArticleState, ArticleSummary } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { closeArticle, goTo, parseRoute, routeWithout } from '../navigation.ts'
import type { Route } from '../navigation.ts'
import { invalidate, queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { recordAct, tellOf } from '../undo/undo-stack.ts'

export type ArticleRef = Pick<ArticleSummary, 'id' | 'state' | 'favourite' | 'trashedAt'>

export const STATE_NAMES: Record<ArticleState, string> = { inbox: 'Inbox', later: 'Later', archive: 'Archive' }

type Difference = Partial<Omit<ArticleRef, 'id'> & { tags: string[] }>

/** What was done to an article and is not yet in what the window asked for: drawn a moment later, true at once. */
const underWay = new Map<string, Difference>()
let writing: Promise<unknown> = Promise.resolve()

/** An article as it is by now: of two keys pressed quickly, the second goes on from what the first one did. */
function asItIsNow<Ref extends ArticleRef>(article: Ref): Ref {
  return { ...article, ...underWay.get(article.id) }
}

/** Writes to articles, one after the other as they were asked for; what stands in lists is asked again, come what may. */
async function call(id: string, difference: Difference, work: () => Promise<unknown>): Promise<void> {
  const known = { ...underWay.get(id), ...difference }
  underWay.set(id, known)
  const written = writing.then(work)
  writing = written.catch(() => undefined)
  const forget = () => {
    if (underWay.get(id) === known) underWay.delete(id)
  }
  try {
    await written
  } catch (error) {
    forget()
    throw error
  } finally {
    invalidate({ topic: 'articles', articleId: null })
    void queryClient.invalidateQueries({ queryKey: ['articles'] }, { cancelRefetch: false }).finally(forget)
  }
}

interface Step {
  id: string
  label: string
  redo: { difference: Difference; work: () => Promise<unknown> }
  undo: { difference: Difference; work: () => Promise<unknown> }
  quiet?: boolean
}

/** Does something to an article that can be undone from this moment on; a failure becomes a message. Returns whether it worked. */
async function act({ id, label, redo, undo, quiet = false }: Step): Promise<boolean> {
  const done = {
    label,
    redo: () => call(id, redo.difference, redo.work),
    undo: () => call(id, undo.difference, undo.work),
  }
  const forget = recordAct(done)
  try {
    await done.redo()
    if (!quiet) tellOf(done)
    return true
  } catch (error) {
    forget()
    toast({ message: sentenceOf(error), tone: 'danger' })
    return false
  }
}

/** An act that only writes a difference. */
function update(id: string, label: string, before: Difference, after: Difference): Omit<Step, 'quiet'> {
  const writes = ({ state, favourite }: Difference) => ({
    difference: { ...(state && { state }), ...(favourite !== undefined && { favourite }) },
    work: () => client.article.update({ id, ...(state && { state }), ...(favourite !== undefined && { favourite }) }),
  })
  return { id, label, redo: writes(after), undo: writes(before) }
}

/** Moves an article to Inbox, Later or Archive. */
export async function moveTo(article: ArticleRef, state: ArticleState): Promise<void> {
  const { id, state: before } = asItIsNow(article)
  if (before === state) return
  await act(update(id, `Moved to ${STATE_NAMES[state]}`, { state: before }, { state }))
}

/** Moves an article to Later or Archive, or from there back to Inbox. */
export async function moveToOrBack(article: ArticleRef, state: 'later' | 'archive'): Promise<void> {
  await moveTo(article, asItIsNow(article).state === state ? 'inbox' : state)
}

/** Makes an article a favourite, or no longer. */
export async function toggleFavourite(article: ArticleRef): Promise<void> {
  const { id, favourite } = asItIsNow(article)
  const label = favourite ? 'No longer a favourite' : 'Made a favourite'
  await act({ ...update(id, label, { favourite }, { favourite: !favourite }), quiet: true })
}

/**
 * Changes an article's tags: those that it has by now, which may be others than those that are shown. Returns whether it
 * worked; true as well when there was nothing to change.
 */
export async function changeTags(
  { id, tags: shown }: Pick<ArticleSummary, 'id' | 'tags'>,
  change: (tags: readonly string[]) => string[],
): Promise<boolean> {
  const before = underWay.get(id)?.tags ?? shown
  const tags = change(before)
  const added = tags.filter((tag) => !before.includes(tag))
  const removed = before.filter((tag) => !tags.includes(tag))
  if (added.length === 0 && removed.length === 0) return true
  const words = [...added.map((tag) => `tag ${tag} added`), ...removed.map((tag) => `tag ${tag} removed`)]
  return act({
    id,
    label: sentenceCase(words.join(', ')),
    redo: { difference: { tags }, work: () => client.article.update({ id, tags }) },
    undo: { difference: { tags: before }, work: () => client.article.update({ id, tags: before }) },
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
    id,
    label: 'Moved to trash',
    redo: {
      difference: { trashedAt: Date.now() },
      work: async () => {
        await client.article.trash({ id })
        const open = parseRoute(location.hash)
        const left = routeWithout(open, id)
        before = left === open ? null : open
        if (left.articleId === null) {
          if (before !== null) closeArticle()
        } else if (left !== open) goTo({ ...left, articleId: left.articleId })
      },
    },
    undo: {
      difference: { trashedAt: null },
      work: async () => {
        await client.article.untrash({ id })
        if (before?.articleId) goTo({ ...before, articleId: before.articleId })
      },
    },
  })
}

/** Takes an article out of the trash. */
export async function restoreFromTrash(article: ArticleRef): Promise<void> {
  const { id, state } = asItIsNow(article)
  await act({
    id,
    label: `Back in ${STATE_NAMES[state]}`,
    redo: { difference: { trashedAt: null }, work: () => client.article.untrash({ id }) },
    undo: { difference: { trashedAt: Date.now() }, work: () => client.article.trash({ id }) },
  })
}

/** Moves an article to the trash, or takes it out of it. */
export async function trashOrRestore(article: ArticleRef): Promise<void> {
  await (asItIsNow(article).trashedAt === null ? moveToTrash(article) : restoreFromTrash(article))
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
