import { expect, test } from 'vitest'
import { createAnalysisQueue } from '../../../src/core/entities/analysis-queue.ts'

test('what was asked for comes first, the last one before the others, and each once', () => {
  const queue = createAnalysisQueue()
  queue.fill(['a', 'b', 'c', 'd'])
  queue.first('c')
  queue.first('new')
  queue.first('c')
  expect(queue.size).toBe(5)
  const order = Array.from({ length: 6 }, () => queue.take(false))
  expect(order).toEqual(['c', 'new', 'a', 'b', 'd', undefined])
  expect(queue.size).toBe(0)
})

test('while it is paused only what was asked for is taken', () => {
  const queue = createAnalysisQueue()
  queue.fill(['a'])
  queue.first('b')
  expect([queue.take(true), queue.take(true)]).toEqual(['b', undefined])
  expect(queue.take(false)).toBe('a')
})

test('filling it again keeps the turn of what was asked for', () => {
  const queue = createAnalysisQueue()
  queue.first('b')
  queue.fill(['a', 'b'])
  expect(queue.size).toBe(2)
  expect([queue.take(false), queue.take(false), queue.take(false)]).toEqual(['b', 'a', undefined])
})
