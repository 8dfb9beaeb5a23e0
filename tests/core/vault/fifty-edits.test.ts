// Everything that a user does to a file of the vault in another editor, each merged: nothing lost, nothing twice.
import { renameSync, rmSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { VaultReport } from '../../../src/contract/vault-model.ts'
import { highlightOf, idOf } from '../exporters/a-library.ts'
import { noteText, told, usualShelf, vaultOnDisk } from './a-vault.ts'
import type { VaultOnDisk, VaultShelf } from './a-vault.ts'

let vault: VaultOnDisk
let shelf: VaultShelf
beforeEach(async () => {
  vault = vaultOnDisk()
  shelf = usualShelf(vault.root)
  await vault.sync(shelf)
})
afterEach(() => {
  vault.remove()
})

const FILE = 'The first - a ’story’.md'
const NOTE = 'Notes/On reading.md'
const ARTICLE = { kind: 'article', id: idOf(1) } as const
const FIRST = { kind: 'highlight', id: idOf(0xa001) } as const
const SECOND = { kind: 'highlight', id: idOf(0xa002) } as const
const STANDALONE = { kind: 'note', id: idOf(0xc001) } as const

interface Edit {
  name: string
  file?: string
  /** To the text of the file; or anything to the folder. */
  change?: (text: string) => string
  act?: () => void
  /** What is then true; `report` is that of the sync that follows. */
  then?: (report: VaultReport) => void
  /** The words that the edit took out of the file, which stay out. */
  gone?: string[]
}

const replace = (from: string, to: string) => (text: string) => {
  expect(text, 'the edit fits').toContain(from)
  return text.replace(from, () => to)
}
const has = (...words: string[]) => {
  const all = vault.files().map(vault.read).join('\n')
  for (const each of words) expect(all.split(each).length - 1, each).toBe(1)
}
const kinds = (report: VaultReport) => new Set(report.lines.map(({ kind }) => kind))
const article = () => shelf.article(idOf(1))

const EDITS: Edit[] = [
  {
    name: 'a paragraph at the end',
    change: (text) => `${text}\nMine at the end.\n`,
    then: () => has('Mine at the end.'),
  },
  {
    name: 'a paragraph at the end without a line end',
    change: (text) => `${text}\nMine.`,
    then: () => expect(vault.read(FILE).endsWith('Mine.')).toBe(true),
  },
  {
    name: 'a section of one’s own at the end',
    change: (text) => `${text}\n## My thoughts\n\nMine.\n`,
    then: () => has('## My thoughts', 'Mine.'),
  },
  {
    name: 'a paragraph between two highlights',
    change: replace('^n-0000a001\n', '^n-0000a001\n\nMine between.\n'),
    then: () => {
      const text = vault.read(FILE)
      expect(text.indexOf('^n-0000a001')).toBeLessThan(text.indexOf('Mine between.'))
      expect(text.indexOf('Mine between.')).toBeLessThan(text.indexOf('Second words'))
    },
  },
  {
    name: 'a paragraph before the heading of the highlights',
    change: replace('## Highlights', 'Mine before.\n\n## Highlights'),
    then: () => has('Mine before.'),
  },
  {
    name: 'a paragraph right below the heading of the highlights',
    change: replace('## Highlights\n', '## Highlights\n\nMine below.\n'),
    then: () => has('Mine below.'),
  },
  {
    name: 'a paragraph without a blank line below a heading',
    change: replace('## Highlights\n', '## Highlights\nMine below.\n'),
    then: () => has('## Highlights\nMine below.'),
  },
  {
    name: 'a paragraph between a label and its quote',
    change: replace('*Blue highlight*\n', '*Blue highlight*\n\nMine inside.\n'),
    then: () => has('Mine inside.'),
  },
  {
    name: 'a paragraph between a quote and its block id',
    change: replace('\n^h-0000a003', '\nMine above the id.\n\n^h-0000a003'),
    then: () => has('Mine above the id.', '^h-0000a003'),
  },
  {
    name: 'the note on a highlight reworded',
    change: replace('A remark on the first.', 'A better remark.'),
    then: (report) => {
      expect(noteText(shelf, FIRST)).toBe('A better remark.\n\nIts second paragraph.')
      expect(kinds(report)).toContain('brought-in')
      has('A better remark.')
    },
  },
  {
    name: 'a paragraph added to the note on a highlight',
    change: replace('Its second paragraph.', 'Its second paragraph.\n\nAnd a third.'),
    then: () => expect(noteText(shelf, FIRST)).toBe('A remark on the first.\n\nIts second paragraph.\n\nAnd a third.'),
  },
  {
    name: 'a paragraph before the note on a highlight',
    change: replace('A remark on', 'Before it.\n\nA remark on'),
    then: () => expect(noteText(shelf, FIRST)).toBe('Before it.\n\nA remark on the first.\n\nIts second paragraph.'),
  },
  {
    name: 'a paragraph taken out of a note',
    change: replace('\nIts second paragraph.\n', ''),
    then: () => expect(noteText(shelf, FIRST)).toBe('A remark on the first.'),
  },
  {
    name: 'an item added to a list in a note',
    change: replace('- three', '- three\n- four'),
    then: () => expect(noteText(shelf, SECOND)).toBe('- one\n- two\n- three\n- four'),
  },
  {
    name: 'the items of a list in another order',
    change: replace('- one\n- two', '- two\n- one'),
    then: () => expect(noteText(shelf, SECOND)).toBe('- two\n- one\n- three'),
  },
  {
    name: 'a list written with stars',
    change: replace('- one\n- two\n- three', '* one\n* two\n* three'),
    then: () => {
      expect(shelf.saves).toEqual([])
      has('* two')
    },
  },
  {
    name: 'the note on the article reworded',
    change: replace('What I think of it.', 'What I thought of it.'),
    then: () => expect(noteText(shelf, ARTICLE)).toBe('What I thought of it.\n\n## A part\n\nMore of it.'),
  },
  {
    name: 'a heading in the note on the article',
    change: replace('### A part', '### Another part'),
    then: () => expect(noteText(shelf, ARTICLE)).toBe('What I think of it.\n\n## Another part\n\nMore of it.'),
  },
  {
    name: 'a bold word in a note',
    change: replace('What I think', 'What **I** think'),
    then: () => expect(noteText(shelf, ARTICLE)).toContain('What **I** think'),
  },
  {
    name: 'a code block with a block id in it in a note',
    change: replace('More of it.', 'More of it.\n\n```\n^h-0000a001\n## Highlights\n```'),
    then: () => expect(noteText(shelf, ARTICLE)).toContain('```\n^h-0000a001\n## Highlights\n```'),
  },
  {
    name: 'a note rewritten as a whole',
    change: replace('A remark on the first.\n\nIts second paragraph.', 'Nothing like it.'),
    then: () => expect(noteText(shelf, FIRST)).toBe('Nothing like it.'),
  },
  {
    name: 'a note deleted with its end',
    change: replace('A remark on the first.\n\nIts second paragraph.\n\n^n-0000a001\n\n', ''),
    gone: ['A remark on the first.'],
    then: (report) => {
      expect(noteText(shelf, FIRST)).toBe('A remark on the first.\n\nIts second paragraph.')
      expect(kinds(report)).toContain('deleted')
    },
  },
  {
    name: 'a note emptied but for its end',
    change: replace('A remark on the first.\n\nIts second paragraph.\n\n^n', '^n'),
    gone: ['A remark on the first.'],
    then: () => expect(noteText(shelf, FIRST)).toContain('A remark on the first.'),
  },
  {
    name: 'a highlight deleted with its note',
    change: (text) => text.replace(/\*Blue highlight\*[^]*\^n-0000a002\n\n/, ''),
    gone: ['Second words', '*Blue highlight*', '- two'],
    then: (report) => expect(kinds(report)).toContain('deleted'),
  },
  {
    name: 'a highlight deleted, its note left',
    change: (text) => text.replace(/\*Blue highlight\*[^]*\^h-0000a002\n\n/, ''),
    gone: ['Second words'],
    then: () => has('- two'),
  },
  {
    name: 'all highlights deleted',
    change: (text) => text.slice(0, text.indexOf('## Highlights')),
    gone: ['First words', '## Highlights'],
  },
  {
    name: 'the heading of the highlights deleted',
    change: replace('## Highlights\n\n', ''),
    gone: ['## Highlights'],
    then: () => has('First words'),
  },
  {
    name: 'the heading of the highlights renamed',
    change: replace('## Highlights', '## Markierungen Highlights'),
    then: () => has('## Markierungen Highlights'),
  },
  {
    name: 'two highlights swapped',
    change: (text) => text.replace(/(\*Yellow[^]*\^n-0000a001)\n\n(\*Blue[^]*\^n-0000a002)/, '$2\n\n$1'),
    then: () => {
      const text = vault.read(FILE)
      expect(text.indexOf('Second words')).toBeLessThan(text.indexOf('First words'))
      has('First words', 'Second words', 'A remark on the first.', '- two')
    },
  },
  {
    name: 'a highlight moved to the end of the file, below a heading of one’s own',
    change: (text) =>
      `${text.replace(/\*Yellow[^]*\^n-0000a001\n\n/, '')}\n## Best\n\n${/\*Yellow[^]*\^n-0000a001/.exec(text)?.[0] ?? ''}\n`,
    then: () => {
      const text = vault.read(FILE)
      expect(text.indexOf('## Best')).toBeLessThan(text.indexOf('First words'))
      has('First words', 'A remark on the first.')
    },
  },
  {
    name: 'a highlight copied below',
    change: (text) => `${text}\n> Third words without any note.\n\n^h-0000a003\n`,
    then: () => expect(vault.read(FILE).split('Third words')).toHaveLength(3),
  },
  {
    name: 'the quoted words changed',
    change: replace('> First words that', '> First and best words that'),
    then: (report) => {
      expect(kinds(report)).toContain('kept')
      expect(shelf.marks[0]?.quote.exact).toBe('First words that were marked.')
      has('First and best words')
    },
  },
  {
    name: 'a quoted word in bold',
    change: replace('First words', 'First **words**'),
    then: () => has('First **words**'),
  },
  {
    name: 'the label of a highlight changed',
    change: replace('*Yellow highlight*', '*Important*'),
    then: () => has('*Important*'),
  },
  {
    name: 'a quote made a callout',
    change: replace('> First words', '> [!quote]\n> First words'),
    then: () => has('[!quote]'),
  },
  {
    name: 'the blank line before a block id removed',
    change: replace('marked.\n\n^h-0000a001', 'marked.\n^h-0000a001'),
    then: () => has('^h-0000a001', 'First words'),
  },
  {
    name: 'the blank line behind a block id removed',
    change: replace('^h-0000a001\n\n', '^h-0000a001\n'),
    then: () => has('^h-0000a001', 'A remark on the first.'),
  },
  {
    name: 'the blank line behind the end of a note removed',
    change: replace('^n-0000a001\n\n', '^n-0000a001\n'),
    then: () => has('^n-0000a001', '*Blue highlight*'),
  },
  { name: 'blank lines everywhere', change: (text) => text.replace(/\n\n/g, '\n\n\n\n') },
  { name: 'the title changed', change: replace('# The first: a', '# My first: a'), then: () => has('# My first: a') },
  {
    name: 'a tag added in the properties',
    change: replace('  - "deep"', '  - "deep"\n  - new'),
    then: () => expect(article().tags).toEqual(['History', 'deep', 'new']),
  },
  {
    name: 'a tag removed in the properties',
    change: replace('  - "History"\n', ''),
    then: () => expect(article().tags).toEqual(['deep']),
  },
  {
    name: 'tags in one line',
    change: replace('tags:\n  - "History"\n  - "deep"', 'tags: [deep, History, third]'),
    then: () => expect(article().tags.toSorted()).toEqual(['History', 'deep', 'third']),
  },
  {
    name: 'the state changed',
    change: replace('state: inbox', 'state: archive'),
    then: () => expect(article().state).toBe('archive'),
  },
  {
    name: 'a state that is none',
    change: replace('state: inbox', 'state: whatever'),
    then: (report) => {
      expect(article().state).toBe('inbox')
      expect(kinds(report)).toContain('kept')
    },
  },
  {
    name: 'properties of one’s own, with comments',
    change: replace('state: inbox', '# about me\nrating: 5 # of ten\naliases: [a, b]\nstate: inbox'),
    then: () => has('# about me\nrating: 5 # of ten\naliases: [a, b]\n'),
  },
  {
    name: 'properties in another order',
    change: replace('author: "A. Writer"\nsite: "Example"', 'site: "Example"\nauthor: "A. Writer"'),
    then: () => has('site: "Example"\nauthor: "A. Writer"'),
  },
  {
    name: 'a property of ours removed',
    change: replace('words: 420\n', ''),
    gone: ['words: '],
    then: (report) => expect(kinds(report)).toContain('deleted'),
  },
  {
    name: 'a property of ours changed',
    change: replace('author: "A. Writer"', 'author: Someone else'),
    then: () => has('author: Someone else'),
  },
  {
    name: 'properties that cannot be read',
    change: replace('state: inbox', 'state: [inbox'),
    then: (report) => {
      has('state: [inbox')
      expect(kinds(report)).toContain('problem')
    },
  },
  {
    name: 'the properties deleted',
    change: (text) => text.slice(text.indexOf('\n---\n') + 5),
    gone: ['author: "A. Writer"'],
    then: () => has(`id: ${idOf(1)}`),
  },
  {
    name: 'line ends as Windows has them',
    change: (text) => text.replace(/\n/g, '\r\n'),
    then: () => expect(vault.read(FILE)).not.toMatch(/[^\r]\n/),
  },
  {
    name: 'a byte order mark',
    change: (text) => `\uFEFF${text}`,
    then: () => expect(vault.read(FILE).startsWith('\uFEFF---')).toBe(true),
  },
  {
    name: 'white space at the ends of lines',
    change: (text) => text.replace('A remark on the first.', 'A remark on the first.   '),
  },
  {
    name: 'a comment as Obsidian has it',
    change: replace('## Highlights', '%%\nhidden\n\nmine\n%%\n\n## Highlights'),
    then: () => has('hidden', '%%\n\n## Highlights'),
  },
  {
    name: 'a table of one’s own',
    change: (text) => `${text}\n| a | b |\n| --- | --- |\n| 1 | 2 |\n`,
    then: () => has('| a | b |'),
  },
  {
    name: 'a link to a block',
    change: (text) => `${text}\nSee [[#^h-0000a001]].\n`,
    then: () => has('[[#^h-0000a001]]'),
  },
  {
    name: 'the file renamed',
    act: () => {
      renameSync(join(vault.folder, FILE), join(vault.folder, 'My name for it.md'))
    },
    then: () => {
      expect(vault.files()).toEqual(['My name for it.md', NOTE, 'Second.md'])
    },
  },
  {
    name: 'the file moved and edited',
    act: () => {
      vault.write('Read/2026/It.md', vault.read(FILE).replace('A remark on the first.', 'A moved remark.'))
      unlinkSync(join(vault.folder, FILE))
    },
    then: () => {
      expect(vault.files()).toEqual([NOTE, 'Read/2026/It.md', 'Second.md'])
      expect(noteText(shelf, FIRST)).toContain('A moved remark.')
    },
  },
  {
    name: 'the file copied',
    act: () => {
      vault.write('A copy.md', vault.read(FILE))
    },
    then: () => {
      expect(vault.files()).toContain('A copy.md')
    },
  },
  {
    name: 'the file deleted',
    act: () => {
      unlinkSync(join(vault.folder, FILE))
    },
    gone: ['First words'],
    then: (report) => {
      expect(told(report)).toContain(`deleted ${FILE}`)
      expect(vault.has(FILE)).toBe(false)
    },
  },
  {
    name: 'a file of one’s own',
    act: () => {
      vault.write('Mine.md', '# Mine\n')
    },
    then: () => {
      expect(vault.read('Mine.md')).toBe('# Mine\n')
    },
  },
  {
    name: 'the memory of the vault deleted',
    act: () => {
      rmSync(join(vault.folder, '.commonplace'), { recursive: true })
    },
  },
  {
    name: 'a note that stands alone reworded',
    file: NOTE,
    change: replace('A thought.', 'A second thought.'),
    then: () => expect(noteText(shelf, STANDALONE)).toBe('A second thought.\n\nAnother thought.'),
  },
  {
    name: 'a paragraph at the end of a note that stands alone',
    file: NOTE,
    change: (text) => `${text}\nThe last.\n`,
    then: () => expect(noteText(shelf, STANDALONE)).toBe('A thought.\n\nAnother thought.\n\nThe last.'),
  },
  {
    name: 'a link from a note to an article',
    file: NOTE,
    change: replace('Another thought.', 'As in [[Second]].'),
    then: () => expect(shelf.note(STANDALONE)?.state).toContain(idOf(2)),
  },
  {
    name: 'the title of a note that stands alone',
    file: NOTE,
    change: replace('title: "On reading"', 'title: On writing'),
    then: () => {
      expect(shelf.note(STANDALONE)?.title).toBe('On writing')
    },
  },
]

function staysOut({ gone = [] }: Edit): void {
  const text = vault
    .files()
    .filter((file) => file !== 'Second.md' && file !== NOTE)
    .map(vault.read)
    .join('\n')
  for (const words of gone) expect(text).not.toContain(words)
}

/** What is never to happen, whatever was edited. */
function nothingTwice(): void {
  for (const file of vault.files().filter((name) => name !== 'A copy.md')) {
    const markers = [...vault.read(file).matchAll(/^\^[hn]-[\da-f]{8}$/gm)].map(([marker]) => marker)
    const copied = ['^h-0000a003', '^h-0000a001']
    expect(markers.filter((marker, index) => markers.indexOf(marker) !== index && !copied.includes(marker))).toEqual([])
  }
}

async function secondSyncChangesNothing(): Promise<void> {
  const before = vault.everything()
  const saves = shelf.saves.length
  const { lines } = await vault.sync(shelf)
  // What cannot be read is said until it can.
  expect(lines.filter(({ kind }) => kind !== 'problem')).toEqual([])
  expect(vault.everything()).toEqual(before)
  expect(shelf.saves).toHaveLength(saves)
}

function apply({ file = FILE, change, act }: Edit): void {
  if (change) vault.edit(file, change)
  act?.()
}

describe('an edit in the vault', () => {
  test.each(EDITS)('$name', async (edit) => {
    apply(edit)
    const dry = await vault.sync(shelf, { dryRun: true })
    const report = await vault.sync(shelf)
    // What follows from what came into the library is known only when it did.
    const plain = (lines: string[]) => lines.filter((line) => !/^(?:merged|renamed|written)/.test(line))
    expect(plain(told(dry))).toEqual(plain(told(report)))
    edit.then?.(report)
    staysOut(edit)
    nothingTwice()
    await secondSyncChangesNothing()
  })

  test.each(EDITS)('$name, while the library changed too', async (edit) => {
    apply(edit)
    shelf.marks.splice(2, 0, highlightOf(9, idOf(1), 'New words from the library.', 'pink'))
    shelf.marks[3] = { ...shelf.marks[3]!, colour: 'purple', tags: ['kept'] }
    shelf.articles = shelf.articles.map((one) => (one.id === idOf(1) ? { ...one, wordCount: 777 } : one))
    await vault.sync(shelf)
    staysOut(edit)
    if (!edit.gone?.includes('First words') && !/memory/.test(edit.name)) {
      const text = vault.files().map(vault.read).join('\n')
      expect(text.split('New words from the library.')).toHaveLength(2)
      expect(text).toContain('Purple highlight, tagged kept')
    }
    nothingTwice()
    // What was written beside because nothing was remembered is merged by the sync after it.
    if (/memory/.test(edit.name)) await vault.sync(shelf)
    await secondSyncChangesNothing()
  })
})

test('there are fifty kinds and more', () => {
  expect(EDITS.length).toBeGreaterThanOrEqual(50)
  expect(new Set(EDITS.map(({ name }) => name)).size).toBe(EDITS.length)
})
