// Everything by the keyboard: the order of the Tab key, a focus that can be seen, dialogs that keep it and give it back.
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  articleRows,
  companionPane,
  focusOn,
  highlightTools,
  libraryPane,
  openFromList,
  openedArticle,
  paintedHighlights,
} from './reading.ts'

interface Stop {
  name: string
  pane: string
  visible: boolean
  ring: boolean
}

/** What has the focus, in which part of the window, and whether that can be seen. */
async function focusedStop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const box = element.getBoundingClientRect()
    const drawn = (style: CSSStyleDeclaration) =>
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    // The edge of a pane is coloured instead.
    const drawsInside = (one: HTMLElement) =>
      one.role === 'separator' && !/transparent|, 0\)$/.test(getComputedStyle(one, '::after').backgroundColor)
    // A ring may be on what stands for the element: a field around an input, a label of a radio button.
    const bearers = [element, element.parentElement, element.nextElementSibling].filter((one) => one !== null)
    return {
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60),
      pane: element.closest('dialog, aside[id], main')?.id || (element.closest('dialog') ? 'dialog' : 'window'),
      visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      ring: bearers.some((one) => drawn(getComputedStyle(one))) || drawsInside(element),
    }
  })
}

async function walk(page: Page, steps: number): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('Tab')
    // Between the last stop and the first there is the window itself.
    if (await page.evaluate(() => document.activeElement === document.body)) continue
    // It may take a moment to scroll there and to fade its ring in.
    await expect
      .poll(async () => focusedStop(page).then(({ visible, ring }) => visible && ring), { timeout: 3_000 })
      .toBe(true)
      .catch(() => undefined)
    stops.push(await focusedStop(page))
  }
  return stops
}

test('Tab goes from the text to what is beside it, then to the library; every stop can be seen', async ({ page }) => {
  await openFromList(page, SAMPLES.technical)
  await expect(page.getByRole('group', { name: /^Names in the text/ })).toBeAttached()
  await page.keyboard.press('2')
  await expect(companionPane(page).getByText('No highlights yet')).toBeVisible()
  const stops = await walk(page, 60)
  const panes = stops.map(({ pane }) => pane).filter((pane, index, all) => pane !== all[index - 1])
  const inOrder = panes.filter((pane) => ['library', 'reader', 'companion'].includes(pane))
  expect(inOrder.slice(0, 4)).toEqual(['reader', 'companion', 'library', 'reader'])
  expect(stops.filter(({ visible }) => !visible)).toEqual([])
  expect(stops.filter(({ ring }) => !ring)).toEqual([])
  const rows = stops.filter(({ pane, name }) => pane === 'library' && name.includes('UTF-8, Designed'))
  expect(rows, 'the list is one stop').toHaveLength(1)
})

test('the first stops skip to the panes', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  await page.reload()
  await expect(page.getByRole('main').getByRole('article')).toBeVisible()
  const skip = page.getByRole('navigation', { name: 'Skip to' })
  await focusOn(skip.getByRole('button', { name: 'Skip to the library' }))
  await expect(skip.getByRole('button', { name: 'Skip to the library' })).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(libraryPane(page)).toBeFocused()
  await focusOn(skip.getByRole('button', { name: 'Skip to entities, highlights and notes' }))
  await page.keyboard.press('Enter')
  await expect(companionPane(page)).toBeFocused()
})

const dialogs: { name: string; open: (page: Page) => Promise<unknown> }[] = [
  { name: 'Add to the library', open: (page) => page.keyboard.press('a') },
  { name: 'Search the library', open: (page) => page.keyboard.press('/') },
  { name: 'Keyboard shortcuts', open: (page) => page.keyboard.press('?') },
  { name: 'Export to Markdown', open: (page) => page.keyboard.press('Control+e') },
  { name: 'Tags', open: (page) => page.keyboard.press('t') },
]

test('dialogs keep the focus, close on Escape and give the focus back', async ({ page }) => {
  const row = articleRows(page).filter({ hasText: SAMPLES.feature })
  await focusOn(row)
  for (const { name, open } of dialogs) {
    await open(page)
    const dialog = page.getByRole('dialog', { name })
    await expect(dialog).toBeVisible()
    for (let step = 0; step < 14; step++) {
      await page.keyboard.press(step < 10 ? 'Tab' : 'Shift+Tab')
      const outside = await page.evaluate(
        () => document.activeElement !== document.body && document.activeElement?.closest('dialog') === null,
      )
      expect(outside, `${name}, after ${String(step + 1)} steps`).toBe(false)
    }
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(row, `after ${name}`).toBeFocused()
  }
})

test('a menu takes the arrow keys and gives the focus back', async ({ page }) => {
  const trigger = libraryPane(page).getByRole('button', { name: /^Sort: / })
  await focusOn(trigger)
  await page.keyboard.press('Enter')
  const focused = page.getByRole('menuitemradio').and(page.locator(':focus'))
  await expect(focused).toBeVisible()
  const first = await focused.innerText()
  await page.keyboard.press('ArrowDown')
  await expect(focused).not.toHaveText(first)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(trigger).toBeFocused()
})

