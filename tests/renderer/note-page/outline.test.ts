import { expect, test } from 'vitest'
import { outlineOf } from '../../../src/renderer/note-page/outline.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'

test('the outline has the headings with words, each with its place among all', () => {
  const state = stateOfMarkdown('# Why\n\ntext\n\n##\n\n### How *so*')
  expect(outlineOf(state).filter(({ text }) => text !== '')).toMatchObject([
    { level: 1, text: 'Why', index: 0 },
    { level: 3, text: 'How so' },
  ])
})

test('a note of a newer version has no outline', () => {
  expect(outlineOf('{"root":{"type":"root","children":[{"type":"hologram"}]}}')).toEqual([])
})
