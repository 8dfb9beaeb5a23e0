import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { dropOpeningByline } from '../../../src/core/capture/opening-byline.ts'

function after(html: string, byline: string | null): string {
  const { body } = new JSDOM(html).window.document
  dropOpeningByline(body, byline)
  return body.innerHTML
}

test.each([
  ['<p>By Nora Vale · <time>16 March 2025</time></p><p>Text.</p>', 'Nora Vale'],
  ['<p>Par Élise Marchand, le <time>20 avril 2025</time></p><p>Text.</p>', 'Élise Marchand'],
  ['<p>Von Jonas Wiebe, 1. Juli 2025</p><p>Text.</p>', 'Jonas Wiebe'],
  ['<p>بقلم سلمى الحدّاد، <time>5 أيلول 2025</time></p><p>Text.</p>', 'سلمى الحدّاد'],
  ['<p>By Ada Byron and Mary Fox</p><p>Text.</p>', 'Ada Byron, Mary Fox'],
  ['<div>Ada Byron | March 3, 2024</div><p>Text.</p>', 'Ada Byron'],
])('%s loses its first line', (html, byline) => {
  expect(after(html, byline)).toBe('<p>Text.</p>')
})

test.each([
  ['<p>Nora Vale was born in 1916.</p><p>Text.</p>', 'Nora Vale'],
  ['<p>By Nora Vale, who spent a year on the island to learn how its lighthouse keepers lived</p>', 'Nora Vale'],
  ['<p>By Someone Else · 16 March 2025</p><p>Text.</p>', 'Nora Vale'],
  ['<p>One.</p><p>Two.</p><p>By Nora Vale</p>', 'Nora Vale'],
  ['<p>By Nora Vale</p>', null],
])('%s stays', (html, byline) => {
  expect(after(html, byline)).toBe(html)
})
