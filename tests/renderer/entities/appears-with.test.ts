import { expect, test } from 'vitest'
import type { RelatedEntity } from '../../../src/contract/entity-model.ts'
import { closestOf } from '../../../src/renderer/entities/appears-with.tsx'

const other = (name: string, sentenceCount: number, articleCount: number): RelatedEntity => ({
  ...{ id: crypto.randomUUID(), name, kind: 'person', sentenceCount, articleCount },
})
const names = (related: readonly RelatedEntity[]) => closestOf(related).map(({ name }) => name)

test('those who share most sentences come first, and who shares none is left out', () => {
  const related = [
    other('everywhere', 0, 900),
    other('twice', 2, 3),
    other('often', 9, 1),
    other('two, more articles', 2, 8),
  ]
  expect(names(related)).toEqual(['often', 'two, more articles', 'twice'])
})

test('where nobody shares a sentence, those who share most articles are told; five at most', () => {
  const related = Array.from({ length: 8 }, (_, n) => other(String(n), 0, n))
  expect(names(related)).toEqual(['7', '6', '5', '4', '3'])
})
