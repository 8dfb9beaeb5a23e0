// Beside the text: notes in the margin, each level with its words; and another text, or the note on the article.
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  articleRows,
  atRest,
  companionPane,
  expectPainted,
  focusOn,
  highlight,
  openFromList,
  openedArticle,
  placeOf,
  selectWithMouse,
  showTab,
} from './reading.ts'

test.use({ viewport: { width: 1600, height: 950 } })

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is wrong with the window as it is, by axe. */
async function problems(page: Page): Promise<string[]> {
  await atRest(page)
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}

function margin(page: Page): Locator {
  return page.getByRole('region', { name: 'Notes in the margin' })
}

/** How far each note is below the end of the one before it, px. */
async function gaps(page: Page): Promise<number[]> {
  const notes = await margin(page).getByRole('listitem').all()
  const boxes = await Promise.all(notes.map((note) => note.boundingBox()))
  return boxes.slice(1).map((box, index) => box!.y - (boxes[index]!.y + boxes[index]!.height))
}

/** Waits until so many notes stand one below the other and none over another. */
async function expectApart(page: Page, count: number): Promise<void> {
  await expect(margin(page).getByRole('listitem')).toHaveCount(count)
  await expect.poll(async () => (await gaps(page)).every((gap) => gap >= 9)).toBe(true)
}

