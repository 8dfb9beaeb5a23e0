import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { mapText, textOf } from '../../src/text/canonical-text.ts'
import { normaliseHtml } from '../../src/text/normalise.ts'
import { randomHtml, seeded } from './random-html.ts'

const { document } = new JSDOM('<!doctype html><body></body>').window

function parse(html: string): HTMLElement {
  const root = document.createElement('article')
  root.innerHTML = html
  return root
}

function normalised(html: string): HTMLElement {
  const root = parse(html)
  normaliseHtml(root)
  return root
}

const text = (html: string): string => textOf(normalised(html))

describe('the canonical text', () => {
  test.each([
    ['paragraphs', '<p>One.</p>\n<p>Two.</p>', 'One.\n\nTwo.'],
    ['inline elements add nothing', '<p>A <b>bold</b><i>er</i> <a href="#">link</a>.</p>', 'A bolder link.'],
    ['br is a line', '<p>Roses<br>\n are red</p>', 'Roses\nare red'],
    ['several br are a paragraph', 'One<br><br> <br>Two', 'One\n\nTwo'],
    ['br at the edge of a block adds nothing', '<p><br>One<br></p><p>Two</p>', 'One\n\nTwo'],
    ['list items are lines', '<p>x</p><ul><li>a</li> <li>b</li></ul><p>y</p>', 'x\n\na\nb\n\ny'],
    ['nested lists stay lines', '<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>', 'a\nb\nc'],
    ['paragraphs in items do not widen the list', '<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>', 'a\nb\n\nc'],
    ['definition lists', '<dl><dt>t</dt><dd>d</dd><dt>u</dt><dd>e</dd></dl>', 't\nd\nu\ne'],
    ['tables', '<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td> <td>2</td></tr></table>z', 'a\tb\n1\t2\n\nz'],
    ['blocks in cells', '<table><tr><td><p>a</p></td><td><div>b</div></td></tr></table>', 'a\tb'],
    ['captions', '<table><caption>c</caption><tbody><tr><td>a</td></tr></tbody></table>', 'c\n\na'],
    ['empty blocks add nothing', '<p></p><p>a</p><p> </p><div><hr></div><p>b</p><p></p>', 'a\n\nb'],
    ['a rule separates', 'a<hr>b', 'a\n\nb'],
    ['text beside blocks', '<div>a<p>b</p>c</div>', 'a\n\nb\n\nc'],
    ['scripts, styles and pictures are silent', 'a<script>x</script><style>y</style><svg><text>z</text></svg>b', 'ab'],
    ['code keeps its lines and indentation', '<pre>\n\n  if x:\n      y\n\n</pre><p>z</p>', '  if x:\n      y\n\nz'],
    ['lines of code made of blocks', '<pre><code><div>a</div><div>b</div></code></pre>', 'a\nb'],
    ['figures', '<p>a</p><figure><img alt="no"><figcaption> b </figcaption></figure>', 'a\n\nb'],
    ['nothing at all', '  <p> </p> ', ''],
  ])('%s', (_name, html, expected) => {
    expect(text(html)).toBe(expected)
  })

  test('of a whole document leaves out its head', () => {
    const page = new JSDOM('<title>No</title><p>Yes</p>').window.document
    expect(textOf(page)).toBe('Yes')
  })

  test('of one text node is its data', () => {
    expect(textOf(document.createTextNode('plain'))).toBe('plain')
  })

  test('knows the block of each stretch', () => {
    const map = mapText(normalised('<div>a<p>b<br>c</p>d<br><br>e</div><ul><li>f</li></ul>'))
    const blocks = map.blocks.map((block) => [block.element.localName, map.text.slice(block.start, block.end)])
    expect(blocks).toEqual([
      ['div', 'a'],
      ['p', 'b\nc'],
      ['div', 'd'],
      ['div', 'e'],
      ['li', 'f'],
    ])
  })

  test('survives nesting deeper than a call stack', () => {
    const root = parse('')
    let inner: Element = root
    for (let depth = 0; depth < 4_000; depth += 1) inner = inner.appendChild(document.createElement('div'))
    inner.append(' deep ')
    normaliseHtml(root)
    expect(textOf(root)).toBe('deep')
  })
})

