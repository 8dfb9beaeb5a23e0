import { expect, test } from 'vitest'
import { aliasKey } from '../../../src/core/entities/alias-key.ts'
import { chooseEntity, formsOf } from '../../../src/core/entities/link.ts'
import type { Candidate } from '../../../src/core/entities/link.ts'

test.each([
  ['the U.S.', 'us'],
  ['Zelenskyy’s', 'zelenskyy'],
  ['São Paulo', 'sao paulo'],
  ['The Royal Society', 'royal society'],
  ['AT&T', 'at&t'],
  ['J. R. R. Tolkien', 'j r r tolkien'],
  ['  Bell   Labs ', 'bell labs'],
  ['…', ''],
  ['The', 'the'],
])('%j is compared as %j', (name, key) => {
  expect(aliasKey(name)).toBe(key)
})

function candidate(over: Partial<Candidate> & { key: string }): Candidate {
  return { entityId: 'e1', weak: false, kind: 'person', shortOnly: false, articleCount: 1, ...over }
}
const ada = { name: 'Ada Lovelace', kind: 'person' as const, aliases: ['Lovelace'] }

test('the forms of a person mark the surname as weak', () => {
  expect(formsOf(ada)).toEqual([
    { key: 'ada lovelace', alias: 'Ada Lovelace', weak: false },
    { key: 'lovelace', alias: 'Lovelace', weak: true },
  ])
})

test('the same full name of the same kind is the same entity', () => {
  expect(chooseEntity(ada, [candidate({ key: 'ada lovelace' })])).toEqual({ entityId: 'e1', confidence: 0.95 })
})

test('a person is never linked to what is not a person', () => {
  expect(chooseEntity(ada, [candidate({ key: 'ada lovelace', kind: 'place' })])).toBeNull()
})

test('a shared surname alone links no full name', () => {
  expect(chooseEntity(ada, [candidate({ key: 'lovelace', weak: true })])).toBeNull()
})

test('a bare surname is the one person who has it, and no one when two have', () => {
  const cluster = { name: 'Lovelace', kind: 'person' as const, aliases: [] }
  const one = candidate({ key: 'lovelace', weak: true })
  expect(chooseEntity(cluster, [one])).toEqual({ entityId: 'e1', confidence: 0.6 })
  expect(chooseEntity(cluster, [one, { ...one, entityId: 'e2' }])).toBeNull()
})

test('a surname met before its full name becomes part of it', () => {
  expect(chooseEntity(ada, [candidate({ key: 'lovelace', weak: true, shortOnly: true })])?.entityId).toBe('e1')
})

test('among namesakes of several kinds the same kind wins', () => {
  const cluster = { name: 'Kremlin', kind: 'organisation' as const, aliases: [] }
  const place = candidate({ entityId: 'p', key: 'kremlin', kind: 'place', articleCount: 9 })
  const organisation = candidate({ entityId: 'o', key: 'kremlin', kind: 'organisation' })
  expect(chooseEntity(cluster, [place, organisation])?.entityId).toBe('o')
  expect(chooseEntity(cluster, [place])).toEqual({ entityId: 'p', confidence: 0.75 })
})
