// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import type { Highlight, HighlightColour } from '../../../src/contract/model.ts'
import {
  highlightsAt,
  highlightsIn,
  withHighlight,
  withoutHighlight,
} from '../../../src/renderer/reader/highlight-list.ts'
import { HighlightPainter } from '../../../src/renderer/reader/highlight-paint.ts'
import type { PaintRegistry } from '../../../src/renderer/reader/highlight-paint.ts'
import { mapText } from '../../../src/text/canonical-text.ts'

function highlight(id: string, start: number, end: number, more: Partial<Highlight> = {}): Highlight {
  return {
    id,
    articleId: 'article',
    range: { start, end },
    quote: { exact: '', prefix: '', suffix: '' },
    colour: 'yellow',
    createdAt: 0,
    updatedAt: 0,
    noteText: '',
    status: 'anchored',
    tags: [],
    ...more,
  }
}

const ids = (list: readonly Highlight[]) => list.map(({ id }) => id)

describe('a list of highlights', () => {
  const list = [highlight('a', 0, 50), highlight('b', 10, 20), highlight('c', 15, 40, { status: 'orphan' })]

  test('knows a place that is only proposed, but no orphan’s', () => {
    const unsure = [...list, highlight('d', 16, 18, { status: 'uncertain' })]
    expect(ids(highlightsAt(unsure, 17))).toEqual(['d', 'b', 'a'])
    expect(ids(highlightsIn(unsure, { start: 30, end: 40 }))).toEqual(['a'])
  })

  test('takes a new one in at its place in the text', () => {
    expect(ids(withHighlight(list, highlight('d', 5, 9)))).toEqual(['a', 'd', 'b', 'c'])
    expect(ids(withHighlight(list, highlight('d', 10, 12)))).toEqual(['a', 'd', 'b', 'c'])
  })

  test('replaces one that it holds already', () => {
    const changed = withHighlight(list, highlight('b', 10, 20, { colour: 'pink' }))
    expect(ids(changed)).toEqual(['a', 'b', 'c'])
    expect(changed[1]?.colour).toBe('pink')
    expect(ids(withoutHighlight(changed, 'b'))).toEqual(['a', 'c'])
  })

  test('finds the innermost first where they overlap, and orphans never', () => {
    expect(ids(highlightsAt(list, 15))).toEqual(['b', 'a'])
    expect(ids(highlightsAt(list, 20))).toEqual(['a'])
    expect(ids(highlightsAt(list, 50))).toEqual([])
  })

  test('finds those that share words with a passage, not those that only touch it', () => {
    expect(ids(highlightsIn(list, { start: 19, end: 22 }))).toEqual(['a', 'b'])
    expect(ids(highlightsIn(list, { start: 20, end: 22 }))).toEqual(['a'])
  })
})

describe('painting', () => {
  function setUp() {
    document.body.innerHTML = '<p>The tower was <em>finished</em> in spring.</p><p>Nobody knew.</p>'
    const map = mapText(document.body)
    const painted = new Map<string, Set<AbstractRange>>()
    let strokes = 0
    const registry: PaintRegistry = {
      add(name, range) {
        strokes += 1
        painted.set(name, (painted.get(name) ?? new Set()).add(range))
      },
      remove(name, range) {
        strokes += 1
        expect(painted.get(name)?.delete(range)).toBe(true)
      },
    }
    const words = (colour: HighlightColour) => [...(painted.get(`highlight-${colour}`) ?? [])].map(String)
    const count = () => [...painted.values()].reduce((sum, ranges) => sum + ranges.size, 0)
    return { map, words, count, painter: new HighlightPainter(map, registry), strokes: () => strokes }
  }

  test('covers the words of each highlight, across elements, and leaves the page as it is', () => {
    const { map, words, painter } = setUp()
    const before = document.body.innerHTML
    const start = map.text.indexOf('was')
    painter.update([highlight('a', start, map.text.indexOf(' in spring')), highlight('b', 4, 9, { colour: 'blue' })])
    expect(words('yellow')).toEqual(['was finished'])
    expect(words('blue')).toEqual(['tower'])
    expect(document.body.innerHTML).toBe(before)
  })

  test('touches only what changed', () => {
    const { painter, strokes, words } = setUp()
    const many = Array.from({ length: 20 }, (_, index) => highlight(String(index), index, index + 5))
    painter.update(many)
    expect(strokes()).toBe(20)
    painter.update(withHighlight(many, highlight('3', 3, 8, { colour: 'pink' })))
    expect(strokes()).toBe(22)
    expect(words('pink')).toHaveLength(1)
    painter.update(withoutHighlight(many, '3'))
    expect(strokes()).toBe(23)
  })

  test('paints where a highlight may be apart from where one is', () => {
    const { words, painter, count } = setUp()
    const unsure = highlight('a', 4, 9, { status: 'uncertain', colour: 'blue' })
    painter.update([unsure])
    expect(words('blue')).toEqual([])
    expect(count()).toBe(1)
    painter.update([{ ...unsure, status: 'anchored' }])
    expect(words('blue')).toEqual(['tower'])
    expect(count()).toBe(1)
  })

  test('leaves orphans and ranges beyond the text unpainted', () => {
    const { painter, count } = setUp()
    painter.update([highlight('a', 0, 3, { status: 'orphan' }), highlight('b', 5_000, 5_010)])
    expect(count()).toBe(0)
  })

  test('keeps marks of its caller through updates, and clears everything at the end', () => {
    const { painter, count } = setUp()
    painter.set('*active', 'highlight-active', { start: 0, end: 3 })
    painter.update([highlight('a', 0, 3)])
    painter.update([])
    expect(count()).toBe(1)
    painter.clear()
    expect(count()).toBe(0)
  })
})
