import { expect, test } from 'vitest'
import { codeTokens } from '../../../src/renderer/reader/code-tokens.ts'

const pieces = (code: string, language: string | null) =>
  codeTokens(code, language).map(({ kind, start, end }) => [kind, code.slice(start, end)])

test('the pieces of code are found by its language, and code within a string is plain again', () => {
  const code = 'const size = 3 // rows\nconst name = `row ${size}`\n'
  expect(pieces(code, 'typescript')).toEqual([
    ['keyword', 'const'],
    ['number', '3'],
    ['comment', '// rows'],
    ['keyword', 'const'],
    ['string', '`row '],
    ['string', '`'],
  ])
  expect(pieces('class Row(Base):\n    def cell(self): pass', 'python').slice(0, 4)).toEqual([
    ['keyword', 'class'],
    ['type', 'Row'],
    ['type', 'Base'],
    ['keyword', 'def'],
  ])
})

test('without a language only what is clearly code is coloured; names nobody knows and huge code are left plain', () => {
  const sql = "SELECT name, count(*) FROM rows WHERE size > 3 AND name LIKE 'r%' GROUP BY name ORDER BY 2 DESC;\n"
  expect(pieces(sql.repeat(3), null)).toContainEqual(['keyword', 'SELECT'])
  expect(pieces('To be, or not to be', null)).toEqual([])
  expect(pieces('a = 1', 'klingon')).toEqual([])
  expect(pieces('const a = 1\n'.repeat(5_000), 'javascript')).toEqual([])
})
