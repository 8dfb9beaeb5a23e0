// A note that stands alone: begun by a key, linked to an article, there after a power cut, found from the article.
import { expect, test } from './fixtures.ts'
import { SAMPLES, articleRows, highlight, openFromList, showTab } from './reading.ts'

const QUOTED = 'arranged so that it could be found again'

test('a note that links to an article and quotes a highlight is there after the app was killed, and the article leads back to it', async ({
  app,
}) => {
  const begun = app.page
  await highlight(begun, await openFromList(begun, SAMPLES.feature), [QUOTED])
  await begun.keyboard.press('Shift+W')
  // What is typed at once is its title, however long its page takes.
  await begun.keyboard.type('On placemats')
  const title = begun.getByRole('textbox', { name: 'Title of the note' })
  await expect(title).toBeFocused()
  await expect(title).toHaveValue('On placemats')
  await begun.keyboard.press('Enter')
  const words = begun.getByRole('textbox', { name: 'Words of the note' })
  await expect(words).toBeFocused()
  await begun.keyboard.type('Drawn in an evening: [[placemat')
  await begun.getByRole('option', { name: new RegExp(SAMPLES.technical) }).click()
  await expect(words).toContainText(`Drawn in an evening: ${SAMPLES.technical}`)
  await expect(words).toBeFocused()
  await begun.getByRole('button', { name: 'Insert', exact: true }).click()
  await begun.getByRole('menuitem', { name: 'Highlight…' }).click()
  await begun.getByRole('dialog', { name: 'Insert a highlight' }).getByRole('button', { name: QUOTED }).click()
  await expect(words.getByRole('link', { name: QUOTED })).toBeVisible()
  await expect(words).toBeFocused()
  await begun.keyboard.type('And kept.')
  await expect(words).toContainText('And kept.')
  // The list is the library's: what it shows is kept.
  await begun.getByRole('button', { name: 'Back to the notes' }).click()
  await expect(begun.getByRole('button', { name: /^On placemats/ })).toContainText('And kept.')

  const page = await app.kill()
  await expect(articleRows(page).first()).toBeVisible()
  await page.keyboard.press('Shift+L')
  await page.getByRole('button', { name: /^On placemats/ }).click()
  await expect(page.getByRole('textbox', { name: 'Title of the note' })).toHaveValue('On placemats')
  await expect(page.getByRole('textbox', { name: 'Words of the note' })).toContainText(
    new RegExp(`Drawn in an evening: ${SAMPLES.technical}.*And kept`),
  )
  const quoted = page.getByRole('textbox', { name: 'Words of the note' }).getByRole('link', { name: QUOTED })
  await expect(quoted).toContainText(SAMPLES.feature)

  await openFromList(page, SAMPLES.technical)
  const notes = await showTab(page, 'Notes')
  const linking = notes.getByRole('region', { name: 'Notes that link here' })
  await expect(linking.getByRole('button', { name: /On placemats/ })).toBeVisible()

  // A name given in another window is the name here, too.
  await linking.getByRole('button', { name: /On placemats/ }).click()
  await expect(page.getByRole('textbox', { name: 'Words of the note' })).toContainText('And kept.')
  const other = await app.openWindow()
  await expect(articleRows(other).first()).toBeVisible()
  await other.keyboard.press('Shift+L')
  await other.getByRole('button', { name: /^On placemats/ }).click()
  await other.getByRole('textbox', { name: 'Title of the note' }).fill('On napkins')
  await expect(page.getByRole('textbox', { name: 'Title of the note' })).toHaveValue('On napkins')
})
