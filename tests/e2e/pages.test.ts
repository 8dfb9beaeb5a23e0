// Reading page by page, in colours of one's own, set as one article needs it, and from the right.
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  articleRows,
  boxOf,
  expectPainted,
  focusOn,
  highlight,
  openFromList,
  openedArticle,
  paintedHighlights,
  showView,
} from './reading.ts'

const ARABIC = 'الرجل الذي صار كلمة'

async function howTheTextIsSet(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'How the text is set' }).click()
  return page.getByRole('dialog', { name: 'How the text is set' })
}

async function choose(popover: Locator, name: string): Promise<void> {
  await popover.getByText(name, { exact: true }).click()
  await expect(popover.getByRole('radio', { name, exact: true })).toBeChecked()
}

/** Closes what is open and puts the focus into the text. */
async function backToTheText(page: Page, popover: Locator): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(popover).toBeHidden()
  await focusOn(page.locator('[data-reader-pane]'))
}

async function readInPages(page: Page): Promise<void> {
  const popover = await howTheTextIsSet(page)
  await choose(popover, 'Pages')
  await backToTheText(page, popover)
}

const pages = (page: Page) => page.getByRole('navigation', { name: 'Pages' })

async function expectPage(page: Page, number: number): Promise<void> {
  await expect(pages(page).getByText(/^Page \d+ of \d+$/)).toHaveText(new RegExp(`^Page ${String(number)} of`))
}

async function pageCount(page: Page): Promise<number> {
  return Number(/of (\d+)/.exec(await pages(page).innerText())?.[1])
}

/** Whether words of the article are on the screen. */
async function expectInView(page: Page, words: string): Promise<void> {
  await expect(openedArticle(page).getByText(words).first()).toBeInViewport()
}

test('an article is read page by page, and its page is there again after a restart', async ({ app }) => {
  let { page } = app
  await page.setViewportSize({ width: 1320, height: 800 })
  const article = await openFromList(page, SAMPLES.feature)
  await readInPages(page)
  await expectPage(page, 1)
  await expectInView(page, 'For three centuries anyone in Europe')

  // By keys, by the mouse, by the wheel, and to either end.
  await page.keyboard.press('Space')
  await expectPage(page, 2)
  await expect(article.getByText('For three centuries anyone in Europe')).not.toBeInViewport()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowRight')
  await expectPage(page, 4)
  await page.keyboard.press('Shift+Space')
  await expectPage(page, 3)
  await pages(page).getByRole('button', { name: 'Next page' }).click()
  await expectPage(page, 4)
  await page.mouse.move(660, 400)
  await page.mouse.wheel(0, -120)
  await expectPage(page, 3)
  await focusOn(page.locator('[data-reader-pane]'))
  await page.keyboard.press('End')
  await expect(pages(page).getByText(/^Page (\d+) of \1$/)).toBeVisible()
  const last = await pageCount(page)
  await page.keyboard.press('Home')
  await expectPage(page, 1)

  // Finding turns to the page, and leaving the search turns back.
  await page.keyboard.press('Control+f')
  await page.getByRole('searchbox', { name: 'Find in the article' }).fill('Virginia Woolf')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await expectInView(page, 'Virginia Woolf left')
  await page.keyboard.press('Escape')
  await expectPage(page, 1)

  // The contents turn to a section. What is highlighted on a page stays on its words when the window, and so the pages, are others.
  await focusOn(page.locator('[data-reader-pane]'))
  await page.keyboard.press('o')
  await page.getByRole('dialog', { name: 'Contents' }).getByRole('button', { name: 'Gather like a bee' }).click()
  await expectInView(page, 'Gather like a bee')
  const painted = [{ ink: 'yellow', words: 'Gather like a bee' }]
  await highlight(page, article, ['Gather like a bee'])
  await expectPainted(page, painted)
  await expectInView(page, 'Gather like a bee')
  await page.setViewportSize({ width: 900, height: 620 })
  await expect.poll(() => pageCount(page)).toBeGreaterThan(last)
  await expectPainted(page, painted)
  await expectInView(page, 'Gather like a bee')

  // Two columns where there is room for them.
  await page.setViewportSize({ width: 1600, height: 800 })
  await page.keyboard.press('[')
  await page.keyboard.press(']')
  await focusOn(page.locator('[data-reader-pane]'))
  await page.keyboard.press('Home')
  await boxOf(article.getByRole('heading', { level: 1 }))
  const alone = await pageCount(page)
  const popover = await howTheTextIsSet(page)
  await choose(popover, 'Two, in a wide window')
  await backToTheText(page, popover)
  await expect.poll(() => pageCount(page)).toBeLessThan(alone)
  const [title, next] = [
    article.getByRole('heading', { level: 1 }),
    article.getByText('The name is older than the book'),
  ]
  const [left, right] = [await boxOf(title), await boxOf(next)]
  expect(right.x).toBeGreaterThan(left.x + left.width)

  // From the first page, so that the share that the list shows next is the one of the second.
  await page.keyboard.press('[')
  await focusOn(page.locator('[data-reader-pane]'))
  await page.keyboard.press('Home')
  const share = articleRows(page)
    .filter({ hasText: SAMPLES.feature })
    .getByRole('img', { name: /% read/ })
  await expect(share).toHaveCount(0)
  await page.keyboard.press('Space')
  await expectPage(page, 2)
  await expect(share).toBeVisible()
  page = await app.restart()
  await page.setViewportSize({ width: 1600, height: 800 })
  await openFromList(page, SAMPLES.feature)
  await expectPage(page, 2)
  await expectPainted(page, painted)
})

