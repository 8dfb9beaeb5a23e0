import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaptureProgress } from '../../../src/contract/model.ts'
import { captureArticle } from '../../../src/core/capture/capture.ts'
import type { CaptureDeps } from '../../../src/core/capture/capture.ts'
import { createExtractPool, inProcessExtractor } from '../../../src/core/capture/extract-pool.ts'
import { parseBody } from '../../../src/core/capture/finish-article.ts'
import { assetPath } from '../../../src/core/capture/images.ts'
import { textOf } from '../../../src/text/canonical-text.ts'
import { redirect, send, startServer } from './local-server.ts'
import type { LocalServer } from './local-server.ts'

const fixture = (name: string): Buffer => readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const prose =
  '<p>This is a sentence of an article that is long enough, with commas, to be taken for one by anybody who reads it. And a second one.</p>'.repeat(
    3,
  )

let server: LocalServer
const pool = createExtractPool()
beforeAll(async () => {
  server = await startServer({
    '/science/bees': send(fixture('article.html'), 'text/html'),
    '/pictures/lead.png': send(PNG, 'image/png'),
    '/pictures/bee.png': send(PNG, 'application/octet-stream'),
    '/pictures/large.png': send('<!doctype html>not an image', 'image/png'),
    '/moved': redirect('/science/bees', 301),
    '/notes.md': send('# Notes on salt\n\nSalt was money once, in [some towns](towns).', 'text/plain'),
    '/paper.pdf': send('%PDF-1.4 …', 'application/pdf'),
    '/empty': send('', 'text/html'),
    '/spy': send(
      `<article><h1>A page that spies</h1>${prose}<p><img src="http://127.0.0.3:1/x.png" alt="A spy"></p></article>`,
      'text/html',
    ),
    '/slow-image': send(
      `<article><h1>A slow page</h1>${prose}<p><img src="/never.png" alt="A hill"></p></article>`,
      'text/html',
    ),
    '/never.png': () => undefined,
  })
})
afterAll(async () => {
  await server.close()
  await pool.close()
})

function deps(more: Partial<CaptureDeps> = {}): CaptureDeps & { stored: Map<string, Uint8Array> } {
  const stored = new Map<string, Uint8Array>()
  return {
    now: () => Date.UTC(2025, 0, 1),
    extractor: inProcessExtractor,
    storeAsset: (bytes, extension) => {
      const path = assetPath(bytes, extension)
      stored.set(path, bytes)
      return path
    },
    ...more,
    stored,
  }
}
const at = (path: string) => ({ kind: 'url' as const, url: server.origin + path })
const failure = (code: string, words: RegExp): unknown =>
  expect.objectContaining({ name: 'Failure', code, message: expect.stringMatching(words) })

