// The library: its views and states, tags, order, search, and the ways in which articles come to it.
import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  addByTyping,
  articleRows,
  focusOn,
  libraryPane,
  message,
  openFromList,
  openedArticle,
  showView,
  undo,
} from './reading.ts'

function view(page: Page, name: string) {
  return libraryPane(page).getByRole('button', { name, exact: true })
}

/** The headings of the rows, in their order. */
async function titles(page: Page): Promise<string[]> {
  return articleRows(page).evaluateAll((rows) => rows.map((row) => row.firstElementChild?.lastChild?.textContent ?? ''))
}

test('each view shows its articles, and says how many', async ({ page }) => {
  for (const [name, count] of [
    ['Inbox', 7],
    ['Later', 4],
    ['Archive', 2],
    ['Favourites', 3],
    ['All articles', 13],
  ] as const) {
    await showView(page, name)
    await expect(view(page, `${name} ${String(count)}`)).toHaveAttribute('aria-current', 'true')
    await expect(articleRows(page)).toHaveCount(count)
  }
  await showView(page, 'Trash')
  await expect(libraryPane(page).getByText('The trash is empty')).toBeVisible()
  await expect(articleRows(page)).toHaveCount(0)
})

test('letters move the focused article, and Undo moves it back', async ({ page }) => {
  const row = articleRows(page).filter({ hasText: SAMPLES.feature })
  await focusOn(row)
  await page.keyboard.press('l')
  await expect(view(page, 'Later 5')).toBeVisible()
  await expect(message(page, 'Moved to Later')).toBeVisible()
  await expect(row).toHaveCount(0)
  await expect(articleRows(page).first(), 'the row that takes its place has the focus').toBeFocused()
  await undo(page, 'Moved to Later')
  await expect(view(page, 'Later 4')).toBeVisible()
  await expect(row).toBeVisible()

  await focusOn(row)
  await page.keyboard.press('e')
  await expect(view(page, 'Archive 3')).toBeVisible()
  await undo(page, 'Moved to Archive')
  await expect(view(page, 'Archive 2')).toBeVisible()
  await expect(row).toBeVisible()

  await focusOn(row)
  await page.keyboard.press('s')
  await expect(view(page, 'Favourites 2')).toBeVisible()
  await page.keyboard.press('s')
  await expect(view(page, 'Favourites 3')).toBeVisible()

  await page.keyboard.press('#')
  await expect(view(page, 'Trash 1')).toBeVisible()
  await expect(view(page, 'All articles 12')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(view(page, 'All articles 13')).toBeVisible()
  await expect(row).toBeVisible()
})

test('the same letters act on the open article', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  await page.keyboard.press('l')
  await expect(page.getByRole('main').getByRole('button', { name: 'In Later' })).toBeVisible()
  await page.keyboard.press('l')
  await expect(page.getByRole('main').getByRole('button', { name: 'In Inbox' })).toBeVisible()
  await page.keyboard.press('e')
  await expect(view(page, 'Archive 3')).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.getByRole('button', { name: 'Favourite', exact: true })).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('#')
  await expect(openedArticle(page)).toBeHidden()
  await expect(view(page, 'Trash 1')).toBeVisible()
  await undo(page, 'Moved to trash')
  await expect(openedArticle(page, SAMPLES.feature)).toBeVisible()
})

test('what is in the trash is put back from there', async ({ page }) => {
  await focusOn(articleRows(page).filter({ hasText: SAMPLES.wire }))
  await page.keyboard.press('Delete')
  await expect(view(page, 'Trash 1')).toBeVisible()
  await showView(page, 'Trash')
  await libraryPane(page).getByRole('listitem').filter({ hasText: SAMPLES.wire }).hover()
  await libraryPane(page)
    .getByRole('listitem')
    .filter({ hasText: SAMPLES.wire })
    .getByRole('button', { name: 'More' })
    .click()
  await page.getByRole('menuitem', { name: 'Put back' }).click()
  await expect(libraryPane(page).getByText('The trash is empty')).toBeVisible()
  await showView(page, 'Inbox')
  await expect(articleRows(page).filter({ hasText: SAMPLES.wire })).toBeVisible()
})

