import { describe, expect, test } from 'vitest'
import { tokenise } from '../../../../src/core/entities/engine/tokens.ts'

const words = (text: string): string[] => tokenise(text).word
const sentences = (text: string): number => {
  const tokens = tokenise(text)
  return tokens.count === 0 ? 0 : tokens.sentence[tokens.count - 1]! + 1
}

describe('tokens', () => {
  test('a possessive is cut from its name, straight or curly', () => {
    expect(words("Brandt's plan")).toEqual(['Brandt', "'s", 'plan'])
    expect(words('Brandt’s plan')).toEqual(['Brandt', '’s', 'plan'])
  })

  test('names with inner marks stay whole', () => {
    expect(words("O'Brien met Jean-Pierre of AT&T in the U.S. today")).toEqual([
      "O'Brien", 'met', 'Jean-Pierre', 'of', 'AT&T', 'in', 'the', 'U.S.', 'today',
    ]) // prettier-ignore
  })

  test('a place is cut from the word that a hyphen ties to it', () => {
    expect(words('a Lisbon-based firm')).toEqual(['a', 'Lisbon', '-', 'based', 'firm'])
    expect(words('US-China talks')).toEqual(['US', '-', 'China', 'talks'])
  })

  test('a given name of two syllables stays whole after a surname', () => {
    expect(words('Minister Seo Tae-sung spoke')).toEqual(['Minister', 'Seo', 'Tae-sung', 'spoke'])
  })

  test('abbreviations do not end a sentence, full stops do', () => {
    expect(sentences('Dr. Marsh met Mr. J. Boyle in St. Ives. They talked.')).toBe(2)
    expect(sentences('He lives in the U.S. The army came.')).toBe(2)
    expect(sentences('A heading\n\nA paragraph of text')).toBe(2)
    expect(sentences('a line that is\nbroken by hand')).toBe(1)
  })

  test('offsets give back each word', () => {
    const text = 'Zoë 👩‍🚀 paid £1,000.50 to “Núñez & Co.” — 北京。'
    const tokens = tokenise(text)
    for (let i = 0; i < tokens.count; i++) {
      expect(text.slice(tokens.start[i], tokens.end[i])).toBe(tokens.word[i])
      expect(tokens.start[i]! >= (i > 0 ? tokens.end[i - 1]! : 0)).toBe(true)
    }
  })

  test('nothing gives nothing', () => {
    expect(tokenise('').count).toBe(0)
    expect(tokenise(' \n\t ').count).toBe(0)
  })
})
