import { existsSync, mkdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Node, Parent } from 'mdast'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ArticleEntities } from '../../../src/contract/model.ts'
import type { VaultOptions } from '../../../src/contract/vault-model.ts'
import { articleMarkdown } from '../../../src/core/exporters/markdown.ts'
import { exportMarkdown, gather } from '../../../src/core/exporters/vault.ts'
import { articleOf, highlightOf, idOf } from '../exporters/a-library.ts'
import { noteText, setNote, standaloneNote, told, usualShelf, vaultOnDisk, vaultShelf } from './a-vault.ts'
import type { VaultOnDisk, VaultShelf } from './a-vault.ts'

let vault: VaultOnDisk
let shelf: VaultShelf
beforeEach(() => {
  vault = vaultOnDisk()
  shelf = usualShelf(vault.root)
})
afterEach(() => {
  vault.remove()
})

const FIRST = 'The first - a ’story’.md'
const NOTE = 'Notes/On reading.md'
const REMARK = { kind: 'highlight', id: idOf(0xa001) } as const

const TITLES = [
  ': "a" / b? #c',
  '🙂 👩‍👩‍👧 emoji',
  'x'.repeat(300),
  'CON',
  'ends with dots...',
  'الرجل الذي صار كلمة',
  '[[brackets]] | pipe ^caret',
  'Same',
  'same',
  '2025-02-09',
  '- dash',
]

describe('a first sync', () => {
  test('writes what an export writes, with the ends of notes marked; again it changes nothing', async () => {
    await vault.sync(shelf)
    const exported = articleMarkdown(gather(shelf, idOf(1)))
    expect(vault.read(FIRST).replace(/\n\^n-[\da-f]{8}\n/g, '')).toBe(exported)
    const before = vault.everything()
    const again = await vault.sync(shelf)
    expect(again).toMatchObject({ lines: [], unchanged: 3 })
    expect(vault.everything()).toEqual(before)
  })

  test('tried without changes writes nothing and says what would be written', async () => {
    const dry = await vault.sync(shelf, { dryRun: true })
    expect(existsSync(vault.folder)).toBe(false)
    expect(told(dry)).toEqual(told(await vault.sync(shelf)))
  })

  test('takes over the files of an export: those that are as written are in step, others are left alone', async () => {
    for await (const _ of exportMarkdown({ folder: vault.folder }, shelf));
    vault.edit('Second.md', (text) => `${text}\nMine.\n`)
    const report = await vault.sync(shelf)
    expect(vault.read('Second.md')).toContain('Mine.')
    expect(told(report)).toContain('beside Second.md')
    expect(vault.files()).toHaveLength(5)
    const before = vault.everything()
    await vault.sync(shelf)
    expect(vault.everything()).toEqual(before)
  })
})

