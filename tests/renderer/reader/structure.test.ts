// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { contentsOf, sectionAt } from '../../../src/renderer/reader/contents.ts'
import { blocksBetween } from '../../../src/renderer/reader/geometry.ts'
import type { Extent } from '../../../src/renderer/reader/geometry.ts'
import { paragraphsOf, stepFrom } from '../../../src/renderer/reader/paragraphs.ts'
import { mapText } from '../../../src/text/canonical-text.ts'
import type { Block, TextMap } from '../../../src/text/canonical-text.ts'

function mapped(html: string): TextMap {
  const body = document.createElement('div')
  body.innerHTML = html
  return mapText(body)
}

describe('the table of contents', () => {
  test('numbers levels from the highest heading that there is, without gaps', () => {
    const map = mapped('<p>x</p><h2>One</h2><p>y</p><h4>One a</h4><p>z</p><h2>Two<br>lines</h2>')
    expect(contentsOf(map).map(({ title, level }) => [title, level])).toEqual([
      ['One', 1],
      ['One a', 2],
      ['Two lines', 1],
    ])
  })

  test('points at the words of each heading', () => {
    const map = mapped('<p>x</p><h2>A <em>fine</em> heading</h2><p>y</p>')
    const [section] = contentsOf(map)
    expect(map.text.slice(section?.range.start, section?.range.end)).toBe('A fine heading')
  })

  test('knows the section of a place, and that there is none before the first', () => {
    const map = mapped('<p>intro</p><h2>One</h2><p>text</p><h2>Two</h2><p>more</p>')
    const sections = contentsOf(map)
    expect(sectionAt(sections, 0)).toBe(-1)
    expect(sectionAt(sections, map.text.indexOf('text'))).toBe(0)
    expect(sectionAt(sections, map.text.indexOf('Two'))).toBe(1)
  })
})

describe('paragraphs for j and k', () => {
  const words = (map: TextMap) => paragraphsOf(map).map(({ start, end }) => map.text.slice(start, end))

  test('are paragraphs, headings and list items', () => {
    expect(words(mapped('<h2>H</h2><p>One</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>'))).toEqual([
      'H',
      'One',
      'a',
      'b',
      'c',
    ])
  })

  test('take a table row by row, and code as a whole', () => {
    const map = mapped(
      '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table><pre><span>a</span>\n\n<div>b</div></pre>',
    )
    expect(words(map)).toHaveLength(3)
    expect(words(map).slice(0, 2)).toEqual(['1\t2', '3\t4'])
    expect(words(map)[2]).toContain('a')
    expect(words(map)[2]).toContain('b')
  })

  test('are stepped through from the first in view, and not beyond the ends', () => {
    const paragraphs = [0, 10, 20].map((start) => ({ start, end: start + 8 }))
    expect(stepFrom(paragraphs, null, 1, { start: 10, end: 28 })).toBe(1)
    expect(stepFrom(paragraphs, null, -1, null)).toBe(0)
    expect(stepFrom(paragraphs, 1, 1, null)).toBe(2)
    expect(stepFrom(paragraphs, 2, 1, null)).toBe(2)
    expect(stepFrom(paragraphs, 0, -1, null)).toBe(0)
    expect(stepFrom([], null, 1, null)).toBeNull()
  })
})

describe('the blocks in view', () => {
  const element = document.createElement('p')
  const blocks: Block[] = Array.from({ length: 100 }, (_, index) => ({
    start: index * 10,
    end: index * 10 + 8,
    element,
  }))
  const at = (block: Block): Extent => ({ top: block.start * 2, bottom: block.start * 2 + 16 })

  test('are those that reach into the window', () => {
    expect(blocksBetween(blocks, at, 100, 200)).toEqual({ start: 50, end: 98 })
  })

  test('are one when a single block fills it, or when it ends before the window does', () => {
    expect(blocksBetween([{ start: 0, end: 900, element }], () => ({ top: -500, bottom: 5000 }), 0, 600)).toEqual({
      start: 0,
      end: 900,
    })
    expect(blocksBetween(blocks, at, 1990, 2600)).toEqual({ start: 990, end: 998 })
    expect(blocksBetween(blocks, at, 5000, 5600)).toBeNull()
  })

  test('skip what is not shown, and are found by looking at few', () => {
    let looked = 0
    const someHidden = (block: Block): Extent | null => {
      looked += 1
      return block.start % 70 === 0 ? null : at(block)
    }
    expect(blocksBetween(blocks, someHidden, 300, 420)).toEqual({ start: 150, end: 208 })
    expect(looked).toBeLessThan(30)
  })
})