test('the window takes colours of one’s own, and one article type of its own', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  const popover = await howTheTextIsSet(page)
  await choose(popover, 'Own')
  await popover.getByLabel('Ground').fill('#20303c')
  await popover.getByLabel('Ink').fill('#4a5a60')
  await popover.getByLabel('Accent').fill('#7a3a20')
  const colourOf = (property: string) =>
    page.locator('[data-reader-pane]').evaluate((pane, name) => getComputedStyle(pane).getPropertyValue(name), property)
  await expect.poll(() => colourOf('background-color')).toBe('rgb(32, 48, 60)')
  await expect.poll(() => colourOf('color')).toBe('rgb(74, 90, 96)')
  await expect.poll(() => colourOf('color-scheme')).toBe('dark')
  await expect(popover.getByText(/^Hard to read: the ink has a contrast of 1\.\d to 1/)).toBeVisible()
  await popover.getByRole('button', { name: 'Make it readable' }).click()
  await expect(popover.getByText(/^The ink has a contrast of [4-9]\.\d to 1/)).toBeVisible()
  await expect.poll(() => colourOf('color')).not.toBe('rgb(74, 90, 96)')

  // Type for this article alone.
  const size = (words: string) =>
    page.getByText(words).evaluate((paragraph) => Math.round(parseFloat(getComputedStyle(paragraph).fontSize)))
  const here = 'For three centuries anyone in Europe'
  await expect.poll(() => size(here)).toBe(20)
  await popover.getByRole('checkbox', { name: /^Only for this article/ }).check()
  const slider = popover.getByRole('slider', { name: 'Size' })
  await focusOn(slider)
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight')
  await choose(popover, 'Sans')
  await expect.poll(() => size(here)).toBe(25)
  await backToTheText(page, popover)
  await openFromList(page, SAMPLES.technical)
  await expect.poll(() => size('On an evening in September 1992')).toBe(20)
  await openFromList(page, SAMPLES.feature)
  await expect.poll(() => size(here)).toBe(25)
  await page.reload()
  await expect.poll(() => size(here)).toBe(25)
  await expect.poll(() => colourOf('background-color')).toBe('rgb(32, 48, 60)')

  const again = await howTheTextIsSet(page)
  await expect(again.getByRole('radio', { name: 'Sans' })).toBeChecked()
  await again.getByRole('button', { name: 'Back to how all articles are set' }).click()
  await expect.poll(() => size(here)).toBe(20)
  await expect(again.getByRole('checkbox', { name: /^Only for this article/ })).not.toBeChecked()
  await expect(again.getByRole('radio', { name: 'Serif' })).toBeChecked()
})

test('a text that runs from the right is read, turned and highlighted from the right', async ({ page }) => {
  await page.setViewportSize({ width: 1500, height: 700 })
  await showView(page, 'All articles')
  const article = await openFromList(page, ARABIC)
  await page.keyboard.press('[')
  await page.keyboard.press(']')
  const heading = article.getByRole('heading', { level: 1 })
  const contents = page.getByRole('navigation', { name: 'Contents' })
  await expect(contents).toBeVisible()
  const [words, list] = [await boxOf(heading), await boxOf(contents)]
  expect(list.x).toBeGreaterThan(words.x + words.width)

  await readInPages(page)
  await expectPage(page, 1)
  await page.keyboard.press('ArrowLeft')
  await expectPage(page, 2)
  await expect(heading).not.toBeInViewport()
  await page.keyboard.press('ArrowRight')
  await expectPage(page, 1)
  await expect(heading).toBeInViewport()
  const [ahead, back] = await Promise.all(
    (['Next page', 'Previous page'] as const).map((name) => boxOf(pages(page).getByRole('button', { name }))),
  )
  expect(ahead!.x).toBeLessThan(back!.x)

  // The first paragraph: its beginning is at the right, its end at the left, and the arrow keys go as the eye does.
  await page.keyboard.press('j')
  await page.keyboard.press('h')
  await expect.poll(async () => (await paintedHighlights(page)).length).toBe(1)
  const handle = (name: string) => page.getByRole('slider', { name: `${name} of the highlight` })
  // Opened in the moment it was made, it stays open when the library has written it.
  await page.keyboard.press('Enter')
  await expect(handle('Start')).toBeVisible()
  const [start, end] = [await boxOf(handle('Start')), await boxOf(handle('End'))]
  expect(start.x).toBeGreaterThan(end.x)
  const text = (await paintedHighlights(page))[0]!.words
  await focusOn(handle('End'))
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await paintedHighlights(page))[0]!.words.length).toBeLessThan(text.length)
  await focusOn(handle('End'))
  await page.keyboard.press('ArrowLeft')
  await expect
    .poll(async () => (await paintedHighlights(page))[0]!.words.length)
    .toBeGreaterThanOrEqual(text.length - 1)
})
