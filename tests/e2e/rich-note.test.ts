// A note that holds more than words: links, a tag, boxes, a table and a quoted highlight, still there after the window was loaded anew.
import { expect, test } from './fixtures.ts'
import { SAMPLES, highlight, openFromList, openedArticle, showTab } from './reading.ts'

const QUOTED = 'arranged so that it could be found again'

test('write with links, a tag, boxes, a table and a highlight; all of it is there, and copied as Markdown', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const article = await openFromList(page, SAMPLES.feature)
  await highlight(page, article, [QUOTED])
  const panel = await showTab(page, 'Notes')
  const note = panel.getByRole('textbox', { name: 'Note on the article' })
  await note.click()
  await expect(note).toBeFocused()
  const options = page.getByRole('listbox')
  await page.keyboard.type('See [[UTF-8')
  await expect(options.getByRole('option', { name: SAMPLES.technical })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(note.getByRole('link', { name: SAMPLES.technical })).toBeVisible()
  await page.keyboard.type('and [[Second thoughts')
  await expect(options.getByRole('option')).toHaveText(['New note “Second thoughts”'])
  await page.keyboard.press('Tab')
  await expect(note.getByRole('link', { name: 'Second thoughts' })).toBeVisible()
  await page.keyboard.type('about @Locke')
  await expect(options.getByRole('option', { name: /Locke/ }).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(note.getByRole('link', { name: /Locke/ })).toBeVisible()
  await page.keyboard.type('#books ')
  await expect(note).toContainText('about John Locke #books')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- [ ] read it again')
  await expect(note.getByRole('checkbox')).toHaveText('read it again')
  await page.keyboard.press('Enter')
  await expect(note.getByRole('checkbox')).toHaveCount(2)
  await page.keyboard.press('Enter')
  await expect(note.getByRole('checkbox')).toHaveCount(1)

  await panel.getByRole('button', { name: 'Insert', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Table' }).click()
  await expect(note).toBeFocused()
  await page.keyboard.type('who')
  await expect(note.getByRole('columnheader').first().or(note.locator('th').first())).toHaveText('who')
  await panel.getByRole('button', { name: 'Insert', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Highlight…' }).click()
  await page.getByRole('dialog', { name: 'Insert a highlight' }).getByRole('button', { name: QUOTED }).click()
  await expect(note.getByRole('link', { name: QUOTED })).toBeVisible()
  await expect(panel.getByText('Saved')).toBeVisible()

  await page.reload()
  await expect(openedArticle(page, SAMPLES.feature)).toBeVisible()
  const again = (await showTab(page, 'Notes')).getByRole('textbox', { name: 'Note on the article' })
  await expect(again.getByRole('link')).toHaveText([SAMPLES.technical, 'Second thoughts', /Locke/, new RegExp(QUOTED)])
  await expect(again.getByRole('checkbox')).toHaveText('read it again')
  await expect(again.locator('th').first()).toHaveText('who')

  await again.click({ position: { x: 6, y: 6 } })
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain(`> ${QUOTED}\n> [↗](commonplace://highlight/`)
  await expect
    .poll(copied)
    .toMatch(/^See \[UTF-8, Designed on a Placemat\]\(commonplace:\/\/article\/[\da-f-]{36}\) and \[Second/)
  await expect.poll(copied).toMatch(/#books\n\n- \[ \] read it again\n\n\| who \| +\| +\|\n\| --- /)

  // A plain click leads to the passage that is quoted.
  await again.getByRole('link', { name: SAMPLES.technical }).click()
  await expect(openedArticle(page, SAMPLES.technical)).toBeVisible()
})
