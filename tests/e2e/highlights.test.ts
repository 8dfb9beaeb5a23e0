// Highlights: by mouse and by keyboard alone, over every kind of block, recoloured, deleted and brought back.
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  addByTyping,
  clickWords,
  companionPane,
  expectPainted,
  focusOn,
  highlight,
  highlightTools,
  message,
  openFromList,
  openedArticle,
  paintedHighlights,
  selectWithMouse,
  selectionTools,
  showTab,
  undo,
} from './reading.ts'

const FIRST_PARAGRAPH = 'For three centuries anyone in Europe who could read'
const WIRE_PARAGRAPH = 'GENEVA — Physicists told a packed auditorium'

const LINKED = `# A walk along the wall

The gate that the [old town map](https://map.example/walls) calls the *north* one is shut in the evening, so start there and walk with the sun.

Nobody has measured the whole of it since the surveyors gave up at the brewery, and nobody has complained.
`

test('by keyboard alone: mark a paragraph, highlight it, write a note, come back to it', async ({ page }) => {
  await openFromList(page, SAMPLES.wire)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('h')
  await expect
    .poll(async () => (await paintedHighlights(page)).map(({ words }) => words.slice(0, WIRE_PARAGRAPH.length)))
    .toEqual([WIRE_PARAGRAPH])
  await page.keyboard.press('n')
  const note = page.getByRole('dialog', { name: 'Note on the highlight' })
  await expect(note.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('Written without a mouse')
  await page.keyboard.press('Escape')
  await expect(note).toBeHidden()
  await expect.poll(() => paintedHighlights(page)).toHaveLength(1)
  await page.keyboard.press('2')
  const list = companionPane(page).getByRole('tabpanel', { name: 'Highlights' })
  await expect(list.getByText('Written without a mouse')).toBeVisible()
  // Once more, when all of it is at hand already.
  await page.keyboard.press('n')
  await expect(note.getByRole('textbox')).toBeFocused()
  await page.keyboard.type(', twice')
  await expect(note.getByRole('textbox')).toHaveText('Written without a mouse, twice')
})

test('what is typed before the note is there is written in it, and commands nothing', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.wire)
  let letCreate: (() => void) | undefined
  const typed = new Promise<void>((resolve) => (letCreate = resolve))
  await page.route('**/rpc/highlight/create', async (route) => {
    await typed
    await route.continue()
  })
  await page.keyboard.press('j')
  await page.keyboard.press('n')
  await page.keyboard.type('else #x')
  letCreate?.()
  const note = page.getByRole('dialog', { name: 'Note on the highlight' })
  await expect(note.getByRole('textbox')).toBeFocused()
  await expect(note.getByRole('textbox')).toHaveText('else #x')
  await page.keyboard.type(' and more')
  await expect(note.getByRole('textbox')).toHaveText('else #x and more')
  await expect(article).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: /trash|archive|later/i })).toHaveCount(0)
})

test('h without anything to highlight says what to do', async ({ page }) => {
  await openFromList(page, SAMPLES.feature)
  await page.keyboard.press('h')
  await expect(message(page, 'Select some words first, or mark a paragraph with j and k.')).toBeVisible()
  expect(await paintedHighlights(page)).toEqual([])
})

test('words are selected from a marked paragraph by Shift and the arrow keys', async ({ page }) => {
  await openFromList(page, SAMPLES.wire)
  await page.keyboard.press('j')
  for (let word = 0; word < 4; word++) await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('h')
  await expectPainted(page, [{ ink: 'yellow', words: 'GENEVA — Physicists told' }])
})

