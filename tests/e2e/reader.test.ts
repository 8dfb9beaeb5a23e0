// The reader by keyboard alone: finding words, a picture, a note at its reference, and the way back.
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { SAMPLES, addByTyping, focusOn, openFromList, openedArticle, showView } from './reading.ts'

const WITH_NOTE = [
  '# A short piece with a note',
  'The first sentence says something.[^1] The second says a little more than that.',
  ...Array.from({ length: 30 }, (_, index) => `Paragraph ${String(index + 1)} stands between the text and its note.`),
  '```js\nconst answer = 42\n```',
  '## The end',
  'It ends here.',
  '## And after it',
  '[^1]: The note has [a link](https://example.org/) of its own.',
].join('\n\n')

/** The letters of the match that is shown as the current one. */
const currentMatch = (page: Page) =>
  page.evaluate(() => {
    const [painted] = CSS.highlights.get('find-current') ?? []
    if (painted === undefined) return ''
    const range = document.createRange()
    range.setStart(painted.startContainer, painted.startOffset)
    range.setEnd(painted.endContainer, painted.endOffset)
    return range.toString().replace(/\W/g, '').toLowerCase()
  })

const scrollTop = (page: Page) => page.locator('.reader').evaluate((pane) => Math.round(pane.scrollTop))

async function openNoted(page: Page): Promise<void> {
  await addByTyping(page, WITH_NOTE)
  await expect(openedArticle(page, 'A short piece with a note')).toBeVisible()
  await focusOn(page.locator('.reader'))
}

test('words are found whatever their case, one after the other, and Escape goes back to the place', async ({
  page,
}) => {
  await openFromList(page, SAMPLES.feature)
  await page.keyboard.press('Control+f')
  await page.keyboard.type('COMMONPLACE')
  const bar = page.getByRole('search', { name: 'Find in the article' })
  // At once: the search follows the typing, and the step is among the matches of the whole word all the same.
  await page.keyboard.press('Shift+Enter')
  await expect.poll(() => currentMatch(page)).toBe('commonplace')
  await expect(bar.getByRole('status')).toHaveText(/^(\d+) of \1$/)
  await expect.poll(() => scrollTop(page)).toBeGreaterThan(500)
  await page.keyboard.press('F3')
  await expect(bar.getByRole('status')).toHaveText(/^1 of/)
  await page.keyboard.press('Shift+F3')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect.poll(() => scrollTop(page)).toBe(0)
  await expect(page.locator('.reader')).toBeFocused()
})

test('a note shows at its reference, leads to the list at the end, and Alt+Left comes back', async ({ page }) => {
  await openNoted(page)
  const reference = openedArticle(page).getByRole('link', { name: '1', exact: true })
  await focusOn(reference)
  await page.keyboard.press('Enter')
  const card = page.getByRole('dialog', { name: 'Note 1' })
  await expect(card).toBeFocused()
  await expect(card.getByRole('link', { name: 'a link' })).toHaveAttribute('href', 'https://example.org/')
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await expect(reference).toBeFocused()
  await page.keyboard.press('Enter')
  await card.getByRole('button', { name: 'Go to the note' }).press('Enter')
  await expect.poll(() => scrollTop(page)).toBeGreaterThan(500)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => scrollTop(page)).toBe(0)
})

test('a picture opens large with Enter, and Escape gives the focus back to it', async ({ page }) => {
  await showView(page, 'All articles')
  await openFromList(page, 'A Desk That Remembers')
  const picture = openedArticle(page).getByRole('img').first()
  // It takes the focus once it is there to be seen.
  await expect(picture).toHaveAttribute('tabindex', '0')
  await focusOn(picture)
  await page.keyboard.press('Enter')
  const viewer = page.getByRole('dialog', { name: /^Picture/ })
  await expect(viewer).toBeVisible()
  await page.keyboard.press('1')
  await expect(viewer.getByRole('status')).toHaveText('100 %')
  await page.keyboard.press('+')
  await expect(viewer.getByRole('status')).toHaveText('130 %')
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()
  await expect(picture).toBeFocused()
})

test('an article that is not there says so under a heading and leads back to the library', async ({ app, page }) => {
  await page.evaluate(() => {
    location.hash = '#/article/00000000-0000-7000-8000-000000000000'
  })
  await expect(page.getByRole('heading', { level: 1, name: 'This article cannot be opened' })).toBeVisible()
  await page.getByRole('button', { name: 'Back to the library' }).last().click()
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/')
  app.takeFaults()
})