describe('files', () => {
  test('have names that every system allows, whatever the title, and every file can be read', async () => {
    const many = vaultShelf(vault.root, ...TITLES.map((title, index) => articleOf(index + 1, title)))
    for (const [index, title] of TITLES.entries())
      many.notes.push(standaloneNote(index, title, `Note ${String(index)}`))
    await vault.sync(many)
    const files = vault.files()
    expect(files).toHaveLength(2 * TITLES.length)
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length)
    for (const file of files) {
      const [, yaml = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(vault.read(file)) ?? []
      expect(TITLES).toContain((parse(yaml) as { title: string }).title)
      expect(fromMarkdown(body).children.length).toBeGreaterThan(0)
    }
    expect((await vault.sync(many)).lines).toEqual([])
  })

  test('are renamed with their title, also where only its case changes, and links to them follow', async () => {
    shelf.notes.push(standaloneNote(7, 'Linking', `See [it](commonplace://article/${idOf(2)}).`))
    await vault.sync(shelf)
    expect(vault.read('Notes/Linking.md')).toContain('[[Second|it]]')
    for (const title of ['SECOND', 'Third: a "new" one', 'CON']) {
      shelf.articles[1] = { ...shelf.articles[1]!, title }
      const report = await vault.sync(shelf)
      expect(report.lines.filter(({ kind }) => kind === 'renamed')).toHaveLength(1)
      expect((await vault.sync(shelf)).lines).toEqual([])
    }
    expect(vault.files()).toEqual(['CON_.md', 'Notes/Linking.md', NOTE, FIRST])
    expect(vault.read('Notes/Linking.md')).toContain('[[CON_|it]]')
  })

  test('that the user renamed or moved are followed, and keep that name when the title changes', async () => {
    shelf.notes.push(standaloneNote(7, 'Linking', `See [it](commonplace://article/${idOf(2)}).`))
    await vault.sync(shelf)
    vault.write('Read/My Second.md', vault.read('Second.md'))
    unlinkSync(join(vault.folder, 'Second.md'))
    await vault.sync(shelf)
    expect(vault.read('Notes/Linking.md')).toContain('[[Read/My Second|it]]')
    shelf.articles[1] = { ...shelf.articles[1]!, title: 'Quite another' }
    await vault.sync(shelf)
    expect(vault.read('Read/My Second.md')).toContain('# Quite another')
    expect(vault.files()).toHaveLength(4)
  })

  test('of what is gone go, unless they were edited; what comes back finds its file again', async () => {
    await vault.sync(shelf)
    vault.edit(FIRST, (text) => `${text}\nMine.\n`)
    const both = shelf.articles
    shelf.articles = []
    const report = await vault.sync(shelf)
    expect(told(report)).toEqual([`removed Second.md`, `kept ${FIRST}`].toSorted().toReversed())
    expect((await vault.sync(shelf)).lines).toEqual([])
    shelf.articles = both
    await vault.sync(shelf)
    expect(vault.files()).toEqual([NOTE, 'Second.md', FIRST])
    expect(vault.read(FIRST)).toContain('Mine.')
  })

  test('deleted by the user come back when that is asked for, and so do parts of files', async () => {
    await vault.sync(shelf)
    unlinkSync(join(vault.folder, 'Second.md'))
    vault.edit(FIRST, (text) => text.replace(/\*Blue highlight\*[^]*\^n-0000a002\n\n/, '').replace('words: 420\n', ''))
    await vault.sync(shelf)
    expect(vault.read(FIRST)).not.toContain('words: ')
    expect(vault.has('Second.md')).toBe(false)
    await vault.sync(shelf, { restore: true })
    expect(vault.read('Second.md')).toContain('# Second')
    expect(vault.read(FIRST)).toContain('words: 420')
    expect(vault.read(FIRST)).toContain(
      '> Second words, in blue.\n\n^h-0000a002\n\n- one\n- two\n- three\n\n^n-0000a002',
    )
  })

  test('that are folders, no text, or changed meanwhile are said, and the others are written', async () => {
    await vault.sync(shelf)
    writeFileSync(join(vault.folder, FIRST), Buffer.from([0xff, 0xfe, 0x00, 0xd8]))
    shelf.articles[1] = { ...shelf.articles[1]!, wordCount: 1 }
    const report = await vault.sync(shelf)
    expect(told(report)).toContain(`beside ${FIRST}`)
    expect(vault.read('Second.md')).toContain('words: 1\n')
    expect((await vault.sync(shelf)).lines).toEqual([])
  })
})

