// The Electron shell's entry, run whole on a stand-in for Electron: what it locks, serves, refuses and ends.
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { holdLibrary } from '../../src/hosting/library-hold.ts'
import type { Client } from '../../src/renderer/client.ts'
import { createElectron } from './electron-stand-in.ts'
import type { StandIn } from './electron-stand-in.ts'

const IMAGE = `/assets/ab/${'0'.repeat(62)}.png`
const ARTICLE = '01890000-0000-7000-8000-000000000001'
const folders: string[] = []
const running: StandIn[] = []

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-main-'))
  folders.push(folder)
  return folder
}

interface StartOptions {
  argv?: string[]
  standIn?: StandIn
  /** Where window places are kept. */
  data?: string
}

/** Runs src/main/index.ts, and waits until it has a window or has given up. */
async function startShell(
  library: string,
  { argv = [], standIn = createElectron(), data = temporaryFolder() }: StartOptions = {},
): Promise<StandIn> {
  running.push(standIn)
  vi.resetModules()
  vi.doMock('electron', () => standIn.electron)
  vi.stubEnv('XDG_DATA_HOME', data)
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['electron', '.', `--library=${library}`, '--no-seeds', ...argv])
  await import('../../src/main/index.ts')
  await vi.waitFor(
    () => {
      const over = standIn.calls.includes('app.quit') || standIn.calls.includes('app.exit')
      expect(over || standIn.menus.length > 0).toBe(true)
    },
    { timeout: 30_000 },
  )
  return standIn
}

/** Quits as Electron would, and waits until everything has ended. */
async function quit(standIn: StandIn): Promise<void> {
  let prevented = false
  standIn.app.emit('will-quit', { preventDefault: () => (prevented = true) })
  if (prevented) await vi.waitFor(() => expect(standIn.calls).toContain('app.quit'), { timeout: 30_000 })
}

function handler<T extends (...args: never[]) => unknown>(standIn: StandIn, name: string): T {
  const found = standIn.handlers.get(name)
  if (!found) throw new Error(`Nothing handles ${name}`)
  return found as T
}

const fetchFrom = (standIn: StandIn, url: string, method = 'GET') =>
  handler<(request: { url: string; method: string }) => Promise<Response>>(
    standIn,
    'protocol:commonplace',
  )({ url, method })

