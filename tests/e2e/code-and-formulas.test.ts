// Code and formulas in an article: coloured, set and highlighted without a change to the text; and a word looked up.
import { expect, test } from './fixtures.ts'
import { addByTyping, focusOn, message, openedArticle, selectWithMouse, selectionTools } from './reading.ts'

const SOURCE = [
  '# Measuring a river',
  '',
  'Water runs at $v = \\frac{Q}{A}$, and the flow is $Q$. It cost $5, then $10.',
  '',
  '$$',
  `f(x) = ${Array.from({ length: 40 }, (_, index) => `a_{${String(index)}} x^{${String(index)}}`).join(' + ')}`,
  '$$',
  '',
  '```js',
  'const gauge = "high" // water',
  '```',
  '',
  'The end of the article comes after the code.',
].join('\n')

test.use({ seeded: false })

test('formulas are set and scroll, code is coloured below what the user marks, a word opens the dictionary', async ({
  page,
}) => {
  await page.evaluate(() => {
    Object.assign(window, { opened: [] })
    window.open = (address) => {
      ;(window as unknown as { opened: unknown[] }).opened.push(address)
      return null
    }
  })
  await addByTyping(page, SOURCE)
  const article = openedArticle(page, 'Measuring a river')
  await expect(article).toBeVisible()

  await expect(article.locator('math')).toHaveCount(3)
  await expect(article.locator('.article-body p').first()).toContainText('It cost $5, then $10.')
  const wide = article.getByRole('group', { name: 'Formula, scrolls sideways' })
  await focusOn(wide)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => wide.evaluate((region) => region.scrollLeft)).toBeGreaterThan(0)
  await expect.poll(() => page.evaluate(() => document.fonts.check('20px "STIX Two Math"', '∑'))).toBe(true)

  const painted = (name: string) =>
    page.evaluate((at) => {
      const words = ({ startContainer, startOffset, endOffset }: AbstractRange) =>
        startContainer.textContent?.slice(startOffset, endOffset)
      return [...(CSS.highlights.get(at) ?? [])].map(words).join('|')
    }, name)
  await expect.poll(() => painted('code-keyword')).toBe('const')
  await expect.poll(() => painted('code-string')).toBe('"high"')
  await expect.poll(() => painted('code-comment')).toBe('// water')

  await selectWithMouse(page, article, 'article')
  await selectionTools(page).getByRole('button', { name: 'Look up' }).click()
  await page.keyboard.press('w')
  const opened = () => page.evaluate(() => (window as unknown as { opened: unknown[] }).opened)
  await expect.poll(opened).toEqual(Array(2).fill('https://en.wiktionary.org/wiki/article'))
  await selectWithMouse(page, article, 'The end of the article comes after the code')
  await page.keyboard.press('w')
  await expect(message(page, 'Select a word, or a few, to look up.')).toBeVisible()
})
