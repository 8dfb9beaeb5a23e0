// The page of an entity: the way there and back, its sentences, the user's note on it, corrections taken back, names linked.
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { SAMPLES, companionPane, focusOn, message, openFromList, openedArticle, undo } from './reading.ts'

const NAME = 'Tim Berners-Lee'

/** The page of an entity in the main pane. */
function entityPage(page: Page, name: string): Locator {
  return page.getByRole('main').getByRole('region', { name, exact: true })
}

/** Opens an entity's page from its row beside the article that is open. */
async function openPage(page: Page, name: string): Promise<Locator> {
  await companionPane(page)
    .getByRole('button', { name: new RegExp(`^${name} \\d+ mentions?$`) })
    .click()
  await companionPane(page).getByRole('link', { name: 'Open page' }).click()
  await expect(entityPage(page, name)).toBeVisible()
  return entityPage(page, name)
}

test('an entity has a page: sentences that open their article, a note that search finds, corrections that go back', async ({
  page,
}) => {
  await openFromList(page, SAMPLES.wire)
  const about = await openPage(page, NAME)
  await expect(about.getByRole('heading', { level: 1, name: NAME })).toBeVisible()
  await expect(about.getByRole('slider', { name: /^When they were published/ })).toBeVisible()

  // To a passage and back again.
  const sentence = about.getByRole('button', { name: /^But when Tim Berners-Lee wrote/ })
  await sentence.click()
  await expect(openedArticle(page, SAMPLES.feature).getByText('But when Tim Berners-Lee wrote')).toBeInViewport()
  await page.goBack()
  await expect(sentence).toBeInViewport()

  const note = about.getByRole('textbox', { name: `Note on ${NAME}` })
  await note.click()
  await page.keyboard.type('He asked no fee for it')
  await expect(about.getByText('Saved', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await focusOn(about)
  await page.keyboard.press('Escape')
  await expect(openedArticle(page, SAMPLES.wire)).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('asked no fee')
  const hit = page.getByRole('option', { name: new RegExp(`${NAME}.*asked no fee`) })
  await hit.click()
  await expect(note).toHaveText('He asked no fee for it')

  // By keys: from article to article, along the timeline, into an article.
  await expect(about.locator('.entity-article-link').first()).toBeVisible()
  await focusOn(about)
  await page.keyboard.press('j')
  await expect(about.locator('.entity-article-link').first()).toBeFocused()
  const slider = about.getByRole('slider').first()
  await focusOn(slider)
  await page.keyboard.press('Home')
  await expect(slider).toHaveAttribute('aria-valuenow', '1')
  const oldest = (await slider.getAttribute('aria-valuetext'))?.split(' · ')[1] ?? ''
  await page.keyboard.press('Enter')
  await expect(openedArticle(page, oldest)).toBeVisible()
  await page.goBack()

  await about.getByRole('button', { name: `Correct ${NAME}` }).click()
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await page.getByRole('dialog', { name: 'Rename entity' }).getByLabel('Name').fill('Sir Tim')
  await page.keyboard.press('Enter')
  const renamed = entityPage(page, 'Sir Tim')
  await expect(renamed.getByRole('heading', { level: 1, name: 'Sir Tim' })).toBeVisible()
  await renamed.getByRole('button', { name: /^Names and corrections/ }).click()
  await renamed.getByRole('button', { name: /^Undo: Renamed/ }).click()
  await expect(about.getByText('You have corrected nothing about')).toBeVisible()
})

test('places that have a name of an entity and are not linked are linked together, and let go together', async ({
  page,
}) => {
  await openFromList(page, SAMPLES.web)
  const about = await openPage(page, NAME)
  const times = about.getByRole('button', { name: /^Named \d+ times in/ })
  const before = (await times.textContent()) ?? ''
  // Two places that the engine might have passed over.
  await page.evaluate(async (title) => {
    const call = async (path: string, json: unknown): Promise<unknown> => {
      const answer = await fetch(`/rpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json }),
      })
      return ((await answer.json()) as { json: unknown }).json
    }
    const id = location.hash.split('/').at(-1)
    const { articles } = (await call('entity/page', { id })) as { articles: { articleId: string; title: string }[] }
    const articleId = articles.find((article) => article.title.startsWith(title))?.articleId
    const { mentions } = (await call('entity/ofArticle', { articleId })) as {
      mentions: { entityId: string; start: number }[]
    }
    for (const { start } of mentions.filter(({ entityId }) => entityId === id).slice(1, 3)) {
      await call('entity/reject', { id, articleId, start })
    }
  }, SAMPLES.web)
  await expect(times).not.toHaveText(before)

  await about.getByRole('button', { name: 'Not linked yet' }).click()
  const places = about.locator('.entity-page-unlinked').getByRole('checkbox')
  await expect(places).toHaveCount(2)
  await about.getByRole('checkbox', { name: 'All 2' }).check()
  await about.getByRole('button', { name: 'Link these 2' }).click()
  await expect(message(page, `2 places linked to “${NAME}”`)).toBeVisible()
  await expect(about.getByText('Every place in the library that has one of its names is linked.')).toBeVisible()
  await expect(times).toHaveText(before)
  await undo(page)
  await expect(places).toHaveCount(2)
})