test('tags are given, shown, filtered by and taken away', async ({ page }) => {
  await openFromList(page, SAMPLES.wire)
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: 'Tags' })
  await dialog.getByLabel('Add a tag').fill('to quote, particles')
  await page.keyboard.press('Enter')
  const chips = dialog.getByRole('list', { name: 'Tags of this article' })
  await expect(chips.getByRole('listitem')).toHaveText(['news', 'particles', 'science', 'to quote'])
  await dialog.getByRole('button', { name: 'Remove news' }).click()
  await expect(chips.getByRole('listitem')).toHaveText(['particles', 'science', 'to quote'])
  await dialog.getByRole('list', { name: 'Tags in use' }).getByRole('button', { name: '+ history' }).click()
  await expect(chips.getByRole('listitem')).toHaveCount(4)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await libraryPane(page)
    .getByRole('button', { name: /^all \d+/i })
    .click()
  await view(page, 'particles 1').click()
  await expect(articleRows(page)).toHaveCount(1)
  await expect(libraryPane(page).getByRole('region', { name: 'Articles tagged particles' })).toBeVisible()
  await expect(view(page, 'news 1')).toHaveCount(0)
})

test('the list is put in another order', async ({ page }) => {
  await showView(page, 'All articles')
  await expect(articleRows(page)).toHaveCount(13)
  const added = await titles(page)
  expect(added[0]).toBe(SAMPLES.feature)
  const sortBy = async (order: string) => {
    await libraryPane(page)
      .getByRole('button', { name: /^Sort: / })
      .click()
    await page.getByRole('menuitemradio', { name: order }).click()
    await expect(libraryPane(page).getByRole('button', { name: `Sort: ${order}` })).toBeVisible()
    await expect(articleRows(page)).toHaveCount(13)
  }
  await sortBy('Title')
  await expect(articleRows(page).first()).not.toContainText(SAMPLES.feature)
  const letters = (title: string) => title.replace(/^[^\p{L}\p{N}]+/u, '')
  const latin = (await titles(page)).filter((title) => /^\p{Script=Latin}/u.test(letters(title)))
  expect(latin).toEqual(latin.toSorted((a, b) => letters(a).localeCompare(letters(b), 'en')))
  await sortBy('Newest published')
  // Two samples do not say when they were published; they come last.
  const undated = new RegExp(`${SAMPLES.wire}|The Year That Lasted Eighteen Months`)
  const dates = () =>
    articleRows(page)
      .filter({ hasNotText: undated })
      .locator('time')
      .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''))
  const newestFirst = (await dates()).toSorted().toReversed()
  expect(newestFirst).toHaveLength(11)
  await expect.poll(dates).toEqual(newestFirst)
  await expect(articleRows(page).last()).toContainText(undated)
})

test('search works from the keyboard: type, choose with the arrows, open at the passage, come back', async ({
  page,
}) => {
  await page.keyboard.press('/')
  const dialog = page.getByRole('dialog', { name: 'Search the library' })
  const box = dialog.getByRole('combobox')
  await expect(box).toBeFocused()
  await page.keyboard.type('placemat')
  const options = dialog.getByRole('option')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await expect(options.first()).toContainText('Placemat')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.keyboard.press('Control+k')
  await expect(box).toBeFocused()
  // Quickly: what is listed when Enter is pressed may be what was read last, or answer half of the words.
  await page.keyboard.type('vowels epistola')
  await page.keyboard.press('Enter')
  await expect(openedArticle(page, SAMPLES.feature).getByText('Now suppose that you have a note')).toBeInViewport()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('cern')
  await expect(options.nth(2)).toBeVisible()
  const second = await options.nth(1).innerText()
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(box).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id')) ?? '')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  expect(second).not.toBe('')
})

test('search says when there is nothing, and takes any text as words', async ({ page }) => {
  await page.keyboard.press('/')
  const dialog = page.getByRole('dialog', { name: 'Search the library' })
  for (const typed of ['xylophonist', '"', 'AND', '* ( ^ :', 'title:a -']) {
    await dialog.getByRole('combobox').fill(typed)
    await expect(
      dialog
        .getByRole('option')
        .first()
        .or(dialog.getByText(/Nothing in the library has/)),
    ).toBeVisible()
  }
  await dialog.getByRole('combobox').fill('xylophonist')
  await expect(dialog.getByText('Nothing in the library has “xylophonist”.')).toBeVisible()
})

