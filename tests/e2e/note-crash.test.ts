// A window that dies takes no word of a note with it.
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { SAMPLES, openFromList, selectWithMouse, selectionTools, showTab } from './reading.ts'

const SENTENCE = 'What is written here has to outlive the window that it is written in, to the last letter.'

/** Ends the renderer at once: no unload, no last save. */
async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  // The window is gone before it can answer.
  session.send('Page.crash').catch(() => undefined)
  await gone
}

test('a note on an article is there to the last keystroke', async ({ app }) => {
  await openFromList(app.page, SAMPLES.feature)
  const notes = await showTab(app.page, 'Notes')
  await notes.getByRole('textbox', { name: 'Note on the article' }).click()
  await app.page.keyboard.type(SENTENCE)
  await crash(app.page)
  const page = await app.openWindow()
  await openFromList(page, SAMPLES.feature)
  const found = await showTab(page, 'Notes')
  await expect(found.getByRole('textbox', { name: 'Note on the article' })).toHaveText(SENTENCE)
})

test('so is a note on a highlight', async ({ app }) => {
  const article = await openFromList(app.page, SAMPLES.feature)
  await selectWithMouse(app.page, article, 'arranged so that it could be found again')
  await selectionTools(app.page).getByRole('button', { name: 'Add a note' }).click()
  await expect(app.page.getByRole('textbox', { name: 'Note on the highlight' })).toBeFocused()
  await app.page.keyboard.type(SENTENCE.slice(0, -8))
  await expect(app.page.getByRole('dialog', { name: 'Note on the highlight' }).getByText('Saved')).toBeVisible()
  // The last word never reaches the library; the list shows it all the same, though no editor asks for it.
  await app.page.route('**/rpc/note/save', (route) => route.abort())
  await app.page.keyboard.type(SENTENCE.slice(-8))
  await crash(app.page)
  const page = await app.openWindow()
  await openFromList(page, SAMPLES.feature)
  const found = await showTab(page, 'Highlights')
  await expect(found.getByRole('listitem')).toContainText(SENTENCE)
})

test('so is a note that is written while the app does not answer', async ({ app }) => {
  await openFromList(app.page, SAMPLES.feature)
  const notes = await showTab(app.page, 'Notes')
  const editor = notes.getByRole('textbox', { name: 'Note on the article' })
  await editor.click()
  await app.page.keyboard.type('Begun, ')
  await expect(notes.getByText('Saved')).toBeVisible()
  await app.page.route('**/rpc/note/save', (route) => route.abort())
  await app.page.keyboard.type('and gone on with.')
  await expect(notes.getByRole('alert')).toBeVisible()
  await crash(app.page)
  const page = await app.openWindow()
  await openFromList(page, SAMPLES.feature)
  const found = await showTab(page, 'Notes')
  await expect(found.getByRole('textbox', { name: 'Note on the article' })).toHaveText('Begun, and gone on with.')
})

test('a note written to the moment of closing is there after a restart', async ({ app }) => {
  await openFromList(app.page, SAMPLES.feature)
  const notes = await showTab(app.page, 'Notes')
  await notes.getByRole('textbox', { name: 'Note on the article' }).click()
  await app.page.keyboard.type(SENTENCE)
  const page = await app.restart()
  await openFromList(page, SAMPLES.feature)
  const found = await showTab(page, 'Notes')
  await expect(found.getByRole('textbox', { name: 'Note on the article' })).toHaveText(SENTENCE)
})
