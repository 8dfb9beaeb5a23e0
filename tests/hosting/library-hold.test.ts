// One shell at a time on a library, through crashes, races and other computers.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdLibrary } from '../../src/hosting/library-hold.ts'
import type { Hold } from '../../src/hosting/library-hold.ts'

let folder: string
const holds: Hold[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-hold-'))
})

afterEach(async () => {
  for (const hold of holds.splice(0)) await hold.release()
  rmSync(folder, { recursive: true, force: true })
})

const file = () => join(folder, 'running.json')
const LINK = 'commonplace://article/01890000-0000-7000-8000-000000000001#3-9'

async function take(shell: 'electron' | 'web', link: string | null = null, seen: (string | null)[] = []) {
  const onComeForward = (at: string | null) => {
    seen.push(at)
    return `The ${shell} window came forward.`
  }
  const result = await holdLibrary({ folder, shell, link, onComeForward })
  if (result.status === 'held') holds.push(result)
  return result
}

test('the first start holds the library, in a file that only the user can read', async () => {
  expect((await take('web')).status).toBe('held')
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600)
})

test('a second start, also of the other shell, makes the first come forward with its link', async () => {
  const seen: (string | null)[] = []
  await take('web', null, seen)
  expect(await take('electron', LINK)).toEqual({
    status: 'running',
    shell: 'web',
    note: 'The web window came forward.',
  })
  expect(await take('web')).toMatchObject({ status: 'running' })
  expect(seen).toEqual([LINK, null])
})

test('after a release the next start holds it, and nothing is left lying about', async () => {
  const first = await take('web')
  if (first.status === 'held') await first.release()
  expect(readdirSync(folder)).toEqual([])
  expect((await take('electron')).status).toBe('held')
})

test('what a crash left behind is taken over', async () => {
  const left = { shell: 'web', host: hostname(), pid: 1, port: 1, secret: 'gone' }
  writeFileSync(file(), JSON.stringify(left))
  expect((await take('web')).status).toBe('held')
  expect(readFileSync(file(), 'utf8')).not.toContain('gone')
})

test('a damaged file is taken over', async () => {
  writeFileSync(file(), '{"shell":')
  expect((await take('web')).status).toBe('held')
})

test('of many starts at once exactly one holds the library', async () => {
  writeFileSync(file(), JSON.stringify({ shell: 'web', host: hostname(), pid: 1, port: 1, secret: 'gone' }))
  const results = await Promise.all(Array.from({ length: 6 }, () => take('web')))
  expect(results.filter((result) => result.status === 'held')).toHaveLength(1)
})

test('a library open on another computer is refused while that one beats, and free when it has stopped', async () => {
  writeFileSync(file(), JSON.stringify({ shell: 'web', host: 'another', pid: 1, port: 1, secret: 'far' }))
  await expect(take('web')).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('another') as string,
  })
  const earlier = new Date(Date.now() - 10 * 60_000)
  utimesSync(file(), earlier, earlier)
  expect((await take('web')).status).toBe('held')
})

test('nobody who lacks the secret, and no web page, can make it come forward', async () => {
  const seen: (string | null)[] = []
  await take('web', null, seen)
  const { port, secret } = JSON.parse(readFileSync(file(), 'utf8')) as { port: number; secret: string }
  const post = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${String(port)}/come-forward`, { method: 'POST', headers, body: '{"link":null}' })
  expect((await post({ authorization: 'Bearer wrong' })).status).toBe(403)
  expect((await post({ authorization: `Bearer ${secret}`, origin: 'https://example.org' })).status).toBe(403)
  expect(seen).toEqual([])
  expect((await post({ authorization: `Bearer ${secret}` })).status).toBe(200)
})

test('a folder that is a file is a plain failure', async () => {
  folder = join(folder, 'file')
  writeFileSync(folder, '')
  await expect(take('web')).rejects.toMatchObject({ name: 'Failure', code: 'BAD_INPUT' })
})