describe('white space', () => {
  test.each([
    ['collapses', '<p>\n  a \t b\n</p>', '<p>a b</p>'],
    ['collapses across inline elements', '<p>a <b> b </b> c</p>', '<p>a <b>b </b>c</p>'],
    ['goes around br', '<p>a <br> b</p>', '<p>a<br>b</p>'],
    ['goes between blocks', '<ul>\n <li>a</li>\n</ul>', '<ul><li>a</li></ul>'],
    ['stays around pictures in a line', '<p>a <img> b</p>', '<p>a <img> b</p>'],
    ['goes at the edges of a block with pictures', '<p> <img> a <img> </p>', '<p><img>a<img></p>'],
    ['that does not break stays', '<p>&nbsp;a&nbsp; b</p>', '<p>&nbsp;a&nbsp; b</p>'],
    ['stays in code', '<p>a <code>x  y</code> b</p>', '<p>a <code>x  y</code> b</p>'],
    ['between ideographs goes with the line break', '<p>東京\n  都市 と<br>a\nb</p>', '<p>東京都市 と<br>a b</p>'],
  ])('%s', (_name, html, expected) => {
    expect(normalised(html).innerHTML).toBe(expected)
  })

  test('characters that no parser gives back are replaced', () => {
    const root = parse('<p></p><pre></pre>')
    root.querySelector('p')?.append('a\ud800b\0c')
    root.querySelector('pre')?.append('\n\nx\r\ny\rz')
    normaliseHtml(root)
    expect(textOf(root)).toBe('a\ufffdb\ufffdc\n\nx\ny\nz')
    expect(textOf(parse(root.innerHTML))).toBe(textOf(root))
  })
})

describe('for any article', () => {
  const seeds = Array.from({ length: 400 }, (_, seed) => seed + 1)
  const articles = seeds.map((seed) => {
    // Tags that close each other make html that parses differently the second time: what is stored was parsed once.
    const html = normalised(randomHtml(seeded(seed))).innerHTML
    return { seed, stored: normalised(html).innerHTML }
  })

  test('normalising twice changes nothing', () => {
    for (const { seed, stored } of articles) expect(normalised(stored).innerHTML, `seed ${seed}`).toBe(stored)
  })

  test('the text of the stored html is the text', () => {
    for (const { seed, stored } of articles) {
      expect(textOf(parse(stored)), `seed ${seed}`).toBe(textOf(normalised(stored)))
    }
  })

  test('segments hold the text nodes as they stand, in order, with at most one separator between', () => {
    for (const { seed, stored } of articles) {
      const map = mapText(parse(stored))
      let end = 0
      for (const segment of map.segments) {
        expect(map.text.slice(segment.start, segment.end), `seed ${seed}`).toBe(segment.node.data)
        expect(['', '\t', '\n', '\n\n'], `seed ${seed}`).toContain(map.text.slice(end, segment.start))
        if (end === 0) expect(segment.start, `seed ${seed}`).toBe(0)
        end = segment.end
      }
      expect(map.text.length, `seed ${seed}`).toBe(end)
    }
  })

  test('outside code no white space stands beside a separator or another space', () => {
    for (const { seed, stored } of articles) {
      const root = parse(stored)
      for (const code of root.querySelectorAll('pre, code, textarea, img, svg')) code.remove()
      normaliseHtml(root)
      expect(textOf(root), `seed ${seed}`).not.toMatch(/^[ \t\n]|[ \t\n]$| [ \t\n]|[\t\n] |\n\n\n|\t\t|\t\n|\n\t/)
    }
  })

  test('blocks cover all but the separators', () => {
    for (const { seed, stored } of articles) {
      const map = mapText(parse(stored))
      let end = 0
      for (const block of map.blocks) {
        expect(['', '\t', '\n', '\n\n'], `seed ${seed}`).toContain(map.text.slice(end, block.start))
        expect(block.end, `seed ${seed}`).toBeGreaterThan(block.start)
        end = block.end
      }
      expect(end, `seed ${seed}`).toBe(map.text.length)
      for (const { node, start } of map.segments) {
        const block = map.blocks.find((each) => each.start <= start && start < each.end)
        expect(block?.element.contains(node), `seed ${seed}`).toBe(true)
      }
    }
  })
})
