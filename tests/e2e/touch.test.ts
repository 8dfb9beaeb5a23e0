// With fingers: highlight what the system's long press selected, open the highlight by a tap, and drag its end.
import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  articleRows,
  boxOf,
  expectPainted,
  highlightTools,
  openedArticle,
  placeOf,
  selectionTools,
} from './reading.ts'

test.use({ hasTouch: true, viewport: { width: 820, height: 1100 } })

interface Point {
  x: number
  y: number
}

/** A finger that goes down, over some points, rests, and goes up again: lifted in full motion it would be a fling. */
async function drag(session: CDPSession, page: Page, [first, ...others]: [Point, ...Point[]]): Promise<void> {
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [first] })
  for (const point of others) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] })
  }
  await page.waitForTimeout(200)
  await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [others.at(-1) ?? first] })
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

/** Selects as a long press does; Chromium leaves that to the system, and there is none behind a headless window. */
async function pressLong(page: Page, at: Point): Promise<void> {
  await page.touchscreen.tap(at.x, at.y)
  await page.evaluate(({ x, y }) => {
    const caret = document.caretPositionFromPoint(x, y)!
    const selection = document.getSelection()!
    selection.collapse(caret.offsetNode, caret.offset)
    selection.modify('move', 'backward', 'word')
    selection.modify('extend', 'forward', 'word')
  }, at)
}

test('a word is selected by a long press, highlighted, and drawn longer by its handle', async ({ page, context }) => {
  const session = await context.newCDPSession(page)
  await articleRows(page).filter({ hasText: SAMPLES.feature }).tap()
  const article = openedArticle(page, SAMPLES.feature)
  await expect(article).toBeVisible()
  const middleOf = async (words: string): Promise<Point> => {
    const { first, last } = await placeOf(article, words)
    return { x: (first.left + last.right) / 2, y: first.middle }
  }
  await pressLong(page, await middleOf('forgotten'))
  await selectionTools(page).getByRole('button', { name: 'Green', exact: true }).tap()
  await expectPainted(page, [{ ink: 'green', words: 'forgotten' }])

  const at = await middleOf('forgotten')
  await page.touchscreen.tap(at.x, at.y)
  await expect(highlightTools(page)).toBeVisible()
  const handle = await boxOf(page.getByRole('slider', { name: 'Start of the highlight' }))
  const from = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 }
  const { first } = await placeOf(article, 'books')
  const to = { x: first.left + 1, y: first.middle }
  await drag(session, page, [from, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to])
  await expectPainted(page, [{ ink: 'green', words: 'books are forgotten' }])

  // What a finger does can be taken back by one.
  await highlightTools(page).getByRole('button', { name: 'Delete' }).tap()
  await expectPainted(page, [])
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).tap()
  await expectPainted(page, [{ ink: 'green', words: 'books are forgotten' }])
})
