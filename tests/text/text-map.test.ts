import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { mapText } from '../../src/text/canonical-text.ts'
import type { TextMap } from '../../src/text/canonical-text.ts'
import { normaliseHtml } from '../../src/text/normalise.ts'
import { blockAt, domToRange, offsetOf, rangeToDom } from '../../src/text/text-map.ts'
import { trimRange } from '../../src/text/text-range.ts'
import { below, pick, randomHtml, seeded } from './random-html.ts'

const { document } = new JSDOM('<!doctype html><body><nav>before</nav><article></article><aside>after</aside>').window

function show(html: string): HTMLElement {
  const root = document.querySelector('article') as HTMLElement
  root.innerHTML = html
  normaliseHtml(root)
  return root
}

function roundTrip(map: TextMap, start: number, end: number): { start: number; end: number } | null {
  const dom = rangeToDom(map, { start, end })
  if (dom === null) return null
  const range = document.createRange()
  range.setStart(dom.startNode, dom.startOffset)
  range.setEnd(dom.endNode, dom.endOffset)
  return domToRange(map, range)
}

function select(from: Node, start: number, to: Node, end: number): Range {
  const range = document.createRange()
  range.setStart(from, start)
  range.setEnd(to, end)
  return range
}

describe('any range of any article', () => {
  test('goes to the DOM and back unchanged', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = seeded(seed)
      const map = mapText(show(randomHtml(random)))
      const inside = (offset: number): boolean => map.segments.some((s) => s.start <= offset && offset <= s.end)
      for (let round = 0; round < 40 && map.text !== ''; round += 1) {
        const start = below(random, map.text.length)
        const end = start + 1 + below(random, map.text.length - start)
        const back = roundTrip(map, start, end)
        if (inside(start) && inside(end)) expect(back, `seed ${seed} ${start}-${end}`).toEqual({ start, end })
        const trimmed = trimRange(map.text, { start, end })
        if (trimmed.end > trimmed.start) {
          expect(roundTrip(map, trimmed.start, trimmed.end), `seed ${seed}`).toEqual(trimmed)
          expect(trimRange(map.text, back ?? { start: 0, end: 0 }), `seed ${seed}`).toEqual(trimmed)
        }
      }
    }
  })

  test('says the same as the DOM about what is selected, whatever the boundary points', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = seeded(seed)
      const root = show(randomHtml(random))
      const map = mapText(root)
      if (map.text === '') continue
      const nodes: Node[] = [root]
      const walker = document.createTreeWalker(root)
      while (walker.nextNode() !== null) nodes.push(walker.currentNode)
      const point = (): [Node, number] => {
        const node = pick(random, nodes)
        const length = node.nodeType === 1 ? node.childNodes.length : (node.nodeValue ?? '').length
        return [node, below(random, length + 1)]
      }
      for (let round = 0; round < 30; round += 1) {
        const range = select(...point(), ...point())
        const selected = map.segments.map(({ node }) => {
          if (!range.intersectsNode(node)) return ''
          const from = range.startContainer === node ? range.startOffset : 0
          return node.data.slice(from, range.endContainer === node ? range.endOffset : undefined)
        })
        const found = domToRange(map, range)
        expect(found, `seed ${seed}`).not.toBeNull()
        const slices = map.segments.map(({ start, end }) =>
          map.text.slice(Math.max(start, found?.start ?? 0), Math.max(start, Math.min(end, found?.end ?? 0))),
        )
        expect(slices.join('|'), `seed ${seed} round ${round}`).toBe(selected.join('|'))
      }
    }
  })
})

