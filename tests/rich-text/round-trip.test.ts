// Notes made by fast-check, through Markdown and back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMAT } from '../../src/rich-text/note-blocks.ts'
import type { NoteBlock, NoteInline, NoteItem, NoteList } from '../../src/rich-text/note-blocks.ts'
import { parseNoteState } from '../../src/rich-text/note-state.ts'
import { markdownOf, markdownOfBlocks } from '../../src/rich-text/note-markdown.ts'
import { blocksOfMarkdown, createNoteEditor, stateOfMarkdown } from '../../src/rich-text/read-markdown.ts'
import { stateOfBlocks } from '../../src/rich-text/state-of-blocks.ts'

const ID = '0197a000-0000-7000-8000-00000000000'

/** Words with everything in them that Markdown could take for something else. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'a word|*|**|_x_|snake_case|# h|#tag|#1|1. x|12) y|- z|+ w|> q|---|===|```|~~s~~|`c`|[l](u)|[[w]]|![i](x.png)|[[a|b]]|<b>h</b>|<br>|&amp;|&copy;|\\|end\\|$5|$x$|$$|==m==|%%c%%|^id|[^1]|: d|🙂|漢字|é|"q"|(b)|| a ||x|!|http://a.b/c_d*e*|www.a.b|a@b.co|\u00a0'.split(
          '|',
        ),
      ),
      fc.string({ maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((pieces) =>
    pieces
      .join(' ')
      .toWellFormed()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\uFEFF\uFFFF\uFFFE\uFDD0-\uFDEF]/gu, '')
      .replace(/\s+/gu, ' ')
      .trim(),
  )
  .filter((text) => text !== '')

const text = fc.record({
  type: fc.constant('text' as const),
  text: words,
  format: fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 5, 6, 7, FORMAT.code),
})
const uuid = fc.integer({ min: 0, max: 9 }).map((digit) => ID + String(digit))
const atom: fc.Arbitrary<NoteInline> = fc.oneof(
  fc.record({
    type: fc.constant('reference' as const),
    kind: fc.constantFrom('note' as const, 'article' as const, 'entity' as const),
    id: uuid,
    label: words,
  }),
  fc.record({ type: fc.constant('tag' as const), name: fc.constantFrom('tag', 'größe/eins', '2nd', 'a-b_c') }),
  fc.record({
    type: fc.constant('math' as const),
    tex: fc.constantFrom('x', 'E = mc^2', '\\frac{a}{b}', '\\$5', 'a_1*b_2*', '\\text{[[a]]}'),
    display: fc.constant(false),
  }),
  fc.record({ type: fc.constant('image' as const), src: fc.constant('assets/ab/cdef.png'), alt: words }),
  fc.record({
    type: fc.constant('link' as const),
    url: fc.constantFrom(
      'https://example.org/a_(b)?x=1&amp;y',
      'https://example.org/',
      'mailto:a@b.co',
      'other/file.md',
    ),
    title: fc.constantFrom(null, null, 'A "title" \\'),
    children: fc.tuple(text).map(([only]) => [only] as NoteInline[]),
  }),
)

/** A line: pieces parted by plain spaces, as marks that touch have their own test. */
const line = fc
  .array(fc.oneof({ weight: 3, arbitrary: text }, { weight: 2, arbitrary: atom }), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.flatMap((piece, index): NoteInline[] => (index === 0 ? [piece] : [space, piece])))
const space: NoteInline = { type: 'text', text: ' ', format: 0 }
const lines = fc
  .array(line, { minLength: 1, maxLength: 2 })
  .map((all) => all.flatMap((one, index): NoteInline[] => (index === 0 ? one : [{ type: 'linebreak' }, ...one])))

