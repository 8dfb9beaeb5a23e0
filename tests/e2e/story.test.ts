// The whole story of one evening: add two articles, read, highlight, note, correct a name, close, come back, find, export.
import type { Page } from '@playwright/test'
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { expect } from './fixtures.ts'
import { body, picture, test } from './local-site.ts'
import {
  addByTyping,
  articleRows,
  companionPane,
  expectPainted,
  libraryPane,
  openFromList,
  openedArticle,
  pictureIn,
  selectWithMouse,
  selectionTools,
  showTab,
} from './reading.ts'
import {
  WIRE_BOILERPLATE,
  WIRE_CAPTIONS,
  WIRE_CONTRIBUTOR,
  WIRE_STORY,
  WIRE_SUBHEADINGS,
  WIRE_TITLE,
} from './wire-story.ts'

const ESSAY_TITLE = 'The ledger and the tide'
const ESSAY = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${ESSAY_TITLE} | Harbour Notes</title>
<meta name="author" content="Kirsten Flett"><meta property="og:site_name" content="Harbour Notes"></head>
<body><nav><a href="/">Home</a> <a href="/boats">Boats</a></nav><article><h1>${ESSAY_TITLE}</h1>
<p>Every harbour that silts keeps a ledger, and the one in Stromness begins in the hand of a cooper who could not spell. He wrote down the depth at the steps each Sunday, and under it the price of barley, as if the two had something to do with each other.</p>
<p>They did. A deep harbour brought ships, ships brought barley, and in a year when the sand came in the cooper's own barrels stood empty on the quay until the spring.</p>
<figure><img src="/tide.png" alt="Rows of squares, dark and light" width="1200" height="560"><figcaption>The ledger, drawn as squares. Drawing: Harbour Notes</figcaption></figure>
<p>Margaret Tulloch of the Orkney Star Society has the book now. She reads it for the remarks on the sky, of which there are eleven, and which are spelt no better than the rest.</p>
</article><footer>© Harbour Notes</footer></body></html>`

const FROM = 'a pipe burst in the winter'
const TO = 'was holding the torch.'
const PASSAGE = `${FROM} and the cellar had to be emptied in one night. Professor James Rendall, a physicist at the University of Edinburgh, ${TO}`
const PAINTED = [{ ink: 'yellow', words: PASSAGE }]
const LEFT_AT = 'A telescope has to know where it is looking'

test('from the sample library to an exported folder', async ({ app, folder, serve }) => {
  test.setTimeout(360_000)
  const site = await serve({ '/essay': body(ESSAY), '/tide.png': picture() })

  await test.step('the sample library is there', () => seeSamples(app.page))
  await test.step('add pasted text', () => addPasted(app.page))
  await test.step('add an address', () => addAddress(app.page, site.origin))
  const asked = site.asked.length
  await test.step('highlight across two paragraphs and note it', () => annotate(app.page))
  await test.step('write a note on the article', () => writeNote(app.page))
  await test.step('correct a name', () => correctName(app.page))
  await test.step('read on', () => readOn(app.page))
  const page = await test.step('close and come back', () => app.restart())
  await test.step('everything is where it was', () => findEverything(page))
  await test.step('search', () => search(page))
  await test.step('export, and export again', () => exportTwice(page, join(folder, 'vault')))
  await test.step('read the files', () => {
    readExport(join(folder, 'vault'))
  })
  expect(site.asked, 'reading asked the site for nothing').toHaveLength(asked)
})

async function seeSamples(page: Page): Promise<void> {
  await expect(articleRows(page)).toHaveCount(7)
  await expect(libraryPane(page).getByRole('button', { name: 'All articles 13' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Something to read' })).toBeVisible()
}

async function addPasted(page: Page): Promise<void> {
  await addByTyping(page, WIRE_STORY)
  const article = openedArticle(page, WIRE_TITLE)
  await expect(article.getByRole('heading', { level: 1 })).toHaveText(WIRE_TITLE)
  await expect(article.getByText('Hanna Lindqvist')).toBeVisible()
  await expect(article.getByRole('heading', { level: 2 })).toHaveText(WIRE_SUBHEADINGS)
  await expect(article.getByRole('figure')).toHaveText(WIRE_CAPTIONS)
  await expect(article.getByText(WIRE_CONTRIBUTOR)).toBeAttached()
  for (const paragraph of WIRE_BOILERPLATE) await expect(article.getByText(paragraph)).toHaveCount(0)
  await expect(article.getByText('7 paragraphs set aside')).toBeAttached()
  await expect(articleRows(page)).toHaveCount(8)
}

async function addAddress(page: Page, origin: string): Promise<void> {
  await addByTyping(page, `${origin}/essay`)
  const article = openedArticle(page, ESSAY_TITLE)
  await expect(article.getByText('Kirsten Flett')).toBeVisible()
  await expect(article.getByText('Every harbour that silts')).toBeVisible()
  const drawing = pictureIn(article, 'Rows of squares')
  await drawing.scrollIntoViewIfNeeded()
  await expect
    .poll(() => drawing.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
    .toBeGreaterThan(0)
  const source = await drawing.evaluate((image) => (image instanceof HTMLImageElement ? image.currentSrc : ''))
  expect(new URL(source).origin).toBe(new URL(page.url()).origin)
  expect(new URL(source).pathname).toMatch(/^\/assets\/[0-9a-f]{2}\/[0-9a-f]+\.png$/)
}

async function annotate(page: Page): Promise<void> {
  const article = await openFromList(page, WIRE_TITLE)
  await selectWithMouse(page, article, FROM, TO)
  await selectionTools(page).getByRole('button', { name: 'Yellow' }).click()
  await expectPainted(page, PAINTED)
  const highlights = await showTab(page, 'Highlights')
  await expect(highlights.getByRole('listitem')).toHaveCount(1)
  await highlights.getByRole('listitem').hover()
  await highlights.getByRole('button', { name: 'Add a note' }).click()
  await expect(highlights.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('Luck, they called it: a burst pipe found the mirror.')
  await page.keyboard.press('Escape')
  await expect(highlights.getByRole('button', { name: 'Edit the note: Luck, they called it' })).toBeVisible()
}

async function writeNote(page: Page): Promise<void> {
  const notes = await showTab(page, 'Notes')
  const editor = notes.getByRole('textbox', { name: 'Note on the article' })
  await editor.click()
  await expect(editor).toBeFocused()
  for (const line of ['## Why I kept it', '', '- a telescope for nothing', 'a *whole* island in the queue']) {
    if (line !== '') await page.keyboard.type(line)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Enter')
  await page.keyboard.type('> who would hold the ladder')
  await expect(editor.getByRole('heading', { level: 2 })).toHaveText('Why I kept it')
  await expect(editor.getByRole('listitem')).toHaveText(['a telescope for nothing', 'a whole island in the queue'])
  await expect(editor.getByRole('emphasis')).toHaveText('whole')
  await expect(editor.getByRole('blockquote')).toHaveText('who would hold the ladder')
  await expect(notes.getByText('Saved')).toBeVisible()
}

async function correctName(page: Page): Promise<void> {
  const entities = await showTab(page, 'Entities')
  for (const name of [
    'Margaret Tulloch',
    'James Rendall',
    'Ingrid Halvorsen',
    'Tim Berners-Lee',
    'University of Edinburgh',
  ]) {
    await expect(entities.getByRole('button', { name: new RegExp(`^${name} \\d`) })).toBeVisible()
  }
  await entities.getByRole('button', { name: /^James Rendall \d/ }).click()
  await entities.getByRole('button', { name: 'Correct James Rendall' }).click()
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rename entity' })
  await dialog.getByLabel('Name').fill('Professor James Rendall')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(entities.getByRole('button', { name: /^Professor James Rendall \d/ })).toBeVisible()
}

async function readOn(page: Page): Promise<void> {
  const article = openedArticle(page, WIRE_TITLE)
  const row = articleRows(page).filter({ hasText: WIRE_TITLE })
  // From the top, so that the share that the list shows next is the one of this place.
  await article.getByRole('heading', { level: 1 }).evaluate((heading) => {
    heading.scrollIntoView({ block: 'end', behavior: 'instant' })
  })
  await expect(row.getByRole('img', { name: /% read/ })).toHaveCount(0)
  await article.getByText(LEFT_AT).evaluate((paragraph) => {
    paragraph.scrollIntoView({ block: 'start', behavior: 'instant' })
  })
  await expect(row.getByRole('img', { name: /% read/ })).toBeVisible()
}

async function findEverything(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: WIRE_TITLE }).click()
  const article = openedArticle(page, WIRE_TITLE)
  await expect(article.getByText(LEFT_AT)).toBeInViewport()
  await expect(article.getByRole('heading', { level: 1 })).not.toBeInViewport()
  await expectPainted(page, PAINTED)
  const highlights = await showTab(page, 'Highlights')
  await expect(highlights.getByRole('listitem')).toHaveCount(1)
  await expect(highlights.getByRole('button', { name: `Yellow highlight: ${FROM}` })).toBeVisible()
  await expect(highlights.getByText('Luck, they called it: a burst pipe found the mirror.')).toBeVisible()
  const notes = await showTab(page, 'Notes')
  const editor = notes.getByRole('textbox', { name: 'Note on the article' })
  await expect(editor.getByRole('heading', { level: 2 })).toHaveText('Why I kept it')
  await expect(editor.getByRole('blockquote')).toHaveText('who would hold the ladder')
  await expect(notes.getByText('Luck, they called it')).toBeVisible()
  const entities = await showTab(page, 'Entities')
  await expect(entities.getByRole('button', { name: /^Professor James Rendall \d/ })).toBeVisible()
}

async function search(page: Page): Promise<void> {
  const find = async (words: string, kind: string) => {
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Search the library' })
    await dialog.getByRole('combobox').fill(words)
    const hit = dialog.getByRole('option').filter({ hasText: kind }).first()
    await expect(hit).toContainText(words.split(' ')[0]!)
    return hit
  }
  const article = openedArticle(page, WIRE_TITLE)
  await (await find('ladder', 'Note')).click()
  await expect(companionPane(page).getByRole('tab', { name: 'Notes' })).toHaveAttribute('aria-selected', 'true')
  await (await find('pipe burst', 'Highlight')).click()
  await expect(article.getByText('The mirror is older')).toBeInViewport()
  await expect(companionPane(page).getByRole('tab', { name: 'Highlights' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Back to the library' }).click()
  await (await find('postcards', 'Article')).click()
  await expect(article.getByText('a machine that had once turned postcards')).toBeInViewport()
  expect(page.url()).toMatch(/\?at=\d+-\d+$/)
}

async function exportTwice(page: Page, vault: string): Promise<void> {
  await page.getByRole('button', { name: 'Back to the library' }).click()
  // Pressed before, the key would mean the article.
  await expect(openedArticle(page)).toBeHidden()
  await page.keyboard.press('Control+e')
  const dialog = page.getByRole('dialog', { name: 'Export to Markdown' })
  await dialog.getByLabel('Folder').fill(vault)
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByText('Wrote 15 files.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Export again' }).click()
  await expect(dialog.getByText('Nothing has changed since the last export: 15 files left as they are.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
}

/** The front matter of an exported file and the Markdown after it. */
function partsOf(file: string): { fields: Record<string, unknown>; markdown: string } {
  const [, matter = '', markdown = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? []
  return { fields: parse(matter) as Record<string, unknown>, markdown }
}

function readExport(vault: string): void {
  const files = readdirSync(vault).filter((name) => name.endsWith('.md'))
  expect(files).toHaveLength(15)
  const story = files.map((name) => join(vault, name)).find((file) => partsOf(file).fields['title'] === WIRE_TITLE)
  const { fields, markdown } = partsOf(story ?? '')
  expect(fields).toMatchObject({ title: WIRE_TITLE, author: 'Hanna Lindqvist', state: 'inbox', language: 'en' })
  expect(fields['id']).toMatch(/^[0-9a-f-]{36}$/)
  expect(fields['words']).toBeGreaterThan(400)
  expect(markdown).toContain(`# ${WIRE_TITLE}`)
  expect(markdown).toMatch(/^#{2,3} Why I kept it$/m)
  expect(markdown).toMatch(/^- a ([*_])whole\1 island in the queue$/m)
  expect(markdown).toMatch(/^> who would hold the ladder$/m)
  const quoted = markdown.match(/^>.*$/gm)?.map((line) => line.replace(/^> ?/, '')) ?? []
  expect(quoted.join(' ').replace(/\s+/g, ' ')).toContain(PASSAGE)
  expect(markdown).toContain('Luck, they called it: a burst pipe found the mirror.')
  expect(markdown).toContain('**Professor James Rendall**')
  const links = [...markdown.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, target]) => decodeURIComponent(target ?? ''))
  expect(links.length).toBeGreaterThan(2)
  for (const target of links) expect(files).toContain(basename(target))
  const essay = files.find((name) => partsOf(join(vault, name)).fields['title'] === ESSAY_TITLE)
  expect(links, 'the story links to the essay that names the same people').toContain(essay)
}