describe('what both sides changed', () => {
  test('a note: different lines of it are merged, in the file and in the library', async () => {
    await vault.sync(shelf)
    vault.edit(FIRST, (text) => text.replace('A remark on the first.', 'A better remark.'))
    setNote(shelf, REMARK, 'A remark on the first.\n\nIts second paragraph.\n\nA third, from here.')
    await vault.sync(shelf)
    const merged = 'A better remark.\n\nIts second paragraph.\n\nA third, from here.'
    expect(noteText(shelf, REMARK)).toBe(merged)
    expect(vault.read(FIRST)).toContain(`${merged}\n\n^n-0000a001`)
    expect((await vault.sync(shelf)).lines).toEqual([])
  })

  test('a note: the same line is kept twice, the library’s in its place and the file’s in a callout', async () => {
    await vault.sync(shelf)
    vault.edit(FIRST, (text) => text.replace('A remark on the first.', 'As the file has it.'))
    setNote(shelf, REMARK, 'As the library has it.\n\nIts second paragraph.')
    const report = await vault.sync(shelf)
    expect(report.lines.map(({ kind }) => kind)).toContain('conflict')
    expect(noteText(shelf, REMARK)).toBe('As the library has it.\n\nIts second paragraph.')
    const text = vault.read(FIRST)
    expect(text).toContain('As the library has it.\n\nIts second paragraph.\n\n^n-0000a001\n\n> [!warning]')
    expect(text).toContain('> As the file has it.\n>\n> Its second paragraph.\n')
    expect((await vault.sync(shelf)).lines).toEqual([])
    // An edit after that is an edit as any.
    vault.edit(FIRST, (now) => now.replace('As the library has it.', 'Settled.'))
    await vault.sync(shelf)
    expect(noteText(shelf, REMARK)).toContain('Settled.')
  })

  test('a note: what the file says in its own way stays where the library changed something else', async () => {
    await vault.sync(shelf)
    vault.edit(FIRST, (text) => text.replace('A remark on the first.', 'See [[My own file]].\n\n> [!tip] A callout'))
    await vault.sync(shelf)
    const brought = noteText(shelf, REMARK)
    expect(brought).toContain('My own file')
    setNote(shelf, REMARK, `${brought}\n\nAdded here.`)
    await vault.sync(shelf)
    expect(vault.read(FIRST)).toContain('See [[My own file]].\n\n> [!tip] A callout\n')
    expect(vault.read(FIRST)).toContain('Added here.\n\n^n-0000a001')
    expect((await vault.sync(shelf)).lines).toEqual([])
  })

  test('a note that is a whole file: the callout is not taken for its words', async () => {
    const target = { kind: 'note', id: idOf(0xc001) } as const
    await vault.sync(shelf)
    vault.edit(NOTE, (text) => text.replace('A thought.', 'Theirs.'))
    setNote(shelf, target, 'Ours.\n\nAnother thought.')
    await vault.sync(shelf)
    vault.edit(NOTE, (text) => text.replace('Another thought.', 'Another, edited.'))
    await vault.sync(shelf)
    expect(noteText(shelf, target)).toBe('Ours.\n\nAnother, edited.')
    expect(vault.read(NOTE)).toContain('> Theirs.')
  })

  test('a property: the file keeps the user’s, and it is said', async () => {
    await vault.sync(shelf)
    vault.edit(FIRST, (text) => text.replace('state: inbox', 'state: later'))
    shelf.articles[0] = { ...shelf.articles[0]!, state: 'archive' }
    const report = await vault.sync(shelf)
    expect(report.lines).toContainEqual(expect.objectContaining({ kind: 'conflict', file: FIRST }))
    expect(vault.read(FIRST)).toContain('state: later')
    expect(shelf.article(idOf(1)).state).toBe('archive')
    expect((await vault.sync(shelf)).lines).toEqual([])
  })

  test('a highlight that is deleted here and has a note edited there: the words stay in the file', async () => {
    await vault.sync(shelf)
    vault.edit(FIRST, (text) => text.replace('A remark on the first.', 'A late remark.'))
    shelf.marks.shift()
    const report = await vault.sync(shelf)
    expect(report.lines.map(({ kind }) => kind)).toContain('kept')
    expect(vault.read(FIRST)).toContain('A late remark.')
    expect(vault.read(FIRST)).not.toContain('First words')
  })
})

describe('options', () => {
  const only = async (change: Partial<VaultOptions>) => {
    await vault.sync(shelf, { options: { ...vault.options, ...change } })
    return vault.files()
  }

  test('choose what has files', async () => {
    expect(await only({ notes: false })).toEqual(['Second.md', FIRST])
    expect(await only({ articles: false })).toEqual([NOTE])
    expect(await only({ annotatedOnly: true })).toEqual([NOTE, FIRST])
    expect(await only({ tags: ['HISTORY'] })).toEqual([NOTE, FIRST])
    expect(await only({ states: ['later'] })).toEqual([NOTE])
  })
})

