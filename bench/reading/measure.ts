// What a reader does, and how long it took: opening, highlighting, scrolling, typing a note.
import type { CDPSession, Page } from '@playwright/test'
import { metrics } from './app-page.ts'
import type { BenchLibrary } from './bench-library.ts'
import type { Awaited, Moment } from './probe.ts'

/** Px a second: a brisk skim, about two screens. */
const SCROLL_SPEED = 1_600
const SCROLL_DISTANCE = 12_000
const NOTE = 'The other edition says otherwise; see the margin of page 12. '
const KEY_EVERY_MS = 60

export interface Opening {
  moments: Record<string, Moment>
  /** Ms from the click until the answer of a call was read whole, by the call's path. */
  calls: Record<string, { sent: number; answered: number; bytes: number }>
  /** Ms of the page's main thread from the click until everything was painted; `processor` is all that it ran for. */
  work: { script: number; style: number; layout: number; processor: number }
}

/** Waits until the page has asked for nothing, and had nothing to do, for half a second. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const quiet = () =>
      new Promise<number>((done) => {
        const then = () =>
          setTimeout(() => {
            done(performance.getEntriesByType('resource').length)
          }, 250)
        requestIdleCallback(then, { timeout: 2_000 })
      })
    let before = -1
    let asked = await quiet()
    while (asked !== before) {
      before = asked
      asked = await quiet()
    }
  })
}

/** Where the row of an article in the list is; scrolls to it. */
async function rowAt(page: Page, id: string): Promise<{ x: number; y: number }> {
  const row = page.locator(`[data-article="${id}"]`)
  await row.scrollIntoViewIfNeeded()
  const box = await row.boundingBox()
  if (box === null) throw new Error('The article has no row in the list')
  return { x: box.x + 40, y: box.y + box.height / 2 }
}

/** Opens the long article by its row, from another one; with `rest` the pointer lies on the row for so many ms before. */
export async function openLong(
  page: Page,
  devtools: CDPSession,
  library: BenchLibrary,
  rest: number,
): Promise<Opening> {
  const at = await rowAt(page, library.longId)
  // The mouse is elsewhere until it goes to the row.
  await page.mouse.move(660, 500)
  await settle(page)
  const awaited: Awaited = { title: 'The long survey', ...library.atTop }
  await page.evaluate((what) => {
    performance.clearResourceTimings()
    window.benchProbe.arm('click', what)
    window.addEventListener('click', (event) => performance.mark('bench-click', { startTime: event.timeStamp }), {
      capture: true,
      once: true,
    })
  }, awaited)
  await page.mouse.move(at.x, at.y)
  if (rest > 0) await page.waitForTimeout(rest)
  const before = await metrics(devtools)
  await page.mouse.down()
  await page.mouse.up()
  const moments = await page.evaluate(() => window.benchProbe.result())
  const after = await metrics(devtools)
  const calls = await page.evaluate(() => {
    const click = performance.getEntriesByName('bench-click').at(-1)?.startTime ?? 0
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return Object.fromEntries(
      entries
        .filter(({ name }) => name.includes('/rpc/'))
        .map((entry) => [
          new URL(entry.name).pathname.slice('/rpc/'.length),
          { sent: entry.startTime - click, answered: entry.responseEnd - click, bytes: entry.encodedBodySize },
        ]),
    )
  })
  const spent = (name: string) => ((after[name] ?? 0) - (before[name] ?? 0)) * 1_000
  const work = {
    script: spent('ScriptDuration'),
    style: spent('RecalcStyleDuration'),
    layout: spent('LayoutDuration'),
    // Unlike the others, it does not grow when other programs take their turns.
    processor: spent('ThreadTime'),
  }
  return { moments, calls, work }
}

/** Selects a few words in view and presses the key that highlights them; afterwards it is undone. */
export async function highlightByKey(page: Page): Promise<Moment> {
  await page.evaluate(() => {
    const bottom = document.querySelector('[data-reader-pane]')?.getBoundingClientRect().bottom ?? 0
    // The last paragraph whose first lines are to be seen.
    const words = [...document.querySelectorAll('.article-body > p')].findLast(
      (paragraph) => paragraph.getBoundingClientRect().top < bottom - 80,
    )?.firstChild
    if (!(words instanceof Text)) throw new Error('No paragraph is in view')
    // A place that the random highlights do not have.
    const start = 3 + Math.floor(Math.random() * 20)
    getSelection()?.setBaseAndExtent(words, start, words, start + 31)
  })
  await settle(page)
  await page.evaluate(() => {
    const count = ['yellow', 'green', 'blue', 'pink', 'purple'].reduce(
      (sum, colour) => sum + (CSS.highlights.get(`highlight-${colour}`)?.size ?? 0),
      0,
    )
    window.benchProbe.arm('keydown', { highlights: count + 1 })
  })
  await page.keyboard.press('h')
  const { highlights } = await page.evaluate(() => window.benchProbe.result())
  await settle(page)
  await page.keyboard.press('Control+z')
  await settle(page)
  if (highlights === undefined) throw new Error('The highlight was not painted')
  return highlights
}

/** Ms between frames while the wheel turns at a steady rate, from the top. */
export async function scroll(page: Page, devtools: CDPSession, selector = '[data-reader-pane]'): Promise<number[]> {
  await page.evaluate((which) => {
    document.querySelector(which)?.scrollTo({ top: 0, behavior: 'instant' })
  }, selector)
  const box = await page.locator(selector).boundingBox()
  if (box === null) throw new Error('There is nothing to scroll')
  await settle(page)
  await page.evaluate(() => {
    window.benchProbe.startFrames()
  })
  await devtools.send('Input.synthesizeScrollGesture', {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 2),
    yDistance: -SCROLL_DISTANCE,
    speed: SCROLL_SPEED,
    gestureSourceType: 'mouse',
    preventFling: true,
  })
  return page.evaluate(() => window.benchProbe.stopFrames())
}

export interface Typing {
  /** Ms from each key to the frame that shows it. */
  keys: number[]
  /** Ms between frames meanwhile. */
  frames: number[]
}

/** Types into a highlight's note beside the text, and takes it out again. */
export async function typeNote(page: Page): Promise<Typing> {
  const editor = page.locator('.highlight-note-editor [contenteditable="true"]')
  await page.locator('.highlight-panel .highlight-note').first().click()
  await editor.waitFor()
  await settle(page)
  const keys: number[] = []
  await page.evaluate(() => {
    window.benchProbe.startFrames()
  })
  for (const letter of NOTE) {
    const length = await editor.evaluate((element) => {
      window.benchProbe.arm('keydown', {})
      return element.textContent.length
    })
    const started = performance.now()
    await page.keyboard.type(letter)
    const { shown } = await page.evaluate(async (before) => {
      const moments = await window.benchProbe.result()
      const now = document.querySelector('.highlight-note-editor [contenteditable="true"]')?.textContent.length ?? 0
      if (now <= before) throw new Error('The letter did not come')
      return { shown: moments['frame']?.ms ?? Number.NaN }
    }, length)
    keys.push(shown)
    await page.waitForTimeout(Math.max(0, KEY_EVERY_MS - (performance.now() - started)))
  }
  const frames = await page.evaluate(() => window.benchProbe.stopFrames())
  await settle(page)
  await page.keyboard.press('Escape')
  return { keys, frames }
}