/** The shell listens for the end of this process; so does the test runner, whose listeners stay. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']
const listenersBefore = new Map(ENDS.map((name) => [name, process.rawListeners(name)]))

function removeListeners(): void {
  for (const name of ENDS) {
    for (const listener of process.rawListeners(name)) {
      if (!listenersBefore.get(name)?.includes(listener)) process.removeListener(name, listener as () => void)
    }
  }
}

afterEach(async () => {
  for (const standIn of running.splice(0)) await quit(standIn)
  removeListeners()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

test('the window is isolated, sandboxed and without Node', async () => {
  const { windows, calls, schemes } = await startShell(temporaryFolder())
  expect(windows).toHaveLength(1)
  expect(windows[0]?.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webviewTag: false,
    webSecurity: true,
  })
  expect(calls).toContain('app.enableSandbox')
  expect(windows[0]?.webContents.url).toBe('commonplace://app/')
  expect(schemes[0]).toMatchObject({ scheme: 'commonplace', privileges: { standard: true, secure: true } })
  expect(calls.indexOf('protocol.registerSchemesAsPrivileged')).toBeLessThan(calls.indexOf('app.whenReady'))
})

test('the scheme serves the page under a policy that lets it connect nowhere', async () => {
  const answer = await fetchFrom(await startShell(temporaryFolder()), 'commonplace://app/')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-security-policy')).toContain(`connect-src 'none'`)
  expect(await answer.text()).toContain('<title>Commonplace</title>')
})

test('the scheme serves images of the library and nothing else of it', async () => {
  const library = temporaryFolder()
  mkdirSync(join(library, 'assets', 'ab'), { recursive: true })
  writeFileSync(join(library, IMAGE), 'picture')
  const standIn = await startShell(library)
  const image = await fetchFrom(standIn, `commonplace://app${IMAGE}`)
  expect([image.status, image.headers.get('content-type'), await image.text()]).toEqual([200, 'image/png', 'picture'])
  for (const path of [
    '/library.sqlite',
    '/assets/../library.sqlite',
    '/assets/%2e%2e/library.sqlite',
    '/assets/ab/..%2f..%2flibrary.sqlite',
    '/../library.sqlite',
    '/..\\library.sqlite',
    '//etc/passwd',
    '/.ssh/id',
  ]) {
    expect([path, (await fetchFrom(standIn, `commonplace://app${path}`)).status]).toEqual([path, 404])
  }
  expect((await fetchFrom(standIn, `commonplace://other${IMAGE}`)).status).toBe(404)
  expect((await fetchFrom(standIn, 'commonplace://app/', 'POST')).status).toBe(404)
})

test('new windows are denied; pages and words of a dictionary open outside, other schemes nowhere', async () => {
  const { windows, opened } = await startShell(temporaryFolder())
  const open = windows[0]?.webContents.openHandler
  for (const url of [
    'https://example.org/a',
    'http://example.org/',
    'dict://word',
    'file:///etc/passwd',
    'javascript:1',
    'smb://x/y',
  ]) {
    expect(open?.({ url })).toEqual({ action: 'deny' })
  }
  expect(opened).toEqual(['https://example.org/a', 'http://example.org/', 'dict://word'])
})

test('the page can’t leave the app, embed a frame of another or attach a webview', async () => {
  const { windows, opened } = await startShell(temporaryFolder())
  const contents = windows[0]!.webContents
  const prevented = (event: string, details: object) => {
    const preventDefault = vi.fn()
    contents.emit(event, { ...details, preventDefault })
    return preventDefault.mock.calls.length > 0
  }
  expect(prevented('will-navigate', { url: 'https://example.org/' })).toBe(true)
  expect(prevented('will-navigate', { url: 'commonplace://evil/' })).toBe(true)
  expect(prevented('will-navigate', { url: 'file:///etc/passwd' })).toBe(true)
  expect(prevented('will-navigate', { url: 'commonplace://app/#/' })).toBe(false)
  expect(prevented('will-frame-navigate', { url: 'commonplace://app/', isMainFrame: false })).toBe(true)
  expect(prevented('will-attach-webview', {})).toBe(true)
  expect(opened).toEqual(['https://example.org/'])
})

test('permissions are denied, but for writing to the clipboard from our own page', async () => {
  const standIn = await startShell(temporaryFolder())
  const request = handler<(c: { getURL(): string }, permission: string, done: (yes: boolean) => void) => void>(
    standIn,
    'permission-request',
  )
  const ask = (url: string, permission: string) => {
    let granted: boolean | undefined
    request({ getURL: () => url }, permission, (yes) => (granted = yes))
    return granted
  }
  expect(ask('commonplace://app/', 'geolocation')).toBe(false)
  expect(ask('commonplace://app/', 'media')).toBe(false)
  expect(ask('commonplace://app/', 'clipboard-read')).toBe(false)
  expect(ask('https://example.org/', 'clipboard-sanitized-write')).toBe(false)
  expect(ask('commonplace://app/', 'clipboard-sanitized-write')).toBe(true)
  const check = handler<(c: null, permission: string, origin: string) => boolean>(standIn, 'permission-check')
  expect(check(null, 'notifications', 'commonplace://app/')).toBe(false)
})

test('the window reaches no network at all', async () => {
  const standIn = await startShell(temporaryFolder())
  const before = handler<(details: { url: string }, answer: (a: { cancel: boolean }) => void) => void>(
    standIn,
    'before-request',
  )
  const cancelled = (url: string) => {
    let cancel: boolean | undefined
    before({ url }, (answer) => (cancel = answer.cancel))
    return cancel
  }
  expect(['https://example.org/', 'http://127.0.0.1:80/', 'ws://x/', 'file:///etc/passwd'].map(cancelled)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(cancelled('commonplace://app/')).toBe(false)
})

test('our page gets a port on which the core answers; another frame gets none', async () => {
  const library = temporaryFolder()
  const standIn = await startShell(library)
  const sender = standIn.windows[0]!.webContents
  const connect = handler<(event: object) => void>(standIn, 'connect')
  connect({ sender, senderFrame: { url: 'https://example.org/', parent: null } })
  connect({ sender, senderFrame: { url: 'commonplace://app/', parent: {} } })
  expect(sender.ports).toHaveLength(0)

  connect({ sender, senderFrame: { url: 'commonplace://app/', parent: null } })
  const port = sender.ports[0]!
  const client: Client = createORPCClient(new RPCLink({ port: port as unknown as MessagePort }))
  port.start()
  expect(await client.library.info()).toMatchObject({ folder: library, shell: 'electron' })
  port.close()
})

test('a second start brings the window forward, at the link it was given', async () => {
  const standIn = await startShell(temporaryFolder())
  standIn.app.emit('second-instance', {}, [], '', { link: `commonplace://article/${ARTICLE}#3-9` })
  expect(standIn.calls).toEqual(expect.arrayContaining(['window.restore', 'window.show', 'window.focus']))
  expect(standIn.windows[0]?.webContents.sent).toEqual([{ channel: 'command', value: `#/article/${ARTICLE}?at=3-9` }])
  const preventDefault = vi.fn()
  standIn.app.emit('open-url', { preventDefault }, `commonplace://article/${ARTICLE}`)
  expect(preventDefault).toHaveBeenCalled()
  expect(standIn.windows[0]?.webContents.sent.at(-1)?.value).toBe(`#/article/${ARTICLE}`)
})

test('a start with a link opens at it', async () => {
  const { windows } = await startShell(temporaryFolder(), { argv: [`commonplace://article/${ARTICLE}#3-9`] })
  expect(windows[0]?.webContents.url).toBe(`commonplace://app/#/article/${ARTICLE}?at=3-9`)
})

test('the second instance opens nothing and quits', async () => {
  const standIn = await startShell(temporaryFolder(), { standIn: createElectron({ onlyInstance: false }) })
  expect(standIn.windows).toHaveLength(0)
  expect(standIn.calls).toContain('app.quit')
})

test('a library that the web shell holds is left to it, and the web shell comes forward', async () => {
  const folder = temporaryFolder()
  const asked: (string | null)[] = []
  const onComeForward = (link: string | null) => {
    asked.push(link)
    return 'Here.'
  }
  const hold = await holdLibrary({ folder, shell: 'web', link: null, onComeForward })
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const standIn = await startShell(folder, { argv: [`commonplace://article/${ARTICLE}`] })
  expect(standIn.windows).toHaveLength(0)
  expect(standIn.calls).toContain('app.quit')
  expect(asked).toEqual([`commonplace://article/${ARTICLE}`])
  expect(log.mock.calls.join()).toContain('already running')
  if (hold.status === 'held') await hold.release()
})

test('a library that can’t be opened is said in the failure’s own words', async () => {
  const file = join(temporaryFolder(), 'not-a-folder')
  writeFileSync(file, 'text')
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const standIn = await startShell(file)
  expect(standIn.errors).toEqual([expect.stringContaining('is a file')])
  expect(standIn.calls).toContain('app.exit')
})

test('quitting lets the library go', async () => {
  const folder = temporaryFolder()
  const standIn = await startShell(folder)
  expect(existsSync(join(folder, 'running.json'))).toBe(true)
  await quit(standIn)
  expect(existsSync(join(folder, 'running.json'))).toBe(false)
})

test('the menu edits with the system’s roles, and sends its own items to the page', async () => {
  const { menus, windows } = await startShell(temporaryFolder())
  const menu = menus[0] ?? []
  expect(menu.some((item) => item.role === 'editMenu')).toBe(true)
  const file = menu.find((item) => item.label === 'File')?.submenu
  const add = Array.isArray(file) ? file.find((item) => item.label === 'Add article…') : undefined
  const click = add?.click as (() => void) | undefined
  click?.()
  expect(windows[0]?.webContents.sent).toEqual([{ channel: 'command', value: 'add' }])
})

test('the window opens where it was closed', async () => {
  const library = temporaryFolder()
  const data = temporaryFolder()
  const first = await startShell(library, { data })
  first.windows[0]?.emit('close')
  await quit(first)
  const second = await startShell(library, { data })
  expect(second.windows[0]?.options).toMatchObject({ x: 10, y: 20, width: 900, height: 700 })
})

test('every item of the menu is a command that the page has', async () => {
  const { menus, windows } = await startShell(temporaryFolder())
  const sources = globSync('src/renderer/**/*.{ts,tsx}').map((file) => readFileSync(file, 'utf8'))
  for (const { submenu } of menus[0] ?? []) {
    for (const item of Array.isArray(submenu) ? submenu : []) (item.click as (() => void) | undefined)?.()
  }
  const sent = windows[0]?.webContents.sent ?? []
  expect(sent.length).toBeGreaterThan(5)
  for (const { value } of sent) {
    expect([value, sources.some((source) => source.includes(`menu: '${String(value)}'`))]).toEqual([value, true])
  }
})
