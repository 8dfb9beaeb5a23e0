// What another app exported, brought in as a user does: looked at, imported, read, and taken out again.
import { strToU8, zipSync } from 'fflate'
import { expect, test } from './fixtures.ts'

const WORDS = 'the pilots walked out to the ships on foot'

const omnivore = () =>
  zipSync({
    'metadata_0_to_20.json': strToU8(
      JSON.stringify([
        {
          id: 'one',
          slug: 'tides',
          title: 'The tide tables of Low Wick',
          description: 'On a harbour.',
          author: 'A. Writer',
          url: 'https://low-wick.example/tides',
          state: 'Active',
          readingProgress: 0,
          labels: ['harbours'],
          savedAt: '2024-03-05T07:30:00.000Z',
          publishedAt: null,
        },
        { id: 'two', slug: 'none', title: null, url: null },
      ]),
    ),
    'content/tides.html': strToU8(
      `<p>The harbour froze in the winter of the long treaty, and ${WORDS}, with lanterns.</p><p>Nobody thanked them.</p>`,
    ),
    'highlights/tides.md': strToU8(`> ${WORDS}\n\n#ice\n\n> words that stand nowhere in this text`),
  })

test('an export is looked at, imported, read with its highlight, and undone', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: 'Add an article' }).first().click()
  const add = page.getByRole('dialog', { name: 'Add to the library' })
  await add.getByRole('button', { name: 'Import from another app…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import' })
  await expect(dialog.getByRole('button', { name: 'Choose a file…' })).toBeFocused()
  await dialog
    .getByLabel('Export to import')
    .setInputFiles({ name: 'export.zip', mimeType: 'application/zip', buffer: Buffer.from(omnivore()) })

  // Nothing is written before it was seen.
  await expect(dialog.getByLabel('Read “export.zip” as')).toHaveValue('omnivore', { timeout: 60_000 })
  await expect(dialog.getByText('1 new article')).toBeVisible()
  await expect(dialog.getByText('2 highlights', { exact: true }).first()).toBeVisible()
  await dialog.getByText('1 row that cannot be read').click()
  await expect(dialog.getByText('metadata_0_to_20.json[1]')).toBeVisible()
  await dialog.getByRole('button', { name: 'Import 1 article' }).click()

  const status = dialog.getByRole('status').first()
  await expect(status).toContainText('1 article added.', { timeout: 60_000 })
  await expect(status).toContainText('1 highlight found in the text.')
  await expect(status).toContainText('1 highlight not found in the text, and kept.')
  await dialog.getByRole('button', { name: 'The tide tables of Low Wick' }).click()
  await expect(page.getByRole('heading', { name: 'The tide tables of Low Wick', level: 1 })).toBeVisible()
  await page.getByRole('tab', { name: /^Highlights/ }).click()
  await expect(page.getByRole('tabpanel').getByText(WORDS)).toBeVisible()

  await page.getByRole('button', { name: 'Add an article' }).first().click()
  await add.getByRole('button', { name: 'Import from another app…' }).click()
  await dialog.getByRole('button', { name: 'export.zip' }).click()
  await dialog.getByRole('button', { name: 'Undo this import' }).click()
  await expect(dialog.getByText('Taken out: 1 article, 2 highlights')).toBeVisible({ timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('heading', { name: 'The tide tables of Low Wick', level: 1 })).toBeHidden()
})
