// The list of entities beside an article, by keyboard alone.
import { expect, test } from './fixtures.ts'
import { SAMPLES, companionPane, focusOn, openFromList, openedArticle } from './reading.ts'

test('a name is typed, its entity opened, and one leads to those who appear with it', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.wire)
  const list = companionPane(page)
  const row = (name: string) => list.getByRole('button', { name: new RegExp(`^${name} \\d+ mentions?$`) })
  await expect(row('Peter Higgs')).toBeVisible()

  // Letters that come too slowly are not one word.
  await expect(async () => {
    await focusOn(list.getByRole('button', { name: /^In view/ }))
    await page.keyboard.type('pet')
    await expect(row('Peter Higgs')).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(row('Peter Higgs')).toHaveAttribute('aria-expanded', 'true')

  const company = list.getByRole('group', { name: 'Appears most with' }).getByRole('listitem')
  await expect(company.first()).toBeVisible()
  expect(await company.count()).toBeLessThanOrEqual(5)
  const other = company.getByRole('button', { name: /^François Englert \d+ shared sentences$/ })
  await focusOn(other)
  await page.keyboard.press('Enter')
  await expect(row('François Englert'), 'one of the article opens in the list').toBeFocused()
  await expect(row('François Englert')).toHaveAttribute('aria-expanded', 'true')
  await expect(row('Peter Higgs')).toHaveAttribute('aria-expanded', 'false')

  // The last of his mentions stands far below; where the list is, the row stays.
  await page.keyboard.press('ArrowLeft')
  await expect(row('François Englert')).toBeFocused()
  await expect(article.getByText('Englert').last()).toBeInViewport()

  // Nothing is sent before one knows what.
  const lookUp = list.getByRole('button', { name: 'Look up in Wikipedia' })
  await focusOn(lookUp)
  await page.keyboard.press('Enter')
  const question = list.getByRole('group', { name: 'Look up in Wikipedia' })
  await expect(question).toContainText('This sends the name “François Englert” to Wikipedia')
  await expect(question.getByRole('button', { name: 'Look up' })).toBeFocused()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(lookUp).toBeVisible()

  await row('Tim Berners-Lee').click()
  const others = list.getByRole('group', { name: /^Other articles/ })
  await expect(others.getByRole('time').first()).toBeVisible()
  await others.getByRole('button', { name: new RegExp(SAMPLES.feature) }).click()
  await expect(openedArticle(page, SAMPLES.feature)).toBeVisible()
})
