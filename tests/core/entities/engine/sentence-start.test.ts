import { expect, test } from 'vitest'
import { analyse } from '../../../../src/core/entities/engine/analyse.ts'

function people(text: string): string[] {
  return analyse(text)
    .mentions.filter((mention) => mention.kind === 'person')
    .map((mention) => text.slice(mention.start, mention.end))
}

test('an unusual first name that begins a sentence belongs to the name', () => {
  expect(people('Vannevar Bush had been a professor at the Massachusetts Institute of Technology.')).toEqual([
    'Vannevar Bush',
  ])
})

test('a surname that begins a sentence is its bearer, when it is no common word', () => {
  const text = 'In 1833 Ada Lovelace met Charles Babbage in London.\n\nBabbage never finished his engine.'
  expect(people(text)).toEqual(['Ada Lovelace', 'Charles Babbage', 'Babbage'])
})

test('a common word that begins a sentence is no surname', () => {
  const text =
    'The letter was written by Judith Young in Oxford.\n\nYoung people in the north had read it, and nobody came.'
  expect(people(text)).toEqual(['Judith Young'])
})

test('the word before a surname stays out when it is a common one or a demonym', () => {
  expect(people('Afterwards Babbage wrote to Charles Babbage’s son in London.')[0]).toBe('Babbage')
  expect(people('Yesterday Lovelace, whose full name was Ada Lovelace, spoke in London.')).not.toContain(
    'Yesterday Lovelace',
  )
})
