import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { newArticle } from '../temporary-library.ts'
import { aNoteLibrary, stateOf } from './a-note-library.ts'

const HOUR = 60 * 60_000

test('a note that stands alone has the id it was given, a title, and begins empty', () => {
  const { notes, events } = aNoteLibrary()
  const id = uuidv7()
  const note = notes.create({ id, title: '  Why  we\nread ' })
  expect(note).toMatchObject({ id, target: { kind: 'note', id }, title: 'Why we read', text: '', trashedAt: null })
  expect(notes.get({ kind: 'note', id })).toEqual(note)
  expect(events).toContainEqual({ topic: 'notes', articleId: null, note: { kind: 'note', id } })
  // Asked twice, as after an answer that was lost, there is one note.
  expect(notes.create({ id, title: 'Other' })).toEqual(note)
  expect(notes.list({}).total).toBe(1)
})

test('it is saved under its id, and only when it was begun', () => {
  const { notes } = aNoteLibrary()
  const { id } = notes.create({})
  expect(notes.save({ target: { kind: 'note', id }, state: stateOf(['words']), text: '' })).toMatchObject({
    id,
    text: 'words',
    revision: 2,
    title: '',
  })
  const nowhere = { target: { kind: 'note' as const, id: uuidv7() }, state: stateOf(['lost']), text: '' }
  expect(() => notes.save(nowhere)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  expect(notes.all()).toHaveLength(1)
})

test('a new name leaves the words and their revision alone', () => {
  const { notes } = aNoteLibrary()
  const { id, revision } = notes.create({ title: 'Old', state: stateOf(['words']) })
  expect(notes.rename(id, 'New')).toMatchObject({ title: 'New', text: 'words', revision })
  expect(() => notes.rename(uuidv7(), 'New')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('a note on an article is no note that stands alone', () => {
  const { notes, articles } = aNoteLibrary()
  const { id } = articles.insert(newArticle())
  const note = notes.save({ target: { kind: 'article', id }, state: stateOf(['on it']), text: '' })
  expect(note.title).toBeNull()
  expect(() => notes.trash(note.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  expect(() => notes.create({ id: note.id })).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
  expect(notes.list({}).total).toBe(0)
})

test('the list finds notes by words and by tag, and sorts them by change and by title', () => {
  const { notes } = aNoteLibrary()
  const tag = { type: 'tag', version: 1, name: 'Reading' }
  const zoo = notes.create({ title: 'Zoo', state: stateOf(['Of a café ', tag]) }).id
  const apple = notes.create({ title: '“Apple”', state: stateOf(['Of fruit']) }).id
  const nameless = notes.create({ state: stateOf(['Of  nothing\nmuch']) }).id
  const idsOf = (input: Parameters<typeof notes.list>[0]) => notes.list(input).items.map(({ id }) => id)
  expect(idsOf({})).toEqual([nameless, apple, zoo])
  expect(idsOf({ sort: 'title' })).toEqual([apple, zoo, nameless])
  expect(idsOf({ query: 'cafe' })).toEqual([zoo])
  expect(idsOf({ query: 'of app' })).toEqual([apple])
  expect(idsOf({ tag: 'reading' })).toEqual([zoo])
  expect(idsOf({ limit: 1, offset: 1 })).toEqual([apple])
  const { items, tags, total } = notes.list({ tag: 'Reading' })
  expect(items[0]).toMatchObject({ title: 'Zoo', excerpt: 'Of a café #Reading', tags: ['Reading'] })
  expect({ tags, total }).toEqual({ tags: [{ name: 'Reading', count: 1 }], total: 1 })
  expect(notes.list({}).items[0]!.excerpt).toBe('Of nothing much')
})

test('the trash keeps a note whole, out of the list and the search, until it is put back', () => {
  const { notes, db } = aNoteLibrary()
  const { id } = notes.create({ title: 'Badgers', state: stateOf(['dig']) })
  const indexed = () => db.prepare('SELECT body FROM search_item WHERE id = ?').pluck().get(id)
  expect(indexed()).toBe('Badgers\ndig')
  notes.trash(id)
  expect(notes.list({}).counts).toEqual({ notes: 0, templates: 0, trash: 1 })
  expect(notes.list({ view: 'trash', query: 'BADG' }).items[0]).toMatchObject({ id, title: 'Badgers' })
  expect(indexed()).toBeUndefined()
  // Written in another window meanwhile: nothing is lost.
  notes.save({ target: { kind: 'note', id }, state: stateOf(['dig on']), text: '' })
  notes.untrash(id)
  expect(notes.get({ kind: 'note', id })).toMatchObject({ text: 'dig on', trashedAt: null })
  expect(indexed()).toBe('Badgers\ndig on')
})

test('a note begins as a copy of a template, with the date, the time and the title filled in', () => {
  const { notes, clock } = aNoteLibrary()
  const state = stateOf(['On {{ Date }} at {{time}}: {{title}} {{unknown}}'])
  const template = notes.create({ title: 'Meeting of {{date}}', state })
  expect(notes.setTemplate(template.id, 'note').template).toBe('note')
  expect(notes.list({}).total).toBe(0)
  clock.at = new Date(2026, 2, 9, 7, 5).getTime()
  const given = notes.create({ templateId: template.id, title: 'A talk' })
  expect(given).toMatchObject({ title: 'A talk', text: 'On 2026-03-09 at 07:05: A talk {{unknown}}' })
  expect(given.template).toBeUndefined()
  expect(notes.create({ templateId: template.id }).title).toBe('Meeting of 2026-03-09')
})

test('a day has one note, from the template of such notes; one that was thrown away is begun anew', () => {
  const { notes } = aNoteLibrary()
  const former = notes.create({ title: 'Former', state: stateOf(['former']) })
  const template = notes.create({ title: 'Day', state: stateOf(['{{date}}, {{title}}']) })
  notes.setTemplate(former.id, 'daily')
  notes.setTemplate(template.id, 'daily')
  expect(notes.byId(former.id)?.template).toBe('note')
  const day = notes.daily('2026-02-03')
  expect(day).toMatchObject({ title: '2026-02-03', day: '2026-02-03', text: '2026-02-03, 2026-02-03' })
  expect(notes.daily('2026-02-03').id).toBe(day.id)
  notes.trash(day.id)
  const second = notes.daily('2026-02-03')
  expect(second.id).not.toBe(day.id)
  notes.untrash(day.id)
  expect(notes.byId(day.id)?.day).toBeUndefined()
  expect(notes.daily('2026-02-03').id).toBe(second.id)
})

test('notes and articles are found by the words of their names, the best first', () => {
  const findEntities = () => [{ id: uuidv7(), name: 'Kyiv', kind: 'place' as const, mentionCount: 1, articleCount: 1 }]
  const { notes, articles } = aNoteLibrary({ findEntities })
  const article = articles.insert(newArticle({ title: 'The road to Kyiv', siteName: 'Example' })).id
  const exact = notes.create({ title: 'Kyiv' }).id
  const template = notes.create({ title: 'Kyiv template' }).id
  notes.setTemplate(template, 'note')
  const trashed = notes.create({ title: 'Kyiv in the trash' }).id
  notes.trash(trashed)
  const newer = notes.create({ title: 'Kýiv walks' }).id
  const found = notes.find({ query: 'kyiv' })
  // The entity is not in the library that describes, and so is not offered.
  expect(found.map(({ id }) => id)).toEqual([exact, newer, article])
  expect(found[2]).toMatchObject({ kind: 'article', label: 'The road to Kyiv', detail: 'Example' })
  expect(notes.find({ query: 'ROAD ky' }).map(({ id }) => id)).toEqual([article])
  expect(notes.find({ query: '', kinds: ['note'] }).map(({ id }) => id)).toEqual([newer, exact])
  expect(notes.find({ query: '"]] --' })).toEqual([])
})

test('what was written is kept after a pause, for another device, and when much goes at once', () => {
  const { notes, clock, onDevice } = aNoteLibrary()
  const { id } = notes.create({ title: 'Kept' })
  const save = (words: string, by = notes) =>
    by.save({ target: { kind: 'note', id }, state: stateOf([words]), text: '' })
  const kept = () => notes.versions(id).map(({ reason }) => reason)
  save('one')
  save('one two')
  expect(kept()).toEqual([])
  clock.at += 11 * 60_000
  save('one two three')
  expect(kept()).toEqual(['pause'])
  save('from elsewhere', onDevice('another-device'))
  expect(kept()).toEqual(['device', 'pause'])
  save('w '.repeat(300))
  save('oops')
  expect(kept()).toEqual(['deleted', 'device', 'device', 'pause'])
  const [last] = notes.versions(id)
  expect(notes.version(id, last!.id)).toMatchObject({ title: 'Kept', wordCount: 300 })
  expect(() => notes.version(id, uuidv7())).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('a former state is restored with its title and its links, and that can be undone', () => {
  const { notes, clock } = aNoteLibrary()
  const { id } = notes.create({ title: 'Before', state: stateOf(['first']) })
  clock.at += HOUR
  notes.save({ target: { kind: 'note', id }, state: stateOf(['second']), text: '' })
  notes.rename(id, 'After')
  const [former] = notes.versions(id)
  const restored = notes.restore(id, former!.id)
  expect(restored.note).toMatchObject({ title: 'Before', text: 'first', revision: 3 })
  const back = notes.restore(id, restored.formerVersion!)
  expect(back.note).toMatchObject({ title: 'After', text: 'second' })
})

test('a note that is written all day and all year keeps few former states', () => {
  const { notes, clock } = aNoteLibrary()
  const { id } = notes.create({ title: 'Diary' })
  for (let day = 0; day < 30; day++) {
    for (let sitting = 0; sitting < 4; sitting++) {
      clock.at += 20 * 60_000
      notes.save({ target: { kind: 'note', id }, state: stateOf([`${String(day)} ${String(sitting)}`]), text: '' })
    }
    clock.at += 20 * HOUR
  }
  const versions = notes.versions(id)
  expect(versions.length).toBeLessThan(30 + 4 * 7)
  // Of every day one is there still.
  const days = new Set(versions.map(({ keptAt }) => Math.floor(keptAt / (24 * HOUR))))
  expect(days.size).toBeGreaterThan(24)
})