test('a page is captured with its images in the library and nothing else referred to', async () => {
  const given = deps({ extractor: pool })
  const article = await captureArticle(at('/moved'), given)
  const path = assetPath(PNG, 'png')
  expect(article).toMatchObject({
    url: `${server.origin}/science/bees`,
    canonicalUrl: `${server.origin}/science/bees`,
    title: 'Bees count to four, a study finds',
    leadImage: path,
    missingImages: [`${server.origin}/pictures/large.png`],
    tags: [],
  })
  expect([...given.stored.keys()]).toEqual([path])
  expect([...parseBody(article.html).querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual([path])
  expect(article.wordCount).toBeGreaterThan(100)
})

test('a missing image leaves its words in its place', async () => {
  const article = await captureArticle(at('/science/bees'), deps())
  expect(parseBody(article.html).querySelector('figure.missing-image > figcaption')?.textContent).toBe('The feeder')
  expect(textOf(parseBody(article.html))).toBe(article.text)
})

test('progress tells the steps in order', async () => {
  const steps: CaptureProgress[] = []
  await captureArticle(at('/science/bees'), deps({ onProgress: (progress) => steps.push(progress) }))
  expect([...new Set(steps.map((progress) => progress.step))]).toEqual(['fetching', 'reading', 'images'])
  expect(steps.at(-1)).toMatchObject({ step: 'images', fraction: 1 })
})

test('a Markdown file on a server is read as Markdown, its links as of its address', async () => {
  const article = await captureArticle(at('/notes.md'), deps())
  expect(article.title).toBe('Notes on salt')
  expect(article.html).toContain(`href="${server.origin}/towns"`)
})

test('a file is captured from its bytes', async () => {
  const article = await captureArticle(
    { kind: 'file', name: 'wire-story.txt', base64: fixture('wire-story.txt').toString('base64') },
    deps({ extractor: pool }),
  )
  expect(article).toMatchObject({
    url: null,
    canonicalUrl: null,
    title: 'Harbour council weighs new ferry line after storm season',
    leadImage: null,
  })
  expect(article.setAside).toHaveLength(7)
})

test('pasted text is captured, with the address given for it', async () => {
  const article = await captureArticle(
    {
      kind: 'text',
      text: 'A title\n\nA sentence of text.',
      format: 'auto',
      url: 'https://example.org/a/?utm_source=x',
    },
    deps(),
  )
  expect(article).toMatchObject({
    url: 'https://example.org/a/?utm_source=x',
    canonicalUrl: 'https://example.org/a',
    title: 'A title',
    text: 'A sentence of text.',
    siteName: null,
  })
})

test('an image that is data is stored like any other', async () => {
  const given = deps()
  const data = `data:image/png;base64,${Buffer.concat([PNG, Buffer.alloc(300)]).toString('base64')}`
  const article = await captureArticle(
    { kind: 'text', format: 'html', text: `${prose}<p><img src="${data}" alt="Dot"></p>${prose}` },
    given,
  )
  expect(given.stored.size).toBe(1)
  expect(article.html).toContain(`<img src="${[...given.stored.keys()][0] ?? 'none'}" alt="Dot">`)
  expect(article.missingImages).toEqual([])
})

test('a page cannot make the app look into the network of its user', async () => {
  const article = await captureArticle(at('/spy'), deps())
  expect(article.missingImages).toEqual(['http://127.0.0.3:1/x.png'])
  expect(parseBody(article.html).querySelector('figure.missing-image')?.textContent).toBe('A spy')
})

test('an image that never comes is missing, the article is not', async () => {
  const article = await captureArticle(at('/slow-image'), deps({ timeoutMs: 1500 }))
  expect(article.missingImages).toEqual([`${server.origin}/never.png`])
})

test('a date in the future is no date', async () => {
  const article = await captureArticle(at('/science/bees'), deps({ now: () => Date.UTC(2020, 0, 1) }))
  expect(article.publishedAt).toBeNull()
})

test('what the library throws when it stores an image is not swallowed', async () => {
  const storeAsset = (): string => {
    throw new Error('the disk is full')
  }
  await expect(captureArticle(at('/science/bees'), deps({ storeAsset }))).rejects.toThrow('the disk is full')
})

test.each([
  ['/paper.pdf', 'UNSUPPORTED', /PDF files are not supported yet/],
  ['/empty', 'BAD_INPUT', /empty/],
  ['/gone', 'FETCH_FAILED', /404/],
])('%s is refused in words', async (path, code, words) => {
  await expect(captureArticle(at(path), deps({ extractor: pool }))).rejects.toEqual(failure(code, words))
})

test.each([
  [{ kind: 'file' as const, name: 'a.txt', base64: '' }, 'BAD_INPUT'],
  [{ kind: 'text' as const, text: ' \n ', format: 'auto' as const }, 'BAD_INPUT'],
  [{ kind: 'url' as const, url: 'ftp://example.org/' }, 'BAD_INPUT'],
  [{ kind: 'text' as const, text: 'a'.repeat(21 * 1024 * 1024), format: 'plain' as const }, 'TOO_LARGE'],
])('input that cannot be used is refused: %#', async (input, code) => {
  await expect(captureArticle(input, deps())).rejects.toEqual(failure(code, /Nothing was added/))
})

test('a capture that is aborted while images come ends as cancelled', async () => {
  const controller = new AbortController()
  const onProgress = ({ step }: CaptureProgress): void => {
    if (step === 'reading')
      setTimeout(() => {
        controller.abort()
      }, 700)
  }
  await expect(captureArticle(at('/slow-image'), deps({ signal: controller.signal, onProgress }))).rejects.toEqual(
    failure('CANCELLED', /Stopped/),
  )
})

test('a page that takes too long to read is stopped, and the next one is read', async () => {
  const impatient = createExtractPool({ timeMs: 1 })
  const input = { text: '<p>a, b</p>'.repeat(20_000), format: 'html' as const }
  await expect(impatient.extract(input)).rejects.toEqual(failure('TOO_LARGE', /was stopped/))
  await impatient.close()
  expect((await pool.extract({ text: 'A title\n\nA text.' })).article.title).toBe('A title')
})

test('a page that takes too much memory ends its thread, not the app', async () => {
  const small = createExtractPool({ memoryMb: 96 })
  await expect(small.extract({ text: '<p>a <b>b</b></p>'.repeat(60_000), format: 'html' })).rejects.toEqual(
    failure('TOO_LARGE', /too complicated/),
  )
  expect((await small.extract({ text: 'A title\n\nA text.' })).article.title).toBe('A title')
  await small.close()
})

test('a thread that dies while it starts fails its task and the next one, and leaves nobody waiting', async () => {
  const tiny = createExtractPool({ memoryMb: 16 })
  for (const attempt of [1, 2]) {
    const outcome = tiny.extract({ text: `A title\n\nA text, ${String(attempt)}.` })
    await expect(outcome).rejects.toEqual(failure('TOO_LARGE', /too complicated/))
  }
  await tiny.close()
})
