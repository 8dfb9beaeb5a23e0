import { expect, test } from 'vitest'
import { wordChanges } from '../../src/text/word-changes.ts'
import type { WordRun } from '../../src/text/word-changes.ts'
import { below, pick, seeded } from './random-html.ts'

const plain = (runs: readonly WordRun[]) =>
  runs.map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'gone' ? '−' : '+'}[${text}]`)).join('')

test('words that went and words that came stand where they were', () => {
  expect(plain(wordChanges('kept two ledgers for ships', 'kept three big ledgers for ships'))).toBe(
    'kept −[two ]+[three big ]ledgers for ships',
  )
  expect(plain(wordChanges('by hand until the autumn', 'by hand, up to that autumn'))).toMatch(
    /^by hand.*−\[ until the \].*autumn$/,
  )
  expect(wordChanges('the same', 'the same')).toEqual([{ kind: 'same', text: 'the same' }])
  expect(plain(wordChanges('', 'new words'))).toBe('+[new words]')
  expect(plain(wordChanges('old words', ''))).toBe('−[old words]')
  // Other quotation marks are another spelling, and shown as such.
  expect(plain(wordChanges('she’d gone', "she'd gone"))).toContain('−[')
})

test('whatever the passages, the runs make up both', () => {
  const words = ['ink', 'paper', 'and', 'the', 'a', '“quoted”', 'end.', '東京', 'Ω', '—', 'ink']
  const squeezed = (text: string) => text.replaceAll(/\s+/g, '')
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = seeded(seed)
    const some = () =>
      Array.from({ length: below(random, 15) }, () => pick(random, words)).join(pick(random, [' ', '  ', '\n\n']))
    const [old, now] = [some(), some()]
    const runs = wordChanges(old, now)
    const made = (without: WordRun['kind']) =>
      runs
        .filter(({ kind }) => kind !== without)
        .map(({ text }) => text)
        .join('')
    expect(made('gone'), `seed ${String(seed)}`).toBe(now)
    expect(squeezed(made('new')), `seed ${String(seed)}`).toBe(squeezed(old))
  }
})
