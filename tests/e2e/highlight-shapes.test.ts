// Highlights adjusted, merged, split, tagged, undone, and found again in the list over the whole library.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  atRest,
  boxOf,
  clickWords,
  expectPainted,
  focusOn,
  highlight,
  highlightTools,
  message,
  openFromList,
  placeOf,
  selectWithMouse,
} from './reading.ts'

const yellow = (words: string) => ({ ink: 'yellow', words })

test('the ends of a highlight are dragged to whole words, and one undo brings them back', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.feature)
  await highlight(page, article, ['arranged so that'])
  await clickWords(page, article, 'arranged')
  const handle = await boxOf(page.getByRole('slider', { name: 'End of the highlight' }))
  const { first } = await placeOf(article, 'ound again')
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(first.left - 30, first.middle, { steps: 5 })
  await page.mouse.move(first.left + 4, first.middle, { steps: 3 })
  await page.mouse.up()
  // The nearest end of a word to the second letter of “found”.
  await expectPainted(page, [yellow('arranged so that it could be')])
  await page.keyboard.press('Control+z')
  await expectPainted(page, [yellow('arranged so that')])
  await page.keyboard.press('Control+Shift+Z')
  await expectPainted(page, [yellow('arranged so that it could be')])
  await page.reload()
  await expectPainted(page, [yellow('arranged so that it could be')])
})

test('by keys alone: a sentence is selected, highlighted, opened, and both its ends moved', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  const sentence = 'For three centuries anyone in Europe who could read was taught to read with a pen in hand.'
  await page.keyboard.press('Shift+J')
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe(sentence)
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('Shift+K')
  await page.keyboard.press('h')
  await expectPainted(page, [yellow(sentence)])
  // On from the sentence that was just highlighted, and back to it.
  await page.keyboard.press('Shift+J')
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toMatch(/^What they copied out/)
  await page.keyboard.press('Shift+K')
  await page.keyboard.press('Enter')
  await expect(highlightTools(page)).toBeVisible()
  // One after the other, as what is pressed quickly is undone at once.
  for (const key of ['>', '>', ',', '<']) await page.keyboard.press(key)
  await expectPainted(page, [
    yellow('three centuries anyone in Europe who could read was taught to read with a pen in hand'),
  ])
  await page.keyboard.press('Control+z')
  await expectPainted(page, [yellow(sentence)])
})

test('a highlight is split where it was pressed and merged again, each undone and redone', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.feature)
  const whole = 'arranged so that it could be found again'
  await highlight(page, article, [whole])
  await clickWords(page, article, 'could be found')
  await highlightTools(page).getByRole('button', { name: 'Split before “could”' }).click()
  const halves = [yellow('arranged so that it'), yellow('could be found again')]
  await expectPainted(page, halves)
  await page.keyboard.press('Control+z')
  await expectPainted(page, [yellow(whole)])
  await page.keyboard.press('Control+y')
  await expectPainted(page, halves)
  await clickWords(page, article, 'found again')
  await highlightTools(page).getByRole('button', { name: 'Merge with the highlight it touches' }).click()
  await expectPainted(page, [yellow(whole)])
  await page.keyboard.press('Control+z')
  await expectPainted(page, halves)
})

test('a tagged highlight is found in the library-wide list, changed there, and opened at its words', async ({
  page,
}) => {
  const article = await openFromList(page, SAMPLES.feature)
  await highlight(page, article, ['Nearly all of those books are forgotten'])
  await highlight(page, article, ['arranged so that it could be found again'], 'Blue')
  await clickWords(page, article, 'Nearly')
  await highlightTools(page).getByRole('button', { name: 'Tags' }).click()
  await page.getByRole('combobox', { name: 'Add a tag to the highlight' }).fill('memory')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Tags of the highlight' }).getByText('memory')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+H')
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Highlights', level: 1 })).toContainText('2')
  await atRest(page)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await main.getByRole('searchbox').fill('memory')
  const row = main.getByRole('button', { name: /highlight: Nearly all/ })
  await expect(main.getByRole('button', { name: /highlight: / })).toHaveCount(1)
  await focusOn(row)
  await page.keyboard.press('x')
  await expect(main.getByText('1 highlight selected')).toBeVisible()
  await main.getByRole('button', { name: 'Make them Pink' }).click()
  await expect(message(page, '1 highlight made pink')).toBeVisible()
  await expect(main.getByRole('button', { name: /^Pink highlight: Nearly all/ })).toBeVisible()
  await main.getByRole('button', { name: /^Pink highlight: Nearly all/ }).click()
  await expectPainted(page, [
    { ink: 'blue', words: 'arranged so that it could be found again' },
    { ink: 'pink', words: 'Nearly all of those books are forgotten' },
  ])
})

test('a colour has the name that the user gives it', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.feature)
  await highlight(page, article, ['Nearly all of those books are forgotten'])
  await page.keyboard.press('Shift+H')
  await page.getByRole('button', { name: 'Name the colours…' }).click()
  await page.getByRole('textbox', { name: 'Yellow' }).fill('Doubtful')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('button', { name: /^Doubtful highlight: Nearly all/ })).toBeVisible()
  await page.goBack()
  await selectWithMouse(page, article, 'arranged so that')
  await expect(
    page.getByRole('toolbar', { name: 'Selected passage' }).getByRole('button', { name: 'Doubtful' }),
  ).toBeVisible()
})
