// Reading aloud as a listener meets it, with a voice that says what the test tells it to.
import type { Page } from '@playwright/test'
import { finish, giveVoices, loseVoice, reachWord, said } from './fake-speech.ts'
import { expect, test } from './fixtures.ts'
import { SAMPLES, openFromList } from './reading.ts'

/** What is shown as being read. */
function shown(page: Page, name: 'spoken-sentence' | 'spoken-word'): Promise<string> {
  return page.evaluate((at) => [...(CSS.highlights.get(at) ?? [])].map((range) => String(range)).join(''), name)
}

async function expectSaid(page: Page, beginning: string): Promise<void> {
  await expect.poll(async () => (await said(page))?.text ?? null).toContain(beginning)
  await expect.poll(() => shown(page, 'spoken-sentence')).toContain(beginning)
}

test('an article is read aloud, followed in the text, paused, left and found again, and survives the loss of a voice', async ({
  page,
}) => {
  await giveVoices(page)
  await page.reload()
  const article = await openFromList(page, SAMPLES.web)
  const [first = '', second = '', third = ''] = await article
    .locator('.article-body')
    .evaluate((body) =>
      [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(body.querySelector('p')?.textContent ?? '')]
        .concat([
          ...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(
            body.querySelectorAll('p')[1]?.textContent ?? '',
          ),
        ])
        .map(({ segment }) => segment.trim().slice(0, 30)),
    )

  await page.keyboard.press('p')
  const bar = page.getByRole('region', { name: 'Read aloud' })
  await expectSaid(page, first)
  await expect.poll(() => said(page)).toMatchObject({ voice: 'Ada', rate: 1 })
  const word = first.split(' ')[1] ?? ''
  await reachWord(page, word)
  await expect.poll(() => shown(page, 'spoken-word')).toBe(word)

  await finish(page)
  await expectSaid(page, second)
  await page.keyboard.press('Alt+ArrowDown')
  await expectSaid(page, third)
  await bar.getByRole('button', { name: 'Previous sentence' }).click()
  await expectSaid(page, second)
  await bar.getByRole('button', { name: 'Pause' }).click()
  await expect.poll(() => said(page)).toBeNull()
  await page.keyboard.press('p')
  await expectSaid(page, second)

  await bar.getByRole('button', { name: 'Voice and speed' }).click()
  const settings = page.getByRole('dialog', { name: 'Voice and speed' })
  await expect(settings.getByRole('option', { name: /Google/ })).toHaveCount(0)
  await settings.getByRole('slider', { name: 'Speed' }).fill('2')
  await expect.poll(async () => (await said(page))?.rate).toBe(2)
  await page.keyboard.press('Escape')

  await article.hover()
  await page.mouse.wheel(0, 4_000)
  const back = bar.getByRole('button', { name: 'Back to what is read' })
  await expect(back).toBeVisible()
  await back.click()
  await expect(back).toBeHidden()
  await expect(article.getByText(second).first()).toBeInViewport()

  await loseVoice(page, 'Ada')
  await expect(bar.getByRole('alert')).toContainText('The voice is no longer there')
  await bar.getByRole('button', { name: 'Go on reading' }).click()
  await expect.poll(async () => (await said(page))?.voice).toBe('Bert')
  await expectSaid(page, second)

  await page.keyboard.press('u')
  await expect(bar).toBeHidden()
  await expect.poll(() => said(page)).toBeNull()
  await expect.poll(() => shown(page, 'spoken-sentence')).toBe('')
})
