// The page of an entity, asked for as the window asks: articles, roles, sentences, who stands beside it, the user's note.
import { createRouterClient } from '@orpc/server'
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical'
import { expect, onTestFinished, test } from 'vitest'
import { openApp } from '../../../src/core/app.ts'
import { openDatabase } from '../../../src/core/library/open-database.ts'
import { migrations } from '../../../src/core/migrations.ts'
import { createUnlinked } from '../../../src/core/entities/unlinked.ts'
import { temporaryFolder, temporaryLibrary, newArticle } from '../temporary-library.ts'
import { createArticles } from '../../../src/core/library/articles.ts'

const OLD = `Charles Babbage, a professor of mathematics, met Ada Lovelace in London. Babbage showed Lovelace his engine. He was pleased.

Mary Somerville lived in Chelsea.`
const NEW = `Charles Babbage, the inventor of the engine, died in London. Nobody came.

Somerville College is in Oxford. Ada Lovelace had died before.`

async function setUp() {
  let time = Date.UTC(2026, 0, 1)
  const folder = temporaryFolder()
  const app = await openApp({ folder, shell: 'test', now: () => (time += 1_000) })
  onTestFinished(() => app.close())
  const client = createRouterClient(app.router)
  const add = async (title: string, text: string) => {
    for await (const event of await client.capture.add({
      kind: 'text',
      format: 'plain',
      text: `${title}\n\n${text}`,
    })) {
      if (event.type === 'done') {
        await app.settled()
        return event.article.id
      }
    }
    throw new Error('the capture did not end')
  }
  const find = async (name: string) => {
    const found = (await client.entity.find({ query: name })).find((one) => one.name === name)
    if (!found) throw new Error(`${name} was not found`)
    return found.id
  }
  return { app, client, add, find, folder }
}

/** A note's state with one paragraph. */
function written(text: string): string {
  const editor = createEditor({ namespace: 'test' })
  editor.update(
    () => {
      $getRoot().append($createParagraphNode().append($createTextNode(text)))
    },
    { discrete: true },
  )
  return JSON.stringify(editor.getEditorState().toJSON())
}

test('a page has every article, the roles with the sentences that say so, and each sentence with its marks', async () => {
  const { client, add, find } = await setUp()
  const old = await add('An old one', OLD)
  const id = await find('Charles Babbage')
  const first = await client.entity.page({ id })
  expect(first.articles.map(({ articleId, mentionCount }) => [articleId, mentionCount])).toEqual([[old, 2]])
  expect(first.visitedAt).toBeNull()
  await client.entity.visit({ id })
  const recent = await add('A new one', NEW)

  const page = await client.entity.page({ id })
  expect(page.entity).toMatchObject({ name: 'Charles Babbage', mentionCount: 3, articleCount: 2 })
  expect(page.articles.map(({ articleId }) => articleId)).toEqual([recent, old])
  const { visitedAt } = page
  expect(page.articles.map(({ addedAt }) => addedAt > (visitedAt ?? 0))).toEqual([true, false])
  expect(page.role?.text).toContain('inventor of the engine')
  expect(page.roles.map(({ text }) => text).join(' | ')).toContain('professor of mathematics')

  const said = await client.entity.roleSentences({ sources: page.role?.sources ?? [] })
  expect(said.map(({ text }) => text)).toEqual(['Charles Babbage, the inventor of the engine, died in London.'])
  expect(said.flatMap(({ text, marks }) => marks.map((mark) => text.slice(mark.start, mark.end)))).toEqual([
    page.role?.text,
  ])

  const sentences = await client.entity.sentences({ id, articleIds: [recent, old] })
  expect(sentences.map(({ articleId }) => articleId)).toEqual([recent, old, old])
  expect(sentences[2]?.text).toBe('Babbage showed Lovelace his engine.')
  const article = await client.article.get({ id: old })
  for (const { articleId, text, start } of sentences.slice(1)) {
    expect(articleId === old && article.text.slice(start, start + text.length)).toBe(text)
  }
})

test('those who share sentences stand before those who only share articles, and the sentences are told', async () => {
  const { client, add, find } = await setUp()
  await add('An old one', OLD)
  await add('A new one', NEW)
  const id = await find('Charles Babbage')
  const related = await client.entity.related({ id })
  const told = new Map(related.map((one) => [one.name, one]))
  expect(told.get('Ada Lovelace')).toMatchObject({ sentenceCount: 2, articleCount: 2 })
  expect(told.get('London')).toMatchObject({ sentenceCount: 2, articleCount: 2 })
  expect(told.get('Mary Somerville')).toMatchObject({ sentenceCount: 0, articleCount: 1 })
  expect(related.at(-1)?.sentenceCount).toBe(0)
  expect(related.map((one) => one.id)).not.toContain(id)

  const ties = await client.entity.ties({ id, otherId: await find('Ada Lovelace') })
  expect(ties.map(({ text }) => text)).toEqual([
    'Charles Babbage, a professor of mathematics, met Ada Lovelace in London.',
    'Babbage showed Lovelace his engine.',
  ])
  expect(ties[1]?.marks.map(({ start, end }) => ties[1]?.text.slice(start, end))).toEqual(['Babbage', 'Lovelace'])
  expect(await client.entity.ties({ id, otherId: await find('Mary Somerville') })).toEqual([])
})

