// What the user decides about names: each holds through a new analysis and another text, in the next article, and is undone.
import { expect, test } from 'vitest'
import { Failure } from '../../../src/contract/failure.ts'
import { smallLibrary } from './small-library.ts'

const STEEL = '[Jane Doe] raised the tax on steel. [Doe|p=Jane Doe] spoke in [Oslo|l], and [Doe|p=Jane Doe] left.'

test('one mention is someone new, and stays so when the text changes around it', () => {
  const { add, analyse, rewrite, told, decisions, entity, starts } = smallLibrary()
  const id = add(STEEL)
  const [, second] = starts(id, 'Jane Doe')
  const { id: jane } = entity(id, 'Jane Doe')
  const decision = decisions.assign({
    ...{ articleId: id, entityId: jane, to: { kind: 'new', name: 'Max Doe' } },
    which: { kind: 'places', ranges: [{ start: second!, end: second! + 3 }] },
  })
  expect(decision).toMatchObject({ action: 'assign', description: '“Doe” at one place in “Title” is someone new: “Max Doe”' }) // prettier-ignore
  expect(decision.from).toEqual({ articleId: id, title: 'Title', start: second })
  const split = ['Jane Doe → Jane Doe', 'Doe → Max Doe', 'Oslo → Oslo', 'Doe → Jane Doe']
  expect(told(id)).toEqual(split)
  analyse(id, STEEL)
  expect(told(id)).toEqual(split)
  rewrite(id, `An editor added this sentence before all others.\n\n${STEEL}`)
  expect(told(id)).toEqual(split)
  decisions.undo(decision.id)
  expect(told(id)).toEqual(['Jane Doe → Jane Doe', 'Doe → Jane Doe', 'Oslo → Oslo', 'Doe → Jane Doe'])
  // With the decision the one whom it made is nobody again.
  expect(told(add('[Max Doe] sang.'))).toEqual(['Max Doe → Max Doe'])
})

test('a mention that the engine passes over later is still the user’s', () => {
  const { add, analyse, told, decisions, entity, starts } = smallLibrary()
  const id = add(STEEL)
  const [, second] = starts(id, 'Jane Doe')
  const ranges = [{ start: second!, end: second! + 3 }]
  const assignment = { articleId: id, entityId: entity(id, 'Jane Doe').id, which: { kind: 'places', ranges } } as const
  const decision = decisions.assign({ ...assignment, to: { kind: 'new', name: 'Max Doe' } })
  analyse(id, STEEL.replace('[Doe|p=Jane Doe] spoke', 'Doe spoke'))
  expect(told(id)).toContain('Doe → Max Doe')
  decisions.undo(decision.id)
  expect(told(id)).toEqual(['Jane Doe → Jane Doe', 'Oslo → Oslo', 'Doe → Jane Doe'])
})

test('all mentions of one form in an article become another known entity, also those that come later', () => {
  const { add, rewrite, told, decisions, entity } = smallLibrary()
  const other = entity(add('[Max Doe] runs a bakery.'), 'Max Doe').id
  const id = add(STEEL)
  const { id: jane } = entity(id, 'Jane Doe')
  const decision = decisions.assign({ articleId: id, entityId: jane, which: { kind: 'form', form: 'Doe' }, to: { kind: 'known', id: other } }) // prettier-ignore
  expect(told(id)).toEqual(['Jane Doe → Jane Doe', 'Doe → Max Doe', 'Oslo → Oslo', 'Doe → Max Doe'])
  rewrite(id, `${STEEL} Then [Doe|p=Jane Doe] slept.`)
  expect(told(id)).toContain('Jane Doe → Jane Doe')
  expect(told(id).filter((line) => line === 'Doe → Max Doe')).toHaveLength(3)
  decisions.undo(decision.id)
  expect(told(id).filter((line) => line.endsWith('Max Doe'))).toEqual([])
})

