// Who is meant by a name: asked where it is not sure, corrected where it is wrong; both hold, and are undone.
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { addByTyping, companionPane, focusOn, message, openedArticle, undo } from './reading.ts'

test.use({ seeded: false })

const CHEMIST = `# The chemist on trial

Helena Whitcombe, a chemist from Bristol, stood before the judge. Whitcombe had mixed the acid in a laboratory, and the jury heard how the acid burned.`
const BOWLER = `# The bowler retires

Victor Whitcombe, the fast bowler, left the field in Adelaide. Whitcombe took nine wickets, and the crowd sang for the bowler.`
const LETTER = `# A letter on Monday

On Monday a letter from Whitcombe reached the office. Nobody had heard from Whitcombe since the spring, and the letter said little.`
const SECOND = `# A second letter

On Friday another letter from Whitcombe reached the office. Since the spring nobody had heard from Whitcombe, and the letter said little again.`

/** The row of an entity in the list beside the article. */
function row(page: Page, name: string): Locator {
  return companionPane(page).getByRole('button', { name: new RegExp(`^${name} \\d+ mentions?$`) })
}

async function add(page: Page, content: string): Promise<void> {
  await addByTyping(page, content)
  await expect(openedArticle(page, content.split('\n')[0]?.slice(2))).toBeVisible()
}

async function open(page: Page, name: string): Promise<void> {
  const toggle = row(page, name)
  if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click()
}

async function correct(page: Page, name: string, act: string): Promise<void> {
  await open(page, name)
  await companionPane(page).getByRole('button', { name: `Correct ${name}` }).click() // prettier-ignore
  await page.getByRole('menuitem', { name: act }).click()
}

test('a name that is not sure is settled with one press, for good and for the next article', async ({ page }) => {
  await add(page, CHEMIST)
  await expect(row(page, 'Helena Whitcombe')).toBeVisible()
  await add(page, BOWLER)
  await expect(row(page, 'Victor Whitcombe')).toBeVisible()
  await add(page, LETTER)
  // Nothing is guessed: it is nobody's, with a question mark, and the name in the text says so.
  await expect(row(page, 'Whitcombe ?\\?')).toBeVisible()
  const names = page.getByRole('group', { name: /^Names in the text/ })
  await focusOn(names.getByRole('link', { name: 'Whitcombe, person, not sure who' }).first())
  await page.keyboard.press('Enter')
  const card = page.getByRole('region', { name: 'Whitcombe', exact: true })
  await expect(card).toContainText(/Perhaps (Helena|Victor) Whitcombe, or (Helena|Victor) Whitcombe, or someone else/)
  await card.getByRole('button', { name: 'Why?' }).click()
  await expect(card.getByRole('region', { name: 'Why?' })).toContainText('may be one of several')
  await card.getByRole('button', { name: /^Helena Whitcombe/ }).click()
  await expect(message(page, '“Whitcombe” in “A letter on Monday” is “Helena Whitcombe”')).toBeVisible()
  await expect(row(page, 'Helena Whitcombe')).toBeVisible()

  await page.getByRole('main').getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Find entities again' }).click()
  await expect(message(page, /Entities are up to date/)).toBeVisible()
  await expect(row(page, 'Helena Whitcombe')).toBeVisible()

  await add(page, SECOND)
  await expect(row(page, 'Helena Whitcombe')).toBeVisible()
  await open(page, 'Helena Whitcombe')
  await companionPane(page).getByRole('button', { name: 'Why?' }).click()
  await expect(companionPane(page).getByRole('region', { name: 'Why?' })).toContainText('You chose it')
})

test('mentions are given to someone else, a place and a name are rejected; each is undone', async ({ page }) => {
  await add(page, BOWLER)
  await add(page, CHEMIST)
  await expect(row(page, 'Helena Whitcombe')).toBeVisible()

  // Some of them are someone new.
  await correct(page, 'Helena Whitcombe', 'Someone else…')
  const dialog = page.getByRole('dialog', { name: '“Helena Whitcombe” is someone else' })
  await dialog.getByLabel('Those that say “Whitcombe” (1)').check()
  await dialog.getByLabel('Find an entity').fill('Ruth Whitcombe')
  await dialog.getByRole('button', { name: 'New: “Ruth Whitcombe”' }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, 'Ruth Whitcombe')).toBeVisible()
  await expect(row(page, 'Helena Whitcombe')).toHaveAccessibleName('Helena Whitcombe 1 mention')
  await undo(page)
  await expect(row(page, 'Ruth Whitcombe')).toHaveCount(0)

  // All of them are someone known, chosen with the keys.
  await correct(page, 'Helena Whitcombe', 'Someone else…')
  await expect(dialog.getByLabel('All 2 mentions in this article')).toBeChecked()
  await dialog.getByLabel('Find an entity').fill('Victor')
  await expect(dialog.getByRole('button', { name: /^Victor Whitcombe/ })).toBeVisible()
  await expect(dialog.getByRole('list', { name: 'Entities' }).getByRole('button')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(row(page, 'Victor Whitcombe')).toHaveAccessibleName('Victor Whitcombe 2 mentions')
  await undo(page)
  await expect(row(page, 'Helena Whitcombe')).toHaveAccessibleName('Helena Whitcombe 2 mentions')

  // One place of a name is no entity.
  const names = page.getByRole('group', { name: /^Names in the text/ })
  await focusOn(names.getByRole('link', { name: 'Helena Whitcombe, person' }).last())
  await page.keyboard.press('Enter')
  const card = page.getByRole('region', { name: 'Helena Whitcombe', exact: true })
  await card.getByRole('button', { name: 'Correct Helena Whitcombe' }).click()
  await page.getByRole('menuitem', { name: 'Not an entity at this place' }).click()
  await expect(row(page, 'Helena Whitcombe')).toHaveAccessibleName('Helena Whitcombe 1 mention')
  await undo(page)
  await expect(row(page, 'Helena Whitcombe')).toHaveAccessibleName('Helena Whitcombe 2 mentions')

  // A name more, and one less.
  await correct(page, 'Helena Whitcombe', 'Other names…')
  const aliases = page.getByRole('dialog', { name: 'Other names of “Helena Whitcombe”' })
  await aliases.getByLabel('Another name').fill('The Acid Lady')
  await page.keyboard.press('Enter')
  const list = aliases.getByRole('list', { name: 'Other names' })
  await expect(list).toContainText('The Acid Lady')
  await aliases.getByRole('button', { name: 'Take “Whitcombe” away' }).click()
  await expect(list.getByRole('listitem')).toHaveText(['The Acid Lady'])
  await page.keyboard.press('Escape')
  await expect(message(page, '“Whitcombe” is not a name of “Helena Whitcombe”')).toBeVisible()
  await undo(page)
  await correct(page, 'Helena Whitcombe', 'Other names…')
  await expect(list).toContainText('Whitcombe')
})
