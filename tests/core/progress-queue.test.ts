import { expect, test } from 'vitest'
import { streamOf } from '../../src/core/progress-queue.ts'

async function all<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of stream) items.push(item)
  return items
}

test('yields every report in order, then the result', async () => {
  const stream = streamOf<string, string>(async (report) => {
    report('one')
    await Promise.resolve()
    report('two')
    return 'done'
  })
  expect(await all(stream)).toEqual(['one', 'two', 'done'])
})

test('throws what the work throws, after its reports', async () => {
  const seen: string[] = []
  const read = async () => {
    for await (const item of streamOf<string, string>((report) => {
      report('one')
      return Promise.reject(new Error('no'))
    }))
      seen.push(item)
  }
  await expect(read()).rejects.toThrow('no')
  expect(seen).toEqual(['one'])
})

test('a reader that leaves stops the work and waits for it to end', async () => {
  let ended = false
  const stream = streamOf<string, string>(async (report, signal) => {
    report('begun')
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve)
    })
    ended = true
    return 'never read'
  })
  for await (const item of stream) {
    expect(item).toBe('begun')
    break
  }
  expect(ended).toBe(true)
})

test('an aborted signal reaches the work', async () => {
  const controller = new AbortController()
  const stream = streamOf<string, string>(
    (_report, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('stopped'))
        })
      }),
    controller.signal,
  )
  const read = all(stream)
  controller.abort()
  await expect(read).rejects.toThrow('stopped')
})
