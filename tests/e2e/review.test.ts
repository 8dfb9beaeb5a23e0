// An article whose text changes keeps its highlights: those with a sure place follow it, the others are reviewed one by one.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { body, test } from './local-site.ts'
import {
  addByTyping,
  atRest,
  companionPane,
  expectPainted,
  highlight,
  message,
  openedArticle,
  placeOf,
  selectWithMouse,
  showTab,
  undo,
} from './reading.ts'

test.use({ seeded: false })

const TITLE = 'The pilots of Low Wick'
const FROZE =
  'The harbour at Low Wick froze in the winter of the long treaty, and the pilots walked out to the ships on foot.'
const TABLES =
  'Margaret Oswin kept the tide tables by hand until the autumn, when a clerk from the customs house took them over.'
const ALMANAC = 'Nobody thanked her for it, though the tables were printed in every almanac along that coast for years.'
const FERRY =
  'Old Ferryman Hale rowed the last passengers over in the rain, and would take no money for it, because the bridge was to open in the morning.'
const STAGE = 'The landing stage was sold for firewood in the spring, and the bell of the ferry hangs in the school.'
const BELL = 'The bell is rung on the first day of every term by the youngest child there is.'

const page = (paragraphs: readonly string[]) =>
  `<!doctype html><html lang="en"><head><title>${TITLE}</title></head><body><article><h1>${TITLE}</h1>${paragraphs
    .map((words) => `<p>${words}</p>`)
    .join('')}</article></body></html>`

const REWRITTEN = FERRY.replace(
  'rowed the last passengers over in the rain, and would take no money for it',
  'rowed some of the last people to cross home that wet night, and asked for nothing; he took no money',
)
const ROWED = 'rowed the last passengers over in the rain, and would take no money for it'

/** Adds the page, highlights in it, and updates it from the page as it is later. */
async function updated(
  app: Page,
  serve: (answers: Record<string, ReturnType<typeof body>>) => Promise<{ origin: string }>,
) {
  let now = page([FROZE, TABLES, ALMANAC, FERRY, STAGE])
  const site = await serve({ '/pilots': (request, response) => body(now)(request, response) })
  await addByTyping(app, `${site.origin}/pilots`)
  const article = openedArticle(app, TITLE)
  await expect(article).toBeVisible()
  await highlight(app, article, ['froze in the winter of the long treaty'])
  await highlight(app, article, ['Nobody thanked her for it'], 'Green')
  await highlight(app, article, [ROWED], 'Pink')
  await highlight(app, article, ['The landing stage was sold for firewood'], 'Blue')
  const menu = async (item: string) => {
    await app.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
    await app.getByRole('menuitem', { name: item }).click()
  }
  await menu('Update from the original page')
  await expect(message(app, 'The page says the same as before.')).toBeVisible()
  now = page([BELL, FROZE, TABLES, REWRITTEN])
  await menu('Update from the original page')
  await expect(message(app, 'Updated. 1 highlight moved, 3 to check')).toBeVisible()
  return { article, menu }
}

test('an update is followed, and what has no sure place is accepted, attached or kept, each to be undone', async ({
  page: app,
  serve,
}) => {
  const { article, menu } = await updated(app, serve)
  await expect(article.getByText(BELL)).toBeVisible()
  await expectPainted(app, [{ ink: 'yellow', words: 'froze in the winter of the long treaty' }])
  const panel = await showTab(app, 'Highlights')
  await panel.getByRole('button', { name: /3 highlights to check/ }).click()

  const review = app.getByRole('region', { name: /^Review/ })
  const list = review.getByRole('list', { name: 'Highlights to check' })
  await expect(list.getByRole('button')).toHaveCount(3)
  await list.getByRole('button', { name: new RegExp(ROWED) }).click()
  await expect(review.locator('mark')).toHaveText(ROWED)
  const changes = review.getByRole('region', { name: 'What is different in the words' })
  await expect(changes.getByRole('deletion').first()).toBeVisible()
  await expect(changes.getByRole('insertion').filter({ hasText: 'some of' })).toBeVisible()
  await app.keyboard.press('a')
  await expect(message(app, 'Place of the highlight accepted')).toBeVisible()
  await expect(list.getByRole('button')).toHaveCount(2)
  await app.keyboard.press('Control+z')
  await expect(list.getByRole('button', { name: new RegExp(ROWED) })).toBeVisible()
  await app.keyboard.press('Control+Shift+z')
  await expect(list.getByRole('button')).toHaveCount(2)

  // By hand, and by keys alone.
  await list.getByRole('button', { name: /The landing stage/ }).click()
  await app.keyboard.press('a')
  await expect(message(app, /No place was found for it/)).toBeVisible()
  await selectWithMouse(app, review.locator('.article-body'), 'when a clerk', 'took them over')
  await review.getByRole('button', { name: /Attach to the selection/ }).click()
  await expect(message(app, 'Highlight attached')).toBeVisible()
  await expect(list.getByRole('button')).toHaveCount(1)
  await app.keyboard.press('Shift+J')
  await expect(review.getByRole('button', { name: /Attach to the selection/ })).toBeEnabled()
  await app.keyboard.press('k')
  await expect(review.getByText('Nothing is left to check')).toBeVisible()
  await list.getByRole('button', { name: /Nobody thanked her/ }).click()
  await expect(review.getByText('Kept without a place').first()).toBeVisible()

  await review.getByRole('button', { name: 'To the article' }).click()
  await expectPainted(app, [
    { ink: 'yellow', words: 'froze in the winter of the long treaty' },
    { ink: 'blue', words: 'when a clerk from the customs house took them over' },
    {
      ink: 'pink',
      words: 'rowed some of the last people to cross home that wet night, and asked for nothing; he took no money',
    },
  ])
  await expect(companionPane(app).getByRole('button', { name: /to check/ })).toHaveCount(0)
  await expect(companionPane(app).getByText('These words are no longer in the text.')).toBeVisible()

  // The earlier text has all of its highlights where they were.
  await menu('Earlier versions…')
  await app
    .getByRole('dialog', { name: 'Earlier versions' })
    .getByRole('button', { name: /Go back/ })
    .click()
  await expect(message(app, /Went back to the earlier text/)).toBeVisible()
  await expect(article.getByText(STAGE)).toBeVisible()
  await undo(app)
  await expect(article.getByText(STAGE)).toHaveCount(0)
})

