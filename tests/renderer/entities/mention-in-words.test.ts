import { expect, test } from 'vitest'
import type { Mention } from '../../../src/contract/model.ts'
import { mentionInWords } from '../../../src/renderer/entities/mention-in-words.ts'

const text =
  'Heading\n\nAda Lovelace wrote the notes that made the engine known to everyone who cared for such machines, and then for a long time nobody spoke of Lovelace or of anything that she had foreseen in them; in the end they did.\n\nLovelace'

function mentionOf(name: string, from = 0): Mention {
  const start = text.indexOf(name, from)
  return { start, end: start + name.length, entityId: 'a' } as Mention
}

const mentions = [mentionOf('Ada Lovelace'), mentionOf('Lovelace', 40), mentionOf('Lovelace', text.length - 8)]
const said = mentions.map((mention) => mentionInWords(mention, mentions, text))

test('a mention is said with its place among the others and the words around it, cut between words', () => {
  expect(said[1]).toMatch(/^Mention 2 of 3: \w.* nobody spoke of Lovelace or of anything .*\w$/)
  expect(text).toContain(` ${said[1]?.slice('Mention 2 of 3: '.length) ?? ''} `)
})

test('nothing of another block is said', () => {
  expect(said[0]).toMatch(/^Mention 1 of 3: Ada Lovelace wrote/)
  expect(said[2]).toBe('Mention 3 of 3: Lovelace')
})
