// What a reader does in the window, in the words of the tests: open, select, highlight, look at what is painted.
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

export const SAMPLES = {
  feature: 'The Book That Everyone Wrote for Themselves',
  technical: 'UTF-8, Designed on a Placemat',
  wire: 'After a half-century hunt, physicists at CERN announce a new particle',
  web: 'What Happens When You Follow a Link',
}

/** The pane on the left. */
export function libraryPane(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Library' })
}

/** The pane on the right. */
export function companionPane(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Entities, highlights and notes' })
}

/** The rows of the list, each a link whose name begins with the article's title. */
export function articleRows(page: Page): Locator {
  return libraryPane(page).getByRole('listitem').getByRole('link')
}

/** The article in the reader. */
export function openedArticle(page: Page, title?: string): Locator {
  return page.getByRole('main').getByRole('article', title === undefined ? {} : { name: title })
}

/** Opens an article from whichever view shows it. */
export async function openFromList(page: Page, title: string): Promise<Locator> {
  await articleRows(page).filter({ hasText: title }).click()
  const article = openedArticle(page, title)
  await expect(article).toBeVisible()
  return article
}

/** Shows a view of the library by its button. */
export async function showView(page: Page, name: string): Promise<void> {
  await libraryPane(page)
    .getByRole('navigation', { name: 'Views of the library' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
}

/** Adds what the user typed or pasted into the dialog. */
export async function addByTyping(page: Page, content: string): Promise<void> {
  await page.getByRole('button', { name: 'Add an article' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add to the library' })
  await dialog.getByRole('textbox').fill(content)
  await dialog.getByRole('button', { name: /^Add (text|article)$/ }).click()
}

/** Chooses a tab beside the article. */
export async function showTab(page: Page, name: 'Entities' | 'Highlights' | 'Notes'): Promise<Locator> {
  await companionPane(page).getByRole('tab', { name }).click()
  return companionPane(page).getByRole('tabpanel', { name })
}

/** A picture of the article, which is a button where it can be enlarged. */
export function pictureIn(article: Locator, alt: string): Locator {
  return article.getByRole('img', { name: alt }).or(article.getByRole('button', { name: alt }))
}

interface Place {
  left: number
  right: number
  middle: number
}

/** Where words stand on the screen, scrolled there if they are not: the first character and the last. */
export async function placeOf(article: Locator, words: string): Promise<{ first: Place; last: Place }> {
  return article.evaluate((element, wanted) => {
    const texts: Text[] = []
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    const found = texts.map((text) => text.data).join('')
    const at = found.indexOf(wanted)
    if (at < 0) throw new Error(`“${wanted}” is not in the article`)
    const point = (offset: number): [Text, number] => {
      let left = offset
      for (const text of texts) {
        if (left < text.data.length) return [text, left]
        left -= text.data.length
      }
      throw new Error('beyond the end')
    }
    const character = (offset: number) => {
      const [text, inText] = point(offset)
      const range = document.createRange()
      range.setStart(text, inText)
      range.setEnd(text, inText + 1)
      return range
    }
    const ends = [character(at), character(at + wanted.length - 1)] as const
    const box = ends[0].getBoundingClientRect()
    if (box.top < 120 || ends[1].getBoundingClientRect().bottom > innerHeight - 120) {
      ends[0].startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' })
    }
    const [first, last] = ends.map((range) => {
      const { left, right, top, bottom } = range.getBoundingClientRect()
      return { left, right, middle: (top + bottom) / 2 }
    })
    return { first: first!, last: last! }
  }, words)
}

/** Drags the mouse from the first letter of `from` to the last of `to`. */
export async function selectWithMouse(page: Page, article: Locator, from: string, to = from): Promise<void> {
  await placeOf(article, from)
  const { first } = await placeOf(article, from)
  const { last } = await placeOf(article, to)
  await page.mouse.move(first.left + 0.5, first.middle)
  await page.mouse.down()
  await page.mouse.move((first.left + last.right) / 2, (first.middle + last.middle) / 2, { steps: 4 })
  await page.mouse.move(last.right - 0.5, last.middle, { steps: 4 })
  await page.mouse.up()
}

/** The tools that come up beside a selection. */
export function selectionTools(page: Page): Locator {
  return page.getByRole('toolbar', { name: 'Selected passage' })
}

/** The tools of a highlight that is open. */
export function highlightTools(page: Page): Locator {
  return page.getByRole('toolbar', { name: 'Highlight' })
}

/** Selects words and highlights them in an ink of the toolbar. */
export async function highlight(page: Page, article: Locator, words: [string, string?], ink = 'Yellow'): Promise<void> {
  await selectWithMouse(page, article, ...words)
  await selectionTools(page).getByRole('button', { name: ink, exact: true }).click()
  await expect(selectionTools(page)).toBeHidden()
}

export interface Painted {
  ink: string
  words: string
}

/** What is painted over the article in the five inks, in the order of the text; white space between blocks as one space. */
export async function paintedHighlights(page: Page): Promise<Painted[]> {
  return page.evaluate(() => {
    const inks = ['yellow', 'green', 'blue', 'pink', 'purple']
    const painted = inks.flatMap((ink) =>
      [...(CSS.highlights.get(`highlight-${ink}`) ?? [])].map((painted) => {
        const range = document.createRange()
        range.setStart(painted.startContainer, painted.startOffset)
        range.setEnd(painted.endContainer, painted.endOffset)
        return { ink, range }
      }),
    )
    return painted
      .sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range))
      .map(({ ink, range }) => {
        const fragment = range.cloneContents()
        for (const block of fragment.querySelectorAll('p, li, td, th, tr, pre, h2, h3, figcaption')) block.prepend(' ')
        return { ink, words: (fragment.textContent ?? '').replace(/\s+/g, ' ').trim() }
      })
  })
}

/** Waits until exactly these words are painted, in this order. */
export async function expectPainted(page: Page, expected: Painted[]): Promise<void> {
  await expect.poll(() => paintedHighlights(page)).toEqual(expected)
}

/** Clicks into the middle of words, as one does to open what is painted there. */
export async function clickWords(page: Page, article: Locator, words: string): Promise<void> {
  await placeOf(article, words)
  const { first } = await placeOf(article, words)
  await page.mouse.click((first.left + first.right) / 2, first.middle)
}

/** The message at the foot of the window. */
export function message(page: Page, words: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Messages' }).getByText(words)
}

/** Takes back what the newest message offers to take back. */
export async function undo(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last().click()
}
