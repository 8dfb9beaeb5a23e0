import { expect, test } from 'vitest'
import { createTypeahead } from '../../../src/renderer/ui/typeahead.ts'

const NAMES = ['In view', 'Ada Lovelace', 'Charles Babbage', 'Émilie du Châtelet', 'Ada Yonath', 'New York']

function setUp() {
  let time = 0
  const typeahead = createTypeahead(() => time)
  return {
    takes: typeahead.takes,
    wait: (ms: number) => (time += ms),
    type: (keys: string, at = -1) => {
      let place: number | null = at
      for (const key of keys) place = typeahead.type(key, NAMES, place ?? at)
      return place === null ? null : NAMES[place]
    },
  }
}

test('letters lead to a name, whatever their case and accents', () => {
  const { type, wait } = setUp()
  expect(type('c')).toBe('Charles Babbage')
  wait(1_000)
  expect(type('em')).toBe('Émilie du Châtelet')
  wait(1_000)
  expect(type('new y')).toBe('New York')
})

test('a surname leads to its person, unless a name begins so', () => {
  const { type, wait } = setUp()
  expect(type('ba')).toBe('Charles Babbage')
  wait(1_000)
  expect(type('n')).toBe('New York')
})

test('the same letter again goes on to the next, and round', () => {
  const { type } = setUp()
  expect(type('a')).toBe('Ada Lovelace')
  expect(type('a', 1)).toBe('Ada Yonath')
  expect(type('a', 4)).toBe('Ada Lovelace')
})

test('what goes on with a word stays at the name that it still fits; after a pause a new word begins', () => {
  const { type, wait } = setUp()
  expect(type('ada', 0)).toBe('Ada Lovelace')
  expect(type(' y', 1)).toBe('Ada Yonath')
  wait(1_000)
  expect(type('c', 4)).toBe('Charles Babbage')
})

test('nothing fits, nothing moves; signs and digits are no beginning', () => {
  const { type, takes, wait } = setUp()
  expect(type('x', 2)).toBeNull()
  wait(1_000)
  expect(['1', ' ', '[', 'Enter', 'ArrowDown'].map(takes)).toEqual([false, false, false, false, false])
  expect(takes('é')).toBe(true)
  type('n')
  expect(takes(' ')).toBe(true)
})
