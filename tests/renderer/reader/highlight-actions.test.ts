// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import type { Highlight } from '../../../src/contract/model.ts'

const library = vi.hoisted(() => ({
  create: vi.fn<(input: { id: string }) => Promise<Highlight>>(),
  list: vi.fn<() => Promise<Highlight[]>>(),
  updateMany: vi.fn<(input: { changes: { range: { start: number; end: number } }[] }) => Promise<Highlight[]>>(),
}))
vi.mock('../../../src/renderer/client.ts', () => ({
  client: { highlight: library },
  sentenceOf: String,
}))

const { asItIsNow, createHighlight, moveHighlight, showHighlight } =
  await import('../../../src/renderer/reader/highlight-actions.ts')
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

test('a list that was read before a change was written does not take the change back', async () => {
  const { queryKey } = queries.highlights('other')
  const before: Highlight = {
    ...{ id: 'h', articleId: 'other', range: { start: 0, end: 9 }, colour: 'yellow', status: 'anchored' },
    ...{ quote: { exact: 'The tower', prefix: '', suffix: '' }, createdAt: 1, updatedAt: 1, noteText: '', tags: [] },
  }
  queryClient.setQueryData(queryKey, [before])
  let answer: (list: Highlight[]) => void = () => undefined
  library.updateMany.mockImplementation(({ changes }) => new Promise((done) => (answer = done)).then(() => [{ ...before, ...changes[0]! }])) // prettier-ignore
  library.list.mockResolvedValue([before])

  const moved = moveHighlight(before, { start: 4, end: 9 })
  await vi.waitFor(() => {
    expect(library.updateMany).toHaveBeenCalledOnce()
  })
  await queryClient.fetchQuery({ ...queries.highlights('other'), staleTime: 0 })
  expect(library.list).toHaveBeenCalledOnce()
  expect(asItIsNow(before).range).toEqual({ start: 4, end: 9 })
  answer([])
  await moved
  expect(asItIsNow(before).range).toEqual({ start: 4, end: 9 })
  // What the library says after that counts.
  await queryClient.fetchQuery({ ...queries.highlights('other'), staleTime: 0 })
  expect(asItIsNow(before).range).toEqual({ start: 0, end: 9 })
})
