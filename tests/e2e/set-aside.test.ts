// What capture set aside is counted, brought back with one click, and set aside again; highlights stay where they are.
import { expect, test } from './fixtures.ts'
import { addByTyping, expectPainted, highlight, message, openFromList, openedArticle, undo } from './reading.ts'
import { WIRE_BOILERPLATE, WIRE_STORY, WIRE_TITLE } from './wire-story.ts'

test('set-aside paragraphs come back, and go again by Undo', async ({ app }) => {
  const { page } = app
  await addByTyping(page, WIRE_STORY)
  const article = openedArticle(page, WIRE_TITLE)
  const words = 'the queue went twice around the wall'
  await highlight(page, article, [words])
  const aside = article.getByRole('complementary', { name: 'Set aside' })
  await expect(aside).toContainText('7 paragraphs set aside')
  await expect(article.getByText(WIRE_BOILERPLATE[0]!)).toHaveCount(0)

  await aside.getByRole('button', { name: 'Show them' }).click()
  await expect(message(page, '7 paragraphs brought back')).toBeVisible()
  for (const paragraph of WIRE_BOILERPLATE) await expect(article.getByText(paragraph, { exact: true })).toBeVisible()
  await expectPainted(page, [{ ink: 'yellow', words }])
  await undo(page)
  await expect(aside).toContainText('7 paragraphs set aside')
  await expect(article.getByText(WIRE_BOILERPLATE[0]!)).toHaveCount(0)

  await aside.getByRole('button', { name: 'Show them' }).click()
  await expect(aside).toContainText('7 paragraphs that had been set aside')
  const late = 'what you saw from your own garden'
  await highlight(page, article, [late], 'Blue')
  const again = await app.restart()
  const reopened = await openFromList(again, WIRE_TITLE)
  await expect(reopened.getByText(WIRE_BOILERPLATE[2]!)).toBeVisible()
  await expectPainted(again, [
    { ink: 'yellow', words },
    { ink: 'blue', words: late },
  ])
})

test('setting aside what was highlighted does not lose the highlight in silence', async ({ page }) => {
  await addByTyping(page, WIRE_STORY)
  const article = openedArticle(page, WIRE_TITLE)
  const aside = article.getByRole('complementary', { name: 'Set aside' })
  await aside.getByRole('button', { name: 'Show them' }).click()
  const late = 'what you saw from your own garden'
  await highlight(page, article, [late])
  await aside.getByRole('button', { name: 'Set them aside again' }).click()
  await expect(message(page, /highlight/)).toBeVisible()
  await expect(article.getByText(late)).toBeVisible()
  await expectPainted(page, [{ ink: 'yellow', words: late }])
})
