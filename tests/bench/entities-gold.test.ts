import { describe, expect, test } from 'vitest'
import { locate, readMarked, sampleArticles, shortTexts } from '../../bench/entities/gold.ts'

describe('the annotated texts', () => {
  const all = [...sampleArticles(), ...shortTexts()]

  test('each name stands where it is said to stand, whole, and apart from the others', () => {
    expect(all.length).toBeGreaterThan(30)
    for (const { id, text, entities } of all) {
      const mentions = entities.flatMap((entity) => entity.mentions).sort((a, b) => a.start - b.start)
      let end = 0
      for (const mention of mentions) {
        const words = text.slice(mention.start, mention.end)
        expect(mention.start, `${id}: ${words}`).toBeGreaterThanOrEqual(end)
        expect(words, id).toMatch(/^[\p{L}\p{N}].*[\p{L}\p{N}.!]$/su)
        expect(text.slice(mention.end), `${id}: ${words}`).not.toMatch(/^[\p{L}\p{N}]/u)
        end = mention.end
      }
    }
  })

  test('a short text is short and has no marks left', () => {
    for (const { id, text } of shortTexts()) {
      expect(text, `a mark is left in ${id}`).not.toMatch(/[[\]|]/)
      const words = text.split(/\s+/).length
      expect(words, id).toBeGreaterThanOrEqual(80)
      expect(words, id).toBeLessThanOrEqual(200)
    }
  })
})

describe('reading annotations', () => {
  const article = (forms: Record<string, 'all' | number[]>) => ({
    file: 'x',
    entities: [{ name: 'Ann Lee', kind: 'person' as const, forms }],
  })

  test('“all” leaves out what is part of a longer name, and numbers choose', () => {
    const text = 'Ann Lee and Lee, not Leeds. Lee County is not Lee.'
    const [found] = locate(text, article({ 'Ann Lee': 'all', Lee: [2, 4] }))
    expect(found!.mentions.map(({ start }) => start)).toEqual([0, 12, 46])
    expect(locate(text, article({ 'Ann Lee': 'all', Lee: 'all' }))[0]!.mentions).toHaveLength(4)
  })

  test('a quote that is not there, or part of another, is refused', () => {
    expect(() => locate('Ann Lee', article({ Lea: 'all' }))).toThrow('does not stand')
    expect(() => locate('Ann Lee', article({ Lee: [2] }))).toThrow('does not stand')
    expect(() => locate('Ann Lee', article({ 'Ann Lee': [1], Lee: [1] }))).toThrow('part of another')
  })

  test('marks are taken out of the text and become mentions', () => {
    const { text, entities } = readMarked('x', 'title: T\na person Ann Lee\n---\nHere is [a|Lee]’s dog.')
    expect(text).toBe('Here is Lee’s dog.')
    expect(entities).toEqual([{ name: 'Ann Lee', kind: 'person', mentions: [{ start: 8, end: 11 }] }])
  })

  test('a mark that nothing explains and an entity without a mark are refused', () => {
    expect(() => readMarked('x', 'a person Ann\n---\n[b|Ann]')).toThrow('who “b” is')
    expect(() => readMarked('x', 'a person Ann\n---\nAnn')).toThrow('not in the text')
    expect(() => readMarked('x', 'a animal Ann\n---\n[a|Ann]')).toThrow('no entity')
  })
})
