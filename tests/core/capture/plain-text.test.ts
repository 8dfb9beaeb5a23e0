import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extractArticle } from '../../../src/core/capture/extract.ts'
import { parseBody } from '../../../src/core/capture/finish-article.ts'

const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')
const plain = (text: string) => extractArticle({ text, format: 'plain' })
const all = (html: string, selector: string): string[] =>
  [...parseBody(html).querySelectorAll(selector)].map((element) => element.textContent)

test('a wire story comes out as an editor would have it', () => {
  const article = plain(fixture('wire-story.txt'))
  expect(article.title).toBe('Harbour council weighs new ferry line after storm season')
  expect(article.text.startsWith('The council of Port Ellery')).toBe(true)
  expect(all(article.html, 'h2')).toEqual(['Islanders say the old boat is past its time', 'What the vote could change'])
  expect(all(article.html, 'figure.caption > figcaption')).toHaveLength(5)
  expect(all(article.html, 'hr')).toHaveLength(1)
  expect(all(article.html, 'p.contributor')).toEqual(['Coastal Press writer Mara Lindqvist in Westby contributed.'])
  expect(article.text.endsWith('in Westby contributed.')).toBe(true)
  expect(article.lang).toBe('en')
})

test('what stands behind the end of a wire story is set aside with its reason, in order', () => {
  const { setAside } = plain(fixture('wire-story.txt'))
  expect(setAside.map((block) => [block.reason, block.text.slice(0, 18)])).toEqual([
    ['rights', 'News from © Coasta'],
    ['rights', 'This material may '],
    ['comments', 'Join the Conversat'],
    ['comments', 'Want to tell other'],
    ['comments', 'Leave a Reply'],
    ['about', 'Coastal Press'],
    ['about', 'Coastal Press is a'],
  ])
})

test('the same words amid a text stay where they are', () => {
  const { text } = plain(fixture('wire-story.txt'))
  expect(text).toContain('has all rights reserved by the old treaty')
  expect(text).toContain('Join the conversation that the town')
})

test('nothing of a plain text is lost: every word is in the title, the head, the body or set aside', () => {
  for (const name of ['wire-story.txt', 'one-line-paragraphs.txt', 'no-title.txt', 'ukrainian.txt', 'code-notes.txt']) {
    const source = fixture(name)
    const article = plain(source)
    const kept = [
      article.title,
      article.byline,
      article.siteName,
      article.text,
      ...article.setAside.map((block) => block.text),
    ].join(' ')
    const words = new Set(kept.match(/[\p{L}\p{N}]+/gu))
    const missing = (source.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !words.has(word))
    expect(
      missing.filter((word) => !/^(?:By|[123])$/.test(word)),
      name,
    ).toEqual([])
  }
})

test('hard-wrapped lines are joined again, and lists, quotes and rules kept', () => {
  const article = plain(fixture('wrapped-letter.txt'))
  expect(article.title).toBe("The Lighthouse Keeper's Last Winter")
  expect(article.byline).toBe('Oda Brandt')
  expect(article.publishedAt).toBe(Date.UTC(2025, 1, 9))
  expect(article.text).toContain('for the final time, he carried a kettle')
  expect(all(article.html, 'ul > li')).toEqual([
    'wash your hands, and dry them well before you touch the binding of the book, which is older than the tower',
    'turn the pages slowly',
    'do not correct the spelling',
  ])
  expect(all(article.html, 'blockquote')).toEqual(['The sea gives no reasons, and I have stopped asking for them.'])
  expect(all(article.html, 'hr')).toHaveLength(1)
  expect(all(article.html, 'p.contributor')).toEqual(['Reporting by Oda Brandt; editing by Piet Halloran'])
  expect(article.setAside).toEqual([])
})

test('a text with one paragraph a line and no blank lines has title, byline, site and subheading', () => {
  const article = plain(fixture('one-line-paragraphs.txt'))
  expect(article).toMatchObject({ title: 'Why the river turned green', byline: 'Sana Idris', siteName: 'Valley News' })
  expect(all(article.html, 'p')).toHaveLength(4)
  expect(all(article.html, 'h2')).toEqual(['A harmless dye and a long night'])
})

test('a text without a title is named by its first sentence and keeps it', () => {
  const article = plain(fixture('no-title.txt'))
  expect(article.title).toBe('The bakery on Linden Street opened at four in the morning, as it had done every day…')
  expect(article.text.startsWith('The bakery on Linden Street opened')).toBe(true)
})

