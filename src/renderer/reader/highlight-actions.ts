// What is done to highlights: on the screen in the same frame, taken back with a word when the library refuses, and
// kept in the history with its inverse.
import { v7 as uuidv7 } from 'uuid'
import type { Article, Highlight, HighlightChange, HighlightColour, TextRange } from '../../contract/model.ts'
import { quoteOf } from '../../text/quote.ts'
import { client, sentenceOf } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { queries, queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { recordAct, recordAndTell } from '../undo/undo-stack.ts'
import { announce } from './announcer.tsx'
import { colourName } from './colour-names.ts'
import { COLOURS, withHighlight, withHighlights, withoutHighlight } from './highlight-list.ts'
import { keepPatch } from './highlights-under-way.ts'
import { readerState } from './reader-store.ts'

type Text = Pick<Article, 'id' | 'text'>
type Difference = Omit<HighlightChange, 'id'>

/** Highlights on the screen that the library has not confirmed yet, by the id they have until then. */
const unconfirmed = new Map<string, Promise<Highlight>>()
/** The last change of each highlight: an answer to an earlier one must not show again. */
const latest = new Map<string, symbol>()
let writing: Promise<unknown> = Promise.resolve()

/** Writes go out one after the other, so that they arrive in the order in which things were done. */
function inOrder<Result>(write: () => Promise<Result>): Promise<Result> {
  const mine = writing.then(write)
  writing = mine.catch(() => undefined)
  return mine
}

function changeList(articleId: string, change: (list: readonly Highlight[]) => Highlight[]): void {
  const { queryKey } = queries.highlights(articleId)
  queryClient.setQueryData(queryKey, (list: Highlight[] | undefined) => (list === undefined ? list : change(list)))
}

/**
 * A highlight as it is by now: two keys may be pressed before what the first one did is drawn, and the second goes on from
 * there. As it was handed in when its list is not known.
 */
export function asItIsNow(highlight: Highlight): Highlight {
  const { queryKey } = queries.highlights(highlight.articleId)
  return queryClient.getQueryData(queryKey)?.find(({ id }) => id === highlight.id) ?? highlight
}

/** An answer that is under way was asked before the change and would undo it on the screen. */
async function holdAnswers(articleIds: Iterable<string>): Promise<void> {
  for (const articleId of new Set(articleIds)) {
    await queryClient.cancelQueries({ queryKey: queries.highlights(articleId).queryKey })
  }
}

/** The same for an answer that may have been given before the library wrote: it is asked for again. */
async function refreshAnswers(articleIds: Iterable<string>): Promise<void> {
  for (const articleId of new Set(articleIds)) {
    const { queryKey } = queries.highlights(articleId)
    if (queryClient.isFetching({ queryKey }) === 0) continue
    await queryClient.cancelQueries({ queryKey })
    void queryClient.invalidateQueries({ queryKey })
  }
}

/** What is on the screen is asked again: it may show what was not kept. */
function askAgain(): void {
  void queryClient.invalidateQueries({ queryKey: ['highlights'] })
}

function refused(error: unknown): void {
  askAgain()
  toast({ message: sentenceOf(error), tone: 'danger' })
}

/** The id under which the library knows a highlight that is on the screen. Rejects when it refused to keep it. */
async function confirmedId(id: string): Promise<string> {
  return (await unconfirmed.get(id))?.id ?? id
}

/** Takes highlights off the screen and puts others on it, article by article: there may be thousands. */
function replaceOnScreen(gone: ReadonlySet<string>, come: readonly Highlight[], articleIds: Iterable<string>): void {
  const coming = Map.groupBy(come, ({ articleId }) => articleId)
  for (const articleId of new Set(articleIds)) {
    changeList(articleId, (list) =>
      withHighlights(
        list.filter(({ id }) => !gone.has(id)),
        coming.get(articleId) ?? [],
      ),
    )
  }
}

/** Removes some and restores others. */
async function exchange(remove: readonly Highlight[], restore: readonly Highlight[]): Promise<void> {
  const articleIds = new Set([...remove, ...restore].map(({ articleId }) => articleId))
  const gone = new Set(remove.map(({ id }) => id))
  replaceOnScreen(gone, restore, articleIds)
  const coming = Map.groupBy(restore, ({ articleId }) => articleId)
  const written = keepPatch(articleIds, (articleId) => (list) => {
    const kept = list.filter(({ id }) => !gone.has(id))
    return withHighlights(kept, coming.get(articleId) ?? [])
  })
  await holdAnswers(articleIds)
  try {
    const ids = async (some: readonly Highlight[]) => Promise.all(some.map(({ id }) => confirmedId(id)))
    const input = { remove: await ids(remove), restore: await ids(restore) }
    const restored = await inOrder(() => client.highlight.exchange(input))
    written()
    await refreshAnswers(articleIds)
    replaceOnScreen(new Set(input.remove), restored, articleIds)
  } catch (error) {
    written()
    askAgain()
    throw error
  }
}

/** Highlights a range and resolves to what the library made of it; null when it refused, which the user is told. */
export async function createHighlight(
  article: Text,
  range: TextRange,
  colour: HighlightColour,
): Promise<Highlight | null> {
  const now = Date.now()
  const draft: Highlight = {
    // Its own from the beginning: what is opened at once stays open when the library has written it.
    id: uuidv7(),
    articleId: article.id,
    range,
    quote: quoteOf(article.text, range),
    colour,
    createdAt: now,
    updatedAt: now,
    noteText: '',
    status: 'anchored',
    tags: [],
  }
  rememberColour(colour)
  changeList(article.id, (list) => withHighlight(list, draft))
  const written = keepPatch(
    [article.id],
    () => (list) => (list.some(({ id }) => id === draft.id) ? [...list] : withHighlight(list, draft)),
  )
  announce(`Highlighted in ${colourName(colour)}: ${shortened(draft.quote.exact)}`)
  const made = holdAnswers([article.id]).then(() =>
    inOrder(() => client.highlight.create({ id: draft.id, articleId: article.id, range, colour })),
  )
  unconfirmed.set(draft.id, made)
  const forget = recordAct({
    label: 'Highlight made',
    undo: async () => exchange([await made], []),
    redo: async () => exchange([], [await made]),
  })
  try {
    const highlight = await made
    written()
    await refreshAnswers([article.id])
    changeList(article.id, (list) => {
      const shown = list.find(({ id }) => id === draft.id)
      if (shown === undefined) return [...list]
      return withHighlight(withoutHighlight(list, draft.id), changedSince(draft, shown) ? shown : highlight)
    })
    return highlight
  } catch (error) {
    forget()
    changeList(article.id, (list) => withoutHighlight(list, draft.id))
    refused(error)
    return null
  } finally {
    written()
    unconfirmed.delete(draft.id)
  }
}

/** Whether what was drafted was given another shape while the library wrote it: the answer to that is still to come. */
function changedSince(draft: Highlight, { range, colour, tags }: Highlight): boolean {
  const sameRange = range.start === draft.range.start && range.end === draft.range.end
  return !sameRange || colour !== draft.colour || tags.length !== draft.tags.length
}

interface Step {
  highlight: Highlight
  difference: Difference
}

/** Shows a highlight differently without writing it: while an end is dragged. */
export function showHighlight(highlight: Highlight, difference: Difference): void {
  showHighlights([{ highlight, difference }])
}

/** The same for many: each article's list is made anew once. */
function showHighlights(steps: readonly Step[]): void {
  for (const articleId of new Set(steps.map(({ highlight }) => highlight.articleId))) {
    changeList(articleId, patchOf(steps, articleId))
  }
}

/** What makes of the list of an article the one in which the steps are done. */
function patchOf(steps: readonly Step[], articleId: string): (list: readonly Highlight[]) => Highlight[] {
  const { reader } = readerState()
  const text = reader?.articleId === articleId ? reader.map.text : null
  const differences = new Map(steps.map(({ highlight, difference }) => [highlight.id, difference]))
  return (list) =>
    withHighlights(
      list,
      list.flatMap((shown) => {
        const difference = differences.get(shown.id)
        return difference === undefined ? [] : [changedBy(difference, shown, text)]
      }),
    )
}

function changedBy({ range, colour, tags }: Difference, shown: Highlight, text: string | null): Highlight {
  return {
    ...shown,
    ...(range && { range }),
    ...(range && text !== null && { quote: quoteOf(text, range), status: 'anchored' as const }),
    ...(colour && { colour }),
    ...(tags && { tags }),
  }
}

async function write(steps: readonly Step[]): Promise<void> {
  const turn = Symbol('turn')
  for (const { highlight } of steps) latest.set(highlight.id, turn)
  showHighlights(steps)
  const articleIds = new Set(steps.map(({ highlight }) => highlight.articleId))
  const written = keepPatch(articleIds, (articleId) => patchOf(steps, articleId))
  await holdAnswers(articleIds)
  try {
    const changes: HighlightChange[] = []
    for (const { highlight, difference } of steps) changes.push({ id: await confirmedId(highlight.id), ...difference })
    const changed = await inOrder(() => client.highlight.updateMany({ changes }))
    written()
    await refreshAnswers(articleIds)
    const news = new Map(changed.map((highlight) => [highlight.id, highlight]))
    const gone = new Set<string>()
    const come: Highlight[] = []
    for (const [index, { highlight }] of steps.entries()) {
      const now = news.get(changes[index]?.id ?? '')
      if (now === undefined || latest.get(highlight.id) !== turn) continue
      latest.delete(highlight.id)
      gone.add(highlight.id)
      come.push(now)
    }
    replaceOnScreen(
      gone,
      come,
      come.map(({ articleId }) => articleId),
    )
  } catch (error) {
    written()
    askAgain()
    throw error
  }
}

interface ChangeWords {
  label: string
  /** Says it in a message with its way back, for what cannot be seen at once. */
  told?: boolean
  series?: string
}

/** Changes some highlights, all or none, and remembers it. */
async function changeHighlights(
  highlights: readonly Highlight[],
  differenceOf: (highlight: Highlight) => Difference,
  words: ChangeWords,
): Promise<boolean> {
  const to = highlights.map((highlight) => ({ highlight, difference: differenceOf(highlight) }))
  const from = to.map(({ highlight, difference }) => ({ highlight, difference: formerly(highlight, difference) }))
  const act = { ...words, undo: () => write(from), redo: () => write(to) }
  const forget = words.told === true ? null : recordAct(act)
  try {
    await act.redo()
    if (words.told === true) recordAndTell(act)
    return true
  } catch (error) {
    forget?.()
    refused(error)
    return false
  }
}

function formerly(highlight: Highlight, difference: Difference): Difference {
  return {
    ...(difference.colour && { colour: highlight.colour }),
    ...(difference.range && { range: highlight.range }),
    ...(difference.tags && { tags: highlight.tags }),
  }
}

/** Gives a highlight another colour. */
export async function recolourHighlight(highlight: Highlight, colour: HighlightColour): Promise<void> {
  rememberColour(colour)
  if (highlight.colour === colour) return
  announce(`Now ${colourName(colour)}`)
  await changeHighlights([highlight], () => ({ colour }), { label: 'Colour of the highlight changed' })
}

/** Gives several highlights one colour. */
export async function recolourHighlights(highlights: readonly Highlight[], colour: HighlightColour): Promise<void> {
  const label = `${countOf(highlights.length, 'highlight')} made ${colourName(colour)}`
  await changeHighlights(highlights, () => ({ colour }), { label, told: true })
}

/** Gives a highlight another range; quick moves of the same one are undone as one. */
export async function moveHighlight(highlight: Highlight, range: TextRange): Promise<void> {
  if (highlight.range.start === range.start && highlight.range.end === range.end) return
  await changeHighlights([highlight], () => ({ range }), {
    label: 'Ends of the highlight moved',
    series: `range ${highlight.id}`,
  })
}

/** Replaces the tags of a highlight. */
export async function setHighlightTags(highlight: Highlight, tags: string[]): Promise<void> {
  await changeHighlights([highlight], () => ({ tags }), { label: 'Tags of the highlight changed' })
}

/** Gives several highlights one more tag. */
export async function tagHighlights(highlights: readonly Highlight[], added: readonly string[]): Promise<void> {
  const label = `${countOf(highlights.length, 'highlight')} tagged ${added.join(', ')}`
  await changeHighlights(highlights, ({ tags }) => ({ tags: [...tags, ...added] }), { label, told: true })
}

/** Deletes highlights with their notes, and offers the way back. */
export async function deleteHighlights(highlights: readonly Highlight[]): Promise<void> {
  const [one] = highlights
  if (one === undefined) return
  const label =
    highlights.length > 1
      ? `${countOf(highlights.length, 'highlight')} deleted`
      : one.noteText === ''
        ? 'Highlight deleted'
        : 'Highlight and its note deleted'
  const act = { label, redo: () => exchange(highlights, []), undo: () => exchange([], highlights) }
  try {
    await act.redo()
    recordAndTell(act)
  } catch (error) {
    refused(error)
  }
}

/** Deletes one highlight. */
export function deleteHighlight(highlight: Highlight): Promise<void> {
  return deleteHighlights([highlight])
}

/** Makes one highlight of several. Resolves to it; null when the library refused. */
export async function mergeHighlights(highlights: readonly Highlight[]): Promise<Highlight | null> {
  return reshape(highlights, 'Highlights merged', async (ids) => [await client.highlight.merge({ ids })])
}

/** Makes two highlights of one at an offset of the text. Resolves to the first; null when the library refused. */
export async function splitHighlight(highlight: Highlight, at: number): Promise<Highlight | null> {
  return reshape([highlight], 'Highlight split in two', ([id = highlight.id]) => client.highlight.split({ id, at }))
}

async function reshape(
  before: readonly Highlight[],
  label: string,
  call: (ids: string[]) => Promise<Highlight[]>,
): Promise<Highlight | null> {
  try {
    const ids = await Promise.all(before.map(({ id }) => confirmedId(id)))
    const known = before.map((highlight, index) => ({ ...highlight, id: ids[index] ?? highlight.id }))
    await holdAnswers(before.map(({ articleId }) => articleId))
    const after = await inOrder(() => call(ids))
    for (const { id, articleId } of known) changeList(articleId, (list) => withoutHighlight(list, id))
    for (const highlight of after) changeList(highlight.articleId, (list) => withHighlight(list, highlight))
    recordAndTell({ label, undo: () => exchange(after, known), redo: () => exchange(known, after) })
    return after[0] ?? null
  } catch (error) {
    refused(error)
    return null
  }
}

const COLOUR_KEY = 'commonplace.highlight-colour'

/** The ink that was used last on this computer; yellow at first. */
export function lastColour(): HighlightColour {
  const stored = localStorage.getItem(COLOUR_KEY)
  return COLOURS.find((colour) => colour === stored) ?? 'yellow'
}

function rememberColour(colour: HighlightColour): void {
  localStorage.setItem(COLOUR_KEY, colour)
}

function shortened(words: string): string {
  return words.length <= 80 ? words : `${words.slice(0, 79).trimEnd()}…`
}
