// The vault over a real library: what is chosen is remembered, changes reach it by themselves, edits come back.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_VAULT } from '../../../src/contract/vault-model.ts'
import type { VaultReport, VaultSyncInput } from '../../../src/contract/vault-model.ts'
import { openApp } from '../../../src/core/app.ts'
import type { App } from '../../../src/core/app.ts'
import { markdownOf } from '../../../src/rich-text/note-markdown.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'

let root: string
let app: App
const folder = () => join(root, 'vault')
const client = () => createRouterClient(app.router)
const options = () => ({ ...DEFAULT_VAULT, folder: folder() })
const open = () => openApp({ folder: join(root, 'library'), shell: 'test' })

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-vault-app-'))
  app = await open()
})
afterEach(async () => {
  await app.close()
  rmSync(root, { recursive: true })
})

async function addArticle(): Promise<string> {
  const text = `<article><h1>A kept page</h1><p>${'Words that are long enough to be an article of their own. '.repeat(12)}</p></article>`
  const input = { kind: 'text' as const, text, format: 'html' as const }
  for await (const event of await client().capture.add(input)) if (event.type === 'done') return event.article.id
  throw new Error('It was not added')
}

async function sync(input: VaultSyncInput = {}): Promise<VaultReport> {
  for await (const event of await client().vault.sync(input)) if (event.type === 'done') return event.report
  throw new Error('no report')
}

const files = () => readdirSync(folder()).filter((name) => name.endsWith('.md'))
const onlyFile = () => join(folder(), files()[0] ?? '')

describe('the vault of a library', () => {
  test('is remembered with its last report; a note that was edited in it is saved as the note’s next version', async () => {
    const id = await addArticle()
    await expect(sync()).rejects.toMatchObject({ code: 'BAD_INPUT' })
    await client().vault.set({ options: options() })
    const state = stateOfMarkdown('What I wrote.')
    const note = await client().note.save({ target: { kind: 'article', id }, state, text: '' })
    await sync()
    writeFileSync(onlyFile(), readFileSync(onlyFile(), 'utf8').replace('What I wrote.', 'What I wrote **later**.'))
    const report = await sync()
    expect(report.lines.map(({ kind }) => kind)).toEqual(['brought-in'])
    const saved = await client().note.get({ kind: 'article', id })
    expect(markdownOf(saved?.state ?? '')).toBe('What I wrote **later**.')
    expect(saved?.revision).toBe(note.revision + 1)
    await app.close()
    app = await open()
    const status = await client().vault.status()
    expect(status).toMatchObject({ options: options(), problem: null, lastReport: { lines: report.lines } })
    expect((await sync()).lines).toEqual([])
    await client().vault.set({ options: null })
    expect((await client().vault.status()).options).toBeNull()
    expect(files()).toHaveLength(1)
  })

  test('is kept in step by itself, one sync at a time', async () => {
    await client().vault.set({ options: { ...options(), inStep: true } })
    const id = await addArticle()
    await vi.waitFor(() => expect(files()).toHaveLength(1), { timeout: 20_000, interval: 100 })
    await client().article.update({ id, tags: ['kept'] })
    await vi.waitFor(() => expect(readFileSync(onlyFile(), 'utf8')).toContain('- "kept"'), {
      timeout: 20_000,
      interval: 100,
    })
  })

  test('refuses a template that cannot be read, and shows what one gives for a real article', async () => {
    const broken = { ...options(), articleTemplate: '# {{ title }}\n{% if %}' }
    expect(await client().vault.preview({ template: 'x' })).toEqual({ title: null, markdown: '', problem: null })
    await addArticle()
    await expect(client().vault.set({ options: broken })).rejects.toMatchObject({ code: 'BAD_INPUT' })
    expect((await client().vault.status()).options).toBeNull()
    expect(await client().vault.preview({ template: broken.articleTemplate })).toMatchObject({ problem: { line: 2 } })
    const { markdown, problem } = await client().vault.preview({ template: '{{ title }}: {{ words }} words' })
    expect(problem).toBeNull()
    expect(markdown).toContain('A kept page: ')
  })
})
