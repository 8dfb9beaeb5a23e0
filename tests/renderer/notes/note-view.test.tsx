import { JSDOM } from 'jsdom'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'
import { NoteView } from '../../../src/renderer/notes/note-view.tsx'

const shown = (state: string): HTMLElement =>
  new JSDOM(renderToStaticMarkup(<NoteView state={state} fallback="plain words" />)).window.document.body

test('a note is shown with its blocks, marks and lists', () => {
  const body = shown(
    stateOfMarkdown('# Head\n\nA **bold _both_** ~~gone~~ `x`\n\n- one\n  1. inner\n\n> said\n\n```\na\n  b\n```'),
  )
  expect(body.querySelector('[role=heading]')?.textContent).toBe('Head')
  expect(body.querySelector('strong em')?.textContent).toBe('both')
  expect(body.querySelector('s')?.textContent).toBe('gone')
  expect(body.querySelector('code')?.textContent).toBe('x')
  expect(body.querySelector('ul ol li')?.textContent).toBe('inner')
  expect(body.querySelector('blockquote')?.textContent).toBe('said')
  expect(body.querySelector('pre')?.textContent).toBe('a\n  b')
})

test('a link leads outside, and only to where it may', () => {
  const body = shown(stateOfMarkdown('[good](https://example.org/) [bad](javascript:alert)'))
  const links = [...body.querySelectorAll('a')]
  expect(links.map((link) => [link.textContent, link.getAttribute('href'), link.rel])).toEqual([
    ['good', 'https://example.org/', 'noopener noreferrer'],
  ])
  expect(body.textContent).toContain('bad')
})

test('what a newer version wrote is shown as its words', () => {
  expect(shown('{"root":{"type":"root","children":[{"type":"whiteboard"}]}}').textContent).toBe('plain words')
})
