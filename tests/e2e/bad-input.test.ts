// What cannot be added: each time a clear message, and a library that is as it was.
import type { Locator, Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from './fixtures.ts'
import { body, test } from './local-site.ts'
import { articleRows, libraryPane, openedArticle, showView } from './reading.ts'

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')
const BINARY = Uint8Array.from({ length: 40_000 }, (_, index) => (index * 7919 + (index >> 3)) % 256)

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Add to the library' })
}

async function tryToAdd(page: Page, content: string): Promise<Locator> {
  if (!(await dialogOf(page).isVisible())) await page.keyboard.press('a')
  await dialogOf(page).getByRole('textbox').fill(content)
  await dialogOf(page)
    .getByRole('button', { name: /^Add (text|article)$/ })
    .click()
  return dialogOf(page).getByRole('alert')
}

/** Still the thirteen articles, and not one more. */
async function expectIntact(page: Page): Promise<void> {
  await page.reload()
  await expect(libraryPane(page).getByRole('button', { name: 'All articles 13' })).toBeVisible()
  await showView(page, 'All articles')
  await expect(articleRows(page)).toHaveCount(13)
}

test('nothing typed: the button waits for something', async ({ page }) => {
  await page.keyboard.press('a')
  const add = dialogOf(page).getByRole('button', { name: 'Add article' })
  await expect(add).toBeDisabled()
  await dialogOf(page).getByRole('textbox').fill(' \n\t ')
  await expect(add).toBeDisabled()
  await dialogOf(page).getByRole('textbox').press('Control+Enter')
  await expect(dialogOf(page).getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expectIntact(page)
})

test('addresses that lead nowhere', async ({ page, serve }) => {
  const site = await serve({})
  const dead = new URL(site.origin)
  const closed = await serve({})
  await closed.close()
  await expect(await tryToAdd(page, `${closed.origin}/story`)).toContainText(
    `${new URL(closed.origin).host} refuses connections: its server may be down. Nothing was added`,
  )
  await expect(await tryToAdd(page, `${site.origin}/nowhere`)).toContainText(
    `${dead.host} has no page at this address (404). Nothing was added`,
  )
  await expect(await tryToAdd(page, 'https://no-such-host.invalid/story')).toContainText(
    /no-such-host\.invalid could not be (found|looked up)/,
  )
  await expectIntact(page)
})

test('what looks like an address and is none', async ({ page }) => {
  for (const typed of ['http://', 'https://[half', 'http://?']) {
    await expect(await tryToAdd(page, typed)).toContainText(`“${typed}” is not a web address. Nothing was added`)
  }
  for (const typed of ['ftp://files.example/story.html', 'file:///etc/hostname']) {
    await expect(await tryToAdd(page, typed)).toContainText('Only http and https addresses can be fetched')
  }
  await expectIntact(page)
})

test('addresses that give something else than an article', async ({ page, serve }) => {
  const site = await serve({
    '/paper.pdf': body(PDF, 'application/pdf'),
    '/noise': body(BINARY, 'text/html'),
    '/empty': body(''),
    '/blank': body('<!doctype html><title>Blank</title><body></body>'),
    '/broken': (_request, response) => response.writeHead(500).end('out of order'),
    '/cut': (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': '90000' })
      response.write('<p>Only the beginning')
      setImmediate(() => response.destroy())
    },
    '/round': (_request, response) => response.writeHead(302, { Location: '/round' }).end(),
  })
  for (const [path, words] of [
    ['/paper.pdf', 'PDF files are not supported yet. Nothing was added'],
    ['/noise', 'It is not text, so there is nothing to read in it. Nothing was added'],
    ['/empty', 'It is empty. Nothing was added'],
    ['/blank', 'Nothing was added'],
    ['/broken', 'Nothing was added'],
    ['/cut', 'broke the connection off. Nothing was added'],
    ['/round', 'Nothing was added'],
  ] as const) {
    await expect(await tryToAdd(page, site.origin + path), path).toContainText(words)
  }
  await expectIntact(page)
})

test('a page of more than 20 MB is refused, whether it says its size or not', async ({ page, serve }) => {
  const large = Buffer.alloc(21 * 1024 * 1024, '<p>A paragraph of a very long page indeed.</p>\n')
  const site = await serve({
    '/said': (_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': String(large.length) }).end(large),
    '/unsaid': body(large),
  })
  for (const path of ['/said', '/unsaid']) {
    await expect(await tryToAdd(page, site.origin + path)).toContainText(
      'The page is larger than 20 MB. Nothing was added',
    )
  }
  await expectIntact(page)
})

test('files that cannot be read, beside one that can', async ({ page, folder }) => {
  const files = {
    'paper.pdf': PDF,
    'noise.txt': BINARY,
    'empty.html': '',
    'good.txt':
      'The good one\n\nThis file has a title and a paragraph, and so it is an article like any other in the library.\n',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  await page.keyboard.press('a')
  await dialogOf(page)
    .getByLabel('Files to add')
    .setInputFiles(Object.keys(files).map((name) => join(folder, name)))
  await expect(dialogOf(page).getByText('1 added, 3 could not be added')).toBeVisible()
  await expect(dialogOf(page).getByRole('alert')).toContainText([
    'PDF files are not supported yet',
    'It is not text',
    'It is empty',
  ])
  await dialogOf(page).getByRole('button', { name: 'Open The good one' }).click()
  await expect(openedArticle(page, 'The good one')).toBeVisible()
  await expect(libraryPane(page).getByRole('button', { name: 'All articles 14' })).toBeVisible()
})

test('a slow page can be stopped, and leaves nothing', async ({ page, serve }) => {
  const site = await serve({
    '/slow': (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.write('<p>It begins, and does not go on.</p>')
    },
    '/quick': body(
      '<title>Quick</title><article><h1>Quick</h1><p>A page that answers at once, and is long enough to be read as an article.</p></article>',
    ),
  })
  await tryToAdd(page, `${site.origin}/slow`)
  await expect(dialogOf(page).getByRole('progressbar')).toBeVisible()
  await dialogOf(page).getByRole('button', { name: 'Stop adding' }).click()
  await expect(dialogOf(page).getByText('Stopped. Nothing of it was kept.')).toBeVisible()
  await expectIntact(page)
  await tryToAdd(page, `${site.origin}/quick`)
  await expect(openedArticle(page, 'Quick')).toBeVisible()
})

test('a slow page goes on in the background, and is stopped there', async ({ page, serve }) => {
  const site = await serve({
    '/slow': (_request, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).write('<p>'),
  })
  await tryToAdd(page, `${site.origin}/slow`)
  await dialogOf(page).getByRole('button', { name: 'Go on in the background' }).click()
  await expect(libraryPane(page).getByText(`${site.origin}/slow`)).toBeVisible()
  await libraryPane(page).getByRole('button', { name: 'Stop' }).click()
  await expect(libraryPane(page).getByText(`${site.origin}/slow`)).toBeHidden()
  await expectIntact(page)
})

test('a link to an article that is not there says so', async ({ page }) => {
  await page.goto(new URL('/#/article/00000000-0000-7000-8000-000000000000', page.url()).href)
  await expect(page.getByRole('main').getByText(/not in (the|your) library|no longer/i)).toBeVisible()
  await expect(articleRows(page)).toHaveCount(7)
})
