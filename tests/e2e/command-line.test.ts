// The command line beside an open window: what one adds the other shows, and both find the same.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from './fixtures.ts'
import { SAMPLES, articleRows, highlight, openFromList, openedArticle } from './reading.ts'

const CLI = resolve(import.meta.dirname, '..', '..', 'src', 'cli', 'index.ts')

/** Runs a command on a library and reads what it prints for machines. */
async function commonplace(library: string, ...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args, '--library', library, '--json'])
  return JSON.parse(stdout)
}

test('what the command line adds shows in the open window', async ({ app, folder }) => {
  const file = join(folder, 'letter.md')
  writeFileSync(
    file,
    '# A letter from the command line\n\nIt was added while the window was open, and the window has to show it.\n',
  )
  await expect(articleRows(app.page)).toHaveCount(7)
  await commonplace(app.library, 'add', file)
  await expect(articleRows(app.page)).toHaveCount(8)
  await openFromList(app.page, 'A letter from the command line')
})

test('what the window highlights is found by the command line', async ({ app }) => {
  const article = await openFromList(app.page, SAMPLES.feature)
  const words = 'a dull remark'
  await highlight(app.page, article, [words])
  await expect
    .poll(async () => JSON.stringify(await commonplace(app.library, 'search', words)))
    .toContain('"kind":"highlight"')
  await expect(openedArticle(app.page)).toBeVisible()
})
