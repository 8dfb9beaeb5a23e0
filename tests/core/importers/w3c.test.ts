import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExportOptions } from '../../../src/contract/export-model.ts'
import type { Highlight, HighlightColour } from '../../../src/contract/model.ts'
import { writeHypothesis } from '../../../src/core/exporters/hypothesis.ts'
import type { FormatWriter } from '../../../src/core/exporters/library-to-export.ts'
import { writeW3c } from '../../../src/core/exporters/w3c.ts'
import { hypothesis } from '../../../src/core/importers/hypothesis.ts'
import type { BrokenRow, ImportedItem, ImportFormat } from '../../../src/core/importers/imported-item.ts'
import { w3c } from '../../../src/core/importers/w3c.ts'
import { markdownOf } from '../../../src/rich-text/note-markdown.ts'
import { findQuote, quoteOf } from '../../../src/text/quote.ts'
import { trimRange } from '../../../src/text/text-range.ts'
import { articleOf, highlightOf, idOf, noteOf, shelfOf } from '../exporters/a-library.ts'

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

async function read(format: ImportFormat, json: unknown): Promise<{ items: ImportedItem[]; broken: BrokenRow[] }> {
  const bytes = new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json))
  const file = { name: 'annotations.jsonld', size: bytes.length, bytes: () => Promise.resolve(bytes) }
  expect(await format.recognise(file)).toBeGreaterThan(0.5)
  const all = await collected(format.read(file))
  return {
    items: all.filter((one): one is ImportedItem => !('problem' in one)),
    broken: all.filter((one): one is BrokenRow => 'problem' in one),
  }
}

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
const annotation = { '@context': CONTEXT, id: 'http://example.org/anno1', type: 'Annotation' }
const quote = { type: 'TextQuoteSelector', exact: 'the words', prefix: 'before ', suffix: ' after' }

describe('annotations of other programs', () => {
  test.each([
    ['one', { ...annotation, target: { source: 'https://example.org/a', selector: quote } }],
    [
      'a page',
      {
        '@context': CONTEXT,
        type: 'AnnotationPage',
        items: [{ ...annotation, target: { source: 'https://example.org/a', selector: [quote] } }],
      },
    ],
    [
      'a collection',
      {
        '@context': [CONTEXT],
        type: ['AnnotationCollection'],
        first: {
          type: 'AnnotationPage',
          items: [{ ...annotation, target: [{ source: { id: 'https://example.org/a#part' }, selector: quote }] }],
        },
      },
    ],
    [
      'a list',
      [
        {
          ...annotation,
          target: { source: 'https://example.org/a', selector: { type: 'CssSelector', value: 'p', refinedBy: quote } },
        },
      ],
    ],
    [
      'a graph with prefixes',
      {
        '@graph': [
          {
            '@id': 'x',
            '@type': 'oa:Annotation',
            'oa:target': { source: 'https://example.org/a', selector: { '@type': 'oa:Choice', items: [quote] } },
          },
        ],
      },
    ],
  ])('%s', async (_, json) => {
    const { items, broken } = await read(w3c, json)
    expect(broken).toEqual([])
    expect(items).toMatchObject([
      { url: 'https://example.org/a', highlights: [{ exact: 'the words', prefix: 'before ', suffix: ' after' }] },
    ])
  })

  test('bodies of every kind become the note and the tags', async () => {
    const body = [
      'A plain *string*',
      { type: 'TextualBody', value: '<p>Some <b>html</b></p>', format: 'text/html' },
      { type: 'TextualBody', value: '**Markdown**', format: 'text/markdown', purpose: 'commenting' },
      { type: 'TextualBody', value: 'sea', purpose: 'tagging' },
      { type: 'Choice', items: [{ type: 'TextualBody', value: 'lamp', purpose: ['tagging'] }] },
    ]
    const target = { source: 'https://example.org/a', selector: quote, styleClass: 'hl-green' }
    const { items } = await read(w3c, { ...annotation, created: '2025-02-09T10:00:00Z', body, target })
    expect(items[0]?.highlights[0]).toMatchObject({
      note: 'A plain \\*string\\*\n\nSome html\n\n**Markdown**',
      tags: ['sea', 'lamp'],
      colour: 'green',
      createdAt: Date.UTC(2025, 1, 9, 10),
      foreignId: 'http://example.org/anno1',
    })
  })

  test('one on a whole page is its note; one without words or target is told of', async () => {
    const { items, broken } = await read(w3c, [
      { ...annotation, bodyValue: 'On all of it', target: 'https://example.org/a' },
      {
        ...annotation,
        target: { source: 'https://example.org/a', selector: { type: 'TextPositionSelector', start: 1, end: 2 } },
      },
      { ...annotation, target: {} },
    ])
    expect(items).toMatchObject([{ note: 'On all of it', highlights: [] }])
    expect(broken.map(({ at }) => at)).toEqual(['annotation 2', 'annotation 3'])
  })
})