test('a whole cluster is someone else; what was taken out of it before stays out', () => {
  const { add, analyse, told, decisions, entity, starts } = smallLibrary()
  const id = add(STEEL)
  const { id: jane } = entity(id, 'Jane Doe')
  const [, , third] = starts(id, 'Jane Doe')
  const ranges = [{ start: third!, end: third! + 3 }]
  const one = decisions.assign({ articleId: id, entityId: jane, which: { kind: 'places', ranges }, to: { kind: 'new', name: 'Max Doe' } }) // prettier-ignore
  const all = decisions.assign({ articleId: id, entityId: jane, which: { kind: 'all' }, to: { kind: 'new', name: 'Jane Doe' } }) // prettier-ignore
  expect(entity(id, 'Jane Doe').id).not.toBe(jane)
  analyse(id, STEEL)
  expect(told(id)).toEqual(['Jane Doe → Jane Doe', 'Doe → Jane Doe', 'Oslo → Oslo', 'Doe → Max Doe'])
  expect(entity(id, 'Jane Doe').id).not.toBe(jane)
  // In the other order than they were made.
  decisions.undo(one.id)
  expect(told(id).at(-1)).toBe('Doe → Jane Doe')
  decisions.undo(all.id)
  expect(entity(id, 'Jane Doe')).toMatchObject({ id: jane, mentionCount: 3 })
})

test('choosing a candidate with one click holds, and teaches the next article', () => {
  const { add, analyse, told, decisions, entity } = smallLibrary()
  const jane = entity(add('The chancellor [Jane Doe] raised the tax on steel in [Oslo|l].'), 'Jane Doe').id
  add('The minister [John Doe] lowered the tax on steel in [Oslo|l].')
  const bare = 'In [Oslo|l] the tax on steel kept [Doe] busy.'
  const id = add(bare)
  expect(told(id)).toContain('Doe → Doe?')
  const before = add(`${bare} Again.`)
  expect(told(before)).toContain('Doe → Doe?')
  const own = entity(id, 'Doe').id
  const decision = decisions.assign({ articleId: id, entityId: own, which: { kind: 'all' }, to: { kind: 'known', id: jane }, chosen: true }) // prettier-ignore
  expect(decision).toMatchObject({ action: 'choose', description: '“Doe” in “Title” is “Jane Doe”' })
  expect(told(id)).toContain('Doe → Jane Doe')
  analyse(id, bare)
  expect(told(id)).toContain('Doe → Jane Doe')
  expect(told(add(`${bare} Once more.`))).toContain('Doe → Jane Doe')
  decisions.undo(decision.id)
  expect(told(id)).toContain('Doe → Doe?')
})

test('choosing “someone else” of the candidates makes it sure without making it anybody known', () => {
  const { add, told, decisions, entity, views } = smallLibrary()
  const jane = entity(add('[Jane Doe] raised a tax.'), 'Jane Doe').id
  const id = add('A letter from [Doe] arrived.')
  const own = entity(id, 'Doe').id
  decisions.assign({ articleId: id, entityId: own, which: { kind: 'all' }, to: { kind: 'known', id: own }, chosen: true }) // prettier-ignore
  expect(told(id)).toEqual(['Doe → Doe'])
  expect(views.ofArticle(id).mentions[0]).toMatchObject({ entityId: own, confidence: 1 })
  expect(views.summary(jane).mentionCount).toBe(1)
})

test('one mention is no entity here; the others stay', () => {
  const { add, analyse, told, decisions, entity, starts } = smallLibrary()
  const id = add(STEEL)
  const [, second] = starts(id, 'Jane Doe')
  const decision = decisions.reject(entity(id, 'Jane Doe').id, id, second)
  expect(decision.action).toBe('reject')
  analyse(id, STEEL)
  expect(told(id)).toEqual(['Jane Doe → Jane Doe', 'Oslo → Oslo', 'Doe → Jane Doe'])
  decisions.undo(decision.id)
  expect(told(id)).toHaveLength(4)
})

test('an alias that was added links the next article, and the ones before it', () => {
  const { add, told, decisions, entity } = smallLibrary()
  const id = add('The [World Grain Council|o] met.')
  const before = add('The [WGC|o] met.')
  expect(told(before)).toEqual(['WGC → WGC'])
  const decision = decisions.addAlias(entity(id, 'World Grain Council').id, 'WGC')
  expect(told(before)).toEqual(['WGC → World Grain Council'])
  expect(told(add('The [WGC|o] adjourned.'))).toEqual(['WGC → World Grain Council'])
  decisions.undo(decision.id)
  expect(told(before)).toEqual(['WGC → WGC'])
})

