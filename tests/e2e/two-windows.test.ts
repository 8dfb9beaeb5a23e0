// Two windows on one library show the same, each as soon as the other changes something.
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  addByTyping,
  articleRows,
  boxOf,
  companionPane,
  expectPainted,
  focusOn,
  highlight,
  libraryPane,
  openFromList,
  openedArticle,
  showTab,
} from './reading.ts'

test('what one window does, the other shows', async ({ app }) => {
  const one = app.page
  const article = await openFromList(one, SAMPLES.feature)
  const two = await app.openWindow()
  await openFromList(two, SAMPLES.feature)

  const words = 'arranged so that it could be found again'
  await highlight(one, article, [words], 'Blue')
  await expectPainted(two, [{ ink: 'blue', words }])
  const list = await showTab(two, 'Highlights')
  await expect(list.getByRole('button', { name: /^blue highlight: arranged/i })).toBeVisible()
  await focusOn(list.getByRole('button', { name: /^blue highlight: arranged/i }))
  await two.keyboard.press('Delete')
  await expectPainted(two, [])
  await expectPainted(one, [])

  await one.bringToFront()
  await one.keyboard.press('l')
  await expect(two.getByRole('main').getByRole('button', { name: 'In Later' })).toBeVisible()
  await expect(libraryPane(two).getByRole('button', { name: 'Later 5' })).toBeVisible()

  await addByTyping(
    one,
    'A page for two windows\n\nIt is added in one window, and it has to show in the list of the other one at once.',
  )
  await expect(articleRows(two).filter({ hasText: 'A page for two windows' })).toBeVisible()
})

test('a text that is corrected in one window stays at its words in the other', async ({ app }) => {
  const one = app.page
  await openFromList(one, SAMPLES.feature)
  const two = await app.openWindow()
  const article = await openFromList(two, SAMPLES.feature)
  const heading = article.getByRole('heading', { name: 'What was lost' })
  await heading.evaluate((element) => {
    element.scrollIntoView({ block: 'start', behavior: 'instant' })
    document.querySelector('.reader')?.scrollBy(0, -120)
  })
  const height = async () => Math.round((await heading.boundingBox())?.y ?? 0)
  const before = Math.round((await boxOf(heading)).y)

  await one.bringToFront()
  await one.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
  await one.getByRole('menuitem', { name: 'Correct the text…' }).click()
  await focusOn(one.getByRole('textbox', { name: 'Text of the article' }))
  await one.keyboard.press('Control+Home')
  await one.keyboard.insertText('More is known of it now than was then. '.repeat(40))
  await one.keyboard.press('Control+s')
  await expect(article.getByText('More is known of it now')).toHaveCount(1)
  await expect(async () => {
    expect(Math.abs((await height()) - before)).toBeLessThan(4)
  }).toPass()
})

test('a note written in one window is read in the other', async ({ app }) => {
  const one = app.page
  await openFromList(one, SAMPLES.feature)
  const two = await app.openWindow()
  await openFromList(two, SAMPLES.feature)
  const there = (await showTab(two, 'Notes')).getByRole('textbox', { name: 'Note on the article' })
  await expect(there).toBeVisible()
  await one.bringToFront()
  const here = (await showTab(one, 'Notes')).getByRole('textbox', { name: 'Note on the article' })
  await here.click()
  await expect(here).toBeFocused()
  await one.keyboard.type('Seen from both sides')
  await expect(there).toContainText('Seen from both sides')
  await two.bringToFront()
  await there.click()
  await expect(there).toBeFocused()
  await two.keyboard.press('End')
  await two.keyboard.type(', and written too')
  await expect(here).toContainText('Seen from both sides, and written too')
})

test('a name corrected in one window is corrected in the other', async ({ app }) => {
  const one = app.page
  await openFromList(one, SAMPLES.wire)
  const two = await app.openWindow()
  await openFromList(two, SAMPLES.wire)
  const row = companionPane(one).getByRole('button', { name: /^Rolf-Dieter Heuer \d/ })
  await row.click()
  await companionPane(one).getByRole('button', { name: 'Correct Rolf-Dieter Heuer' }).click()
  await one.getByRole('menuitem', { name: 'Rename…' }).click()
  await one.getByRole('dialog').getByLabel('Name').fill('Rolf Heuer')
  await one.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await expect(companionPane(two).getByRole('button', { name: /^Rolf Heuer \d/ })).toBeVisible()
})

test('the theme chosen in one window is the theme of both', async ({ app }) => {
  const two = await app.openWindow()
  await app.page.getByRole('button', { name: 'How the text is set' }).click()
  await app.page.getByRole('dialog', { name: 'How the text is set' }).getByText('Sepia').click()
  await expect(two.locator('html')).toHaveAttribute('data-theme', 'sepia')
  await expect(openedArticle(two)).toHaveCount(0)
})
