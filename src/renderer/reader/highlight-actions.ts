// Making, recolouring and deleting highlights: on the screen in the same frame, taken back with a word when it fails.
import type { Article, Highlight, HighlightColour, TextRange } from '../../contract/model.ts'
import { quoteOf } from '../../text/quote.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { announce } from './announcer.tsx'
import { COLOURS, colourName, withHighlight, withoutHighlight } from './highlight-list.ts'

type Text = Pick<Article, 'id' | 'text'>

/** Highlights on the screen that the library has not confirmed yet, by the id they have until then. */
const unconfirmed = new Map<string, Promise<Highlight>>()

function changeList(articleId: string, change: (list: readonly Highlight[]) => Highlight[]): void {
  const { queryKey } = queries.highlights(articleId)
  queryClient.setQueryData(queryKey, (list: Highlight[] | undefined) => change(list ?? []))
}

/** An answer that is under way was asked before the change and would undo it on the screen. */
async function holdAnswers(articleId: string): Promise<void> {
  await queryClient.cancelQueries({ queryKey: queries.highlights(articleId).queryKey })
}

function refused(error: unknown): void {
  toast({ message: sentenceOf(error), tone: 'danger' })
}

/** The id under which the library knows a highlight that is on the screen; null when it has refused to keep it. */
async function confirmedId(id: string): Promise<string | null> {
  const coming = unconfirmed.get(id)
  if (coming === undefined) return id
  // Whoever made it tells the user why it was refused.
  return coming.then(
    (highlight) => highlight.id,
    () => null,
  )
}

/** Highlights a range and resolves to what the library made of it; null when it refused, which the user is told. */
export async function createHighlight(
  article: Text,
  range: TextRange,
  colour: HighlightColour,
): Promise<Highlight | null> {
  const now = Date.now()
  const draft: Highlight = {
    id: crypto.randomUUID(),
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
  announce(`Highlighted in ${colourName(colour)}: ${shortened(draft.quote.exact)}`)
  const made = holdAnswers(article.id).then(() => client.highlight.create({ articleId: article.id, range, colour }))
  unconfirmed.set(draft.id, made)
  try {
    const highlight = await made
    changeList(article.id, (list) => withHighlight(withoutHighlight(list, draft.id), highlight))
    return highlight
  } catch (error) {
    changeList(article.id, (list) => withoutHighlight(list, draft.id))
    refused(error)
    return null
  } finally {
    unconfirmed.delete(draft.id)
  }
}

/** Gives a highlight another colour. */
export async function recolourHighlight(highlight: Highlight, colour: HighlightColour): Promise<void> {
  rememberColour(colour)
  if (highlight.colour === colour) return
  const { articleId } = highlight
  changeList(articleId, (list) => withHighlight(list, { ...highlight, colour }))
  announce(`Now ${colourName(colour)}`)
  try {
    const id = await confirmedId(highlight.id)
    if (id === null) {
      changeList(articleId, (list) => withoutHighlight(list, highlight.id))
      return
    }
    await holdAnswers(articleId)
    const changed = await client.highlight.update({ id, colour })
    changeList(articleId, (list) => withHighlight(withoutHighlight(list, highlight.id), changed))
  } catch (error) {
    changeList(articleId, (list) => withHighlight(list, highlight))
    refused(error)
  }
}

/** Deletes a highlight with its note, and offers the way back. */
export async function deleteHighlight(highlight: Highlight): Promise<void> {
  const { articleId } = highlight
  changeList(articleId, (list) => withoutHighlight(list, highlight.id))
  try {
    const id = await confirmedId(highlight.id)
    if (id === null) return
    await holdAnswers(articleId)
    await client.highlight.remove({ id })
    changeList(articleId, (list) => withoutHighlight(list, id))
    toast({
      message: highlight.noteText === '' ? 'Highlight deleted' : 'Highlight and its note deleted',
      action: { label: 'Undo', run: () => void restoreHighlight({ ...highlight, id }) },
    })
  } catch (error) {
    changeList(articleId, (list) => withHighlight(list, highlight))
    refused(error)
  }
}

async function restoreHighlight(highlight: Highlight): Promise<void> {
  const { articleId, id } = highlight
  changeList(articleId, (list) => withHighlight(list, highlight))
  try {
    await holdAnswers(articleId)
    const restored = await client.highlight.restore({ id })
    changeList(articleId, (list) => withHighlight(list, restored))
    announce('Highlight restored')
  } catch (error) {
    changeList(articleId, (list) => withoutHighlight(list, id))
    refused(error)
  }
}

const COLOUR_KEY = 'commonplace.highlight-colour'

/** The ink that was used last on this computer; yellow at first. */
export function lastColour(): HighlightColour {
  const stored = localStorage.getItem(COLOUR_KEY)
  return COLOURS.find(({ colour }) => colour === stored)?.colour ?? 'yellow'
}

function rememberColour(colour: HighlightColour): void {
  localStorage.setItem(COLOUR_KEY, colour)
}

function shortened(words: string): string {
  return words.length <= 80 ? words : `${words.slice(0, 79).trimEnd()}…`
}
