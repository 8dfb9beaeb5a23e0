import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extractArticle } from '../../../src/core/capture/extract.ts'
import { finishHtml, parseBody } from '../../../src/core/capture/finish-article.ts'
import { textOf } from '../../../src/text/canonical-text.ts'

const folder = new URL('./fixtures/', import.meta.url)
const bytes = (name: string): Uint8Array => readFileSync(new URL(name, folder))
const page = () =>
  extractArticle({ bytes: bytes('article.html'), contentType: 'text/html', url: 'https://meadow.example/science/bees' })
const markdown = () => extractArticle({ bytes: bytes('article.md'), name: 'article.md' })

test.each(readdirSync(folder))('%s: the text is that of the html, and finishing it again changes nothing', (name) => {
  const article = extractArticle({ bytes: bytes(name), name, url: 'https://meadow.example/a' })
  expect(textOf(parseBody(article.html))).toBe(article.text)
  expect(finishHtml(article.html, 'remote')).toEqual({ html: article.html, text: article.text })
  for (const block of article.setAside) expect(textOf(parseBody(block.html))).toBe(block.text)
})

test('a page gives title, authors, site, time, language and addresses', () => {
  expect(page()).toMatchObject({
    title: 'Bees count to four, a study finds',
    byline: 'Jane Roe, Ali Noor',
    siteName: 'The Meadow Post',
    publishedAt: Date.UTC(2024, 4, 3, 6, 30),
    lang: 'en-GB',
    dir: 'ltr',
    excerpt: 'Researchers trained bees to stop at the third flower.',
    canonicalUrl: 'https://meadow.example/science/bees?utm_source=feed',
    leadImage: 'https://meadow.example/pictures/lead.png',
  })
})

test('a page keeps its article: headings, figures, code with its lines, tables, notes', () => {
  const { html, text } = page()
  const body = parseBody(html)
  expect(text).not.toMatch(/Sport|About us/)
  expect(body.querySelector('h1')).toBeNull()
  expect(body.querySelector('h2')?.textContent).toBe('How the bees were taught')
  expect(body.querySelector('pre > code.language-python')?.textContent).toBe(
    'def feed(n):\n    if n == 3:\n        return "sugar"',
  )
  expect(body.querySelector('figure > figcaption')?.textContent).toBe('A bee at work. (Photo by Ira Holm)')
  expect(text).toContain('First\t12\nThird\t96')
  const link = body.querySelector('p a[href^="#ref-"]')
  expect(body.querySelector(link?.getAttribute('href') ?? 'none')?.textContent).toContain('described in full')
})

test('lazy images, noscript images and picture elements give one image each with its best address', () => {
  const images = [...parseBody(page().html).querySelectorAll('img')]
  expect(images.map((image) => image.getAttribute('src'))).toEqual([
    'https://meadow.example/pictures/bee.png',
    'https://meadow.example/pictures/large.png',
  ])
  expect(images[0]?.getAttribute('alt')).toBe('A bee on a blue flower')
  expect(images[0]?.getAttribute('width')).toBe('640')
})

test('a rights notice at the end of a page is set aside', () => {
  expect(page().setAside).toEqual([
    {
      html: '<p>Copyright 2024 The Meadow Post. All rights reserved.</p>',
      text: 'Copyright 2024 The Meadow Post. All rights reserved.',
      reason: 'rights',
    },
  ])
})

test('a page of nothing but navigation is read as it is', () => {
  const article = extractArticle({ bytes: bytes('navigation-only.html'), url: 'https://meadow.example/' })
  expect(article).toMatchObject({ title: 'Index', text: 'First page\nSecond page' })
})

test('Markdown gives its front matter, and its first heading is not repeated', () => {
  const article = markdown()
  expect(article).toMatchObject({
    title: 'Salt: a short history',
    byline: 'Jane Roe, Ali Noor',
    publishedAt: Date.UTC(2023, 10, 2),
    canonicalUrl: 'https://example.org/essays/salt',
    tags: ['history', 'food'],
    lang: 'en',
  })
  expect(article.text.startsWith('Salt was money once.')).toBe(true)
})

test('Markdown keeps tables, tasks, code, notes and html, but no script', () => {
  const { html, text } = markdown()
  const body = parseBody(html)
  expect(text).toContain('Year\tPrice\n1720\t4')
  expect([...body.querySelectorAll('ul.task-list li')].map((item) => item.textContent)).toEqual([
    '☑ weigh it',
    '☐ taste it',
  ])
  expect(body.querySelector('code.language-js')?.textContent).toContain('=> {\n  return year')
  expect(body.querySelector('section.footnotes li')?.textContent).toContain('In several towns of the north.')
  expect(body.querySelector('img')?.getAttribute('src')).toBe('https://example.org/essays/block.png')
  expect(text).not.toContain('alert')
  expect(body.querySelector('b')?.textContent).toBe('html')
})