test('an update is undone to the letter, and its proposals are painted apart from what is sure', async ({
  page: app,
  serve,
}) => {
  const { article } = await updated(app, serve)
  const proposals = () =>
    app.evaluate(() => [...(CSS.highlights.get('proposal-pink') ?? [])].map((range) => String(range)))
  await expect.poll(proposals).toHaveLength(1)
  const { first } = await placeOf(article, 'some of the last people')
  await app.mouse.click((first.left + first.right) / 2, first.middle)
  await expect(
    app.getByRole('toolbar', { name: 'Highlight' }).getByRole('button', { name: 'Accept the place' }),
  ).toBeVisible()
  await app.keyboard.press('Escape')

  await app.keyboard.press('Control+z')
  await expect(message(app, 'Undone: updated')).toBeVisible()
  await expect(article.getByText(STAGE)).toBeVisible()
  const before = [
    { ink: 'yellow', words: 'froze in the winter of the long treaty' },
    { ink: 'green', words: 'Nobody thanked her for it' },
    { ink: 'pink', words: ROWED },
    { ink: 'blue', words: 'The landing stage was sold for firewood' },
  ]
  await expectPainted(app, before)
  await expect.poll(proposals).toHaveLength(0)
  await app.keyboard.press('Control+Shift+z')
  await expectPainted(app, before.slice(0, 1))
  await expect.poll(proposals).toHaveLength(1)
})

test('the text is corrected in place, and its highlights stay on their words', async ({ page: app }) => {
  await addByTyping(app, `${TITLE}\n\n${FROZE}\n\n${TABLES}\n\n${ALMANAC}`)
  const article = openedArticle(app, TITLE)
  await highlight(app, article, ['until the autumn'])
  await app.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
  await app.getByRole('menuitem', { name: 'Correct the text…' }).click()
  const text = app.getByRole('textbox', { name: 'Text of the article' })
  await selectWithMouse(app, text, 'by hand')
  await app.keyboard.type('with her own hand')
  await selectWithMouse(app, text, 'for years.')
  await app.keyboard.press('Control+b')
  await app.keyboard.press('ArrowRight')
  await app.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', ' Pasted words.\n\nAnd a paragraph.')
    data.setData('text/html', '<h1 style="color:red">Pasted words</h1>')
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await app.getByRole('textbox', { name: 'By' }).fill('A. Writer')

  // Elsewhere and back: what was begun is still there.
  await app
    .getByRole('complementary', { name: 'Library' })
    .getByRole('link', { name: new RegExp(TITLE) })
    .click()
  await expect(article.getByText('with her own hand')).toHaveCount(0)
  await app.goBack()
  await expect(text).toContainText('with her own hand')
  await app.keyboard.press('Control+s')
  await expect(message(app, 'Corrected. 1 highlight moved')).toBeVisible()
  await expect(article.getByText('with her own hand')).toBeVisible()
  await expect(article.getByText('And a paragraph.', { exact: true })).toBeVisible()
  await expect(article.getByText('A. Writer')).toBeVisible()
  await expect(article.locator('.article-body :is(h1, b, strong, [style])')).toHaveCount(0)
  await expectPainted(app, [{ ink: 'yellow', words: 'until the autumn' }])
  await undo(app)
  await expect(article.getByText('with her own hand')).toHaveCount(0)
  await expectPainted(app, [{ ink: 'yellow', words: 'until the autumn' }])
})

test('the review and the correction of a text obey WCAG 2.2 AA, light and dark, wide and narrow', async ({
  page: app,
  serve,
}) => {
  await updated(app, serve)
  const address = app.url()
  const id = /[0-9a-f-]{36}/.exec(address.slice(address.indexOf('#')))![0]
  const problems: string[] = []
  const look = async (screen: string) => {
    await atRest(app)
    const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await new AxeBuilder({ page: app }).withTags(rules).setLegacyMode().analyze()
    problems.push(
      ...violations.flatMap(({ id: rule, nodes }) =>
        nodes.map(({ target }) => `${screen}: ${rule} at ${target.join(' ')}`),
      ),
    )
    const overflow = await app.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (overflow > 0) problems.push(`${screen}: scrolls sideways by ${String(overflow)} px`)
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of [1440, 390]) {
      await app.setViewportSize({ width, height: 844 })
      const where = `${colorScheme}, ${String(width)} px`
      await app.evaluate((hash) => (location.hash = hash), `#/review/${id}`)
      await expect(app.getByRole('heading', { name: 'As it is now' })).toBeVisible()
      await look(`review, ${where}`)
      await app.evaluate((hash) => (location.hash = hash), `#/correct/${id}`)
      await expect(app.getByRole('textbox', { name: 'Text of the article' })).toBeVisible()
      await look(`correction, ${where}`)
    }
  }
  await app.setViewportSize({ width: 1440, height: 844 })
  await app.evaluate(() => (location.hash = '#/review/01890000-0000-7000-8000-000000000001'))
  await expect(app.getByText('Every highlight is in its place')).toBeVisible()
  await look('nothing to review')
  expect(problems).toEqual([])
})
