import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// Every call starts a process of its own, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 300_000 })

const ENTRY = join(import.meta.dirname, '../../src/cli/index.ts')

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-cli-sync-'))
})
afterAll(() => {
  rmSync(root, { recursive: true })
})

const run = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [ENTRY, ...args, '--library', join(root, 'library')])).stdout

test('a vault is tried, synced, and what was edited in it comes into the library', async () => {
  const story = join(root, 'story.txt')
  writeFileSync(
    story,
    'The Bridge at Dawn\n\nBy Nora Vale\n\nA story of some length about a bridge, told once and kept.\n',
  )
  await run('add', story)
  const vault = join(root, 'vault')
  expect(await run('sync', vault, '--dry-run')).toContain('1 written, 0 unchanged')
  expect(existsSync(vault)).toBe(false)
  expect(await run('sync', vault)).toMatch(/^written {4}The Bridge at Dawn\.md: New\.$/m)
  const [name = ''] = readdirSync(vault).filter((file) => file.endsWith('.md'))
  const file = join(vault, name)
  writeFileSync(file, `${readFileSync(file, 'utf8').replace('state: inbox', 'state: archive')}\nMine.\n`)
  expect(await run('sync', vault)).toContain('brought-in The Bridge at Dawn.md: The state archive.')
  expect(readFileSync(file, 'utf8')).toContain('\nMine.\n')
  expect(JSON.parse(await run('list', '--json'))).toMatchObject([{ state: 'archive' }])
  expect(await run('sync', vault, '--filter', 'state:inbox')).toContain('kept       The Bridge at Dawn.md')
  await expect(run('sync', vault, '--filter', 'nothing')).rejects.toThrow('is no filter')
})
