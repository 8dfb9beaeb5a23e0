// @vitest-environment jsdom
import { beforeAll, describe, expect, test } from 'vitest'
import { articleFragment } from '../../../src/renderer/reader/article-html.ts'
import { noteContent, noteOf } from '../../../src/renderer/reader/footnotes.ts'

function page(html: string): HTMLElement {
  const body = document.createElement('div')
  body.append(articleFragment(html))
  return body
}

function noteTexts(html: string): (string | null)[] {
  const body = page(html)
  return [...body.querySelectorAll('a')].map((link) => noteOf(link, body)?.textContent.trim() ?? null)
}

beforeAll(() => {
  globalThis.CSS ??= { escape: (id: string) => id.replace(/[^\w-]/g, '\\$&') } as typeof CSS
})

describe('references to notes', () => {
  test('are short links to the list of notes, and the way back is none', () => {
    expect(
      noteTexts(
        '<p>A<sup><a id="r1" href="#n1">1</a></sup></p><section class="footnotes"><ol><li id="n1">Said. <a href="#r1">↩</a></li></ol></section>',
      ),
    ).toEqual(['Said. ↩', null])
  })

  test('may mean an empty anchor within the note', () => {
    expect(noteTexts('<p>A <sup><a href="#n1">*</a></sup></p><p><a id="n1"></a>* The note.</p>')).toEqual([
      '* The note.',
      null,
    ])
  })

  test('are not links to headings, to what is not there, or with words of their own', () => {
    expect(
      noteTexts(
        '<p><sup><a href="#h">1</a></sup><a href="#gone">2</a><a href="#n">see the appendix</a><a href="https://example.org/#n">3</a></p><h2 id="h">H</h2><p id="n">N</p>',
      ),
    ).toEqual([null, null, null, null])
  })
})

test('a card has the note’s words and links, without ids and without the way back', () => {
  const body = page(
    '<ol><li id="n1"><p><sup><a href="#r1">1</a></sup> Of <a href="https://example.org/">1492</a>, see <a href="#n2">the other</a>. <a class="footnote-back" href="#r1">Back</a></p></li></ol>',
  )
  const note = body.querySelector('li')
  const card = document.createElement('div')
  if (note) card.append(noteContent(note))
  expect(card.textContent.trim()).toBe('Of 1492, see the other.')
  expect(card.querySelectorAll('a')).toHaveLength(2)
  expect(card.querySelector('[id]')).toBeNull()
  expect(note?.textContent).toContain('Back')
})

test('a sign that led back once, and is no link any more, is not in the card', () => {
  const note = page('<ol><li>See the other ↩ one. <em>So it is.</em> ↩︎</li></ol>').querySelector('li')
  const card = document.createElement('div')
  if (note) card.append(noteContent(note))
  expect(card.textContent).toBe('See the other ↩ one. So it is.')
})
