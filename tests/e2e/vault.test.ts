// The vault from the window: chosen, tried and synced; what is edited in its files as in another editor comes back.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { SAMPLES, highlight, openFromList, showTab } from './reading.ts'

const WORDS = 'arranged so that it could be found again'

test('a note that is edited in the vault changes in the window, and what is only in the file stays', async ({
  page,
  folder,
}) => {
  const vault = join(folder, 'vault')
  const article = await openFromList(page, SAMPLES.feature)
  await highlight(page, article, [WORDS])
  const notes = await showTab(page, 'Notes')
  const editor = notes.getByRole('textbox', { name: 'Note on the article' })
  await editor.click()
  await expect(editor).toBeFocused()
  await page.keyboard.type('Kept for the word order')
  await expect(editor).toHaveText('Kept for the word order')
  await expect(notes.getByText('Saved')).toBeVisible()

  await page.getByRole('button', { name: 'About this library' }).click()
  await page.getByRole('dialog', { name: 'About this library' }).getByRole('button', { name: 'Vault…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Vault' })
  await dialog.getByLabel('Folder').fill(vault)
  await dialog.getByLabel('Only those with highlights or notes').check()
  await dialog.getByRole('button', { name: 'Try without changes' }).click()
  await expect(dialog.getByRole('region', { name: 'What a sync would do' })).toContainText(SAMPLES.feature)
  expect(existsSync(vault)).toBe(false)
  await dialog.getByRole('button', { name: 'Sync now' }).click()
  const report = dialog.getByRole('region', { name: 'Last sync' })
  await expect(report.getByText(`${SAMPLES.feature}.md`)).toBeVisible()

  expect(readdirSync(vault).filter((name) => name.endsWith('.md'))).toEqual([`${SAMPLES.feature}.md`])
  const file = join(vault, `${SAMPLES.feature}.md`)
  const written = readFileSync(file, 'utf8')
  expect(written).toContain(`> ${WORDS}`)
  writeFileSync(
    file,
    `${written.replace('Kept for the word order', 'Kept for **another** reason')}\n## Mine\n\nOnly here.\n`,
  )

  await dialog.getByRole('button', { name: 'Sync now' }).click()
  await expect(report.getByText(/Your edit of the note on the article/)).toBeVisible()
  await report
    .getByRole('button', { name: `${SAMPLES.feature}.md` })
    .first()
    .click()
  await expect(dialog).toBeHidden()
  await expect(editor).toHaveText('Kept for another reason')
  await expect(editor.locator('strong')).toHaveText('another')
  expect(readFileSync(file, 'utf8')).toContain('## Mine\n\nOnly here.\n')
})
