import { expect, test } from 'vitest'
import { highlightHtml, highlightMarkdown } from '../../../src/renderer/reader/copy-highlight.ts'
import { quotationMarkdown } from '../../../src/renderer/reader/passage.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'
import { articleOf } from '../../core/exporters/a-library.ts'

const article = articleOf(1, 'A [title] *here*', { url: 'https://example.org/a (b)', publishedAt: null })
const marked = {
  quote: { exact: 'Some *words*\n\n# and more', prefix: '', suffix: '' },
  tags: ['two words'],
  noteText: 'A <note>\nhere',
}

test('a passage as Markdown is a quotation with a link that works', () => {
  expect(quotationMarkdown('One\n\ntwo', article, 'en')).toBe(
    '> One\n>\n> two\n\n— [A. Writer, “A \\[title\\] \\*here\\*”, Example](https://example.org/a%20\\(b\\))',
  )
})

test('a highlight goes out with its tags and its note, formatted', () => {
  const note = { state: stateOfMarkdown('A **note**') }
  const lines = highlightMarkdown(marked, article, note).split('\n')
  expect(lines.slice(0, 3)).toEqual(['> Some \\*words\\*', '>', '> \\# and more'])
  expect(lines.slice(-4)).toEqual(['#two-words', '', 'A **note**', ''])
  expect(highlightHtml(marked, article)).toMatch(/<p>#two words<\/p><p>A &lt;note&gt;<br>here<\/p>$/)
})