test('how the text is set is changed by keys, shown at once, and kept', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  const trigger = page.getByRole('button', { name: 'How the text is set' })
  await focusOn(trigger)
  await page.keyboard.press('Enter')
  const popover = page.getByRole('dialog', { name: 'How the text is set' })
  await expect(popover.locator(':focus')).toBeVisible()
  const size = popover.getByRole('slider', { name: 'Size' })
  const paragraph = page.getByText('For three centuries anyone in Europe')
  const before = await paragraph.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))
  await focusOn(size)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(size).toHaveValue('22')
  await expect
    .poll(() => paragraph.evaluate((element) => parseFloat(getComputedStyle(element).fontSize)))
    .toBeGreaterThan(before)
  await focusOn(popover.getByRole('radio', { name: 'Dark' }))
  await page.keyboard.press('Space')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('Escape')
  await expect(popover).toBeHidden()
  await expect(trigger).toBeFocused()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await trigger.click()
  await expect(size).toHaveValue('22')
})

test('panes are hidden and shown by keys, and stay so', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  await page.keyboard.press('[')
  await expect(libraryPane(page)).toBeHidden()
  await page.keyboard.press(']')
  await expect(companionPane(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Show the library' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('main').getByRole('article')).toBeVisible()
  await expect(libraryPane(page)).toBeHidden()
  await page.keyboard.press('[')
  await expect(libraryPane(page)).toBeVisible()
})

test('Space turns the page, Escape and u lead back', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.feature)
  const heading = article.getByRole('heading', { level: 1 })
  await expect(heading).toBeInViewport()
  await page.keyboard.press('Space')
  await expect(heading).not.toBeInViewport()
  await page.keyboard.press('Shift+Space')
  await expect(heading).toBeInViewport()
  await page.keyboard.press('u')
  await expect(article).toBeHidden()
})

/** Presses keys one after the other; after none of them is the focus nobody's. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.tagName), `the focus after ${key} of ${keys.join(' ')}`)
      .not.toBe('BODY')
  }
}

/** Presses a key until what has the focus is of a kind. */
async function pressUntil(page: Page, key: string, selector: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${selector}`)
}

test('by keys alone: open, highlight, note, tag, adjust, delete, undo, names, trash; the focus is never lost', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const words = async () => (await paintedHighlights(page)).map((one) => one.words)
  await expect(articleRows(page).filter({ hasText: SAMPLES.feature })).toBeVisible()
  await pressUntil(page, 'Tab', '[data-article]')
  while (!(await page.evaluate((title) => document.activeElement?.textContent.includes(title), SAMPLES.feature)))
    await press(page, 'ArrowDown')
  await press(page, 'Enter')
  await expect(openedArticle(page, SAMPLES.feature)).toBeVisible()
  await expect(page.locator('.reader')).toBeFocused()

  await press(page, 'j', 'Shift+J', 'h')
  await expect.poll(words).toHaveLength(1)
  const [whole = ''] = await words()
  await press(page, 'Enter')
  await expect(highlightTools(page)).toBeVisible()
  await press(page, ',')
  await expect.poll(async () => whole.startsWith((await words())[0] ?? '-') && (await words())[0] !== whole).toBe(true)
  await pressUntil(page, 'ArrowRight', '[aria-label="Tags"]')
  await press(page, 'Enter')
  await expect(page.getByRole('combobox', { name: 'Add a tag to the highlight' })).toBeFocused()
  await page.keyboard.type('bees')
  await press(page, 'Enter', 'Escape')
  await press(page, 'j', 'n')
  await expect(page.getByRole('textbox', { name: 'Note on the highlight' })).toBeFocused()
  await page.keyboard.type('Copied out by hand')
  await press(page, 'Escape')
  await expect.poll(words).toHaveLength(2)

  const panel = companionPane(page).getByRole('tabpanel')
  await press(page, '2')
  await expect(panel.getByRole('button', { name: /^Edit the note: Copied out by hand/ })).toBeVisible()
  await expect(panel.getByText('bees')).toBeVisible()
  await press(page, 'F6')
  await expect(companionPane(page)).toBeFocused()
  await pressUntil(page, 'Tab', '.highlight-words')
  await press(page, 'Delete', 'Delete')
  await expect.poll(words).toEqual([])
  await press(page, 'Control+z', 'Control+z')
  await expect.poll(words).toHaveLength(2)

  await press(page, '1')
  await pressUntil(page, 'Tab', '.entity-panel [data-roving]')
  await pressUntil(page, 'ArrowDown', '.entity-row-toggle')
  await press(page, 'ArrowRight')
  await expect(page.getByRole('main').getByText(/^Mention 1 of \d+: /)).toBeAttached()
  await press(page, 'Enter')
  await expect(panel.locator(':focus')).toHaveAttribute('aria-expanded', 'true')
  await press(page, 'F6', 'F6')
  await expect(page.locator('.reader')).toBeFocused()
  await pressUntil(page, 'Tab', '.mention-link')
  await press(page, 'ArrowRight', 'Enter')
  await expect(page.locator('.mention-card :focus')).toBeVisible()
  await press(page, 'Escape')
  await expect(page.locator('.mention-link:focus')).toBeAttached()

  await press(page, '#')
  await expect(openedArticle(page)).toBeHidden()
  await press(page, 'Control+z', ']', ']', '[', '[')
  await expect(openedArticle(page, SAMPLES.feature)).toBeVisible()
})

test('single keys can be made to wait for Alt', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.getByRole('searchbox').fill('swap')
  await expect(sheet.locator('dt')).toHaveText(['Swap the two articles'])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.keyboard.press('Alt+t')
  await expect(page.getByRole('dialog', { name: 'Tags' })).toBeVisible()
})
