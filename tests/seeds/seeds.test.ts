// The sample library keeps its promises: files, lengths, pictures, and names that recur across articles.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ArticleState } from '../../src/contract/model.ts'

const folder = join(import.meta.dirname, '../../seeds')

const Manifest = z.array(
  z.strictObject({
    file: z.string().regex(/^[\w-]+\.(html|md|txt)$/),
    url: z.url(),
    siteName: z.string().optional(),
    addedDaysAgo: z.int().nonnegative(),
    state: ArticleState,
    favourite: z.boolean().optional(),
    tags: z.array(z.string().min(1)).min(1),
  }),
)
const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))

/** Every name here is meant to link articles: it is written out in full in at least two of them. */
const recurring = {
  person: [
    ...['Tim Berners-Lee', 'Vannevar Bush', 'Ada Lovelace', 'Charles Babbage', 'Alan Turing', 'Isaac Newton'],
    ...['John Locke', 'Francis Bacon', 'Erasmus', 'Virginia Woolf', 'Marie Curie', 'Peter Higgs', 'Claude Shannon'],
    ...['Ken Thompson', 'Rob Pike', 'Douglas Engelbart', 'Ted Nelson', 'Gottfried Wilhelm Leibniz', 'Robert Hooke'],
    ...['Christiaan Huygens', 'Edmond Halley', 'Konrad Zuse'],
  ],
  organisation: [
    ...['CERN', 'Royal Society', 'Bell Labs', 'Massachusetts Institute of Technology', 'National Science Foundation'],
    ...['Stanford Research Institute', 'National Physical Laboratory', 'British Library', 'Bodleian Library'],
  ],
  place: ['Geneva', 'London', 'Paris', 'Cambridge', 'Oxford', 'Berlin', 'United States', 'Washington', 'Sèvres'],
}

const source = (file: string): string => readFileSync(join(folder, file), 'utf8')
const frontMatter = /^---\n([\s\S]*?)\n---\n/

/** The words of the article itself, without the furniture of the page around it. */
function articleText(file: string): string {
  if (!file.endsWith('.html')) return source(file).replace(frontMatter, '')
  const body = new JSDOM(source(file)).window.document.querySelector('article, .post-body')
  return body?.textContent ?? ''
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu)?.length ?? 0
const texts = new Map(manifest.map(({ file }) => [file, articleText(file).replace(/\s+/g, ' ')]))

describe('the manifest', () => {
  test('lists every article of the folder once, and nothing else', () => {
    const present = readdirSync(folder).filter((name) => /\.(html|md|txt)$/.test(name) && name !== 'README.md')
    expect(manifest.map(({ file }) => file).toSorted()).toEqual(present.toSorted())
  })

  test('gives each article an address of its own, under a name that cannot exist', () => {
    expect(new Set(manifest.map(({ url }) => url)).size).toBe(manifest.length)
    for (const { url } of manifest) expect(new URL(url).hostname).toMatch(/\.example$/)
  })

  test('is ordered newest first and fills every state', () => {
    const days = manifest.map(({ addedDaysAgo }) => addedDaysAgo)
    expect(days).toEqual(days.toSorted((a, b) => a - b))
    expect(new Set(manifest.map(({ state }) => state))).toEqual(new Set(ArticleState.options))
  })

  test('is told in full by the readme', () => {
    for (const { file } of manifest) expect(source('README.md')).toContain(`| \`${file}\` |`)
  })
})

describe.each(manifest)('$file', ({ file, url }) => {
  test('is between 300 and 1,500 words long', () => {
    const words = countWords(texts.get(file) ?? '')
    expect(words).toBeGreaterThanOrEqual(300)
    expect(words).toBeLessThanOrEqual(1500)
  })

  test('refers only to pictures that are there, light, and reachable from its address', () => {
    for (const [image] of source(file).matchAll(/images\/[\w-]+\.\w+/g)) {
      expect(existsSync(join(folder, image)), image).toBe(true)
      expect(statSync(join(folder, image)).size, image).toBeLessThan(150_000)
      expect(new URL(image, url).pathname).toBe(`/${image}`)
    }
  })

  test('says what it is: a title, an author, a date, a language', () => {
    if (file.endsWith('.txt')) {
      expect(source(file)).toMatch(/^\S[^\n]{10,120}\n\n[\s\S]*?\n?By \p{Lu}/u)
    } else if (file.endsWith('.md')) {
      const head: unknown = parse(frontMatter.exec(source(file))?.[1] ?? '')
      expect(head).toMatchObject({ title: expect.any(String), author: expect.any(String), lang: 'en' })
    } else {
      const { document } = new JSDOM(source(file)).window
      expect(document.title).toMatch(/ \| /)
      expect(document.documentElement.lang).toMatch(/^(en|de|fr|ar)/)
      for (const name of ['meta[name=author]', 'meta[property="article:published_time"]'])
        expect(document.querySelector(name)?.getAttribute('content')).toBeTruthy()
      for (const img of document.querySelectorAll('img')) {
        expect(img.alt.length).toBeGreaterThan(20)
        expect([img.getAttribute('width'), img.getAttribute('height')]).not.toContain(null)
        expect(img.closest('figure')?.querySelector('figcaption')?.textContent).toBeTruthy()
      }
    }
  })
})

describe('the web of names', () => {
  test.each(Object.values(recurring).flat())('%s is named in at least two articles', (name) => {
    const named = new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'u')
    const files = [...texts].filter(([, text]) => named.test(text)).map(([file]) => file)
    expect(files.length, files.join(', ')).toBeGreaterThanOrEqual(2)
  })
})
