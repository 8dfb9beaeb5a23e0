// Who is who across the articles of a library, in whichever order they come.
import { expect, test } from 'vitest'
import { smallLibrary } from './small-library.ts'

const JANE =
  'The chancellor [Jane Doe] raised the tax on steel. [Doe|p=Jane Doe] spoke of tariffs beside [Ann Poe] in [Oslo|l].'
const JOHN =
  'The goalkeeper [John Doe] saved a penalty. [Doe|p=John Doe] thanked the trainer [Max Roe] after the match in [Lima|l].'
const BARE_TAX = '[Ann Poe] asked whether [Doe] would raise the tax on steel again. The tariffs worry [Oslo|l].'
const BARE = 'A letter from [Doe] arrived.'

test('a bare surname is the one whom the article’s company and words speak for', () => {
  const { add, told } = smallLibrary()
  add(JANE)
  add(JOHN)
  expect(told(add(BARE_TAX))).toContain('Doe → Jane Doe')
})

test('with nothing to go by it is nobody’s, and both bearers are offered', () => {
  const { add, told, why, entity } = smallLibrary()
  const [jane, john] = [add(JANE), add(JOHN)]
  const id = add(BARE)
  expect(told(id)).toEqual(['Doe → Doe?'])
  const [group] = why({ articleId: id, entityId: entity(id, 'Doe').id }).groups
  expect(group).toMatchObject({ unsure: true, forms: ['Doe'] })
  expect(group?.candidates.map(({ name }) => name).toSorted()).toEqual(['Doe', 'Jane Doe', 'John Doe'])
  expect(group?.candidates.every(({ reason, score }) => reason !== '' && score > 0 && score < 0.8)).toBe(true)
  expect(group?.sentences.join(' ')).toMatch(/may be one of several/)
  // Nothing was guessed: neither has the mention.
  for (const [article, name] of [[jane, 'Jane Doe'], [john, 'John Doe']] as const) expect(entity(article, name).otherArticleCount).toBe(0) // prettier-ignore
})

test.each([
  ['first', [BARE_TAX, JANE, JOHN]],
  ['between', [JANE, BARE_TAX, JOHN]],
  ['last', [JANE, JOHN, BARE_TAX]],
])('a bare surname that comes %s is linked the same', (_when, order) => {
  const { add, told } = smallLibrary()
  const ids = order.map((text) => add(text))
  expect(told(ids[order.indexOf(BARE_TAX)]!)).toContain('Doe → Jane Doe')
})

test.each([
  ['first', [BARE, JANE, JOHN]],
  ['last', [JANE, JOHN, BARE]],
])('a bare surname that comes %s without a context is unsure either way', (_when, order) => {
  const { add, told } = smallLibrary()
  const ids = order.map((text) => add(text))
  expect(told(ids[order.indexOf(BARE)]!)).toEqual(['Doe → Doe?'])
})

test('two people of one full name of whom different things are said are not made one', () => {
  const { add, told, entity, why } = smallLibrary()
  const baker = add('[Sam Hill|p:a baker from Leeds] sold bread and cakes at the market.')
  const pilot = add('[Sam Hill|p:the pilot] landed the damaged aircraft on a frozen lake.')
  expect(told(baker)).toEqual(['Sam Hill → Sam Hill'])
  expect(told(pilot)).toEqual(['Sam Hill → Sam Hill?'])
  expect(entity(baker, 'Sam Hill').id).not.toBe(entity(pilot, 'Sam Hill').id)
  const { groups } = why({ articleId: pilot, entityId: entity(pilot, 'Sam Hill').id })
  expect(groups[0]?.candidates[0]?.reason).toMatch(/something else is said/)
  const again = add('[Sam Hill|p:a baker from Leeds] baked bread for the market again.')
  expect(entity(again, 'Sam Hill').id).toBe(entity(baker, 'Sam Hill').id)
})

test('Paris the city and Paris the woman', () => {
  const { add, told, entity } = smallLibrary()
  const city = add('The river runs through [Paris|l], past the cathedral of [France|l].')
  const woman = add('[Paris] told the court that her brother had lied.')
  const doubtful = add('[Paris|p?] was quiet that morning.')
  expect(entity(woman, 'Paris').id).not.toBe(entity(city, 'Paris').id)
  expect(told(woman)).toEqual(['Paris → Paris'])
  expect(told(doubtful)).toEqual(['Paris → Paris?'])
  const river = add('A walk along the river to the cathedral of [Paris|l], in [France|l].')
  expect(entity(river, 'Paris').id).toBe(entity(city, 'Paris').id)
})

test('Washington the man, the city and the government', () => {
  const { add, told, entity } = smallLibrary()
  add('[George Washington] crossed the river with his soldiers. [Washington|p=George Washington] won.')
  const city = add('The monument stands in [Washington|l], where the cherry trees bloom.')
  const government = add('Talks failed after [Washington|o] imposed sanctions and tariffs.')
  expect(told(government)).toEqual(['Washington → Washington?'])
  const tourists = add('Tourists come to [Washington|l] when the cherry trees bloom.')
  expect(entity(tourists, 'Washington').id).toBe(entity(city, 'Washington').id)
  const general = add('The soldiers crossed the river when [Washington] won.')
  expect(told(general)).toEqual(['Washington → George Washington'])
})

test('the same again when an article is analysed again', () => {
  const { add, analyse, told, entity } = smallLibrary()
  const texts = [JANE, JOHN, BARE, BARE_TAX]
  const ids = texts.map((text) => add(text))
  const before = ids.map((id) => told(id))
  const unsure = entity(ids[2]!, 'Doe').id
  for (const [index, id] of ids.entries()) analyse(id, texts[index]!)
  expect(ids.map((id) => told(id))).toEqual(before)
  expect(entity(ids[2]!, 'Doe').id).toBe(unsure)
})

test('a name that only a wrong link had given is forgotten with the link', () => {
  const { add, rewrite, db } = smallLibrary()
  const id = add('[Jane Doe] or [Duchess|p=Jane Doe] spoke.')
  rewrite(id, '[Jane Doe] spoke.')
  expect(db.prepare('SELECT alias FROM entity_alias ORDER BY alias').pluck().all()).toEqual(['Doe', 'Jane Doe'])
})

test('a link says what it was made by', () => {
  const { add, entity, why } = smallLibrary()
  add(JANE)
  const id = add(BARE_TAX)
  const { groups } = why({ articleId: id, entityId: entity(id, 'Jane Doe').id })
  expect(groups).toHaveLength(1)
  expect(groups[0]!.sentences.join(' ')).toBe(
    '“Doe” stands for Jane Doe in another article, and this one speaks of the same. That article also names Ann Poe and Oslo, as this one does.',
  )
})
