// Every screen against the rules of WCAG 2.2 AA by axe: all rules wide and narrow, the contrast in every theme.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  SAMPLES,
  articleRows,
  atRest,
  clickWords,
  focusOn,
  highlight,
  openedArticle,
  placeOf,
  selectWithMouse,
  selectionTools,
  showView,
} from './reading.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Where only the colours are others, only they are looked at; dialogs have the colours of the rest, so one dark look does. */
const WINDOWS = [
  { theme: 'System', width: 1440, height: 900, rules: 'all' },
  { theme: 'System', width: 390, height: 844, rules: 'all' },
  { theme: 'Dark', width: 1440, height: 900, rules: 'contrast' },
  { theme: 'Sepia', width: 1440, height: 900, rules: 'contrast' },
  { theme: 'Own', width: 1440, height: 900, rules: 'contrast' },
] as const

async function chooseTheme(page: Page, theme: string): Promise<void> {
  if (theme === 'System') return
  await page.getByRole('button', { name: 'How the text is set' }).click()
  await page.getByRole('dialog').getByText(theme, { exact: true }).click()
  const name = theme === 'Own' ? 'custom' : theme.toLowerCase()
  await expect(page.locator('html')).toHaveAttribute('data-theme', name)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** Collects what is wrong with the screen as it is now, in lines that say where. */
function audit(page: Page, rules: 'all' | 'contrast' | 'structure' = 'all') {
  const problems: string[] = []
  return {
    problems,
    async look(screen: string): Promise<void> {
      await atRest(page)
      // In one frame, without a page of its own that would take the focus away.
      const axe = new AxeBuilder({ page }).setLegacyMode()
      if (rules === 'contrast') axe.withRules(['color-contrast', 'link-in-text-block'])
      else axe.withTags(RULES)
      // The system's own colours are not ours to judge.
      if (rules === 'structure') axe.disableRules(['color-contrast'])
      const { violations } = await axe.analyze()
      for (const { id, help, nodes } of violations) {
        for (const { target, failureSummary = '' } of nodes) {
          const why = failureSummary.split('\n').slice(1).join(' ').trim()
          problems.push(`${screen}: ${id} (${help}) at ${target.join(' ')}: ${why}`)
        }
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (overflow > 0) problems.push(`${screen}: the window scrolls sideways by ${String(overflow)} px`)
    },
  }
}

async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
}

for (const { theme, width, height, rules } of WINDOWS) {
  const narrow = width < 760
  const dialogs = theme === 'System' || theme === 'Dark'
  test.describe(`theme ${theme}, ${String(width)} px wide`, () => {
    test.use({ viewport: { width, height } })

    if (dialogs)
      test('the library, its dialogs and search', async ({ page }) => {
        test.setTimeout(360_000)
        const { look, problems } = audit(page, rules)
        await expect(page.getByRole('heading', { name: 'Something to read' })).toBeVisible()
        await chooseTheme(page, theme)
        await look('start')
        if (narrow) {
          await page.keyboard.press('[')
          await expect(page.getByRole('complementary', { name: 'Library' })).toBeVisible()
          await look('library drawer')
        }
        await page.getByRole('button', { name: /^Sort: / }).click()
        await look('sort menu')
        await escape(page)
        await page.getByRole('button', { name: /^Trash/ }).click()
        await expect(page.getByText('The trash is empty')).toBeVisible()
        await look('empty view')
        if (narrow) await escape(page)

        await page.keyboard.press('/')
        await page.getByRole('combobox').fill('cern')
        await expect(page.getByRole('option').first()).toBeVisible()
        await look('search')
        await page.getByRole('combobox').fill('xylophonist')
        await expect(page.getByText(/Nothing in the library has/)).toBeVisible()
        await look('search without a hit')
        await escape(page)

        await page.keyboard.press('a')
        await look('add')
        await page.getByRole('dialog').getByRole('textbox').fill('http://127.0.0.1:9/')
        await page.getByRole('dialog').getByRole('button', { name: 'Add article' }).click()
        await expect(page.getByRole('alert')).toBeVisible()
        await page.getByRole('dialog').getByRole('textbox').fill('Some text\n\nto show the choice of formats')
        await look('add, with an error and the choice of formats')
        await escape(page)

        await page.keyboard.press('Shift+I')
        await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeFocused()
        await look('import')
        await page.getByLabel('Export to import').setInputFiles({
          name: 'pocket.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(
            'title,url,time_added,tags,status\nTides,https://low-wick.example/,1700000000,ice,unread\nx,,,,\n',
          ),
        })
        await expect(page.getByRole('button', { name: 'Import 1 article' })).toBeVisible()
        await look('what an import would do')
        await page.getByRole('button', { name: 'Import 1 article' }).click()
        await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible()
        await look('the report of an import')
        await page.getByRole('button', { name: 'Undo this import' }).click()
        await expect(page.getByText(/^Taken out: 1 article/)).toBeVisible()
        await escape(page)

        await page.keyboard.press('?')
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
        await look('shortcuts')
        await escape(page)
        if (narrow) await page.keyboard.press('[')
        await page.getByRole('button', { name: 'About this library' }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await look('about')
        await escape(page)
        if (narrow) await escape(page)

        await page.keyboard.press('Control+e')
        await expect(page.getByRole('dialog', { name: 'Export to Markdown' })).toBeVisible()
        await look('export')
        await page.getByLabel('Folder').fill('/dev/null/nowhere')
        await page.getByRole('button', { name: 'Export', exact: true }).click()
        await expect(page.getByRole('alert')).toBeVisible()
        await look('export that failed')
        await page.getByRole('button', { name: 'Keep a folder in step instead…' }).click()
        await page.getByText('Template of articles').click()
        await expect(page.getByLabel(/^Preview: /)).toContainText('id: ')
        await look('vault')
        await escape(page)

        await page.goto(new URL('/#/review', page.url()).href)
        await expect(page.getByText('Every highlight is in its place')).toBeVisible()
        await look('a review with nothing to check')
        await page.goto(new URL('/#/article/00000000-0000-7000-8000-000000000000', page.url()).href)
        await expect(page.getByText('That article is not in the library any more.')).toBeVisible()
        await look('an article that is not there')

        await page.keyboard.press('Shift+L')
        await expect(page.getByText('No notes yet')).toBeVisible()
        await look('no notes')
        await page.getByRole('button', { name: 'New note' }).click()
        await expect(page.getByRole('textbox', { name: 'Title of the note' })).toBeFocused()
        await page.keyboard.type('On margins')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('textbox', { name: 'Words of the note' })).toBeFocused()
        await page.keyboard.type('What is written beside a text.')
        await expect(page.getByText('Saved', { exact: true })).toBeVisible()
        await look('page of a note')
        await page.getByRole('button', { name: 'More about the note' }).click()
        await look('menu of a note')
        await page.getByRole('menuitem', { name: 'Earlier versions…' }).click()
        await expect(page.getByText('This is the only version')).toBeVisible()
        await look('versions of a note')
        await escape(page)
        await page.getByRole('button', { name: 'Back to the notes' }).click()
        await expect(page.getByRole('button', { name: /^On margins/ })).toBeVisible()
        await look('list of notes')
        expect(problems).toEqual([])
      })

    test('the reader, what is beside it and what opens over it', async ({ page }) => {
      test.setTimeout(360_000)
      const { look, problems } = audit(page, rules)
      await chooseTheme(page, theme)
      if (!dialogs) await look('start')
      await page.getByRole('main').getByRole('link', { name: SAMPLES.feature }).click()
      const article = openedArticle(page, SAMPLES.feature)
      await expect(article).toBeVisible()
      await look('reader')

      await highlight(page, article, ['arranged so that it could be found again'])
      await page.keyboard.press('Escape')
      await selectWithMouse(page, article, 'taught to read with a pen in hand')
      await expect(selectionTools(page)).toBeVisible()
      await look('toolbar of a selection')
      await page.keyboard.press('n')
      await expect(page.getByRole('textbox', { name: 'Note on the highlight' })).toBeFocused()
      await page.keyboard.type('A word on it')
      await look('note on a highlight')
      await escape(page)

      for (const [key, tab] of [
        ['1', 'Entities'],
        ['2', 'Highlights'],
        ['3', 'Notes'],
      ] as const) {
        await page.keyboard.press(key)
        await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
        if (tab === 'Highlights') await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(2)
        if (tab === 'Entities') {
          await page
            .getByRole('tabpanel')
            .getByRole('button', { name: /^John Locke \d/ })
            .click()
        }
        await look(`${tab} beside the article`)
        if (tab === 'Entities') {
          await page.getByRole('button', { name: 'Correct John Locke' }).click()
          await look('menu of an entity')
          for (const act of dialogs ? ['Same as…', 'Other names…', 'Someone else…'] : ['Someone else…']) {
            await page.getByRole('menuitem', { name: act }).click()
            await expect(page.getByRole('dialog')).toBeVisible()
            await look(act)
            await escape(page)
            await page.getByRole('button', { name: 'Correct John Locke' }).click()
          }
          await escape(page)
          await page.getByRole('tabpanel').getByRole('button', { name: 'Why?' }).click()
          await expect(page.getByRole('tabpanel').getByText(/John/).first()).toBeVisible()
          await look('the reasons for a name')
        }
        if (narrow) await escape(page)
      }

      const name = page
        .getByRole('group', { name: /^Names in the text/ })
        .getByRole('link')
        .first()
      await focusOn(name)
      await page.keyboard.press('Enter')
      await expect(page.locator('.mention-card')).toBeVisible()
      await look('card of a name')
      await escape(page)

      await clickWords(page, article, 'pen in hand')
      await expect(page.getByRole('toolbar', { name: 'Highlight' })).toBeVisible()
      await look('tools of a highlight')
      await escape(page)
      await page.keyboard.press('Control+f')
      await page.keyboard.type('bee')
      await expect(page.getByText(/of \d+/).first()).toBeVisible()
      await look('find in the article')
      await escape(page)
      await page.keyboard.press('p')
      await expect(page.getByRole('region', { name: 'Read aloud' })).toBeVisible()
      await look('reading aloud')
      await page.keyboard.press('p')
      await page.keyboard.press('v')
      await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
      await look('pages')
      await page.keyboard.press('v')
      if (!narrow) {
        await page.keyboard.press('[')
        await page.keyboard.press('Shift+N')
        await placeOf(article, 'pen in hand')
        await expect(
          page.getByRole('region', { name: 'Notes in the margin' }).getByRole('listitem').first(),
        ).toBeVisible()
        await look('notes in the margin')
        await page.keyboard.press('[')
        await focusOn(articleRows(page).filter({ hasText: SAMPLES.technical }))
        await page.keyboard.press('Control+Shift+Enter')
        await expect(page.getByRole('region', { name: /^Second text/ })).toBeVisible()
        await look('two texts')
        await page.goBack()
        await expect(page.getByRole('region', { name: /^Second text/ })).toBeHidden()
      }
      await page.getByRole('button', { name: 'How the text is set' }).click()
      await expect(page.getByRole('dialog', { name: 'How the text is set' })).toBeVisible()
      await look('how the text is set')
      await escape(page)
      await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
      await look('more')
      await escape(page)
      await page.keyboard.press('t')
      await expect(page.getByRole('dialog', { name: 'Tags' })).toBeVisible()
      await look('tags')
      await escape(page)
      await page.keyboard.press('l')
      await expect(page.getByRole('region', { name: 'Messages' }).getByText('Moved to Later')).toBeVisible()
      await look('a message with Undo')
      await page.keyboard.press('Shift+H')
      await expect(page.getByRole('region', { name: /^Highlights/ }).getByText('pen in hand')).toBeVisible()
      await look('highlights of the whole library')
      await page.keyboard.press('Control+k')
      const search = page.getByRole('dialog', { name: 'Search the library' })
      await search.getByRole('combobox').fill('John Locke')
      await search
        .getByRole('option', { name: /^John Locke/ })
        .first()
        .click()
      const about = page.getByRole('region', { name: 'John Locke', exact: true })
      for (const part of ['Names and corrections', 'Not linked yet', 'As a table']) {
        await about.getByRole('button', { name: new RegExp(`^${part}`) }).click()
      }
      await expect(about.getByText(/is linked\.$/)).toBeVisible()
      await expect(about.getByRole('slider')).toHaveCount(2)
      await expect(about.getByRole('article').getByRole('listitem').first()).toBeVisible()
      await look('page of an entity')
      await page.keyboard.press('Shift+M')
      const map = page.getByRole('region', { name: 'Map', exact: true })
      await map.getByRole('treeitem').first().click()
      await expect(map.getByRole('treeitem', { name: /^Open the page of/ })).toBeVisible()
      await look('map')
      await map.getByText('Table', { exact: true }).click()
      await expect(map.getByRole('table')).toBeVisible()
      await look('map as tables')
      expect(problems).toEqual([])
    })
  })
}

