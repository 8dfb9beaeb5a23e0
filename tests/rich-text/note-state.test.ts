import { describe, expect, test } from 'vitest'
import { safeAddress } from '../../src/rich-text/links.ts'
import { MAX_STATE_BYTES, parseNoteState } from '../../src/rich-text/note-state.ts'
import { createNoteEditor } from '../../src/rich-text/read-markdown.ts'
import { block, randomState, stateOf, text } from './awkward-notes.ts'

describe('a stored state', () => {
  test('what is accepted is what the editor can open', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const state = randomState(seed)
      parseNoteState(state)
      expect(createNoteEditor().parseEditorState(state).isEmpty()).toBe(false)
    }
  })

  test.each([
    ['', 'not JSON'],
    ['null', 'missing'],
    ['[]', 'missing'],
    ['{"root":{"type":"paragraph","children":[]}}', 'no root'],
    ['{"root":{"type":"root"}}', 'no content'],
    [stateOf(block('whiteboard', [])), 'whiteboard'],
    [stateOf(block('paragraph', [{ type: 'text' }])), 'no words'],
    [stateOf(block('paragraph', [block('link', [], { url: 7 })])), 'no address'],
    [stateOf(block('heading', [], { tag: 'h7' })), 'no level'],
    [stateOf(block('list', [text('a')], { listType: 'bullet' })), 'other than items'],
    [stateOf(block('list', [], { listType: 'roman' })), 'no kind'],
  ])('is refused with its reason: %s', (state, reason) => {
    expect(() => parseNoteState(state)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining(reason) }),
    )
  })

  test('is refused when it is nested without end or over 2 MB', () => {
    const deep = `{"type":"link","url":"https://a.b","children":[`.repeat(200) + ']}'.repeat(200)
    expect(() =>
      parseNoteState(`{"root":{"type":"root","children":[{"type":"paragraph","children":[${deep}]}]}}`),
    ).toThrow(/deeply/)
    const large = stateOf(block('paragraph', [text('ü'.repeat(MAX_STATE_BYTES / 2))]))
    expect(() => parseNoteState(large)).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }))
  })
})

describe('an address in a note', () => {
  test.each([
    ['https://example.org/a b', 'https://example.org/a%20b'],
    [' http://example.org ', 'http://example.org/'],
    ['example.org/page', 'https://example.org/page'],
    ['someone@example.org', 'mailto:someone@example.org'],
    ['localhost:3000', null],
    ['javascript:alert(1)', null],
    ['java\tscript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['https://', null],
    ['words', null],
    ['', null],
  ])('%s leads to %s', (typed, address) => {
    expect(safeAddress(typed)).toBe(address)
  })
})
