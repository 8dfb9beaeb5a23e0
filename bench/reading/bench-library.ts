// A library to measure on: one very long article with highlights, notes and mentions, and many of ordinary length.
import { createRouterClient } from '@orpc/server'
import { openApp } from '../../src/core/app.ts'
import type { HighlightColour, TextRange } from '../../src/contract/model.ts'
import { stateOfMarkdown } from '../../src/rich-text/read-markdown.ts'
import { below, pick, seeded } from '../anchoring/random.ts'
import type { Random } from '../anchoring/random.ts'
import { longArticle } from './long-article.ts'

export interface Sizes {
  words: number
  highlights: number
  notes: number
  /** Articles of ordinary length, to be opened in a row. */
  others: number
}

export interface BenchLibrary {
  longId: string
  otherIds: string[]
  words: number
  highlights: number
  mentions: number
  /** Those that begin on the first screen or so: the reader paints what is near the screen, all of it at once. */
  atTop: { highlights: number; mentions: number }
}

/** UTF-16 code units. */
const FIRST_SCREEN = 3_000

const COLOURS: readonly HighlightColour[] = ['yellow', 'green', 'blue', 'pink', 'purple']

/** Fills a folder with a library, by the calls that the app itself makes; the engine finds the mentions. */
export async function fillLibrary(folder: string, sizes: Sizes, seed: number): Promise<BenchLibrary> {
  const random = seeded(seed)
  const app = await openApp({ folder, shell: 'test', seeds: null })
  const client = createRouterClient(app.router)
  const add = async (title: string, words: number, highlights: number, notes: number): Promise<string> => {
    const text = longArticle(random, title, words)
    const capture = await client.capture.add({ kind: 'text', text, format: 'html' })
    let id: string | undefined
    for await (const event of capture) if (event.type === 'done') id = event.article.id
    if (id === undefined) throw new Error(`${title} could not be added`)
    const article = await client.article.get({ id })
    for (const [index, range] of randomRanges(random, article.text, highlights).entries()) {
      const made = await client.highlight.create({ articleId: id, range, colour: pick(random, COLOURS) })
      if (index >= notes) continue
      const state = stateOfMarkdown(`Compare with the **other** edition, page ${String(index)}.`)
      await client.note.save({ target: { kind: 'highlight', id: made.id }, state, text: '' })
    }
    return id
  }
  try {
    const otherIds: string[] = []
    for (let n = 1; n <= sizes.others; n += 1) otherIds.push(await add(`Letters, volume ${String(n)}`, 1_500, 8, 2))
    const longId = await add('The long survey', sizes.words, sizes.highlights, sizes.notes)
    await app.settled()
    const article = await client.article.get({ id: longId })
    const { mentions } = await client.entity.ofArticle({ articleId: longId })
    const highlights = await client.highlight.list({ articleId: longId })
    const atTop = {
      highlights: highlights.filter(({ range }) => range.start < FIRST_SCREEN).length,
      mentions: mentions.filter(({ start }) => start < FIRST_SCREEN).length,
    }
    const counts = { words: article.wordCount, highlights: highlights.length, mentions: mentions.length }
    return { longId, otherIds, ...counts, atTop }
  } finally {
    await app.close()
  }
}

/** Different ranges all over the text, of a few words to a few sentences; some overlap. */
function randomRanges(random: Random, text: string, count: number): TextRange[] {
  const ranges = new Map<string, TextRange>()
  while (ranges.size < count) {
    const start = text.indexOf(' ', below(random, text.length - 400)) + 1
    const end = text.indexOf(' ', start + 12 + below(random, random() < 0.8 ? 120 : 320))
    const words = text.slice(start, end)
    if (start > 0 && end > start && words.trim() === words)
      ranges.set(`${String(start)}-${String(end)}`, { start, end })
  }
  return [...ranges.values()]
}
