import { describe, expect, test } from 'vitest'
import { Failure } from '../../src/contract/failure.ts'
import { anchorAll } from '../../src/text/anchor-all.ts'
import { anchorLine } from '../../src/text/anchor-line.ts'
import { anchorSelectors } from '../../src/text/anchor.ts'
import type { Anchoring, Selectors } from '../../src/text/anchor.ts'
import { quoteOf } from '../../src/text/quote.ts'
import { below, pick, seeded } from './random-html.ts'
import type { Random } from './random-html.ts'

const TEXT = [
  'The ferry left the island before the fog came in, and nobody on the quay waved.',
  'Maren Holt had run the lighthouse school for eleven years. She taught reading in the mornings and knots after lunch.',
  'When the council closed it, she wrote one letter a week until the minister answered.',
  'The ferry left the island again in the spring, carrying nine chairs and a stove. “Nobody asked for it,” she said — twice.',
  'It stands in the hall, and the children call it the minister.',
].join('\n\n')

function selectorsOf(text: string, exact: string, from = 0): Selectors {
  const start = text.indexOf(exact, from)
  expect(start).toBeGreaterThanOrEqual(0)
  return select(text, start, start + exact.length)
}
const select = (text: string, start: number, end: number): Selectors => ({
  ...quoteOf(text, { start, end }),
  start,
  end,
})
const words = (text: string, { start, end }: Anchoring): string => text.slice(start, end)