const items = (
  checked: fc.Arbitrary<boolean | null>,
  nested: fc.Arbitrary<NoteList> | null,
): fc.Arbitrary<NoteItem[]> =>
  fc
    .array(fc.tuple(checked, lines, nested ? fc.option(nested, { nil: null }) : fc.constant(null)), {
      minLength: 1,
      maxLength: 3,
    })
    .map((all) =>
      all.flatMap(([box, children, inner]): NoteItem[] => [
        { checked: box, children },
        ...(inner ? [{ checked: box === null ? null : false, children: [inner] }] : []),
      ]),
    )
const list = (nested: fc.Arbitrary<NoteList> | null): fc.Arbitrary<NoteList> =>
  fc.oneof(
    fc.record({
      type: fc.constant('list' as const),
      ordered: fc.boolean(),
      start: fc.constant(1),
      items: items(fc.constant(null), nested),
    }),
    fc.record({
      type: fc.constant('list' as const),
      ordered: fc.constant(true),
      start: fc.constantFrom(0, 3, 99),
      items: items(fc.constant(null), nested),
    }),
    fc.record({
      type: fc.constant('list' as const),
      ordered: fc.constant(false),
      start: fc.constant(1),
      items: items(fc.boolean(), nested),
    }),
  )

const block: fc.Arbitrary<NoteBlock> = fc.oneof(
  fc.record({ type: fc.constantFrom('paragraph' as const, 'quote' as const), children: lines }),
  fc.record({ type: fc.constant('heading' as const), level: fc.constantFrom(1, 2, 3, 4, 5, 6), children: line }),
  fc.record({
    type: fc.constant('code' as const),
    language: fc.constantFrom(null, 'js', 'c++'),
    children: fc
      .constantFrom('let a', '```\n\n    b', '~~~', 'a\n\tb')
      .map((code) => [{ type: 'text' as const, text: code, format: 0 }]),
  }),
  list(list(null)),
  fc.record({
    type: fc.constant('highlight-quote' as const),
    highlightId: uuid,
    articleId: fc.constant(`${ID}f`),
    text: fc.tuple(words, words).map((two) => two.join('\n\n')),
  }),
  fc
    .tuple(fc.boolean(), fc.array(fc.tuple(line, lines), { minLength: 1, maxLength: 3 }))
    .map(([header, rows]): NoteBlock => ({
      type: 'table',
      rows: rows.map((cells, index) => ({ header: header && index === 0, cells })),
    })),
  fc.constant<NoteBlock>({ type: 'math', tex: 'a\n  + b = $5', display: true }),
  fc.constant<NoteBlock>({ type: 'horizontalrule' }),
)
const note = fc.array(block, { minLength: 1, maxLength: 4 })

/** What Markdown cannot tell apart is made the same: where words are parted into nodes, and an address that links to itself. */
function normal(blocks: readonly NoteBlock[]): unknown {
  return JSON.parse(JSON.stringify(blocks), (key, value: unknown) =>
    Array.isArray(value) && (key === 'children' || /^\d+$/.test(key)) ? merged(value as NoteInline[]) : value,
  )
}

function merged(inlines: readonly NoteInline[]): NoteInline[] {
  const all: NoteInline[] = []
  const flat = inlines.flatMap((inline): NoteInline[] => (isBareLink(inline) ? inline.children : [inline]))
  for (const inline of flat) {
    const last = all.at(-1)
    if (last && 'format' in last && 'format' in inline && sameMarks(last, inline)) {
      all[all.length - 1] = { ...last, text: last.text + inline.text }
    } else all.push(inline)
  }
  return all
}

function sameMarks(a: { format: number }, b: { format: number }): boolean {
  return a.format === b.format
}

function isBareLink(inline: NoteInline): inline is Extract<NoteInline, { type: 'link' }> {
  if (inline.type !== 'link' || inline.title !== null) return false
  const own = inline.children.map((child) => ('text' in child ? child.text : '')).join('')
  return ['', 'http://', 'mailto:'].some((scheme) => inline.url === scheme + own)
}