const TEXT = fc
  .array(fc.constantFrom('tide', 'lamp', 'the', 'keeper', '🌊', 'é', '"quoted"', 'a', '\n\n', 'of the', 'שלום'), {
    minLength: 4,
    maxLength: 60,
  })
  .map((words) =>
    words
      .join(' ')
      .replace(/ *\n\n */g, '\n\n')
      .trim(),
  )
const COLOUR = fc.constantFrom<HighlightColour>('yellow', 'green', 'blue', 'pink', 'purple')
const LIBRARY = TEXT.chain((text) =>
  fc.record({
    text: fc.constant(text),
    marks: fc.array(
      fc.record({
        at: fc.nat({ max: text.length - 1 }),
        length: fc.integer({ min: 1, max: 40 }),
        colour: COLOUR,
        tags: fc.uniqueArray(fc.constantFrom('sea', 'two words', 'A & B', 'ü')),
        note: fc.constantFrom('', 'A **note**', '- one\n- two', 'a < b & c'),
      }),
      { maxLength: 6 },
    ),
  }),
)

async function written(
  writer: FormatWriter,
  { text, marks }: typeof LIBRARY extends fc.Arbitrary<infer T> ? T : never,
) {
  const article = articleOf(1, 'The Tide', { text })
  const shelf = shelfOf(article)
  for (const [index, { at, length, colour, tags, note }] of marks.entries()) {
    const range = trimRange(text, { start: at, end: Math.min(text.length, at + length) })
    if (range.start >= range.end || !text.slice(range.start, range.end).isWellFormed()) continue
    const highlight: Highlight = {
      ...highlightOf(index, article.id, ''),
      range,
      quote: quoteOf(text, range),
      colour,
      tags,
      noteText: note,
    }
    shelf.marks.push(highlight)
    if (note !== '')
      shelf.notes.push({ ...noteOf({ kind: 'highlight', id: highlight.id }, note), id: idOf(0xc000 + index) })
  }
  const library = { ...shelf, asset: () => Promise.resolve(null) }
  const selection = {
    articleIds: [article.id],
    whole: true,
    options: ExportOptions.parse({}),
    now: 0,
    after: () => undefined,
  }
  const pieces = await collected(writer(library, selection))
  return { shelf, article, json: pieces.join('') }
}

describe('out and in again', () => {
  test.each([
    ['W3C', writeW3c, w3c, true],
    ['Hypothesis', writeHypothesis, hypothesis, false],
  ] as const)('%s keeps place, note, tags and colour', async (_, writer, reader, hasColours) => {
    await fc.assert(
      fc.asyncProperty(LIBRARY, async (given) => {
        const { shelf, article, json } = await written(writer, given)
        if (shelf.marks.length === 0) return
        const { items, broken } = await read(reader, json)
        expect(broken).toEqual([])
        expect(items[0]?.url).toBe(article.url)
        expect(items[0]?.highlights).toHaveLength(shelf.marks.length)
        for (const [index, mark] of shelf.marks.entries()) {
          const back = items[0]!.highlights[index]!
          const note = shelf.note({ kind: 'highlight', id: mark.id })
          expect(back).toMatchObject({ ...mark.quote, tags: mark.tags, note: note ? markdownOf(note.state) : '' })
          if (hasColours) expect(back.colour).toBe(mark.colour)
          expect(back.start).toBe(mark.range.start)
          expect(findQuote(article.text, back, back.start ?? 0)).toMatchObject(mark.range)
        }
      }),
      { numRuns: 60 },
    )
  })
})