/** A text of sentences in which no six words stand twice. */
function article(random: Random, sentences: number): string {
  const syllables = 'ka lo mi ter van ost ri el du bran fen so qui har nox pel tu wis zan ig'.split(' ')
  const vocabulary = Array.from({ length: 400 }, () =>
    Array.from({ length: 1 + below(random, 3) }, () => pick(random, syllables)).join(''),
  )
  return Array.from({ length: sentences }, (_, index) => {
    const sentence = Array.from({ length: 5 + below(random, 14) }, () => pick(random, vocabulary)).join(' ')
    return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.${index % 4 === 3 ? '\n\n' : ' '}`
  })
    .join('')
    .trim()
}

function someHighlight(random: Random, text: string): Selectors {
  for (;;) {
    const start = below(random, text.length - 1)
    const end = Math.min(text.length, start + 1 + below(random, 160))
    if (text.slice(start, end).trim() === text.slice(start, end)) return select(text, start, end)
  }
}

describe('anchoring', () => {
  test('in the unchanged text is exact, for any range', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seeded(seed)
      const text = article(random, 40)
      const all = Array.from({ length: 20 }, () => someHighlight(random, text))
      for (const found of [...anchorAll(text, all), ...anchorAll(text, all, text)]) expect(found.status).toBe('exact')
      expect(all.map((each) => anchorSelectors(text, each))).toEqual(
        all.map(({ start, end }) => ({ status: 'exact', start, end, score: 1 })),
      )
    }
  })

  test('after one edit outside of a highlight of some words finds the same words, old text known or not', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = seeded(seed)
      const text = article(random, 40)
      const all = Array.from({ length: 12 }, () => someHighlight(random, text)).filter((each) => each.exact.length > 24)
      const at = below(random, text.length)
      const gone = below(random, 40)
      const put = pick(random, ['', 'x', ' — and more', article(random, 2)])
      const changed = text.slice(0, at) + put + text.slice(at + gone)
      const outside = all.filter(({ start, end }) => end < at || start > at + gone)
      for (const answers of [anchorAll(changed, outside), anchorAll(changed, outside, text)]) {
        answers.forEach((answer, index) => {
          const { exact, end, start } = outside[index]!
          const shift = end < at ? 0 : put.length - Math.min(gone, text.length - at)
          expect(['exact', 'moved'], `seed ${seed}`).toContain(answer.status)
          expect(words(changed, answer), `seed ${seed}`).toBe(exact)
          expect(answer.start, `seed ${seed}`).toBe(start + shift)
        })
      }
    }
  })

  test('of many at once is that of each alone, where the old text is not known', () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const random = seeded(seed)
      const text = article(random, 30)
      const all = Array.from({ length: 15 }, () => someHighlight(random, text))
      const changed = text
        .split(' ')
        .flatMap((word) => (random() < 0.1 ? pick(random, [[], [word, 'also'], ['other']]) : [word]))
        .join(' ')
      expect(anchorAll(changed, all), `seed ${seed}`).toEqual(all.map((each) => anchorSelectors(changed, each)))
    }
  })

  test.each([
    [
      'a typo',
      'run the lighthouse school for',
      (text: string) => text.replace('lighthouse', 'lighthuose'),
      'run the lighthuose school for',
    ],
    [
      'straight quotes and other dashes',
      '“Nobody asked for it,” she said — twice',
      (text: string) => text.replace('“', '"').replace('”', '"').replace(' — ', ' - '),
      '"Nobody asked for it," she said - twice',
    ],
    [
      'a sentence put in before',
      'knots after lunch',
      (text: string) => `A word to the reader first.\n\n${text}`,
      'knots after lunch',
    ],
    [
      'a moved paragraph',
      'closed it, she wrote one letter',
      (text: string) => [...text.split('\n\n').slice(3), ...text.split('\n\n').slice(0, 3)].join('\n\n'),
      'closed it, she wrote one letter',
    ],
    [
      'the first word replaced',
      'wrote one letter a week',
      (text: string) => text.replace('wrote one', 'sent one'),
      'sent one letter a week',
    ],
  ])('follows the words through %s', (_name, exact, edit, expected) => {
    const changed = edit(TEXT)
    const selectors = selectorsOf(TEXT, exact)
    for (const answer of [anchorSelectors(changed, selectors), anchorAll(changed, [selectors], TEXT)[0]!]) {
      expect(words(changed, answer)).toBe(expected)
      expect(answer.status).toBe('moved')
    }
  })

  test('knows one of two equal phrases by what surrounds it', () => {
    const second = selectorsOf(TEXT, 'The ferry left the island', 20)
    const changed = `Preface.\n\n${TEXT}`
    const answer = anchorSelectors(changed, second)
    expect(answer).toMatchObject({ status: 'moved', start: second.start + 10 })
  })

  test('says that it is uncertain when two places compete', () => {
    const line = 'and so the song goes on until the morning.'
    const old = `First verse of it, ${line} Then silence fell.`
    const selectors = selectorsOf(old, line)
    const changed = `Another beginning here: ${line} Something else. And yet another beginning: ${line} Nothing more.`
    const answer = anchorSelectors(changed, selectors)
    expect(answer.status).toBe('uncertain')
    expect(words(changed, answer)).toBe(line)
  })

  test('asks where the last sentence of a passage was left out and the next one goes on alike', () => {
    const told = 'Nobody had seen the quay so empty before the fog came.'
    const gone = 'A better way to handle that would have been to send for the pilot.'
    const old = `${told}\n\n${gone}\n\nI would have been glad to send for him.\n\nThen the ferry came.`
    const passage = selectorsOf(old, 'so empty before the fog came.\n\nA better way to handle that')
    expect(anchorSelectors(old.replace(`${gone}\n\n`, ''), passage).status).toBe('uncertain')
    // Some of its words changed are no reason to ask.
    const edited = old.replace('A better way', 'Another way')
    expect(anchorSelectors(edited, passage)).toMatchObject({ status: 'moved', start: passage.start })
  })

  test('leaves an orphan with its last range when its words are gone, though some stand elsewhere', () => {
    const selectors = selectorsOf(TEXT, 'Maren Holt had run the lighthouse school for eleven years.')
    const changed = TEXT.replace(`${selectors.exact} `, '')
    const lost = { status: 'orphan', start: selectors.start, end: selectors.end }
    expect(anchorSelectors(changed, selectors)).toMatchObject(lost)
    expect(anchorAll(changed, [selectors], TEXT)[0]).toMatchObject(lost)
    const ferry = selectorsOf(TEXT, 'the island')
    const without = TEXT.split('\n\n').slice(1).join('\n\n')
    expect(['orphan', 'uncertain']).toContain(anchorSelectors(without, ferry).status)
    expect(['orphan', 'uncertain']).toContain(anchorAll(without, [ferry], TEXT)[0]!.status)
  })
})

describe('odd input', () => {
  const odd = [
    '',
    ' ',
    '\n',
    'a',
    '\ud800',
    '\udc00\ud800',
    '😀',
    '…',
    '“',
    '\u0301',
    'ﬁ',
    '\u00ad',
    'e\u0301tude',
    '東京',
    'مدينة',
    '0',
  ]

  test('never throws, and answers within the text unless it is an orphan', () => {
    const random = seeded(7)
    const any = (): string =>
      Array.from({ length: below(random, 12) }, () => pick(random, [...odd, ' ', 'word'])).join('')
    for (let round = 0; round < 3_000; round += 1) {
      const text = any()
      const [exact, prefix, suffix] = [any(), any(), any()]
      const start = below(random, 30)
      const selectors = { exact, prefix, suffix, start, end: start + below(random, 30) }
      for (const answer of [anchorSelectors(text, selectors), anchorAll(text, [selectors], any())[0]!]) {
        expect(answer.score).toBeGreaterThanOrEqual(0)
        expect(answer.score).toBeLessThanOrEqual(1)
        if (answer.status === 'orphan') expect(answer).toMatchObject({ start, end: selectors.end })
        else {
          expect(answer.end).toBeGreaterThan(answer.start)
          expect(answer.end).toBeLessThanOrEqual(text.length)
        }
      }
    }
  })

  test('an empty quote or an empty text leaves an orphan', () => {
    expect(anchorSelectors('', select('abc', 0, 3)).status).toBe('orphan')
    expect(anchorSelectors(TEXT, { exact: '', prefix: 'The', suffix: '', start: 3, end: 3 }).status).toBe('orphan')
  })

  // Were any of these quadratic, a million characters would not be over within the limit of a test.
  test.each([
    ['one letter', 'a'.repeat(1_000_000), 'a'.repeat(500)],
    ['one letter, the quote not in it', 'a'.repeat(1_000_000), `b${'a'.repeat(500)}`],
    ['one word', 'aaa '.repeat(250_000).trim(), 'aaa aaa aaa aaa aab'],
    ['one mark', '.'.repeat(1_000_000), '. . .'],
    ['a quote as long as the text', 'ab cd, '.repeat(140_000), 'ab ce, '.repeat(140_000).trim()],
  ])('a text of 1 MB that is %s is done with', (_name, text, exact) => {
    const selectors = { exact, prefix: 'aaaa aaaa', suffix: 'aaab', start: 500_000, end: 500_000 + exact.length }
    expect(anchorSelectors(text, selectors).score).toBeLessThanOrEqual(1)
    expect(anchorAll(`${text} aaa`, [selectors], text)).toHaveLength(1)
  })
})

describe('a line for scripts', () => {
  test('is anchored like the library’s own highlights', () => {
    const selectors = selectorsOf(TEXT, 'knots after lunch')
    expect(anchorLine({ text: TEXT, selectors })).toEqual({
      status: 'exact',
      start: selectors.start,
      end: selectors.end,
      score: 1,
    })
    const { exact, start, end } = selectors
    expect(anchorLine({ text: `x ${TEXT}`, selectors: { exact, start, end } })).toMatchObject({
      status: 'moved',
      start: start + 2,
    })
  })

  test.each([
    ['no object', 'text', /the line/u],
    ['no text', { selectors: { exact: 'a', start: 0, end: 1 } }, /text/u],
    ['an empty quote', { text: 'a', selectors: { exact: '', start: 0, end: 1 } }, /selectors\.exact/u],
    ['a position that is no number', { text: 'a', selectors: { exact: 'a', start: '0', end: 1 } }, /selectors\.start/u],
    ['an end before its start', { text: 'a', selectors: { exact: 'a', start: 2, end: 1 } }, /selectors\.end/u],
  ])('with %s is refused, and the sentence says why', (_name, line, reason) => {
    const refused = (): unknown => anchorLine(JSON.parse(JSON.stringify(line)) as Parameters<typeof anchorLine>[0])
    expect(refused).toThrow(Failure)
    expect(refused).toThrow(reason)
  })
})