test('a technical article, one in Arabic, one with footnotes', async ({ page }) => {
  const { look, problems } = audit(page)
  await page.getByRole('button', { name: /^All articles/ }).click()
  const links = page.getByRole('complementary', { name: 'Library' }).getByRole('listitem').getByRole('link')
  for (const title of [SAMPLES.technical, 'الرجل الذي صار كلمة', 'Where You Are and How Long It Is']) {
    await links.filter({ hasText: title }).click()
    await expect(openedArticle(page).getByRole('heading', { level: 1 })).toContainText(title)
    await look(title)
  }
  expect(problems).toEqual([])
})

test('colours of the system and no motion; more contrast', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  const { look, problems } = audit(page, 'structure')
  await look('start')
  await showView(page, 'All articles')
  await articleRows(page).filter({ hasText: SAMPLES.feature }).click()
  const article = openedArticle(page, SAMPLES.feature)
  await highlight(page, article, ['arranged so that it could be found again'])
  await clickWords(page, article, 'could be found')
  await expect(page.getByRole('toolbar', { name: 'Highlight' })).toBeVisible()
  await look('an open highlight')
  // What is chosen differs from what is not by more than a ground, which these colours take away.
  const edges = await page.getByRole('tab').evaluateAll((tabs) =>
    tabs.map((tab) => {
      const { outlineStyle, outlineColor } = getComputedStyle(tab)
      return [tab.ariaSelected === 'true', `${outlineStyle} ${outlineColor}`]
    }),
  )
  const chosen = edges.find(([selected]) => selected)
  expect(edges.filter(([, edge]) => edge === chosen?.[1])).toHaveLength(1)
  const moving = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(({ effect, timeline }) => timeline === document.timeline && Number(effect?.getTiming().duration) > 1)
        .length,
  )
  expect(moving).toBe(0)
  await page.emulateMedia({ forcedColors: 'none', contrast: 'more' })
  const contrast = audit(page, 'contrast')
  await contrast.look('more contrast')
  expect([...problems, ...contrast.problems]).toEqual([])
})

test.describe('an empty library', () => {
  test.use({ seeded: false })
  test('has nothing to complain about', async ({ page }) => {
    const { look, problems } = audit(page)
    await expect(page.getByRole('heading', { name: 'An empty library' })).toBeVisible()
    await look('empty library')
    expect(problems).toEqual([])
  })
})