test('an alias that was removed links nothing again until that is undone', () => {
  const { add, analyse, told, decisions, entity } = smallLibrary()
  const long = 'The [World Grain Council|o] met. The [Council|o=World Grain Council] adjourned.'
  const id = add(long)
  const short = add('The [Council|o] voted on grain.')
  expect(told(short)).toEqual(['Council → World Grain Council'])
  const council = entity(id, 'World Grain Council').id
  const decision = decisions.removeAlias(council, 'Council')
  expect(told(short)).toEqual(['Council → Council'])
  analyse(id, long)
  expect(told(add('The [Council|o] voted on grain again.'))).not.toContain('Council → World Grain Council')
  // Where the article itself says who is meant it still is.
  expect(told(id)).toEqual(['World Grain Council → World Grain Council', 'Council → World Grain Council'])
  decisions.undo(decision.id)
  expect(told(short)).toEqual(['Council → World Grain Council'])
})

test('what cannot be decided is refused in words, and changes nothing', () => {
  const { add, told, decisions, entity, db } = smallLibrary()
  const id = add(STEEL)
  const jane = entity(id, 'Jane Doe').id
  const other = '01890000-0000-7000-8000-00000000000a'
  const all = { kind: 'all' } as const
  const refused: [() => unknown, string][] = [
    [() => decisions.assign({ articleId: id, entityId: jane, which: all, to: { kind: 'known', id: jane } }), 'CONFLICT'],
    [() => decisions.assign({ articleId: id, entityId: jane, which: all, to: { kind: 'new', name: ' … ' } }), 'BAD_INPUT'],
    [() => decisions.assign({ articleId: id, entityId: jane, which: all, to: { kind: 'known', id: other } }), 'NOT_FOUND'],
    [() => decisions.assign({ articleId: other, entityId: jane, which: all, to: { kind: 'known', id: jane } }), 'NOT_FOUND'],
    [() => decisions.assign({ articleId: id, entityId: jane, which: { kind: 'form', form: 'Roe' }, to: { kind: 'new', name: 'Roe' } }), 'NOT_FOUND'],
    [() => decisions.removeAlias(jane, 'Jane Doe'), 'CONFLICT'],
    [() => decisions.removeAlias(jane, 'Roe'), 'NOT_FOUND'],
    [() => decisions.addAlias(jane, '—'), 'BAD_INPUT'],
    [() => decisions.reject(jane, id, 9_999), 'NOT_FOUND'],
  ] // prettier-ignore
  const before = told(id)
  for (const [act, code] of refused) {
    expect(act).toThrow(Failure)
    try {
      act()
    } catch (error) {
      expect((error as Failure).code).toBe(code)
    }
  }
  expect(told(id)).toEqual(before)
  expect(db.prepare('SELECT count(*) FROM entity_decision').pluck().get()).toBe(0)
  expect(db.prepare('SELECT count(*) FROM entity').pluck().get()).toBe(2)
})

test('decisions are told with where they come from, and those of one article apart', () => {
  const { add, decisions, entity, why } = smallLibrary()
  const [one, two] = [add(STEEL, 'One'), add(STEEL, 'Two')]
  const { id } = entity(one, 'Jane Doe')
  decisions.rename(id, 'Jane Q. Doe', { articleId: one, start: 0 })
  decisions.reject(id, two)
  expect(decisions.of(id).map(({ from }) => from?.title)).toEqual(['Two', 'One'])
  expect(decisions.of(id)[1]?.from?.start).toBe(0)
  expect(why({ articleId: one, entityId: id }).decisions.map(({ action }) => action)).toEqual(['rename'])
})

test('a decided entity keeps its mentions when another of that name turns up', () => {
  const { add, analyse, told, decisions, entity } = smallLibrary()
  const id = add('A letter from [Doe] about steel arrived.')
  decisions.rename(entity(id, 'Doe').id, 'The Doe of the letter')
  add('[Jane Doe] wrote a letter about steel. [Doe|p=Jane Doe] posted it.')
  analyse(id, 'A letter from [Doe] about steel arrived.')
  expect(told(id)).toEqual(['Doe → The Doe of the letter'])
})