describe('links', () => {
  const entities: ArticleEntities = {
    status: 'ready',
    mentions: [],
    entities: [
      {
        id: idOf(0xe001),
        name: 'Ada [A.] Example',
        kind: 'person',
        role: null,
        forms: [],
        mentionCount: 2,
        otherArticles: [
          { articleId: idOf(2), title: 'Second', siteName: null, publishedAt: null, mentionCount: 1, firstMention: 0 },
        ],
        otherArticleCount: 1,
        highlightIds: [],
      },
    ],
  }

  test.each(['wikilinks', 'relative'] as const)('of every file lead to a file: %s', async (links) => {
    const picture = `assets/ab/${'c'.repeat(62)}.png`
    mkdirSync(dirname(join(vault.root, picture)), { recursive: true })
    writeFileSync(join(vault.root, picture), 'a picture')
    shelf.named.set(idOf(1), entities)
    const entity = {
      id: idOf(0xe001),
      name: 'Ada [A.] Example',
      kind: 'person' as const,
      mentionCount: 3,
      articleCount: 2,
    }
    const named = (number: number, title: string) => ({
      articleId: idOf(number),
      title,
      siteName: null,
      publishedAt: null,
      mentionCount: 2,
      firstMention: 0,
      addedAt: 0,
      openedAt: null,
    })
    shelf.pages.set(entity.id, {
      entity,
      role: null,
      articles: [named(1, 'The first: a "story"'), named(2, 'Second')],
      roles: [],
      aliases: ['Ada'],
      decisions: [],
      highlights: [],
      noted: [],
      visitedAt: null,
    })
    const address = (kind: string, id: string) => `commonplace://${kind}/${id}`
    shelf.notes.push(
      standaloneNote(
        5,
        'Links: all "kinds"',
        `[a](${address('article', idOf(1))}) [e](${address('entity', entity.id)}) [n](${address('note', idOf(0xc001))}) [h](${address('highlight', idOf(0xa002))})\n\n![p](${picture})`,
      ),
    )
    const options = { ...vault.options, links, entities: true }
    const report = await vault.sync(shelf, { options })
    expect(report.assets).toBe(1)
    const files = vault.files()
    expect(files).toContain('Entities/Ada (A.) Example.md')
    const targets = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => linksIn(vault.read(file)).map((link) => [file, link] as const))
    expect(targets.length).toBeGreaterThanOrEqual(9)
    for (const [file, { target, wiki }] of targets) {
      const [path = '', block] = target.split('#')
      const leadsTo = wiki ? join(vault.folder, `${path}.md`) : join(vault.folder, dirname(file), path)
      expect(statSync(leadsTo).isFile(), `${file}: ${target}`).toBe(true)
      if (block !== undefined) expect(readFileSync(leadsTo, 'utf8')).toContain(`\n${block}\n`)
    }
    expect((await vault.sync(shelf, { options })).lines).toEqual([])
    // Read back they lead where they led.
    const before = shelf.note({ kind: 'note', id: idOf(0xc005) })?.state
    vault.edit('Notes/Links - all ’kinds’.md', (text) => `${text}\nMore.\n`)
    await vault.sync(shelf, { options })
    const after = shelf.note({ kind: 'note', id: idOf(0xc005) })?.state ?? ''
    expect(after).not.toBe(before)
    for (const id of [idOf(1), entity.id, idOf(0xc001), idOf(0xa002), picture]) expect(after).toContain(id)
  })
})

function linksIn(text: string): { target: string; wiki: boolean }[] {
  const wiki = [...text.matchAll(/\[\[([^\]|]+)(?:\|[^\]]*)?\]\]/g)].map((match) => ({
    target: match[1] ?? '',
    wiki: true,
  }))
  const found: { target: string; wiki: boolean }[] = []
  const visit = (node: Node) => {
    if (node.type === 'link' || node.type === 'image') {
      const { url } = node as unknown as { url: string }
      if (!/^https?:/.test(url)) found.push({ target: decodeURIComponent(url), wiki: false })
    }
    if ('children' in node) for (const child of (node as Parent).children) visit(child)
  }
  visit(fromMarkdown(text.replace(/^---\n.*?\n---\n/s, '')))
  return [...wiki, ...found]
}

describe('what goes wrong', () => {
  test('stopping keeps what was done, and the next sync goes on', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(vault.sync(shelf, { signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELLED' })
    await vault.sync(shelf)
    expect(vault.files()).toHaveLength(3)
  })

  test('a folder that is a file is refused, and a manifest that leads out of the folder is not followed', async () => {
    writeFileSync(join(vault.root, 'file'), 'mine')
    const options = { ...vault.options, folder: join(vault.root, 'file') }
    await expect(vault.sync(shelf, { options })).rejects.toMatchObject({ code: 'BAD_INPUT' })
    writeFileSync(join(vault.root, 'out.md'), 'not ours')
    await vault.sync(shelf)
    vault.edit('.commonplace/vault.json', (text) => text.replace('"path":"Second.md"', '"path":"../out.md"'))
    await vault.sync(shelf)
    expect(readFileSync(join(vault.root, 'out.md'), 'utf8')).toBe('not ours')
  })

  test('a part of the library is synced alone', async () => {
    await vault.sync(shelf)
    shelf.articles = shelf.articles.map((article) => ({ ...article, wordCount: 5 }))
    const report = await vault.sync(shelf, { only: new Set([idOf(2)]) })
    expect(told(report)).toEqual(['written Second.md'])
    rmSync(join(vault.folder, '.commonplace'), { recursive: true })
  })

  test('highlights that overlap and a note that is emptied in the library', async () => {
    shelf.marks.push(highlightOf(4, idOf(1), 'First words'))
    await vault.sync(shelf)
    setNote(shelf, REMARK, '')
    await vault.sync(shelf)
    expect(vault.read(FIRST)).not.toContain('A remark')
    expect(vault.read(FIRST)).not.toContain('^n-0000a001')
    setNote(shelf, REMARK, 'Back again.')
    await vault.sync(shelf)
    expect(vault.read(FIRST)).toContain('^h-0000a001\n\nBack again.\n\n^n-0000a001\n\n*Blue')
  })
})