test('numbers of lists, spans of cells and times survive', () => {
  const { html } = extractArticle({
    text: '<ol start="3"><li>Three</li></ol><table><tr><th colspan="2" scope="col">A</th></tr><tr><td>b</td><td>c</td></tr></table><p>On <time datetime="2024-05-03">May 3</time> it was x<sup>2</sup>.</p><math display="block"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>',
    format: 'markdown',
  })
  expect(html).toContain('<ol start="3">')
  expect(html).toMatch(/<th (?:colspan="2" scope="col"|scope="col" colspan="2")>/)
  expect(html).toContain('<time datetime="2024-05-03">')
  expect(html).toContain('<math display="block"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>')
})

test('front matter that is no YAML stays in the text', () => {
  const article = extractArticle({ text: '---\ntitle: "open\n---\n\nThe text of it.', format: 'markdown' })
  expect(article.text).toContain('title: "open')
})

test('what a source is follows from its name, its type and its content', () => {
  expect(extractArticle({ text: '# A title\n\nSome *words* here.' }).title).toBe('A title')
  expect(extractArticle({ text: '<p>One.</p><p>Two <b>words</b>.</p>' }).text).toBe('One.\n\nTwo words.')
  expect(extractArticle({ text: 'A title\n\n2 < 3 and 4 > 3, as everybody knows.' }).text).toBe(
    '2 < 3 and 4 > 3, as everybody knows.',
  )
  expect(extractArticle({ text: '# not a title', name: 'a.txt', format: 'plain' }).text).toBe('# not a title')
})

test.each([
  ['an empty file', new Uint8Array(), 'BAD_INPUT'],
  ['white space', Buffer.from(' \n\t\r\n '), 'BAD_INPUT'],
  ['a page without text', Buffer.from('<!doctype html><body><div><script>1</script></div></body>'), 'BAD_INPUT'],
  ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'UNSUPPORTED'],
  ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'UNSUPPORTED'],
  ['binary bytes', Uint8Array.from({ length: 5000 }, (_, i) => (i * 167) % 256), 'UNSUPPORTED'],
  ['more than 20 MB', new Uint8Array(21 * 1024 * 1024).fill(0x61), 'TOO_LARGE'],
])('%s is refused in words', (_, input, code) => {
  expect(() => extractArticle({ bytes: input })).toThrow(
    expect.objectContaining({ name: 'Failure', code, message: expect.stringMatching(/Nothing was added/) }),
  )
})

test('a PDF is named as not supported yet', () => {
  expect(() => extractArticle({ bytes: Buffer.from('%PDF-1.4\n') })).toThrow(/PDF files are not supported yet/)
})

test('images that are data keep it, and spacers go', () => {
  const data = `data:image/png;base64,${'iVBORw0KGgo'.repeat(40)}`
  const { html } = extractArticle({
    text: `<p>A picture in the text of a page:</p><p><img src="${data}" alt="A"></p><p><img src="data:image/gif;base64,R0lGODlhAQ"> and more text.</p>`,
    format: 'html',
  })
  expect([...parseBody(html).querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual([data])
})

test.each([
  [
    'Der Fluss ist in der Nacht über die Ufer getreten, und die Stadt hat nun mit dem Wasser zu tun, das nicht weichen will.',
    'de',
    'ltr',
  ],
  [
    'La rivière est sortie de son lit dans la nuit et les habitants de la ville ne savent pas où ils vont dormir ce soir.',
    'fr',
    'ltr',
  ],
  ['في الليل خرج النهر عن مجراه وغمر المدينة كلها', 'ar', 'rtl'],
  ['夜のあいだに川があふれて、町は水につかってしまいました。', 'ja', 'ltr'],
  ['xyzzy plugh', null, 'ltr'],
])('the language of “%s” is %s', (text, lang, dir) => {
  expect(extractArticle({ text, format: 'plain' })).toMatchObject({ lang, dir })
})

test.each([
  ['<pre class="hljs rust">', 'rust'],
  ['<pre class="python hljs">', 'python'],
  ['<pre data-lang="Go">', 'go'],
  ['<pre class="sourceCode haskell">', 'haskell'],
  ['<pre class="wide">', null],
])('%s keeps its language', (tag, language) => {
  const { html } = extractArticle({
    text: `<p>${'Words come before the code, and there are many. '.repeat(20)}</p>${tag}if a {\n\tb  ()\n}</pre>`,
    format: 'html',
  })
  const code = parseBody(html).querySelector('pre > code')
  expect(code?.textContent).toBe('if a {\n\tb  ()\n}')
  expect(code?.getAttribute('class')).toBe(language === null ? null : `language-${language}`)
})