describe('a selection', () => {
  test('by triple click, which ends at the start of the next block, is the one block', () => {
    const root = show('<p>One two.</p><p>Three.</p>')
    const [first, second] = root.querySelectorAll('p')
    const map = mapText(root)
    const byElement = domToRange(map, select(first?.firstChild as Node, 0, second as Node, 0))
    expect(byElement).toEqual({ start: 0, end: 8 })
    const byText = domToRange(map, select(first?.firstChild as Node, 0, second?.firstChild as Node, 0))
    expect(trimRange(map.text, byText ?? { start: 0, end: 0 })).toEqual({ start: 0, end: 8 })
  })

  test('of everything is the whole text', () => {
    const root = show('<figure><img></figure><p>a</p><ul><li>b</li></ul><img>')
    const map = mapText(root)
    expect(domToRange(map, select(root, 0, root, root.childNodes.length))).toEqual({ start: 0, end: map.text.length })
    expect(domToRange(map, select(document.body, 0, document.body, 3))).toEqual({ start: 0, end: map.text.length })
  })

  test('that begins or ends outside the article stops at its edge', () => {
    const map = mapText(show('<p>inside</p>'))
    const before = document.querySelector('nav')?.firstChild as Node
    const after = document.querySelector('aside')?.firstChild as Node
    const text = map.segments[0]?.node as Text
    expect(domToRange(map, select(before, 2, text, 3))).toEqual({ start: 0, end: 3 })
    expect(domToRange(map, select(text, 2, after, 1))).toEqual({ start: 2, end: 6 })
    expect(domToRange(map, select(after, 0, after, 3))).toEqual({ start: 6, end: 6 })
  })

  test('of a picture alone is empty', () => {
    const root = show('<p>a</p><figure><img></figure><p>b</p>')
    const figure = root.querySelector('figure') as Node
    const range = domToRange(mapText(root), select(figure, 0, figure, 1))
    expect(range?.end).toBe(range?.start)
  })

  test('in another document has no range', () => {
    const other = new JSDOM('<p>else</p>').window.document.querySelector('p') as Node
    const map = mapText(show('<p>here</p>'))
    const point = { startContainer: other, startOffset: 0, endContainer: other, endOffset: 1 }
    expect(domToRange(map, point)).toBeNull()
    expect(offsetOf(map, other, 0)).toBeNull()
  })

  test('in an article without text has no range', () => {
    const root = show('<img>')
    expect(domToRange(mapText(root), select(root, 0, root, 1))).toBeNull()
  })
})

describe('lookups', () => {
  test('refuse ranges outside the text', () => {
    const map = mapText(show('<p>abc</p>'))
    expect(rangeToDom(map, { start: 1, end: 4 })).toBeNull()
    expect(rangeToDom(map, { start: -1, end: 2 })).toBeNull()
    expect(rangeToDom(mapText(show('')), { start: 0, end: 0 })).toBeNull()
  })

  test('take a caret to its text', () => {
    const map = mapText(show('<p>abc</p><p>def</p>'))
    expect(rangeToDom(map, { start: 3, end: 3 })).toMatchObject({ startOffset: 3, endOffset: 3 })
    expect(rangeToDom(map, { start: 5, end: 5 })?.startNode.data).toBe('def')
    expect(roundTrip(map, 8, 8)).toEqual({ start: 8, end: 8 })
  })

  test('find the block of an offset', () => {
    const map = mapText(show('<h2>ab</h2><p>cd</p>'))
    expect(blockAt(map, 0)?.element.localName).toBe('h2')
    expect(blockAt(map, 3)?.element.localName).toBe('h2')
    expect(blockAt(map, 4)?.element.localName).toBe('p')
    expect(blockAt(map, 99)?.element.localName).toBe('p')
    expect(blockAt(mapText(show('')), 0)).toBeUndefined()
  })

  test('trimming keeps surrogate pairs whole and takes all white space', () => {
    expect(trimRange('a 😀 b', { start: 3, end: 4 })).toEqual({ start: 2, end: 4 })
    expect(trimRange('\u00a0a\n\n', { start: 0, end: 99 })).toEqual({ start: 1, end: 2 })
    expect(trimRange('a  b', { start: 1, end: 3 })).toEqual({ start: 3, end: 3 })
  })
})