test('indented code keeps its lines, numbered lists their order, addresses become links', () => {
  const article = plain(fixture('code-notes.txt'))
  expect(all(article.html, 'pre > code')).toEqual(['wc -l < notes.txt\nfor f in *.txt; do\n    wc -l < "$f"\ndone'])
  expect(all(article.html, 'ol > li')).toHaveLength(3)
  expect(all(article.html, 'a')).toEqual(['https://example.org/wc(1)'])
})

test('boilerplate is known in other languages', () => {
  const article = plain(fixture('ukrainian.txt'))
  expect(article.lang).toBe('uk')
  expect(article.setAside.map((block) => block.reason)).toEqual(['rights', 'comments'])
  expect(article.text.endsWith('а десять хвилин.')).toBe(true)
})

test('a dateline stays in the text', () => {
  const article = plain(
    'Talks resume in the capital\n\nBy JANE DOE\n\nKESTEN, Norland (CP) — Talks resumed on Monday after a pause of two weeks, officials said.\n\nNothing else was said.',
  )
  expect(article.byline).toBe('Jane Doe')
  expect(article.text.startsWith('KESTEN, Norland (CP) — Talks')).toBe(true)
})

test.each([
  'FILE - The old bridge at Kesten. (CP Photo/A. Bee, File)',
  'A goat looks at a gate in Westby. (Photo by Jane Doe)',
  'A goat looks at a gate in Westby, Norland. Photograph: Jane Doe/Norland Pictures',
  'Photo: Jane Doe',
  'The goat, seen from above. (Jane Doe/The Valley News)',
])('a caption is known as one: %s', (caption) => {
  const article = plain(
    `A title of a text\n\nA first paragraph of the text, long enough to be one.\n\n${caption}\n\nA second paragraph of the text, long enough to be one.`,
  )
  expect(all(article.html, 'figure.caption figcaption')).toEqual([caption])
})

test.each([
  'He likes loud music (AC/DC and the like).',
  'The paper was signed in 2019 (and again in 2021).',
  'FILES were found in the cellar of the house on Monday.',
])('a paragraph is no caption: %s', (paragraph) => {
  const article = plain(
    `A title of a text\n\nA first paragraph of the text, long enough to be one.\n\n${paragraph}\n\nA second paragraph of the text, long enough to be one.`,
  )
  expect(all(article.html, 'figcaption')).toEqual([])
})

test('captions, quotations, list items and names in a row are no subheadings', () => {
  const article = plain(
    'Names of the rowers\n\nThe club named its rowers on Monday, and the town was pleased with them.\n\nAnna Berg\n\nOle Dahl\n\nPia Moe\n\n“A good crew”\n\nThe race is on Sunday, at ten in the morning, on the Orla.',
  )
  expect(all(article.html, 'h2')).toEqual([])
})

test('a verse keeps its lines', () => {
  const article = plain(
    'A song\n\nThe miners sang it on the way home from the pit.\n\nThe lamp is low\nthe road is long\nand who shall carry me',
  )
  expect(parseBody(article.html).querySelectorAll('p:last-of-type br')).toHaveLength(2)
  expect(article.text.endsWith('The lamp is low\nthe road is long\nand who shall carry me')).toBe(true)
})

test('an article that goes on after a notice is not cut', () => {
  const prose = 'The museum then added a sentence of its own, and another one after that, which was longer still.'
  const article = plain(
    `A museum and its labels\n\n${prose}\n\n© 1999 The Museum. All rights reserved.\n\n${[prose, prose, prose, prose].join('\n\n')}`,
  )
  expect(article.setAside).toEqual([])
  expect(article.text).toContain('© 1999 The Museum')
})

test('a link to another story amid the text does not end it', () => {
  const article = plain(
    'Ferry prices rise\n\nThe ferry from Westby will cost more from the first of May, the council said on Monday.\n\nRead more: The long quarrel about the ferry\n\nNobody on the island was surprised by it.',
  )
  expect(article.setAside).toEqual([])
})

test('hostile plain text is only text', () => {
  const article = plain('A title\n\n<script>alert(1)</script> and <img src=x onerror=alert(1)> are words here.')
  expect(article.text).toBe('<script>alert(1)</script> and <img src=x onerror=alert(1)> are words here.')
  expect(parseBody(article.html).querySelectorAll('script, img')).toHaveLength(0)
})

test('a single line is title and text', () => {
  expect(plain('Only this')).toMatchObject({ title: 'Only this', text: 'Only this' })
})
