import { expect, test } from 'vitest'
import { extractArticle } from '../../../src/core/capture/extract.ts'
import { quoteWriter } from '../../../src/core/exporters/quote-markdown.ts'
import { highlightOf, idOf } from './a-library.ts'

const article = extractArticle({
  text: 'It costs $5 where $v = \\frac{Q}{A}$ and *so* $Q$ is.\n\n$$\nE = \n mc^2\n$$\n\nThe end, at $x$.',
  format: 'markdown',
})
const write = quoteWriter(article)

function written(from: string, to: string): string {
  const start = article.text.indexOf(from)
  const end = article.text.indexOf(to, start) + to.length
  return write({ ...highlightOf(1, idOf(1), article.text.slice(start, end)), range: { start, end } })
}

test('formulas in a quote are the TeX they were written in, and dollars beside them stay dollars', () => {
  expect(written('It costs', 'The end')).toBe(
    'It costs \\$5 where $v = \\frac{Q}{A}$ and so $Q$ is.\n\n$$E = mc^2$$\n\nThe end',
  )
})

test('a formula cut in two, and a quote that is no longer in its place, stay words', () => {
  expect(article.text).toContain('v=QA and')
  expect(written('It costs', 'v=Q')).toBe('It costs $5 where v=Q')
  expect(write({ ...highlightOf(1, idOf(1), 'v=QA'), range: { start: 0, end: 4 } })).toBe('v=QA')
})
