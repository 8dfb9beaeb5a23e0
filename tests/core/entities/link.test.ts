import { expect, test } from 'vitest'
import { aliasKey } from '../../../src/core/entities/alias-key.ts'
import { chooseEntity, formsOf } from '../../../src/core/entities/link.ts'
import type { Candidate, LinkableCluster } from '../../../src/core/entities/link.ts'

test.each([
  ['the U.S.', 'us'],
  ['Zelenskyy’s', 'zelenskyy'],
  ['São Paulo', 'sao paulo'],
  ['The Royal Society', 'royal society'],
  ['AT&T', 'at&t'],
  ['J. R. R. Tolkien', 'j r r tolkien'],
  ['  Bell   Labs ', 'bell labs'],
  ['…', ''],
  ['The', 'the'],
])('%j is compared as %j', (name, key) => {
  expect(aliasKey(name)).toBe(key)
})

function candidate(over: Partial<Candidate> = {}): Candidate {
  return {
    entityId: 'e1',
    match: 'name',
    kinds: ['person'],
    articleCount: 1,
    context: null,
    contradicts: false,
    chosenBefore: false,
    ...over,
  }
}
const ada: LinkableCluster = { name: 'Ada Lovelace', kind: 'person', aliases: ['Lovelace'], confidence: 0.95 }
const bare: LinkableCluster = { name: 'Lovelace', kind: 'person', aliases: [], confidence: 0.95 }
const paris: LinkableCluster = { name: 'Paris', kind: 'person', aliases: [], confidence: 0.95 }

test('the forms of a person mark the surname as weak', () => {
  expect(formsOf(ada)).toEqual([
    { key: 'ada lovelace', alias: 'Ada Lovelace', weak: false },
    { key: 'lovelace', alias: 'Lovelace', weak: true },
  ])
})

test('nobody of that name makes a new entity, which is not unsure', () => {
  expect(chooseEntity(ada, [])).toMatchObject({ entityId: null, unsure: false, weighed: [] })
})

test('the same full name of the same kind is the same entity', () => {
  expect(chooseEntity(ada, [candidate()])).toMatchObject({ entityId: 'e1', reason: 'name', unsure: false, weighed: [] })
})

test('a body’s own name comes before another’s short form, a person’s does not', () => {
  const own = candidate({ kinds: ['organisation'], context: 0 })
  const longer = candidate({ entityId: 'e2', match: 'alias', kinds: ['organisation'], context: 0.9 })
  const body: LinkableCluster = { name: 'Delft Institute', kind: 'organisation', aliases: [], confidence: 0.95 }
  expect(chooseEntity(body, [own, longer])).toMatchObject({ entityId: 'e1', unsure: false, reason: 'name' })
  expect(chooseEntity(body, [own, { ...longer, chosenBefore: true }])).toMatchObject({ entityId: 'e2' })
  const people = [candidate({ context: 0 }), candidate({ entityId: 'e2', match: 'alias', context: 0.4 })]
  expect(chooseEntity(ada, people)).toMatchObject({ entityId: null, unsure: true })
})

test('a full name of which something quite different is said is nobody for sure', () => {
  const choice = chooseEntity(ada, [candidate({ contradicts: true, context: 0 })])
  expect(choice).toMatchObject({ entityId: null, unsure: true, reason: 'contradiction' })
  expect(choice.weighed.map(({ entityId }) => entityId)).toEqual(['e1', null])
})

test('a person whose name is that of a place is not the place when the engine is sure, and unsure when it is not', () => {
  const city = candidate({ kinds: ['place'] })
  expect(chooseEntity(paris, [city])).toMatchObject({ entityId: null, unsure: false, reason: 'new' })
  expect(chooseEntity({ ...paris, confidence: 0.5 }, [city])).toMatchObject({ entityId: null, unsure: true })
  expect(chooseEntity({ ...paris, confidence: 0.5 }, [{ ...city, context: 0.8 }])).toMatchObject({ entityId: 'e1', unsure: false }) // prettier-ignore
})

test('a bare surname is linked when the context or renown speaks for its one bearer, and unsure when nothing does', () => {
  const one = candidate({ match: 'short' })
  expect(chooseEntity(bare, [{ ...one, context: 0 }])).toMatchObject({ entityId: null, unsure: true })
  expect(chooseEntity(bare, [{ ...one, context: 0.5 }])).toMatchObject({ entityId: 'e1', unsure: false, reason: 'context' }) // prettier-ignore
  expect(chooseEntity(bare, [{ ...one, context: 0, articleCount: 60 }])).toMatchObject({ entityId: 'e1', unsure: false }) // prettier-ignore
})

