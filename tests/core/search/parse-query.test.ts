import { expect, test } from 'vitest'
import { parseQuery } from '../../../src/core/search/parse-query.ts'

test.each([
  ['ada', '"ada"*'],
  ['ada ', '"ada"'],
  ['ada lovelace', '"ada" AND "lovelace"*'],
  ['"analytical engine" notes', '"analytical engine" AND "notes"*'],
  ['engine -steam', '("engine") NOT ("steam")'],
  ['engine -"steam power" -coal', '("engine") NOT ("steam power" OR "coal")'],
  ['"unfinished phr', '"unfinished phr"'],
  ['AND OR NOT NEAR(', '"AND" AND "OR" AND "NOT" AND "NEAR("*'],
  ['a*b c:d (e)', '"a*b" AND "c:d" AND "(e)"*'],
])('%j becomes %s', (query, expression) => {
  expect(parseQuery(query)).toBe(expression)
})

test.each(['', '   ', '-', '"', '-only', '“”', '***'])('%j asks for nothing', (query) => {
  expect(parseQuery(query)).toBeNull()
})
