// The web shell's window: an installed Chromium in app mode, with a profile of its own, led over its DevTools pipe.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { openDevtoolsPipe } from './devtools-pipe.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'

const START_TIMEOUT_MS = 30_000
const CLOSE_TIMEOUT_MS = 3_000

export interface AppWindow {
  /** Raises the window, and goes to a fragment (`#/…`) of the app's address when one is given. */
  bringToFront(fragment: string | null): Promise<void>
  /** Resolves when the user closed the window or the browser ended. */
  closed: Promise<void>
  /** Ends the browser. */
  close(): Promise<void>
}

export interface AppWindowOptions {
  browser: string
  /** What the window shows first; carries no secret. */
  waitingUrl: string
  /** The address with the token, gone to over the pipe. */
  address: string
  profileFolder: string
}

const TargetInfo = z.object({ targetId: z.string(), type: z.string(), url: z.string() })
const Targets = z.object({ targetInfos: z.array(TargetInfo) })
const Destroyed = z.object({ targetId: z.string() })
const Session = z.object({ sessionId: z.string() })

/** Opens the window. Rejects, with nothing left running, when the browser doesn't start. */
export async function openAppWindow(options: AppWindowOptions): Promise<AppWindow> {
  const profile = profileFor(options.browser, options.profileFolder)
  const fresh = !existsSync(profile)
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const child = spawn(options.browser, browserArguments(options.waitingUrl, profile, fresh), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve()
    })
    child.once('error', () => {
      resolve()
    })
  })
  let windowTarget: string | null = null
  let windowClosed: () => void = () => undefined
  const closed = Promise.race([exited, new Promise<void>((resolve) => (windowClosed = resolve))])
  const pipe = openDevtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable, (method, params) => {
    if (method === 'Target.targetDestroyed' && Destroyed.parse(params).targetId === windowTarget) windowClosed()
  })
  try {
    const targetId = await within(START_TIMEOUT_MS, findWindow(pipe, options.waitingUrl), exited)
    windowTarget = targetId
    const { sessionId } = Session.parse(await pipe.send('Target.attachToTarget', { targetId, flatten: true }))
    await pipe.send('Page.navigate', { url: options.address }, sessionId)
    return {
      closed,
      close: () => endBrowser(child, pipe, exited),
      bringToFront: async (fragment) => {
        await pipe.send('Target.activateTarget', { targetId })
        await pipe.send('Page.bringToFront', {}, sessionId)
        if (fragment === null) return
        await pipe.send('Page.navigate', { url: `${new URL(options.address).origin}/${fragment}` }, sessionId)
      },
    }
  } catch (error) {
    await endBrowser(child, pipe, exited)
    throw error
  }
}

function browserArguments(url: string, profile: string, fresh: boolean): string[] {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-features=Translate,OptimizationHints,MediaRouter',
    '--no-pings',
    '--hide-crash-restore-bubble',
    // Reading aloud: without it Chromium does not ask the system for its voices on Linux.
    ...(process.platform === 'linux' ? ['--enable-speech-dispatcher'] : []),
    // The profile holds one session cookie: no keyring needs to be unlocked for it.
    ...(process.platform === 'linux' ? ['--password-store=basic'] : []),
    ...(process.platform === 'darwin' ? ['--use-mock-keychain'] : []),
    // Later starts take the size that the user left the window at.
    ...(fresh ? ['--window-size=1320,880'] : []),
    // Chromium refuses to sandbox itself as root.
    ...(asRoot ? ['--no-sandbox', '--test-type'] : []),
  ]
}

/** A browser from a snap may write only below ~/snap. */
function profileFor(browser: string, folder: string): string {
  const isSnap = browser.startsWith('/snap/') || realpathSync(browser).endsWith('/snap')
  return isSnap ? join(homedir(), 'snap', basename(browser), 'common', 'commonplace', basename(folder)) : folder
}

async function findWindow(pipe: DevtoolsPipe, url: string): Promise<string> {
  await pipe.send('Target.setDiscoverTargets', { discover: true })
  for (;;) {
    const { targetInfos } = Targets.parse(await pipe.send('Target.getTargets'))
    const found = targetInfos.find((target) => target.type === 'page' && target.url === url)
    if (found) return found.targetId
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function within<T>(milliseconds: number, work: Promise<T>, exited: Promise<void>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('its window did not open in time'))
    }, milliseconds)
  })
  const ended = exited.then(() => {
    throw new Error('it ended at once')
  })
  try {
    return await Promise.race([work, tooLate, ended])
  } finally {
    clearTimeout(timer)
    ended.catch(() => undefined)
    work.catch(() => undefined)
  }
}

async function endBrowser(child: ChildProcess, pipe: DevtoolsPipe, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  pipe.send('Browser.close').catch(() => undefined)
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const timer = setTimeout(() => child.kill(signal), CLOSE_TIMEOUT_MS)
    const done = await Promise.race([exited.then(() => true), waited(CLOSE_TIMEOUT_MS + 500)])
    clearTimeout(timer)
    if (done) return
  }
}

function waited(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, false).unref())
}
