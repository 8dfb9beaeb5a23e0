import { expect, test } from 'vitest'
import type { Note } from '../../../src/contract/model.ts'
import { createTitleSaver } from '../../../src/renderer/note-page/title-saver.ts'

const ID = '0197a000-0000-7000-8000-000000000001'

function noteOf(title: string): Note {
  const common = { id: ID, target: { kind: 'note' as const, id: ID }, state: '', text: '', revision: 1 }
  return { ...common, createdAt: 0, updatedAt: 0, title: title.trim(), trashedAt: null }
}

/** A library that answers one call after the other, when it is told to. */
function library() {
  const calls: { title: string; answer: (refusal?: Error) => Promise<void> }[] = []
  const rename = (title: string) =>
    new Promise<Note>((resolve, reject) => {
      calls.push({
        title,
        answer: async (refusal) => {
          if (refusal) reject(refusal)
          else resolve(noteOf(title))
          await Promise.resolve()
          await new Promise((done) => setTimeout(done))
        },
      })
    })
  return { calls, rename }
}

test('of titles typed while one is on its way only the newest follows', async () => {
  const { calls, rename } = library()
  const saver = createTitleSaver(ID, rename)
  for (const title of ['W', 'Wh', 'Why']) saver.push(title)
  expect(calls.map(({ title }) => title)).toEqual(['W'])
  expect(saver.settled()).toBe(false)
  await calls[0]!.answer()
  expect(calls.map(({ title }) => title)).toEqual(['W', 'Why'])
  await calls[1]!.answer()
  expect(saver.settled()).toBe(true)
})

test('a title that is refused is kept, said, and sent again', async () => {
  const { calls, rename } = library()
  const saver = createTitleSaver(ID, rename)
  let told = 0
  saver.subscribe(() => {
    told += 1
  })
  saver.push('Why')
  await calls[0]!.answer(new Error('The disk is full.'))
  expect(saver.failure()).toContain('The disk is full.')
  expect({ settled: saver.settled(), told }).toEqual({ settled: false, told: 1 })
  saver.retry()
  await calls[1]!.answer()
  expect(calls.map(({ title }) => title)).toEqual(['Why', 'Why'])
  expect({ failure: saver.failure(), settled: saver.settled() }).toEqual({ failure: null, settled: true })
})

test('a window that goes away sends the newest title at once', async () => {
  const { calls, rename } = library()
  const saver = createTitleSaver(ID, rename)
  saver.push('O')
  saver.push('On bees')
  saver.leave()
  expect(calls.map(({ title }) => title)).toEqual(['O', 'On bees'])
  await calls[1]?.answer()
})

test('a note that was read before the last title was written is behind', async () => {
  const saver = createTitleSaver(ID, (title) => Promise.resolve({ ...noteOf(title), updatedAt: 20 }))
  expect(saver.isBehind({ updatedAt: 10 })).toBe(false)
  saver.push('On bees')
  await expect.poll(() => saver.settled()).toBe(true)
  expect(saver.isBehind({ updatedAt: 10 })).toBe(true)
  expect(saver.isBehind({ updatedAt: 20 })).toBe(false)
})
