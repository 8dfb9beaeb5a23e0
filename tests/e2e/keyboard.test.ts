// Everything by the keyboard: the order of the Tab key, a focus that can be seen, dialogs that keep it and give it back.
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { SAMPLES, articleRows, companionPane, libraryPane, openFromList } from './reading.ts'

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
    if (await page.evaluate(() => document.activeElement !== document.body)) stops.push(await focusedStop(page))
  }
  return stops
}

test('Tab goes from the text to what is beside it, then to the library; every stop can be seen', async ({ page }) => {
  await openFromList(page, SAMPLES.technical)
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
  await skip.getByRole('button', { name: 'Skip to the library' }).focus()
  await expect(skip.getByRole('button', { name: 'Skip to the library' })).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(libraryPane(page)).toBeFocused()
  await skip.getByRole('button', { name: 'Skip to entities, highlights and notes' }).focus()
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
  await row.focus()
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
  await trigger.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitemradio').and(page.locator(':focus'))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(trigger).toBeFocused()
})

test('how the text is set is changed by keys, shown at once, and kept', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  const trigger = page.getByRole('button', { name: 'How the text is set' })
  await trigger.focus()
  await page.keyboard.press('Enter')
  const popover = page.getByRole('dialog', { name: 'How the text is set' })
  const size = popover.getByRole('slider', { name: 'Size' })
  const paragraph = page.getByText('For three centuries anyone in Europe')
  const before = await paragraph.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))
  await size.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(size).toHaveValue('22')
  await expect
    .poll(() => paragraph.evaluate((element) => parseFloat(getComputedStyle(element).fontSize)))
    .toBeGreaterThan(before)
  await popover.getByRole('radio', { name: 'Dark' }).focus()
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
