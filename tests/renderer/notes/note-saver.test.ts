import { beforeEach, describe, expect, test } from 'vitest'
import { createNoteSaver } from '../../../src/renderer/notes/note-saver.ts'
import type { NoteSaver, SavedNote } from '../../../src/renderer/notes/note-saver.ts'
import type { Draft } from '../../../src/renderer/notes/draft-store.ts'

interface Call {
  state: string
  succeed: () => Promise<void>
  fail: (error: Error) => Promise<void>
}

/** A library that answers when it is told to, and a clock that runs when it is told to. */
let calls: Call[]
let library: SavedNote
let draft: Draft | null
let waiting: { ms: number; run: () => void }[]
let saver: NoteSaver

const settle = () => new Promise((resolve) => setImmediate(resolve))
const sent = () => calls.map(({ state }) => state)

beforeEach(() => {
  calls = []
  library = { state: '', revision: 3 }
  draft = null
  waiting = []
  saver = createNoteSaver(
    {
      save: (state) =>
        new Promise<SavedNote>((resolve, reject) => {
          calls.push({
            state,
            async succeed() {
              library = { state, revision: library.revision + 1 }
              resolve(library)
              await settle()
            },
            async fail(error) {
              reject(error)
              await settle()
            },
          })
        }),
      keepDraft: (kept) => (draft = kept),
      dropDraft: () => (draft = null),
      saved: () => undefined,
      explain: (error) => ({ sentence: String(error), passing: !(error instanceof RangeError) }),
      now: () => 7,
      after(ms, run) {
        const timer = { ms, run }
        waiting.push(timer)
        return () => (waiting = waiting.filter((one) => one !== timer))
      },
    },
    3,
  )
})

describe('what is typed', () => {
  test('is sent at once, and the newest state waits while a save is on its way', async () => {
    for (const state of ['a', 'ab', 'abc']) saver.push(state)
    expect(sent()).toEqual(['a'])
    expect(saver.status()).toEqual({ kind: 'saving' })
    await calls[0]!.succeed()
    expect(sent()).toEqual(['a', 'abc'])
    expect(saver.status()).toEqual({ kind: 'saving' })
    await calls[1]!.succeed()
    expect(saver.status()).toEqual({ kind: 'saved' })
    expect(saver.unsaved()).toBeNull()
    expect(saver.revision()).toBe(5)
  })

  test('is kept by the browser until the library has it', async () => {
    saver.push('a')
    expect(draft).toEqual({ base: 3, sent: 'a', state: 'a', at: 7 })
    saver.push('ab')
    expect(draft).toEqual({ base: 3, sent: 'a', state: 'ab', at: 7 })
    await calls[0]!.succeed()
    expect(draft).toEqual({ base: 4, sent: 'ab', state: 'ab', at: 7 })
    await calls[1]!.succeed()
    expect(draft).toBeNull()
  })
})

describe('a save that fails', () => {
  test('is said, kept, and tried again at growing intervals until it succeeds', async () => {
    saver.push('a')
    await calls[0]!.fail(new Error('offline'))
    expect(saver.status()).toEqual({ kind: 'failed', sentence: 'Error: offline' })
    expect(draft?.state).toBe('a')
    const pauses = []
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      pauses.push(waiting[0]!.ms)
      waiting.shift()!.run()
      await calls[attempt]!.fail(new Error('offline'))
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16000, 30000])
    waiting.shift()!.run()
    await calls[7]!.succeed()
    expect(library.state).toBe('a')
    expect(saver.status()).toEqual({ kind: 'saved' })
    expect(waiting).toEqual([])
  })

  test('never brings back older words than the newest', async () => {
    saver.push('a')
    saver.push('ab')
    await calls[0]!.fail(new Error('offline'))
    expect(saver.unsaved()).toBe('ab')
    saver.push('abc')
    expect(sent()).toEqual(['a', 'abc'])
    expect(waiting).toEqual([])
    await calls[1]!.succeed()
    expect(library.state).toBe('abc')
  })

  test('that trying again does not mend waits for the user', async () => {
    saver.push('a')
    await calls[0]!.fail(new RangeError('too large'))
    expect(waiting).toEqual([])
    saver.retry()
    await calls[1]!.succeed()
    expect(library.state).toBe('a')
  })
})

test('a window that goes away does not wait for the save on its way', () => {
  saver.push('a')
  saver.leave()
  expect(sent()).toEqual(['a'])
  saver.push('ab')
  saver.leave()
  expect(sent()).toEqual(['a', 'ab'])
  expect(draft?.state).toBe('ab')
})

test('settled waits for everything that is on its way', async () => {
  saver.push('a')
  saver.push('ab')
  let settled = false
  const waitingFor = saver.settled().then(() => (settled = true))
  await calls[0]!.succeed()
  expect(settled).toBe(false)
  await calls[1]!.succeed()
  await waitingFor
  expect(library.state).toBe('ab')
})
