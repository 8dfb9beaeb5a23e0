// commonplace import: what it would do, doing it, and a file that is no export.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// Every call starts a process of its own, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 300_000 })

const ENTRY = join(import.meta.dirname, '../../src/cli/index.ts')
let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-cli-import-'))
  writeFileSync(
    join(root, 'pocket.csv'),
    'title,url,time_added,tags,status\nTides,https://low-wick.example/,1700000000,ice,archive\nBroken,,,,\n',
  )
  writeFileSync(join(root, 'diary.txt'), 'Dear diary')
})
afterAll(() => {
  rmSync(root, { recursive: true })
})

function run(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [ENTRY, ...args, '--library', join(root, 'library')], { cwd: root })
    let [out, error] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text))
    child.on('close', (code) => {
      resolve({ code, out, error })
    })
  })
}

test('an export is looked at, brought in once, and a broken row told of with its line', async () => {
  const dry = await run('import', 'pocket.csv', '--dry-run')
  expect(dry).toMatchObject({ code: 0, error: '' })
  expect(dry.out).toContain('1 article: 1 new, 0 in the library already')
  const first = await run('import', 'pocket.csv', '--tag', 'moved', '--json')
  expect(first.code).toBe(0)
  expect(JSON.parse(first.out)).toMatchObject({
    run: { status: 'done', format: { id: 'pocket' }, counts: { added: 1, broken: 1, linksOnly: 1 } },
    problems: [{ at: 'line 3', outcome: 'broken', problem: 'There is no web address in this row.' }],
  })
  expect((await run('import', 'pocket.csv', '--format', 'pocket')).out).toContain(
    '0 added, 0 added to, 1 there already',
  )
})

test('what is no export ends with 1 and one line', async () => {
  const { code, out, error } = await run('import', 'diary.txt')
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(error).toMatch(/^commonplace: This file is none of the exports that can be read\.[^\n]*\n$/)
  expect((await run('import', 'pocket.csv', '--state', 'attic')).error).toContain('“attic” is no state.')
})
