// A library in memory as the vault sees one, and a folder that a vault is kept in.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fail } from '../../../src/contract/failure.ts'
import type { EntityPage } from '../../../src/contract/entity-model.ts'
import type { Article, Note, NoteTarget } from '../../../src/contract/model.ts'
import { DEFAULT_VAULT } from '../../../src/contract/vault-model.ts'
import type { VaultOptions, VaultReport } from '../../../src/contract/vault-model.ts'
import { syncVault } from '../../../src/core/vault/sync-vault.ts'
import type { SyncInput } from '../../../src/core/vault/sync-vault.ts'
import type { VaultSource } from '../../../src/core/vault/vault-items.ts'
import { gather } from '../../../src/core/exporters/vault.ts'
import { markdownOf } from '../../../src/rich-text/note-markdown.ts'
import { textOfState } from '../../../src/rich-text/note-state.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'
import { articleOf, highlightOf, idOf, noteOf, shelfOf } from '../exporters/a-library.ts'
import type { Shelf } from '../exporters/a-library.ts'

export interface VaultShelf extends Shelf {
  source: VaultSource
  pages: Map<string, EntityPage>
  /** Where its pictures lie. */
  folder: string
  /** Every save of a note, in order. */
  saves: string[]
}

/** A library of these articles. */
export function vaultShelf(folder: string, ...articles: Article[]): VaultShelf {
  const shelf = shelfOf(...articles)
  const saves: string[] = []
  const pages = new Map<string, EntityPage>()
  const find = (target: NoteTarget) => shelf.note(target)
  const source: VaultSource = {
    articles: () =>
      shelf.articles.map((article) => ({ ...article, highlightCount: shelf.highlights(article.id).length })),
    articleParts: (id) => gather(shelf, id),
    notes: () => shelf.notes,
    note: find,
    entities: () => [...pages.values()].map(({ entity }) => entity),
    entity: (id) => pages.get(id) ?? fail('NOT_FOUND', `No entity ${id}`),
    articleOfHighlight: (id) => shelf.marks.find((mark) => mark.id === id)?.articleId ?? null,
    highlightIds: (articleId) => shelf.highlights(articleId).map(({ id }) => id),
    pictureFile: (src) => join(folder, src),
    saveNote(target, state) {
      const before = find(target)
      if (!before) fail('NOT_FOUND', 'No such note')
      saves.push(markdownOf(state))
      shelf.notes = shelf.notes.map((note) =>
        note === before ? { ...note, state, text: textOfState(state), revision: note.revision + 1 } : note,
      )
    },
    renameNote(id, title) {
      shelf.notes = shelf.notes.map((note) => (note.id === id ? { ...note, title } : note))
    },
    updateArticle(id, change) {
      shelf.articles = shelf.articles.map((article) => (article.id === id ? { ...article, ...change } : article))
      return shelf.article(id)
    },
  }
  return Object.assign(shelf, { source, pages, folder, saves })
}

/** A note that stands alone. */
export function standaloneNote(number: number, title: string, markdown: string): Note {
  const id = idOf(0xc000 + number)
  return { ...noteOf({ kind: 'note', id }, markdown), id, title }
}

export function setNote(shelf: Shelf, target: NoteTarget, markdown: string): void {
  const state = stateOfMarkdown(markdown)
  const there = shelf.note(target)
  if (there)
    shelf.notes = shelf.notes.map((note) => (note === there ? { ...note, state, text: textOfState(state) } : note))
  else shelf.notes.push({ ...noteOf(target, markdown), id: idOf(0xd000 + shelf.notes.length) })
}

export function noteText(shelf: Shelf, target: NoteTarget): string {
  const note = shelf.note(target)
  return note ? markdownOf(note.state) : ''
}

/** Two highlights with notes in the first of two articles, and a note on it. */
export function usualShelf(folder: string): VaultShelf {
  const shelf = vaultShelf(
    folder,
    articleOf(1, 'The first: a "story"', { tags: ['History', 'deep'] }),
    articleOf(2, 'Second'),
  )
  shelf.marks.push(
    highlightOf(1, idOf(1), 'First words that were marked.'),
    highlightOf(2, idOf(1), 'Second words, in blue.', 'blue'),
    highlightOf(3, idOf(1), 'Third words without any note.', 'green'),
  )
  setNote(shelf, { kind: 'article', id: idOf(1) }, 'What I think of it.\n\n## A part\n\nMore of it.')
  setNote(shelf, { kind: 'highlight', id: shelf.marks[0]!.id }, 'A remark on the first.\n\nIts second paragraph.')
  setNote(shelf, { kind: 'highlight', id: shelf.marks[1]!.id }, '- one\n- two\n- three')
  shelf.notes.push(standaloneNote(1, 'On reading', 'A thought.\n\nAnother thought.'))
  return shelf
}

export interface VaultOnDisk {
  root: string
  folder: string
  options: VaultOptions
  files(): string[]
  read(file: string): string
  write(file: string, content: string): void
  edit(file: string, change: (text: string) => string): void
  has(file: string): boolean
  /** Contents and times of everything, also of what is hidden. */
  everything(): Record<string, string>
  sync(shelf: VaultShelf, change?: Partial<SyncInput>): Promise<VaultReport>
  remove(): void
}

/** A folder for one test. */
export function vaultOnDisk(change: Partial<VaultOptions> = {}): VaultOnDisk {
  const root = mkdtempSync(join(tmpdir(), 'commonplace-vault-'))
  const folder = join(root, 'vault')
  const options: VaultOptions = { ...DEFAULT_VAULT, folder, ...change }
  const walk = (at: string): string[] =>
    existsSync(join(folder, at))
      ? readdirSync(join(folder, at), { withFileTypes: true }).flatMap((entry) => {
          const path = at === '' ? entry.name : `${at}/${entry.name}`
          return entry.isDirectory() ? walk(path) : [path]
        })
      : []
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), content)
  }
  return {
    root,
    folder,
    options,
    files: () =>
      walk('')
        .filter((file) => !file.startsWith('.'))
        .sort(),
    read,
    write,
    edit: (file, change) => {
      write(file, change(read(file)))
    },
    has: (file) => existsSync(join(folder, file)),
    everything: () =>
      Object.fromEntries(
        walk('').map((file) => [`${file} ${String(statSync(join(folder, file)).mtimeMs)}`, read(file)]),
      ),
    async sync(shelf, input = {}) {
      for await (const event of syncVault({ options, now: 0, ...input }, shelf.source)) {
        if (event.type === 'done') return event.report
      }
      throw new Error('no report')
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** What a report tells, as `kind file`. */
export function told(report: VaultReport): string[] {
  return report.lines.map(({ kind, file }) => `${kind} ${file}`)
}