describe('a note', () => {
  test('is the same after Markdown and back', () => {
    fc.assert(
      fc.property(note, (blocks) => {
        const markdown = markdownOf(stateOfBlocks(blocks))
        expect(normal(parseNoteState(stateOfMarkdown(markdown))), markdown).toEqual(
          normal(parseNoteState(stateOfBlocks(blocks))),
        )
      }),
      { numRuns: 200, seed: 20_240_229 },
    )
  })

  test('is stored as the editor would store it', () => {
    const editor = createNoteEditor()
    fc.assert(
      fc.property(note, (blocks) => {
        const state = stateOfBlocks(blocks)
        expect(parseNoteState(JSON.stringify(editor.parseEditorState(state)))).toEqual(parseNoteState(state))
      }),
      { numRuns: 100, seed: 7 },
    )
  })
})

/** An address among words that were no Markdown becomes a link, and is written as one from then on. */
const bare = (markdown: string) => markdown.replace(/<(https?:[^>]*)>/g, '$1')

test('Markdown that went through a note once does not change again', () => {
  const pieces = fc.array(
    fc.constantFrom(
      ...'# h\n|a|**b**|\n\n|\n|- i\n|  - n\n|1. o\n|> q\n|> \n|`c`|```\nx\n```\n|[l](u "t")|[r]|\n\n[r]: http://x.y\n\n|![i](http://p.q)|<b>|<div>\n|*e*|_e_|~~s~~|$x$|$$\ny\n$$\n|[[w]]|#tag|- [ ] t\n|\\*|&amp;|    code\n|---\n|===\n|  \n|[^1]|\n\n[^1]: note\n\n|http://a.b|* * *\n|\u00a0|\t'.split(
        '|',
      ),
    ),
    { maxLength: 14 },
  )
  fc.assert(
    fc.property(pieces, (all) => {
      const once = markdownOf(stateOfMarkdown(all.join('')))
      expect(bare(markdownOf(stateOfMarkdown(once))), all.join('')).toBe(bare(once))
    }),
    { numRuns: 300, seed: 99 },
  )
})

test('what Markdown has is all there in the note', () => {
  const source = [
    '| a | b |\n| :-- | --: |\n| `x \\| y` | **2** |',
    '- [ ] open\n- [x] done\n- plain',
    '> one\n>\n> - two\n>\n> ```\n> three\n> ```',
    '[ref][r] and <https://example.org/> and https://example.com/x',
    '[r]: https://example.org/r "T"',
    'soft\nbreak\\\nhard[^n]',
    '[^n]: the footnote',
    '![remote](https://example.org/i.png) ![kept](assets/ab/cdef.png)',
  ].join('\n\n')
  expect(markdownOfBlocks(blocksOfMarkdown(source))).toBe(
    [
      '| a | b |\n| --- | --- |\n| `x \\| y` | **2** |',
      '- [ ] open\n- [x] done',
      '* plain',
      '> one\n>\n> • two\n>\n> `three`',
      '[ref](https://example.org/r "T") and <https://example.org/> and <https://example.com/x>',
      'soft\\\nbreak\\\nhard\\[^n\\]',
      '\\[^n\\]: the footnote',
      '[remote](https://example.org/i.png) ![kept](assets/ab/cdef.png)',
    ].join('\n\n'),
  )
})

test('links of a file lead where they are resolved to', () => {
  const blocks = blocksOfMarkdown('[[Some note|that]], ![[pic]] and [x](../b%20c.md) [[gone]]', {
    resolve: ({ target }) =>
      target === 'Some note' || target === '../b%20c.md' ? { kind: 'note', id: `${ID}1` } : null,
  })
  expect(markdownOfBlocks(blocks, { reference: ({ label }) => `[[${label}]]` })).toBe(
    '[[that]], !\\[\\[pic\\]\\] and [[x]] \\[\\[gone\\]\\]',
  )
})