test('notes stand beside their words, never one over another, and are written there', async ({ page }) => {
  test.setTimeout(240_000)
  const article = await openFromList(page, SAMPLES.feature)
  await page.keyboard.press('Shift+N')
  const passages = ['should do as bees do', 'store what is gathered', 'in separate cells']
  for (const [index, words] of passages.entries()) {
    await selectWithMouse(page, article, words)
    await page.keyboard.press('n')
    await expect(margin(page).getByRole('textbox', { name: `Note on “${words}”` })).toBeFocused()
    await page.keyboard.type(`Thought ${String(index + 1)}, which takes more than one line of a margin to be written.`)
    await page.keyboard.press('Escape')
    await expect(page.locator('.reader')).toBeFocused()
  }
  await expectApart(page, 3)
  expect(await problems(page)).toEqual([])

  // The one that is pressed stands level with its words; the others give way, also as it grows.
  await margin(page)
    .getByRole('button', { name: `Note on “${passages[1]!}”` })
    .click()
  const editor = margin(page).getByRole('textbox', { name: `Note on “${passages[1]!}”` })
  await expect(editor).toBeFocused()
  const level = async () => {
    const { first } = await placeOf(article, passages[1]!)
    const box = await margin(page).getByRole('listitem').nth(1).boundingBox()
    return Math.abs(first.middle - 13 - box!.y)
  }
  await expect.poll(level).toBeLessThan(8)
  await page.keyboard.press('Enter')
  await page.keyboard.type('A second paragraph. ')
  await page.keyboard.insertText('And what else there is to say about it, which goes on for a while. '.repeat(4))
  await expectApart(page, 3)
  await expect.poll(level).toBeLessThan(8)
  expect(await problems(page)).toEqual([])
  await page.keyboard.press('Escape')

  // By keyboard from note to note, and back to the words.
  await focusOn(margin(page).getByRole('button', { name: `Note on “${passages[0]!}”` }))
  await page.keyboard.press('ArrowDown')
  await expect(margin(page).getByRole('button', { name: `Note on “${passages[1]!}”` })).toBeFocused()
  await expect(margin(page).getByText('more', { exact: true })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(margin(page).getByRole('button', { name: `Note on “${passages[2]!}”` })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(margin(page).getByRole('textbox', { name: `Note on “${passages[2]!}”` })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.locator('.reader')).toBeFocused()

  // Without room beside the text they open as cards.
  await page.setViewportSize({ width: 900, height: 800 })
  await expect(margin(page)).toBeHidden()
  await selectWithMouse(page, article, passages[0]!)
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog', { name: 'Note on the highlight' })).toContainText('Thought 1')
})

test('two texts beside each other are read and highlighted each by itself, and the active one has the companion', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const first = await openFromList(page, SAMPLES.feature)
  await focusOn(articleRows(page).filter({ hasText: SAMPLES.technical }))
  await page.keyboard.press('Control+Shift+Enter')
  const left = page.getByRole('region', { name: `First text: ${SAMPLES.feature}` })
  const right = page.getByRole('region', { name: `Second text: ${SAMPLES.technical}` })
  await expect(right.locator('.reader')).toBeFocused()
  const second = openedArticle(page, SAMPLES.technical)
  const tab = await showTab(page, 'Highlights')

  await highlight(page, second, ['went out to eat at a diner'], 'Green')
  await expect(tab.getByRole('listitem')).toHaveText(/went out to eat at a diner/)
  await highlight(page, first, ['arranged so that it could be found again'], 'Yellow')
  await expect(tab.getByRole('listitem')).toHaveText(/arranged so that it could be found again/)
  await expectPainted(page, [
    { ink: 'yellow', words: 'arranged so that it could be found again' },
    { ink: 'green', words: 'went out to eat at a diner' },
  ])
  await expect(page).toHaveTitle(new RegExp(SAMPLES.feature))
  expect(await problems(page)).toEqual([])

  // The keys act on the active text alone, and F6 goes on to the next pane.
  await focusOn(left.locator('.reader'))
  await page.keyboard.press('j')
  await expect(left.locator('.paragraph-mark')).toBeVisible()
  await expect(right.locator('.paragraph-mark')).toBeHidden()
  await page.keyboard.press('F6')
  await expect(right.locator('.reader')).toBeFocused()
  await expect(page).toHaveTitle(new RegExp(SAMPLES.technical))
  await expect(tab.getByRole('listitem')).toHaveText(/went out to eat at a diner/)
  await page.keyboard.press('F6')
  await expect(companionPane(page)).toBeFocused()

  // The address brings both back; then the other way round, one behind the other, and one alone.
  await page.reload()
  await expect(left.getByRole('article')).toBeVisible()
  await expect(right.getByRole('article')).toBeVisible()
  await expect(articleRows(page).and(page.locator('[aria-current]'))).toHaveCount(2)

  // What goes to the trash leaves its pane alone, whichever it is.
  await focusOn(right.locator('.reader'))
  await page.keyboard.press('#')
  await expect(right).toBeHidden()
  await expect(openedArticle(page, SAMPLES.feature)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(right.getByRole('article')).toBeVisible()
  await focusOn(left.locator('.reader'))
  await page.keyboard.press('#')
  await expect(left).toBeHidden()
  await expect(openedArticle(page, SAMPLES.technical)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(left.getByRole('article')).toBeVisible()
  await page.keyboard.press('Shift+B')
  await expect(page.getByRole('region', { name: `First text: ${SAMPLES.technical}` })).toBeVisible()
  await page.setViewportSize({ width: 700, height: 800 })
  await page.getByRole('tab', { name: SAMPLES.technical }).click()
  await expect(openedArticle(page, SAMPLES.technical)).toBeVisible()
  await expect(openedArticle(page, SAMPLES.feature)).toBeHidden()
  expect(await problems(page)).toEqual([])
  await page.getByRole('button', { name: 'Only this one' }).click()
  await expect(page.getByRole('tablist', { name: 'Two beside each other' })).toBeHidden()

  await page.setViewportSize({ width: 1600, height: 950 })
  await page.keyboard.press('b')
  const note = page.getByRole('main').getByRole('textbox', { name: 'Note on the article' })
  await expect(note).toBeFocused()
  await page.keyboard.type('Two readers of one text')
  await page.keyboard.press('Escape')
  await page.keyboard.press('b')
  await expect(note).toBeHidden()
  await page.keyboard.press('b')
  await expect(note).toHaveText('Two readers of one text')
  expect(await problems(page)).toEqual([])
})
