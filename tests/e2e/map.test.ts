// The map of the library: found by keys, walked to a tie and its sentences, on to the article and back; and as tables.
import { expect, test } from './fixtures.ts'

test('by keyboard from an entity over a tie to its sentences, to the article and back', async ({ page }) => {
  await page.keyboard.press('Shift+M')
  const map = page.getByRole('region', { name: 'Map', exact: true })
  await expect(map.getByRole('img', { name: /^Map of \d+ entities and \d+ ties/ })).toBeVisible()
  const tree = map.getByRole('tree')
  await expect(tree.getByRole('treeitem').first()).toBeVisible()

  await map.getByRole('searchbox', { name: 'Find on the map' }).fill('berners')
  await expect(tree.getByRole('treeitem')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(tree).toBeFocused()
  const entity = tree.getByRole('treeitem', { name: /^Tim Berners-Lee/ })
  await expect(entity).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(entity).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowRight')
  const tie = tree.getByRole('treeitem', { selected: true })
  await expect(tie).toHaveAttribute('aria-level', '2')
  await expect(tie).toHaveAccessibleName(/in \d+ articles?/)

  await page.keyboard.press('Enter')
  const sentences = map.getByRole('region', { name: /Tim Berners-Lee/ })
  await expect(sentences.getByRole('heading', { level: 2 })).toBeFocused()
  const sentence = sentences.getByRole('button', { name: /Berners-Lee/ }).first()
  const words = await sentence.innerText()
  await sentence.press('Enter')
  await expect(page).toHaveURL(/#\/article\/.+\?at=\d+-\d+/)
  const start = words.split(/\s+/).slice(0, 4).join(' ')
  await expect(page.locator('.article-body').getByText(start).first()).toBeInViewport()

  // Back at the same tie; and from its sentences at its place in the tree.
  await page.goBack()
  await expect(sentences.getByRole('button', { name: /Berners-Lee/ }).first()).toBeVisible()
  await sentences.getByRole('heading', { level: 2 }).press('Escape')
  await expect(tree).toBeFocused()
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAttribute('aria-level', '2')
})

test('the same as tables, sorted and filtered, whose ties open their sentences too', async ({ page }) => {
  await page.getByRole('button', { name: 'Map', exact: true }).click()
  const map = page.getByRole('region', { name: 'Map', exact: true })
  await map.getByText('Table', { exact: true }).click()
  const table = map.getByRole('table', { name: 'Entities of the map' })
  const articles = table.getByRole('columnheader', { name: 'Articles' })
  await expect(articles).toHaveAttribute('aria-sort', 'descending')
  const firstName = table.getByRole('rowheader').first()
  const most = await firstName.innerText()
  await articles.getByRole('button').click()
  await expect(articles).toHaveAttribute('aria-sort', 'ascending')
  await expect(firstName).not.toHaveText(most)
  await table.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(firstName).toHaveText(/^A/)

  await map.getByRole('button', { name: 'People' }).click()
  await expect(table.getByRole('cell', { name: 'Person' })).toHaveCount(0)
  await map.getByRole('button', { name: 'People' }).click()
  await expect(table.getByRole('cell', { name: 'Person' }).first()).toBeVisible()

  await map.getByRole('tab', { name: /^Ties/ }).click()
  await map.getByRole('searchbox').fill('gianotti')
  const ties = map.getByRole('table', { name: 'Ties of the map' })
  const open = ties.getByRole('button', { name: /^Sentences of .*Gianotti/ }).first()
  await open.click()
  await expect(
    map
      .getByRole('region', { name: /Gianotti/ })
      .getByRole('button', { name: /Gianotti/ })
      .first(),
  ).toBeVisible()
})