test.describe('adding', () => {
  const MARKDOWN =
    '# A list of doors\n\nThere are **nine** doors in the house, and one of them is painted on the wall by a careful hand.\n\n- the red one\n- the other red one\n'

  test('a file is chosen', async ({ page, folder }) => {
    const file = join(folder, 'doors.md')
    writeFileSync(file, MARKDOWN)
    await page.keyboard.press('a')
    const dialog = page.getByRole('dialog', { name: 'Add to the library' })
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose files…' }).click()
    await (await choosing).setFiles(file)
    const article = openedArticle(page, 'A list of doors')
    await expect(article.getByRole('listitem')).toHaveText(['the red one', 'the other red one'])
    await expect(view(page, 'All articles 14')).toBeVisible()
  })

  test('files are dropped on the window, two at once', async ({ page }) => {
    await drop(page, [
      { name: 'doors.md', type: 'text/markdown', content: MARKDOWN },
      {
        name: 'windows.html',
        type: 'text/html',
        content:
          '<!doctype html><title>A list of windows</title><article><h1>A list of windows</h1><p>Every window of the house looks at the sea but one, which looks at the road, and nobody opens it.</p><p>It was open on the day of the flood, as every family in the street will tell you without being asked.</p></article>',
      },
    ])
    const dialog = page.getByRole('dialog', { name: 'Add to the library' })
    await expect(dialog.getByText('2 added')).toBeVisible()
    await dialog.getByRole('button', { name: 'Open A list of windows' }).click()
    await expect(openedArticle(page, 'A list of windows')).toBeVisible()
    await expect(view(page, 'All articles 15')).toBeVisible()
  })

  test('an address pasted where nothing is typed is added; the same one again is not added twice', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await addByTyping(page, MARKDOWN)
    await expect(openedArticle(page, 'A list of doors')).toBeVisible()
    await addByTyping(page, MARKDOWN)
    await expect(message(page, 'Already in your library: “A list of doors”')).toBeVisible()
    await expect(view(page, 'All articles 14')).toBeVisible()
  })
})

test.describe('an empty library', () => {
  test.use({ seeded: false })

  test('says how to begin, and begins', async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'An empty library' })).toBeVisible()
    await expect(libraryPane(page).getByText('The inbox is empty')).toBeVisible()
    await expect(page.getByRole('main').getByText(/Add an article to begin/)).toBeVisible()
    await page.getByRole('main').getByRole('button', { name: 'Add an article' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add to the library' })
    await expect(dialog.getByRole('textbox')).toBeFocused()
    await dialog
      .getByRole('textbox')
      .fill(
        'The first of many\n\nA library has to begin somewhere, and this one begins with a sentence about its beginning.',
      )
    await dialog.getByRole('button', { name: 'Add text' }).click()
    await expect(openedArticle(page, 'The first of many')).toBeVisible()
    await expect(articleRows(page)).toHaveCount(1)
  })
})

test('what was begun is offered again at the next start, with what is left of it', async ({ app }) => {
  const article = await openFromList(app.page, SAMPLES.feature)
  await article.getByRole('heading', { name: 'Mr Locke’s grid' }).evaluate((heading) => {
    heading.scrollIntoView({ block: 'start', behavior: 'instant' })
  })
  await expect(
    articleRows(app.page)
      .filter({ hasText: SAMPLES.feature })
      .getByRole('img', { name: /% read/ }),
  ).toBeVisible()
  const page = await app.restart()
  await expect(page.getByRole('heading', { name: 'Continue reading' })).toBeVisible()
  await page
    .getByRole('main')
    .getByRole('link', { name: /min left/ })
    .click()
  await expect(openedArticle(page, SAMPLES.feature).getByRole('heading', { name: 'Mr Locke’s grid' })).toBeInViewport()
})

interface Dropped {
  name: string
  type: string
  content: string
}

/** Drops files on the window as the system does. */
async function drop(page: Page, files: Dropped[]): Promise<void> {
  const data = await page.evaluateHandle((wanted) => {
    const transfer = new DataTransfer()
    for (const { name, type, content } of wanted) transfer.items.add(new File([content], name, { type }))
    return transfer
  }, files)
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.getByRole('main').dispatchEvent(type, { dataTransfer: data })
  }
}
