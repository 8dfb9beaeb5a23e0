// What a reader does in the window, in the words of the tests: open, select, highlight, look at what is painted.
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** As long as any expectation waits (playwright.config.ts). */
const PATIENCE_MS = 40_000

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

interface Found {
  /** The first character of the first words. */
  first: Place
  /** The last character of the last words. */
  last: Place
  /** All that stands between the two, and they themselves. */
  words: string
}

/** Where words stand on the screen, scrolled there if they are not: once they are there, and stand still. */
export async function placeOf(article: Locator, from: string, to = from): Promise<Found> {
  let place: Found | null = null
  await expect(async () => {
    place = await article.evaluate(findAtRest, [from, to] as const)
    expect(place, `“${from}” in the article, where it stays`).not.toBeNull()
  }).toPass({ timeout: PATIENCE_MS })
  return place!
}

/** Runs in the page. Null when the words are not there, or are moved on and on. */
async function findAtRest(element: Element, [from, to]: readonly [string, string]): Promise<Found | null> {
  const find = (): { found: Found; element: Element } | null => {
    const texts: Text[] = []
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    const all = texts.map((text) => text.data).join('')
    const start = all.indexOf(from)
    const end = all.indexOf(to, start) + to.length - 1
    if (start < 0 || end < start) return null
    const character = (offset: number) => {
      const range = document.createRange()
      let left = offset
      for (const text of texts) {
        if (left < text.data.length) {
          range.setStart(text, left)
          range.setEnd(text, left + 1)
          break
        }
        left -= text.data.length
      }
      return range
    }
    const place = (range: Range): Place => {
      const { left, right, top, bottom } = range.getBoundingClientRect()
      return { left, right, middle: (top + bottom) / 2 }
    }
    const [first, last] = [character(start), character(end)]
    const found = { first: place(first), last: place(last), words: all.slice(start, end + 1) }
    return { found, element: first.startContainer.parentElement! }
  }
  const frame = () =>
    new Promise<void>((drawn) => {
      requestAnimationFrame(() => drawn())
      // A window behind another one draws none.
      setTimeout(drawn, 100)
    })
  await document.fonts.ready
  let before = ''
  let same = 0
  for (let tries = 0; tries < 120; tries++) {
    const at = find()
    if (at === null || !element.isConnected) return null
    const { first, last } = at.found
    if (first.middle < 125 || last.middle > innerHeight - 125) {
      at.element.scrollIntoView({ block: 'center', behavior: 'instant' })
    }
    const now = JSON.stringify(find()?.found)
    same = now === before ? same + 1 : 0
    if (same === 2) return at.found
    before = now
    await frame()
  }
  return null
}

/** Drags the mouse from the first letter of `from` to the last of `to`; again, should the text have moved meanwhile. */
export async function selectWithMouse(page: Page, article: Locator, from: string, to = from): Promise<void> {
  let tried = false
  await expect(async () => {
    // What is pressed while it is selected would be dragged away.
    if (tried) await page.evaluate(() => document.getSelection()?.removeAllRanges())
    tried = true
    const { first, last, words } = await placeOf(article, from, to)
    await page.mouse.move(first.left + 0.5, first.middle)
    await page.mouse.down()
    await page.mouse.move((first.left + last.right) / 2, (first.middle + last.middle) / 2, { steps: 4 })
    await page.mouse.move(last.right - 0.5, last.middle, { steps: 4 })
    await page.mouse.up()
    expect(await selectedWords(page)).toBe(words)
  }).toPass({ timeout: PATIENCE_MS })
}

/** The selected words as they stand in the text, without breaks between blocks. */
function selectedWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const selection = document.getSelection()
    return selection === null || selection.rangeCount === 0 ? '' : selection.getRangeAt(0).toString()
  })
}

/** Puts the focus on something, as soon as it is there to take it. */
export async function focusOn(element: Locator): Promise<void> {
  await expect(element).toBeVisible()
  await expect(async () => {
    await element.focus()
    await expect(element).toBeFocused({ timeout: 1_000 })
  }).toPass({ timeout: PATIENCE_MS })
}

/** Where something stands on the screen, once it stands still. */
export async function boxOf(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const look = async () => JSON.stringify(await element.boundingBox())
  let seen = ''
  await expect(async () => {
    const before = seen
    seen = await look()
    expect(seen).not.toBe('null')
    expect(seen).toBe(before)
  }).toPass({ timeout: PATIENCE_MS, intervals: [50, 50, 100, 100, 250] })
  return JSON.parse(seen) as { x: number; y: number; width: number; height: number }
}

/** Waits until nothing moves or fades any more; what moves with the scroll position never ends. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(
        ({ effect, timeline }) => timeline === document.timeline && effect?.getComputedTiming().endTime !== Infinity,
      )
    return Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)))
  })
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
  const { first } = await placeOf(article, words)
  await page.mouse.click((first.left + first.right) / 2, first.middle)
}

/** The message at the foot of the window. */
export function message(page: Page, words: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Messages' }).getByText(words)
}

/** Takes back what the newest message offers to take back; that which says some words, where older ones may still be there. */
export async function undo(page: Page, words?: string | RegExp): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' }).locator('.toast')
  const said = words === undefined ? messages : messages.filter({ hasText: words })
  await said.getByRole('button', { name: 'Undo' }).last().click()
}
