import { expect, test } from 'vitest'
import { extractArticle } from '../../../src/core/capture/extract.ts'
import { parseBody } from '../../../src/core/capture/finish-article.ts'
import { placeImages } from '../../../src/core/capture/place-images.ts'
import { textOf } from '../../../src/text/canonical-text.ts'

const filler = `<p>${'This is a sentence of the article, long enough, with commas, to be one. '.repeat(4)}</p>`
const HOSTILE: [string, string][] = [
  ['scripts', '<script>steal()</script><script src="https://evil.example/x.js"></script><p>kept</p>'],
  [
    'handlers',
    '<p onclick="steal()" onmouseover=steal()>kept</p><img src="https://evil.example/x.png" onerror="steal()"><body onload=steal()>',
  ],
  [
    'script addresses',
    '<p>kept <a href="java\tscript:steal()">a</a> <a href=" javascript:steal()">b</a> <a href="JaVaScRiPt&colon;steal()">c</a> <a href="vbscript:x">d</a></p>',
  ],
  [
    'data addresses',
    '<p>kept <a href="data:text/html,<script>steal()</script>">a</a></p><iframe src="data:text/html,x"></iframe><object data="data:text/html,x"></object>',
  ],
  [
    'drawings',
    '<p>kept</p><svg onload="steal()"><script>steal()</script><image href="https://evil.example/x.png"/><use href="https://evil.example/x.svg#a"/></svg>',
  ],
  [
    'frames',
    '<p>kept</p><iframe src="https://evil.example/"></iframe><frameset><frame src="https://evil.example/"></frameset><embed src="https://evil.example/x.swf"><portal src="https://evil.example"></portal>',
  ],
  [
    'a refresh and a base',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/"><p>kept <a href="x">link</a></p>',
  ],
  [
    'forms',
    '<p>kept</p><form action="https://evil.example/"><input name="password" autofocus onfocus="steal()"><button formaction="https://evil.example/">Send</button></form>',
  ],
  [
    'styles',
    '<style>@import url(https://evil.example/x.css)</style><link rel="stylesheet" href="https://evil.example/x.css"><p style="background:url(https://evil.example/x.png);position:fixed">kept</p>',
  ],
  [
    'remote sets',
    '<p>kept</p><picture><source srcset="https://evil.example/y.png 2x"><img srcset="https://evil.example/x.png 1x" src="https://evil.example/z.png"></picture><video poster="https://evil.example/p.png" src="https://evil.example/v.mp4"></video><audio src="https://evil.example/a.mp3"></audio>',
  ],
  [
    'old attributes',
    '<table background="https://evil.example/x.png"><tr><td background="https://evil.example/x.png">kept</td></tr></table><blockquote cite="https://evil.example/">kept</blockquote><a href="https://fine.example/" ping="https://evil.example/">kept</a>',
  ],
  [
    'mutation by MathML',
    '<p>kept</p><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=steal()&gt;">',
  ],
  ['mutation by noscript', '<p>kept</p><noscript><p title="</noscript><img src=x onerror=steal()>"></noscript>'],
  ['mutation by form', '<p>kept</p><form><math><mtext></form><form><mglyph><style></math><img src onerror=steal()>'],
  ['mutation by title', '<p>kept</p><svg></p><style><a id="</style><img src=1 onerror=steal()>"></a></svg>'],
  [
    'an annotation with html',
    '<p>kept</p><math><semantics><mi>x</mi><annotation-xml encoding="text/html"><img src=x onerror=steal()></annotation-xml></semantics></math>',
  ],
  [
    'links in MathML',
    '<p>kept</p><math><mi href="javascript:steal()" xlink:href="https://evil.example/">x</mi></math>',
  ],
  [
    'names of the app',
    '<p id="root">kept</p><a name="body">kept</a><img name="getElementById" src="https://evil.example/x.png"><form id="attributes"></form>',
  ],
  ['classes of the app', '<p class="toolbar hidden highlight">kept</p>'],
  [
    'templates and slots',
    '<p>kept</p><template><img src=x onerror=steal()></template><slot onslotchange=steal()></slot><x-evil is="x" onclick=steal()>kept</x-evil>',
  ],
  ['an unclosed tag', '<p>kept</p><img src="https://evil.example/x.png" onerror="steal()" <b'],
  ['a comment that ends early', '<p>kept</p><!--><img src=x onerror=steal()>--><!-- x --!><script>steal()</script>-->'],
]

/** Everything in a stored article that could load, run, style or take a name. */
function dangers(html: string): string[] {
  const body = parseBody(html)
  const found: string[] = []
  for (const element of body.querySelectorAll('*')) {
    const name = element.localName
    if (
      /^(?:script|style|iframe|frame|object|embed|svg|link|meta|base|form|input|button|template|video|audio|source|portal)$/.test(
        name,
      )
    )
      found.push(name)
    for (const attribute of element.attributes) {
      const value = attribute.value
      const isLink = name === 'a' && attribute.name === 'href' && /^(?:https?:\/\/|mailto:|#ref-)/.test(value)
      const isRel = name === 'a' && attribute.name === 'rel'
      const isImage = name === 'img' && attribute.name === 'src' && value.startsWith('assets/')
      const isPlain = /^(?:alt|width|height|colspan|rowspan|start|datetime|lang|dir|display)$/.test(attribute.name)
      const isOurs =
        (attribute.name === 'id' && value.startsWith('ref-')) ||
        (attribute.name === 'class' && /^(?:caption|missing-image|contributor|footnotes)$/.test(value))
      if (!isLink && !isRel && !isImage && !isPlain && !isOurs) found.push(`${name} ${attribute.name}=${value}`)
    }
  }
  return found
}

test.each(HOSTILE)('%s are harmless when stored, and the words around them kept', (_, attack) => {
  for (const format of ['html', 'markdown'] as const) {
    const article = extractArticle({
      text: `${filler}\n${attack}\n${filler}`,
      format,
      url: 'https://news.example/story',
    })
    const stored = placeImages(article.html, new Map([['https://fine.example/x.png', null]]))
    expect(dangers(stored.html)).toEqual([])
    expect(stored.text).toContain('sentence of the article')
    expect(stored.html).not.toMatch(/steal\(|evil\.example\/x\.(?:js|css|swf)/)
    expect(textOf(parseBody(stored.html))).toBe(stored.text)
    for (const block of article.setAside) expect(dangers(block.html)).toEqual([])
  }
})

test('links say nothing to where they lead, and what was hidden in titles is no link', () => {
  const { html } = extractArticle({
    text: `${filler}<p><a href="https://fine.example/?a=1&amp;b=2" target="_blank" onclick="x()">fine</a></p>${filler}`,
    format: 'html',
    url: 'https://news.example/',
  })
  expect(html).toContain('<a href="https://fine.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">fine</a>')
})

test('ten thousand nested elements, a hundred thousand attributes and unclosed tags end with the text', () => {
  for (const attack of [
    '<div>'.repeat(10_000),
    '<b>'.repeat(10_000),
    '<table><tr><td>'.repeat(2_000),
    `<p ${Array.from({ length: 100_000 }, (_, i) => `a${String(i)}=1`).join(' ')}>`,
  ]) {
    expect(extractArticle({ text: attack + filler, format: 'html' }).text).toContain('sentence of the article')
  }
})

test('a page of too many elements is refused in words', () => {
  expect(() => extractArticle({ text: '<i>a</i>'.repeat(200_000), format: 'html' })).toThrow(
    /more than 150,000 elements/,
  )
})
