// Export as…: a web page of an article, downloaded and opened without a network.
import AxeBuilder from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from './fixtures.ts'
import { SAMPLES, atRest, openFromList, paintedHighlights } from './reading.ts'

const NOTE = 'To be read on the train'

test('an article goes out as a web page with its highlight and its note', async ({ page, folder, browser }) => {
  await openFromList(page, SAMPLES.wire)
  await page.keyboard.press('j')
  await page.keyboard.press('h')
  await expect.poll(() => paintedHighlights(page)).toHaveLength(1)
  const [{ words = '' } = {}] = await paintedHighlights(page)
  await page.keyboard.press('n')
  const note = page.getByRole('dialog', { name: 'Note on the highlight' })
  await expect(note.getByRole('textbox')).toBeFocused()
  await page.keyboard.type(NOTE)
  await expect(note.getByRole('textbox')).toHaveText(NOTE)
  await page.keyboard.press('Escape')
  await expect(note).toBeHidden()

  await page.keyboard.press('Shift+E')
  const dialog = page.getByRole('dialog', { name: 'Export as…' })
  await expect(dialog.getByRole('radio', { name: 'Web page' })).toBeFocused()
  await expect(dialog.getByRole('combobox', { name: 'Which articles' })).toHaveValue('this')
  await atRest(page)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('dialog').analyze()
  expect(violations).toEqual([])
  // A file first, where one by that name is there already; then the download.
  const path = join(folder, 'page.html')
  await dialog.getByRole('checkbox', { name: 'Write to a file instead of downloading it' }).check()
  await dialog.getByRole('textbox', { name: 'File, or folder for it' }).fill(path)
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('1 article, 1 highlight and 1 note written to')
  await dialog.getByRole('button', { name: 'Export again' }).click()
  await expect(dialog.getByRole('alert')).toContainText('There is a file')
  await dialog.getByRole('button', { name: 'Replace it' }).click()
  await expect(dialog.getByRole('status')).toContainText('written to')
  await dialog.getByRole('checkbox', { name: 'Write to a file instead of downloading it' }).uncheck()
  const downloaded = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const download = await downloaded
  await download.saveAs(join(folder, 'download.html'))
  expect(readFileSync(join(folder, 'download.html'), 'utf8')).toBe(readFileSync(path, 'utf8'))

  const alone = await browser.newContext({ offline: true, javaScriptEnabled: false })
  const file = await alone.newPage()
  await file.goto(pathToFileURL(path).href)
  await expect(file.getByRole('heading', { level: 1 })).toHaveText(SAMPLES.wire)
  await expect(file.locator('.text mark').first()).toBeVisible()
  await expect.poll(async () => (await file.locator('.text mark').allTextContents()).join('')).toBe(words)
  await file.locator('[role=doc-noteref]').click()
  await expect(file.locator('[role=doc-footnote]')).toContainText(NOTE)
  await alone.close()
})
