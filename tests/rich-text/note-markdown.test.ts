import { JSDOM } from 'jsdom'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { escapeMarkdown } from '../../src/rich-text/escape-markdown.ts'
import { markdownOf } from '../../src/rich-text/note-markdown.ts'
import { FORMAT } from '../../src/rich-text/note-blocks.ts'
import type { NoteBlock, NoteInline, NoteItem } from '../../src/rich-text/note-blocks.ts'
import { parseNoteState, textOfState } from '../../src/rich-text/note-state.ts'
import { stateOfMarkdown } from '../../src/rich-text/read-markdown.ts'
import { block, lineBreak, list, randomState, stateOf, text } from './awkward-notes.ts'

const { document } = new JSDOM().window
function parse(markdown: string): HTMLElement {
  const body = document.createElement('div')
  body.innerHTML = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return body
}

/** Every visible character with the marks on it: `b` bold, `i` italic, `s` strike, `c` code; white space aside. */
function markedOfDom(node: Node, marks = ''): string[] {
  const mark = { STRONG: 'b', EM: 'i', DEL: 's', CODE: 'c' }[node.nodeName] ?? ''
  const inside = [...new Set(marks + mark)].sort().join('')
  if (node.nodeType === 3) return [...(node.nodeValue ?? '')].filter((c) => c.trim()).map((c) => c + inside)
  return [...node.childNodes].flatMap((child) => markedOfDom(child, inside))
}

function markedOfState(state: string): string[] {
  return parseNoteState(state).flatMap(markedOfBlock)
}
function markedOfBlock(from: NoteBlock | NoteItem | NoteInline): string[] {
  if ('items' in from) return from.items.flatMap(markedOfBlock)
  if ('children' in from) {
    const marked = from.children.flatMap(markedOfBlock)
    return 'type' in from && from.type === 'code' ? marked.map((c) => `${c}c`) : marked
  }
  if (!('text' in from && 'format' in from)) return []
  const marks = (['bold', 'code', 'italic', 'strikethrough'] as const)
    .filter((name) => from.format & FORMAT[name])
    .map((name) => name[0])
    .join('')
  return [...from.text].filter((c) => c.trim()).map((c) => c + marks)
}

describe('a note as Markdown', () => {
  test('blocks, marks, lists, links and code', () => {
    const state = stateOf(
      block('heading', [text('Why '), text('this', 2)], { tag: 'h2' }),
      block('paragraph', [
        text('A '),
        text('bold', 1),
        text(' claim, '),
        text('struck', 4),
        text(', '),
        text('x = 1', 16),
        lineBreak,
        text('next line'),
      ]),
      block('quote', [text('said so'), lineBreak, text('twice')]),
      list('bullet', [[text('one')], [list('number', [[text('first')], [text('second')]])], [text('two')]]),
      block('code', [text('let `a`\n\n```')], { language: 'js' }),
      block('paragraph', [block('link', [text('there')], { url: 'https://example.org/a_(b)', title: 'A "title"' })]),
    )
    expect(markdownOf(state)).toBe(
      [
        '## Why _this_',
        'A **bold** claim, ~~struck~~, `x = 1`\\\nnext line',
        '> said so\\\n> twice',
        '- one\n  1. first\n  2. second\n- two',
        '````js\nlet `a`\n\n```\n````',
        '[there](https://example.org/a_\\(b\\) "A \\"title\\"")',
      ].join('\n\n'),
    )
  })

  test('headings can be lowered below those of a larger document', () => {
    const state = stateOf(block('heading', [text('a')], { tag: 'h2' }), block('heading', [text('b')], { tag: 'h6' }))
    expect(markdownOf(state, { shiftHeadings: 2 })).toBe('#### a\n\n###### b')
  })

  test('a link that must not be opened leaves its words only', () => {
    const state = stateOf(
      block('paragraph', [block('link', [text('press')], { url: 'java\tscript:alert(1)', title: null })]),
    )
    expect(markdownOf(state)).toBe('press')
  })

  test.each(Array.from({ length: 40 }, (_, index) => index))(
    'a Markdown reader finds the same words with the same marks (batch %i)',
    (batch) => {
      for (let seed = batch * 50; seed < batch * 50 + 50; seed += 1) {
        const state = randomState(seed)
        const markdown = markdownOf(state)
        expect(markedOfDom(parse(markdown)), `seed ${String(seed)}:\n${markdown}`).toEqual(markedOfState(state))
      }
    },
  )

  // Lexical's reader misses marks that touch each other without a space, so these notes have spaces between their pieces.
  test.each(Array.from({ length: 10 }, (_, index) => index))('the app reads back what it wrote (batch %i)', (batch) => {
    for (let seed = batch * 50; seed < batch * 50 + 50; seed += 1) {
      const state = randomState(seed, 'spaced')
      const markdown = markdownOf(state)
      const again = stateOfMarkdown(markdown)
      expect(markedOfState(again), `seed ${String(seed)}:\n${markdown}`).toEqual(markedOfState(state))
    }
  })
})

describe('Markdown as a note', () => {
  test.each([
    '## Why _this_\n\nA **bold** claim, ~~struck~~, `x = 1`\\\nnext line',
    '> said so\\\n> twice\n\n````js\nlet `a`\n\n```\n````',
    '- one\\\n  more of it\n  1. first\n  2. second\n- two\n\n3. three\n4. four',
    '[there](https://example.org/a_\\(b\\) "A \\"title\\"") and 2 \\* 3\n\n1\\. no list',
  ])('comes out as it went in', (markdown) => {
    expect(markdownOf(stateOfMarkdown(markdown))).toBe(markdown)
  })

  test('what a note does not know stays as words', () => {
    expect(textOfState(stateOfMarkdown('![a picture](x.png)\r\n\r\n<b>html</b>'))).toContain('<b>html</b>')
  })
})

describe('plain words as Markdown', () => {
  test('keep their paragraphs, lines and leading space', () => {
    const words = 'First * line\n    indented - code\n\t- item\n\n# Second\n1. one'
    const body = parse(escapeMarkdown(words))
    const read = [...body.querySelectorAll('p')].map((p) =>
      p.innerHTML.match(/<(?!br)[^>]+>/) ? 'markup!' : p.textContent,
    )
    expect(body.children).toHaveLength(2)
    expect(read).toEqual(['First * line\n    indented - code\n\t- item', '# Second\n1. one'])
  })
})

describe('the words of a note', () => {
  test('blocks are parted by an empty line, items and breaks by a newline', () => {
    const state = stateOf(
      block('heading', [text('Head')], { tag: 'h1' }),
      block('paragraph', []),
      block('paragraph', [
        text('a'),
        lineBreak,
        block('link', [text('b', 1)], { url: 'https://example.org', title: null }),
      ]),
      list('bullet', [[text('one')], [list('bullet', [[text('inner')]])], [text('two')]]),
    )
    expect(textOfState(state)).toBe('Head\n\na\nb\n\none\ninner\ntwo')
  })
})
