// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import type { Highlight } from '../../../src/contract/model.ts'

const library = vi.hoisted(() => ({ create: vi.fn<(input: { id: string }) => Promise<Highlight>>() }))
vi.mock('../../../src/renderer/client.ts', () => ({
  client: { highlight: { create: library.create } },
  sentenceOf: String,
}))

const { asItIsNow, createHighlight, showHighlight } = await import('../../../src/renderer/reader/highlight-actions.ts')
const { queries, queryClient } = await import('../../../src/renderer/queries.ts')

test('an end that is dragged while the library writes the highlight stays where it is', async () => {
  const { queryKey } = queries.highlights('article')
  queryClient.setQueryData(queryKey, [])
  const shown = () => queryClient.getQueryData(queryKey)?.map(({ range, createdAt }) => ({ range, createdAt }))
  const answers: (() => void)[] = []
  library.create.mockImplementation(({ id }) => {
    const draft = queryClient.getQueryData(queryKey)!.find((one) => one.id === id)!
    return new Promise((resolve) => {
      answers.push(() => {
        resolve({ ...draft, range: { start: 0, end: 3 }, createdAt: 7 })
      })
    })
  })
  const article = { id: 'article', text: 'The tower was finished.' }

  const made = createHighlight(article, { start: 0, end: 3 }, 'yellow')
  const [draft] = queryClient.getQueryData(queryKey)!
  await vi.waitFor(() => {
    expect(answers).toHaveLength(1)
  })
  showHighlight(draft!, { range: { start: 0, end: 9 } })
  expect(asItIsNow(draft!).range).toEqual({ start: 0, end: 9 })
  answers[0]!()
  await made
  expect(shown()).toEqual([{ range: { start: 0, end: 9 }, createdAt: draft!.createdAt }])

  const second = createHighlight(article, { start: 0, end: 3 }, 'pink')
  await vi.waitFor(() => {
    expect(answers).toHaveLength(2)
  })
  answers[1]!()
  await second
  expect(shown()).toContainEqual({ range: { start: 0, end: 3 }, createdAt: 7 })
})