test('the toolbar works from the keyboard, and Escape leaves it', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.feature)
  await selectWithMouse(page, article, 'taught to read with a pen in hand')
  const tools = selectionTools(page)
  await expect(tools).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(tools.getByRole('button', { name: 'Yellow' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(tools.getByRole('button', { name: 'Blue' })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  await expect(tools.getByRole('button', { name: 'Yellow' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(tools).toBeHidden()
  expect(await paintedHighlights(page)).toEqual([])

  await selectWithMouse(page, article, 'into a book of their own making')
  await expect(tools).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expectPainted(page, [{ ink: 'green', words: 'into a book of their own making' }])
})

test('a highlight is recoloured, deleted, and brought back by Undo on the same words', async ({ page }) => {
  const words = 'arranged so that it could be found again'
  const article = await openFromList(page, SAMPLES.feature)
  await highlight(page, article, [words], 'Pink')
  await expectPainted(page, [{ ink: 'pink', words }])
  await clickWords(page, article, words)
  await highlightTools(page).getByRole('button', { name: 'Purple' }).click()
  await expectPainted(page, [{ ink: 'purple', words }])
  await clickWords(page, article, words)
  await highlightTools(page).getByRole('button', { name: 'Delete highlight' }).click()
  await expectPainted(page, [])
  await expect(message(page, 'Highlight deleted')).toBeVisible()
  await undo(page, 'Highlight deleted')
  await expectPainted(page, [{ ink: 'purple', words }])
  await page.reload()
  await expectPainted(page, [{ ink: 'purple', words }])
})

test('deleting a highlight with a note takes both away, and Undo brings both back', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.feature)
  await selectWithMouse(page, article, 'Nearly all of those books are forgotten.')
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Note on the highlight' })).toBeFocused()
  await page.keyboard.type('And mine will be')
  await page.keyboard.press('Escape')
  const list = await showTab(page, 'Highlights')
  await expect(list.getByText('And mine will be')).toBeVisible()
  await focusOn(list.getByRole('button', { name: /highlight: Nearly all/ }))
  await page.keyboard.press('Delete')
  await expect(message(page, 'Highlight and its note deleted')).toBeVisible()
  await expect(list.getByText('No highlights yet')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(list.getByText('And mine will be')).toBeVisible()
})

test('highlights overlap, and each can be opened and deleted on its own', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.feature)
  const outer = 'The name is older than the book. A common place, in the Greek of Aristotle and the Latin of Cicero'
  const inner = 'in the Greek of Aristotle'
  await highlight(page, article, ['The name is older', 'the Latin of Cicero'], 'Yellow')
  await highlight(page, article, [inner], 'Blue')
  const both = [
    { ink: 'yellow', words: outer },
    { ink: 'blue', words: inner },
  ]
  await expectPainted(page, both)
  await clickWords(page, article, 'in the Greek of')
  await expect(highlightTools(page).getByRole('button', { name: 'Blue' })).toHaveAttribute('aria-pressed', 'true')
  await clickWords(page, article, 'in the Greek of')
  await expect(highlightTools(page).getByRole('button', { name: 'Yellow' })).toHaveAttribute('aria-pressed', 'true')
  await highlightTools(page).getByRole('button', { name: 'Delete highlight' }).click()
  await expectPainted(page, both.slice(1))
})

test.describe('over every kind of block', () => {
  const passages: { over: string; from: string; to: string; words: RegExp }[] = [
    {
      over: 'a table, from cell to cell',
      from: 'U+0080',
      to: '110xxxxx 10xxxxxx',
      words: /^U\+0080 ?U\+07FF ?2 ?110xxxxx 10xxxxxx$/,
    },
    {
      over: 'a list, from item to item',
      from: 'Nothing has to be converted.',
      to: 'The first byte says how long the sequence is',
      words: /^Nothing has to be converted\. ?The first byte says how long the sequence is$/,
    },
    {
      over: 'code and the paragraph before it',
      from: 'short enough to read aloud',
      to: 'function encode(codePoint)',
      words: /^short enough to read aloud: ?function encode\(codePoint\)$/,
    },
    {
      over: 'a heading, inline code and emphasis',
      from: 'Three mistakes',
      to: 'is taken for two characters',
      words: /^Three mistakes ?Reading it as something else\. If c3 a9 is taken for two characters$/,
    },
  ]

  test('a table, a list, code and headings keep their words after a reload', async ({ page }) => {
    const article = await openFromList(page, SAMPLES.technical)
    for (const { from, to } of passages) await highlight(page, article, [from, to])
    const check = async () => {
      for (const [index, { words }] of passages.entries())
        await expect.poll(async () => (await paintedHighlights(page))[index]?.words).toMatch(words)
      await expect.poll(() => paintedHighlights(page)).toHaveLength(passages.length)
    }
    await check()
    await page.reload()
    await check()
  })

  test('across a link, which stays a link', async ({ page }) => {
    await addByTyping(page, LINKED)
    const article = openedArticle(page, 'A walk along the wall')
    await highlight(page, article, ['The gate that', 'in the evening'])
    await expectPainted(page, [
      { ink: 'yellow', words: 'The gate that the old town map calls the north one is shut in the evening' },
    ])
    await expect(article.getByRole('link', { name: 'old town map' })).toHaveAttribute(
      'href',
      'https://map.example/walls',
    )
  })
})

test('the list is in the order of the text, and a click goes to the words', async ({ page }) => {
  const article = await openFromList(page, SAMPLES.feature)
  await highlight(page, article, ['Poets have gone on doing it.'], 'Green')
  await highlight(page, article, [FIRST_PARAGRAPH], 'Yellow')
  const list = await showTab(page, 'Highlights')
  await expect(list.getByRole('listitem')).toHaveText([
    /^yellow highlight: For three centuries/i,
    /^green highlight: Poets/i,
  ])
  await expect(article.getByText('Poets have gone on')).not.toBeInViewport()
  await list.getByRole('button', { name: /^green highlight/i }).click()
  await expect(article.getByText('Poets have gone on')).toBeInViewport()
  await focusOn(list.getByRole('button', { name: /^green highlight/i }))
  await page.keyboard.press('ArrowUp')
  await expect(list.getByRole('button', { name: /^yellow highlight/i })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(article.getByText(FIRST_PARAGRAPH)).toBeInViewport()
})

test('a passage is copied with its source, and its link opens at the passage', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const article = await openFromList(page, SAMPLES.feature)
  const passage = 'Poets have gone on doing it.'
  await selectWithMouse(page, article, passage)
  await selectionTools(page).getByRole('button', { name: 'Copy with source' }).click()
  await expect(message(page, 'Copied with its source')).toBeVisible()
  const copied = await clipboard(page)
  expect(copied).toContain(passage)
  expect(copied).toContain(SAMPLES.feature)
  const linked = 'Set down enough of what other people have said'
  await selectWithMouse(page, article, linked)
  await selectionTools(page).getByRole('button', { name: 'Copy link' }).click()
  await expect(message(page, 'Link to the passage copied')).toBeVisible()
  const link = await clipboard(page)
  await page.getByRole('button', { name: 'Back to the library' }).click()
  await page.goto(link)
  await expect(openedArticle(page).getByText(linked)).toBeInViewport()
})

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}
