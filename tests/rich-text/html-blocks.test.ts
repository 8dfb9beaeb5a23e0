import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { blocksOfHtml } from '../../src/rich-text/html-blocks.ts'
import { markdownOfBlocks } from '../../src/rich-text/note-markdown.ts'

const read = (html: string, image?: (address: string) => string | null) =>
  markdownOfBlocks(blocksOfHtml(new JSDOM(html).window.document.body, image ? { image } : {}))

describe('what is pasted from a web page', () => {
  test('keeps its structure and none of its looks', () => {
    const html = `<h2 style="color:red">A <span>title</span></h2><script>alert(1)</script>
      <p class=x>Some <b>bold</b>, <i>italic</i> and <del>struck</del>   words<br>in two lines</p>
      <div>loose <u>words</u><div>and more</div></div>
      <ul><li>one<ul><li>inner</li></ul></li><li><p>two</p><p>goes on</p></li></ul>
      <ol start="3"><li>three</li></ol><blockquote><p>said</p><p>so</p></blockquote>
      <pre><code class="language-js">let a = 1
let b</code></pre><hr>`
    expect(read(html)).toBe(
      [
        '## A title',
        'Some **bold**, _italic_ and ~~struck~~ words\\\nin two lines',
        'loose words',
        'and more',
        '- one\n  - inner\n- two\n\n  goes on',
        '3. three',
        '> said\n>\n> so',
        '```js\nlet a = 1\nlet b\n```',
        '---',
      ].join('\n\n'),
    )
  })

  test('keeps safe links, and makes links of pictures that are elsewhere', () => {
    expect(
      read('<a href="https://example.org/a">there</a> <a href="javascript:alert(1)">press</a> <a href="/x">x</a>'),
    ).toBe('[there](https://example.org/a) press x')
    const picture =
      '<p><img src="https://example.org/p.png" alt="A mill"> <img src="data:image/png;base64,AA" alt="kept"></p>'
    expect(read(picture)).toBe('[A mill](https://example.org/p.png) kept')
    expect(read(picture, (address) => (address.startsWith('data:') ? 'assets/ab/cd.png' : null))).toContain(
      '![kept](assets/ab/cd.png)',
    )
  })

  test('reads tables, check boxes and formulas', () => {
    expect(
      read(
        '<table><tr><th>A</th><th>B</th></tr><tr><td>1<br>2</td><td>x | y</td></tr><tr><td colspan=2>wide</td></tr></table>',
      ),
    ).toBe('| A | B |\n| --- | --- |\n| 1<br>2 | x \\| y |\n| wide |  |')
    expect(read('<table><tr><td><p>for the looks</p></td></tr></table>')).toBe('for the looks')
    expect(read('<ul><li><input type=checkbox checked> done</li><li><input type=checkbox> open</li></ul>')).toBe(
      '- [x] done\n- [ ] open',
    )
    expect(read('<p>so <math alttext="x^2"><mi>x</mi></math></p>')).toBe('so $x^2$')
  })
})

test('what is pasted from Word keeps its lists and marks', () => {
  const item = (level: number, marker: string, words: string) =>
    `<p class=MsoListParagraph style='mso-list:l0 level${String(level)} lfo1'><span style='mso-list:Ignore'>${marker}<span>&nbsp;&nbsp; </span></span>${words}<o:p></o:p></p>`
  const html = `<p class=MsoNormal><span style='font-weight:bold'>Bold</span> and <b style="font-weight:normal">not</b></p>
    ${item(1, '1.', 'first')}${item(2, '·', 'inner')}${item(1, '2.', 'second')}<p class=MsoNormal>&nbsp;</p>`
  expect(read(html)).toBe('**Bold** and not\n\n1. first\n   - inner\n2. second')
})
