// Export from the window: one article, what the user edited there, a folder that cannot be written, the clipboard.
import type { Locator, Page } from '@playwright/test'
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { SAMPLES, highlight, message, openFromList } from './reading.ts'

const WORDS = 'arranged so that it could be found again'

async function exportTo(page: Page, folder: string): Promise<Locator> {
  await page.keyboard.press('Control+e')
  const dialog = page.getByRole('dialog', { name: 'Export to Markdown' })
  await dialog.getByLabel('Folder').fill(folder)
  await page.keyboard.press('Enter')
  return dialog
}

test('the open article is exported alone; what changed since is written again', async ({ page, folder }) => {
  const vault = join(folder, 'vault')
  const article = await openFromList(page, SAMPLES.feature)
  let dialog = await exportTo(page, vault)
  await expect(dialog.getByText('Wrote 1 file.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  const [file = ''] = readdirSync(vault).filter((name) => name.endsWith('.md'))
  expect(readFileSync(join(vault, file), 'utf8')).not.toContain(WORDS)

  await highlight(page, article, [WORDS])
  dialog = await exportTo(page, vault)
  await expect(dialog.getByText('Wrote 1 file.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  expect(readFileSync(join(vault, file), 'utf8')).toContain(`> ${WORDS}`)
})

test('a file that the user edited is kept, and ours is written beside it', async ({ page, folder }) => {
  const vault = join(folder, 'vault')
  const article = await openFromList(page, SAMPLES.feature)
  const first = await exportTo(page, vault)
  await expect(first.getByText('Wrote 1 file.')).toBeVisible()
  await first.getByRole('button', { name: 'Done' }).click()
  const [file = ''] = readdirSync(vault).filter((name) => name.endsWith('.md'))
  appendFileSync(join(vault, file), '\nA line of my own.\n')
  await highlight(page, article, [WORDS])
  const second = await exportTo(page, vault)
  await expect(second.getByText(/1 file was edited by you and is kept as you left it/)).toBeVisible()
  expect(readFileSync(join(vault, file), 'utf8')).toContain('A line of my own.')
  const beside = readdirSync(vault).filter((name) => name.endsWith('.md') && name !== file)
  expect(beside).toHaveLength(1)
  expect(readFileSync(join(vault, beside[0] ?? ''), 'utf8')).toContain(`> ${WORDS}`)
})

test('a folder that cannot be made says why, and the next one works', async ({ page, folder }) => {
  const file = join(folder, 'a file')
  writeFileSync(file, 'not a folder')
  await openFromList(page, SAMPLES.feature)
  const dialog = await exportTo(page, join(file, 'inside'))
  await expect(dialog.getByRole('alert')).toContainText(/folder/i)
  await dialog.getByLabel('Folder').fill(join(folder, 'vault'))
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByText('Wrote 1 file.')).toBeVisible()
  expect(readFileSync(file, 'utf8')).toBe('not a folder')
})

test('an article is copied as Markdown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const article = await openFromList(page, SAMPLES.feature)
  await highlight(page, article, [WORDS])
  await page.keyboard.press('c')
  await expect(message(page, 'Copied as Markdown')).toBeVisible()
  const markdown = await page.evaluate(() => navigator.clipboard.readText())
  expect(markdown).toContain(`# ${SAMPLES.feature}`)
  expect(markdown).toContain(`> ${WORDS}`)
})