test('of two bearers of a surname the context chooses, and nobody when it speaks for both', () => {
  const [one, other] = [candidate({ match: 'short' }), candidate({ match: 'short', entityId: 'e2' })]
  const close = chooseEntity(bare, [{ ...one, context: 0.6 }, { ...other, context: 0.5 }]) // prettier-ignore
  expect(close).toMatchObject({ entityId: null, unsure: true })
  expect(close.weighed.map(({ entityId }) => entityId)).toEqual(['e1', 'e2', null])
  expect(chooseEntity(bare, [{ ...one, context: 0.7 }, { ...other, context: 0 }])).toMatchObject({ entityId: 'e1', unsure: false }) // prettier-ignore
})

test('one whom the user chose before wins where the context is alike, and is not taken where it is not', () => {
  const known = [candidate({ match: 'short', chosenBefore: true }), candidate({ match: 'short', entityId: 'e2' })]
  const [chosen, other] = known as [Candidate, Candidate]
  expect(chooseEntity(bare, [{ ...chosen, context: 0.5 }, { ...other, context: 0.4 }])).toMatchObject({ entityId: 'e1', unsure: false, reason: 'chosen' }) // prettier-ignore
  expect(
    chooseEntity(bare, [
      { ...chosen, context: 0 },
      { ...other, context: 0 },
    ]),
  ).toMatchObject({ unsure: true })
})

test('who is known by one word only is the same in the same context, and nobody asks about two such', () => {
  const one = candidate({ match: 'only-short', context: 0.4 })
  expect(chooseEntity(bare, [one])).toMatchObject({ entityId: 'e1', unsure: false })
  expect(chooseEntity(bare, [{ ...one, context: 0 }])).toMatchObject({ entityId: null, unsure: false, weighed: [] })
  expect(chooseEntity(bare, [one, { ...one, entityId: 'e2' }])).toMatchObject({ entityId: null, unsure: false })
  const full = candidate({ match: 'short', entityId: 'e3', context: 0 })
  const choice = chooseEntity(bare, [one, full])
  expect(choice.weighed.map(({ entityId }) => entityId)).toEqual(['e3', null])
})

test('a given name needs nearly everything else in common', () => {
  const given = candidate({ match: 'given', context: 0.6 })
  expect(chooseEntity(bare, [given])).toMatchObject({ entityId: null, unsure: false, weighed: [] })
  expect(chooseEntity(bare, [{ ...given, context: 1 }])).toMatchObject({ unsure: true })
  expect(chooseEntity(bare, [{ ...given, context: 1, articleCount: 16 }])).toMatchObject({ entityId: 'e1', unsure: false }) // prettier-ignore
})

test('among namesakes of several kinds the same kind wins; alone, another kind is kept and asked about', () => {
  const cluster: LinkableCluster = { name: 'Kremlin', kind: 'organisation', aliases: [], confidence: 0.9 }
  const place = candidate({ entityId: 'p', kinds: ['place'], articleCount: 9, context: 0.1 })
  const organisation = candidate({ entityId: 'o', kinds: ['organisation'], context: 0.1 })
  expect(chooseEntity(cluster, [place, organisation])).toMatchObject({ entityId: 'o' })
  expect(chooseEntity(cluster, [{ ...place, articleCount: 1 }])).toMatchObject({ entityId: 'p', unsure: true, reason: 'kind' }) // prettier-ignore
  expect(chooseEntity(cluster, [{ ...place, context: 0.6 }])).toMatchObject({ entityId: 'p', unsure: false })
})

test('a name that is neither’s own proves little', () => {
  const bank: LinkableCluster = { name: 'Bank of England', kind: 'organisation', aliases: ['Bank'], confidence: 0.95 }
  const other = candidate({ match: 'shared', kinds: ['organisation'], context: 0 })
  expect(chooseEntity(bank, [other])).toMatchObject({ entityId: null, unsure: false })
  expect(chooseEntity(bank, [{ ...other, context: 0.6 }])).toMatchObject({ entityId: 'e1', unsure: false })
})

test('probabilities of all candidates and of someone unknown make one', () => {
  const { weighed } = chooseEntity(bare, [candidate({ match: 'short', context: 0.3 }), candidate({ match: 'short', entityId: 'e2', context: 0.2 })]) // prettier-ignore
  expect(weighed.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 2)
})
