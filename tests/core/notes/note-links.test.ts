import { expect, test } from 'vitest'
import { newArticle } from '../temporary-library.ts'
import { aNoteLibrary, referenceNode, stateOf, textNode } from './a-note-library.ts'

test('a note lists the notes that link to it, with the line where they do', () => {
  const { notes } = aNoteLibrary()
  const to = notes.create({ title: 'Ideas' })
  const link = referenceNode('note', to.id, 'Ideas')
  const from = notes.create({ title: 'Monday', state: stateOf(['Nothing here'], ['See ', link, ' for more.']) })
  notes.create({ title: 'Tuesday', state: stateOf(['No link']) })
  expect(notes.backlinks({ kind: 'note', id: to.id })).toEqual([
    expect.objectContaining({
      noteId: from.id,
      title: 'Monday',
      lines: [{ text: 'See Ideas for more.', marks: [{ start: 4, end: 9 }] }],
    }),
  ])
  notes.trash(from.id)
  expect(notes.backlinks({ kind: 'note', id: to.id })).toEqual([])
  notes.untrash(from.id)
  notes.save({ target: from.target, state: stateOf(['The link is gone']), text: '' })
  expect(notes.backlinks({ kind: 'note', id: to.id })).toEqual([])
})

test('to quote a highlight is to refer to it and to its article; the note on an article is named by it', () => {
  const { notes, articles, highlights } = aNoteLibrary()
  const article = articles.insert(newArticle({ title: 'A report' })).id
  const other = articles.insert(newArticle({ title: 'Another' })).id
  const highlight = highlights.create({ articleId: article, range: { start: 2, end: 7 }, colour: 'green' })
  const quote = { type: 'highlight-quote', version: 1, highlightId: highlight.id, articleId: article, text: 'first' }
  const state = JSON.parse(stateOf(['Look:'])) as { root: { children: object[] } }
  state.root.children.push(quote)
  notes.save({ target: { kind: 'article', id: other }, state: JSON.stringify(state), text: '' })
  const expected = { title: 'Another', articleId: other, lines: [{ text: 'first', marks: [{ start: 0, end: 5 }] }] }
  expect(notes.backlinks({ kind: 'highlight', id: highlight.id })).toMatchObject([expected])
  expect(notes.backlinks({ kind: 'article', id: article })).toMatchObject([expected])
  expect(notes.describe([{ kind: 'highlight', id: highlight.id }])).toMatchObject([
    { label: 'first', detail: 'A report', articleId: article, colour: 'green', range: { start: 2, end: 7 } },
  ])
  articles.trash(other)
  expect(notes.backlinks({ kind: 'article', id: article })).toEqual([])
  highlights.remove(highlight.id)
  expect(notes.describe([{ kind: 'highlight', id: highlight.id }])).toEqual([null])
})

test('a note that says a title without a link is found, but not in code, in a link, or within a word', () => {
  const { notes } = aNoteLibrary()
  const to = notes.create({ title: 'Deep work' })
  const says = notes.create({ title: 'Monday', state: stateOf(['All of it is  deep\u00a0Work, he says.']) })
  notes.create({ title: 'Code', state: stateOf([textNode('deep work', 16)]) })
  notes.create({ title: 'Word', state: stateOf(['deep workers']) })
  notes.create({ title: 'Linked', state: stateOf(['deep work, as in ', referenceNode('note', to.id, 'Deep work')]) })
  expect(notes.unlinked(to.id)).toMatchObject([{ noteId: says.id, lines: [{ marks: [{ start: 14, end: 23 }] }] }])
  const { note, formerVersion } = notes.link({ noteId: says.id, toId: to.id })
  expect(note.text).toBe('All of it is  deep\u00a0Work, he says.')
  expect(JSON.parse(note.state)).toMatchObject({
    root: {
      children: [{ children: [{ text: 'All of it is  ' }, { kind: 'note', id: to.id }, { text: ', he says.' }] }],
    },
  })
  expect(notes.unlinked(to.id)).toEqual([])
  expect(notes.backlinks({ kind: 'note', id: to.id }).map(({ noteId }) => noteId)).toContain(says.id)
  expect(() => notes.link({ noteId: says.id, toId: to.id })).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
  notes.restore(says.id, formerVersion!)
  expect(notes.unlinked(to.id)).toHaveLength(1)
})

test('a title that is too short, or all signs, is looked for nowhere', () => {
  const { notes } = aNoteLibrary()
  notes.create({ title: 'Monday', state: stateOf(['It is a "?!" (so) AI.']) })
  for (const title of ['', 'AI', '?!"', '(((']) expect(notes.unlinked(notes.create({ title }).id)).toEqual([])
  expect(notes.unlinked(notes.create({ title: 'is a "?!" (so)' }).id)).toHaveLength(1)
})

test('a long line is cut between words around what is marked', () => {
  const { notes } = aNoteLibrary()
  const to = notes.create({ title: 'Ideas' })
  const words = 'lorem '.repeat(100)
  notes.create({ state: stateOf([words, referenceNode('note', to.id, 'Ideas'), ` ${words}`]) })
  const [line] = notes.backlinks({ kind: 'note', id: to.id })[0]!.lines
  const { start, end } = line!.marks[0]!
  expect(line!.text.slice(start, end)).toBe('Ideas')
  expect(line!.text).toMatch(/^… lorem.*lorem…$/)
  expect(line!.text.length).toBeLessThan(300)
})
