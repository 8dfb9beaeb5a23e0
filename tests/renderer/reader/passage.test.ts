// @vitest-environment jsdom
import { afterEach, describe, expect, test } from 'vitest'
import type { ElectronBridge } from '../../../src/renderer/client.ts'
import { parseRoute } from '../../../src/renderer/navigation.ts'
import { passageLink, quotationHtml, quotationText, sourceLine } from '../../../src/renderer/reader/passage.ts'

const source = {
  title: 'The keeper’s <ledger>',
  byline: 'A. Writer',
  siteName: 'Coast Review',
  publishedAt: Date.UTC(2025, 1, 9, 12),
  url: 'https://example.org/a?b=1&c="2"',
}
const bare = { title: 'Untold', byline: null, siteName: null, publishedAt: null, url: null }
const id = '00000000-0000-7000-8000-000000000001'

afterEach(() => {
  delete window.commonplace
})

describe('a quotation', () => {
  test('names writer, title, site and day, as far as they are known', () => {
    expect(sourceLine(source, 'en-GB')).toBe('A. Writer, “The keeper’s <ledger>”, Coast Review, 9 February 2025')
    expect(sourceLine(bare)).toBe('“Untold”')
  })

  test('as text has the words, their source and its address', () => {
    expect(quotationText(' So it was. ', source, 'en-GB')).toBe(
      `“So it was.”\n\n— ${sourceLine(source, 'en-GB')}\n${source.url}`,
    )
    expect(quotationText('So.', bare)).toBe('“So.”\n\n— “Untold”')
  })

  test('as html keeps paragraphs and lines, and takes nothing in the words for markup', () => {
    const page = new DOMParser().parseFromString(quotationHtml('One <b>\ntwo\n\nThree', source, 'en-GB'), 'text/html')
    expect([...page.querySelectorAll('blockquote p')].map(({ textContent }) => textContent)).toEqual([
      'One <b>two',
      'Three',
    ])
    expect(page.querySelector('b')).toBeNull()
    expect(page.querySelector('a')?.getAttribute('href')).toBe(source.url)
  })
})

describe('a link to a passage', () => {
  test('is the address of the page in a browser, which the app reads again', () => {
    const link = passageLink(id, { start: 12, end: 40 })
    expect(link.startsWith(location.origin)).toBe(true)
    expect(parseRoute(new URL(link).hash)).toEqual({ articleId: id, range: { start: 12, end: 40 }, beside: null })
  })

  test('is one that the system hands to the desktop app where that is running', () => {
    window.commonplace = {} as ElectronBridge
    expect(passageLink(id, { start: 12, end: 40 })).toBe(`commonplace://article/${id}#12-40`)
  })
})