test('a note on an entity is found by search, and stays at hand when the entity becomes part of another', async () => {
  const { client, add, find } = await setUp()
  await add('An old one', OLD)
  const id = await find('Charles Babbage')
  const other = await find('Mary Somerville')
  const target = { kind: 'entity', id: other } as const
  await client.note.save({ target, state: written('She wrote on the mechanism of the heavens'), text: '' })
  const { hits } = await client.search.query({ query: 'mechanism heavens' })
  expect(hits).toMatchObject([{ kind: 'note', articleId: null, entityId: other, title: 'Mary Somerville' }])

  expect((await client.entity.page({ id: other })).noted).toEqual([])
  const decision = await client.entity.merge({ id: other, into: id })
  expect((await client.entity.page({ id: other })).noted).toEqual([{ id: other, name: 'Mary Somerville' }])
  expect(await client.note.get(target)).toMatchObject({ text: 'She wrote on the mechanism of the heavens' })
  expect((await client.search.query({ query: 'mechanism heavens' })).hits).toMatchObject([{ entityId: id }])
  await client.entity.undo({ decisionId: decision.id })
  expect((await client.entity.page({ id })).noted).toEqual([])

  const nobody = { kind: 'entity', id: '0192f0c1-2a3b-7c4d-8e5f-0123456789ab' } as const
  await expect(client.note.save({ target: nobody, state: written('x'), text: 'x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('names that stand in the texts without a mention are offered, linked and taken back', async () => {
  const { client, add, find, folder } = await setUp()
  const article = await add('An old one', OLD)
  const id = await find('Charles Babbage')
  expect((await client.entity.unlinked({ id })).items).toEqual([])
  // As if the engine had passed over it.
  const db = openDatabase(folder, migrations, 0)
  db.prepare('DELETE FROM mention WHERE entity_id = ? AND start > 60').run(id)
  db.close()
  const { items, next } = await client.entity.unlinked({ id })
  expect(next).toBeNull()
  expect(items.map(({ text, articleId }) => [text, articleId])).toEqual([
    ['Babbage showed Lovelace his engine.', article],
  ])

  const decision = await client.entity.assign({
    articleId: article,
    entityId: null,
    which: { kind: 'places', ranges: items.map(({ range }) => range) },
    to: { kind: 'known', id },
  })
  expect((await client.entity.unlinked({ id })).items).toEqual([])
  expect((await client.entity.page({ id })).entity.mentionCount).toBe(2)
  await client.entity.undo({ decisionId: decision.id })
  expect((await client.entity.get({ id })).decisions).toEqual([])
})

test('a name counts as whole words with their case, a surname only beside the full name, and no batch is endless', () => {
  const { db, common } = temporaryLibrary()
  const articles = createArticles(db, { ...common, highlightCounts: () => new Map(), highlightsIn: () => 0 })
  const id = common.newId()
  db.prepare(
    `INSERT INTO entity (id, engine_name, engine_kind, name, kind, root_id, created_at, updated_at, device)
    VALUES (@id, 'Ann Price', 'person', 'Ann Price', 'person', @id, 0, 0, 'x')`,
  ).run({ id })
  const alias = db.prepare(
    "INSERT INTO entity_alias (entity_id, key, alias, weak, source) VALUES (?, ?, ?, ?, 'engine')",
  )
  alias.run(id, 'ann price', 'Ann Price', 0)
  alias.run(id, 'price', 'Price', 1)
  const unlinked = createUnlinked(db)
  articles.insert(newArticle({ text: 'Price was no object. The price rose.' }))
  const both = articles.insert(
    newArticle({ text: 'Ann Price spoke. The Prices left; Price stayed. A price is a price.' }),
  )
  expect(unlinked(id).items.map(({ articleId, range }) => [articleId, range.start])).toEqual([
    [both.id, 0],
    [both.id, 34],
  ])
  for (let n = 0; n < 60; n += 1) articles.insert(newArticle({ text: `Ann Price was seen, time ${String(n)}.` }))
  const first = unlinked(id)
  expect(first.items).toHaveLength(40)
  const rest = unlinked(id, first.next)
  expect(rest.items).toHaveLength(22)
  expect(rest.next).toBeNull()
})
