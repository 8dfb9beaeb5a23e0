// The web shell as a process: it prints where it is, gives way to the one that runs, and ends cleanly.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdLibrary } from '../../src/hosting/library-hold.ts'

const root = resolve(import.meta.dirname, '..', '..')
const ARTICLE = '01890000-0000-7000-8000-000000000001'
let library: string
const started: ChildProcess[] = []

interface Shell {
  child: ChildProcess
  output(): string
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>
}

beforeEach(() => {
  library = join(mkdtempSync(join(tmpdir(), 'commonplace-shell-')), 'library')
})

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(resolve(library, '..'), { recursive: true, force: true })
})

function start(...argv: string[]): Shell {
  const args = [join(root, 'src/web/index.ts'), '--library', library, '--no-open', '--no-seeds', ...argv]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  started.push(child)
  let text = ''
  const read = (part: string) => (text += part)
  child.stdout?.setEncoding('utf8').on('data', read)
  child.stderr?.setEncoding('utf8').on('data', read)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, output: () => text, ended }
}

async function addressOf(shell: Shell): Promise<string> {
  return vi.waitFor(
    () => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(shell.output())
      if (!found) throw new Error(`No address yet: ${shell.output()}`)
      return found[0]
    },
    { timeout: 30_000, interval: 50 },
  )
}

test('it serves at the address that it prints, and says why it opens no window', async () => {
  const shell = start()
  const address = await addressOf(shell)
  expect(shell.output()).toContain('No window was asked for.')
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(303)
})

test('a second start names the first one’s address, at the link it was given, and ends well', async () => {
  const first = start()
  const address = await addressOf(first)
  const second = start(`commonplace://article/${ARTICLE}#3-9`)
  expect(await second.ended).toBe(0)
  expect(second.output()).toContain('already running')
  expect(second.output()).toContain(`${address}#/article/${ARTICLE}?at=3-9`)
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(303)
})

test('it leaves a library to Electron, whose window comes forward', async () => {
  const asked: (string | null)[] = []
  const onComeForward = (link: string | null) => {
    asked.push(link)
    return 'Its window was brought to the front.'
  }
  const hold = await holdLibrary({ folder: library, shell: 'electron', link: null, onComeForward })
  const shell = start()
  expect(await shell.ended).toBe(0)
  expect(shell.output()).toContain('Its window was brought to the front.')
  expect(asked).toEqual([null])
  if (hold.status === 'held') await hold.release()
})

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it and lets the library go', async (signal) => {
  const shell = start()
  await addressOf(shell)
  shell.child.kill(signal)
  expect(await shell.ended).toBe(0)
  expect(existsSync(join(library, 'running.json'))).toBe(false)
})

test('it ends when the process that started it goes away', async () => {
  const shell = start()
  await addressOf(shell)
  const exited = once(shell.child, 'exit')
  shell.child.disconnect()
  expect(await exited).toEqual([0, null])
  expect(existsSync(join(library, 'running.json'))).toBe(false)
})

test('after a crash the next start takes the library over', async () => {
  const shell = start()
  await addressOf(shell)
  shell.child.kill('SIGKILL')
  await shell.ended
  expect(existsSync(join(library, 'running.json'))).toBe(true)
  await addressOf(start())
})

test('a library that can’t be opened, or an option it doesn’t know, is one clear message and code 1', async () => {
  writeFileSync(library, 'not a folder')
  const refused = start()
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toMatch(/is a file/)
  expect(refused.output()).not.toMatch(/\n\s+at /)
  const confused = start('--colour')
  expect(await confused.ended).toBe(1)
  expect(confused.output()).toContain('--colour')
})
