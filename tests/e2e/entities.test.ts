// People, organisations and places of an article: the list, the card by mouse and by keyboard, and the user's corrections.
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  companionPane,
  focusOn,
  highlight,
  message,
  openFromList,
  openedArticle,
  placeOf,
  undo,
} from './reading.ts'

/** The row of an entity in the list beside the article. */
function row(page: Page, name: string): Locator {
  return companionPane(page).getByRole('button', { name: new RegExp(`^${name} \\d+ mentions?$`) })
}

function card(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true })
}

async function hover(page: Page, article: Locator, words: string): Promise<void> {
  const { first, last } = await placeOf(article, words)
  await page.mouse.move(first.left + 2, first.middle + 60)
  await page.mouse.move((first.left + last.right) / 2, first.middle, { steps: 3 })
}

test('those in view come first, each with its count; the rest by kind', async ({ page }) => {
  await openFromList(page, SAMPLES.wire)
  const list = companionPane(page)
  await expect(list.getByRole('region').first()).toHaveAccessibleName('In view')
  await expect(
    list
      .getByRole('region', { name: 'In view' })
      .getByRole('button', { name: /^CERN|European Organization/ })
      .first(),
  ).toBeVisible()
  await expect(row(page, 'Peter Higgs')).toBeVisible()
  await expect(row(page, 'Fabiola Gianotti')).toBeVisible()
  await row(page, 'Tim Berners-Lee').click()
  const others = list.getByRole('button', { name: new RegExp(SAMPLES.feature) })
  await expect(others).toBeVisible()
  await others.click()
  await expect(openedArticle(page, SAMPLES.feature).getByText('But when Tim Berners-Lee wrote')).toBeInViewport()
})

test('next and previous go from mention to mention', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.wire)
  const first = article.getByText('In the hall sat Peter Higgs')
  const last = article.getByText('Higgs died in Edinburgh')
  await companionPane(page).getByRole('button', { name: 'Previous mention of Peter Higgs' }).click()
  await expect(last, 'before the first comes the last').toBeInViewport()
  await companionPane(page).getByRole('button', { name: 'Next mention of Peter Higgs' }).click()
  await expect(first, 'and after the last the first').toBeInViewport()
  // The second one stands in the same paragraph.
  await companionPane(page).getByRole('button', { name: 'Next mention of Peter Higgs' }).click()
  await companionPane(page).getByRole('button', { name: 'Next mention of Peter Higgs' }).click()
  await expect(article.getByText('Higgs was second.')).toBeInViewport()
})

test('the card shows on hover, and goes when the pointer goes', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.wire)
  await expect(row(page, 'Peter Higgs')).toBeVisible()
  const about = card(page, 'Rolf-Dieter Heuer')
  await expect(async () => {
    await hover(page, article, 'Rolf-Dieter Heuer')
    await expect(about).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await expect(about).toContainText('director-general of CERN')
  await expect(about).toContainText('Named once')
  await article.getByRole('heading', { level: 1 }).hover()
  await expect(about).toBeHidden()
})

test('the card opens by keyboard, takes the focus, and gives it back', async ({ page }) => {
  await openFromList(page, SAMPLES.wire)
  await expect(row(page, 'Peter Higgs')).toBeVisible()
  const names = page.getByRole('group', { name: /^Names in the text/ }).getByRole('link')
  await focusOn(names.first())
  await page.keyboard.press('ArrowRight')
  await expect(names.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(names.nth(2)).toBeFocused()
  const name = (await names.nth(2).getAttribute('aria-label'))?.split(',')[0] ?? ''
  expect(name).not.toBe('')
  await expect(card(page, name)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(card(page, name).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card(page, name)).toBeHidden()
  await expect(page.getByRole('link', { name: new RegExp(`^${name}, `) }).and(page.locator(':focus'))).toBeVisible()
})

async function correct(page: Page, name: string, act: string): Promise<void> {
  const toggle = row(page, name)
  if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click()
  await companionPane(page)
    .getByRole('button', { name: `Correct ${name}` })
    .click()
  await page
    .getByRole('menuitem', { name: act })
    .or(page.getByRole('menuitemradio', { name: act }))
    .click()
}

test('a name is corrected, and Undo takes it back', async ({ page }) => {
  await openFromList(page, SAMPLES.wire)
  await correct(page, 'Rolf-Dieter Heuer', 'Rename…')
  const dialog = page.getByRole('dialog', { name: 'Rename entity' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('R.-D. Heuer')
  await page.keyboard.press('Enter')
  await expect(row(page, 'R\\.-D\\. Heuer')).toBeVisible()
  await undo(page)
  await expect(row(page, 'Rolf-Dieter Heuer')).toBeVisible()
})

test('two names of one are merged, and Undo parts them', async ({ page }) => {
  await openFromList(page, SAMPLES.wire)
  await correct(page, 'Robert Brout', 'Same as…')
  const dialog = page.getByRole('dialog', { name: /^“Robert Brout” is the same as/ })
  await dialog.getByLabel('Find an entity').fill('Englert')
  // At once: what is listed may still be the answer to nothing.
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(row(page, 'Robert Brout')).toHaveCount(0)
  await undo(page)
  await expect(row(page, 'Robert Brout')).toBeVisible()
  await expect(row(page, 'François Englert')).toBeVisible()
})

test('what is no entity goes and stays away when the article is analysed again; Undo brings it back', async ({
  page,
}) => {
  await openFromList(page, SAMPLES.wire)
  await correct(page, 'Melbourne', 'Not an entity in this article')
  await expect(row(page, 'Melbourne')).toHaveCount(0)
  await page.getByRole('main').getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Find entities again' }).click()
  await expect(message(page, /Entities are up to date/)).toBeVisible()
  await expect(row(page, 'Peter Higgs')).toBeVisible()
  await expect(row(page, 'Melbourne')).toHaveCount(0)
  await undo(page)
  await expect(row(page, 'Melbourne')).toBeVisible()
})

test('another kind moves it to another group', async ({ page }) => {
  await openFromList(page, SAMPLES.wire)
  await correct(page, 'Melbourne', 'Organisation')
  const list = companionPane(page)
  await expect(
    list.getByRole('region', { name: 'Organisations' }).getByRole('button', { name: /^Melbourne \d/ }),
  ).toBeVisible()
  await undo(page)
  await expect(
    list.getByRole('region', { name: 'Places' }).getByRole('button', { name: /^Melbourne \d/ }),
  ).toBeVisible()
})

test('an entity lists the highlights that name it', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.wire)
  await highlight(page, article, ['In the hall sat Peter Higgs', 'when he was 35.'])
  await row(page, 'Peter Higgs').click()
  await expect(companionPane(page).getByRole('heading', { name: 'Your highlights' })).toBeVisible()
  await companionPane(page)
    .getByRole('button', { name: /^In the hall sat Peter Higgs/ })
    .click()
  await expect(article.getByText('In the hall sat')).toBeInViewport()
})
