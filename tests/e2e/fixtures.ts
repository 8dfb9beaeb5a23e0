// Every end-to-end test gets the real app on a library of its own, in the project's shell, and may restart it.
import { _electron, expect, test as base } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')
const START_TIMEOUT_MS = 60_000

/** How many times slower the window runs, to show a test or a view that only works when everything is quick; 1 is as it is. */
const SLOWDOWN = Number(process.env['COMMONPLACE_TEST_SLOWDOWN'] ?? 1)
/** The longest that an answer of the app takes longer, in milliseconds, by chance: answers come late and out of order. */
const DELAY_MS = Number(process.env['COMMONPLACE_TEST_DELAY'] ?? 0)

export interface AppOptions {
  shell: 'web' | 'electron'
  /** Whether the library begins with the sample articles; `test.use({ seeded: false })` begins with none. */
  seeded: boolean
}

export interface RunningApp {
  /** The window. After a restart it may be another one: use what `restart` returned, or this again. */
  readonly page: Page
  readonly library: string
  /** Another window on the running app; only the web shell has more than one. */
  openWindow(): Promise<Page>
  /** Ends the app and starts it again on the same library. */
  restart(): Promise<Page>
  /** Kills the app as a power cut would, with nothing said to it, and starts it again on the same library. */
  kill(): Promise<Page>
  /** Takes out the faults noted so far, for a test that provokes one; any left at its end make it fail. */
  takeFaults(): string[]
}

interface Shell {
  page: Page
  openWindow(): Promise<Page>
  end(): Promise<void>
  /** Ends it at once; what is not on the disk by then is lost. */
  kill(): Promise<void>
}

interface TestFixtures {
  app: RunningApp
  /** A folder for what a test writes. */
  folder: string
}

interface WorkerFixtures {
  sampleLibrary: string
}

export const test = base.extend<TestFixtures & AppOptions, WorkerFixtures>({
  shell: ['web', { option: true }],
  seeded: [true, { option: true }],

  // Filling a library takes a while: it is done once a worker, and every test gets a copy.
  sampleLibrary: [
    async ({ browserName: _any }, use) => {
      const library = join(temporaryFolder(), 'library')
      await fillLibrary(library)
      await use(library)
      rmSync(resolve(library, '..'), { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 4 * START_TIMEOUT_MS },
  ],

  folder: async ({ browserName: _any }, use) => {
    const folder = temporaryFolder()
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },

  app: async ({ context, folder, sampleLibrary, seeded, shell }, use) => {
    const library = join(folder, 'library')
    if (seeded) cpSync(sampleLibrary, library, { recursive: true })
    else mkdirSync(library)
    const faults: string[] = []
    const start = () => (shell === 'web' ? startWeb(context, library, faults) : startElectron(library, faults))
    let running = await start()
    await use({
      library,
      get page() {
        return running.page
      },
      openWindow: () => running.openWindow(),
      restart: async () => {
        await running.end()
        running = await start()
        return running.page
      },
      kill: async () => {
        await running.kill()
        running = await start()
        return running.page
      },
      takeFaults: () => faults.splice(0),
    })
    await running.end()
    expect(faults, 'errors in the console, refused by the policy, or requests that leave the app').toEqual([])
  },

  page: async ({ app }, use) => use(app.page),
})

export { expect }

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'commonplace-e2e-'))
}

/** Makes a sample library that is analysed to the end, in a process of its own as the app would. */
async function fillLibrary(library: string): Promise<void> {
  const code = `
    import { openApp } from './src/core/app.ts'
    const app = await openApp({ folder: process.argv[1], shell: 'test', seeds: 'seeds' })
    await app.settled()
    await app.close()`
  const args = ['--input-type=module', '-e', code, library]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const [exitCode] = (await once(child, 'exit')) as [number | null]
  if (exitCode !== 0) throw new Error('The sample library could not be made')
}

async function startServer(library: string): Promise<{ server: ChildProcess; address: string }> {
  // A library that should have samples is filled already.
  const args = [join(root, 'src', 'web', 'index.ts'), '--library', library, '--no-open', '--no-seeds']
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const address = new Promise<string>((done, failed) => {
    const read = (text: string) => {
      output += text
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(output)
      if (found) done(found[0])
    }
    server.stdout.setEncoding('utf8').on('data', read)
    server.stderr.setEncoding('utf8').on('data', read)
    server.once('exit', () => {
      failed(new Error(`The web shell ended:\n${output}`))
    })
    setTimeout(() => {
      failed(new Error(`The web shell did not start in time:\n${output}`))
    }, START_TIMEOUT_MS).unref()
  })
  return { server, address: await address }
}

async function endProcess(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

async function startWeb(context: BrowserContext, library: string, faults: string[]): Promise<Shell> {
  const { server, address } = await startServer(library)
  const { origin } = new URL(address)
  const pages: Page[] = []
  const openPage = async (at: string) => {
    const page = await context.newPage()
    pages.push(page)
    watch(page, origin, faults)
    await burden(page)
    await page.goto(at)
    // Keys that are pressed before the window is drawn are nobody's.
    await page.getByRole('main').waitFor()
    return page
  }
  const page = await openPage(address)
  return {
    page,
    openWindow: () => openPage(origin),
    end: async () => {
      await Promise.all(pages.map((one) => one.close()))
      // What a window says as it goes has to arrive: no hand is faster from there to the terminal.
      await new Promise((reached) => setTimeout(reached, 250))
      await endProcess(server)
    },
    kill: async () => {
      await endProcess(server, 'SIGKILL')
      await Promise.all(pages.map((one) => one.close()))
    },
  }
}

async function startElectron(library: string, faults: string[]): Promise<Shell> {
  const executablePath = process.env['COMMONPLACE_TEST_ELECTRON']
  if (!executablePath) throw new Error('COMMONPLACE_TEST_ELECTRON names no runtime')
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const electron = await _electron.launch({
    executablePath,
    args: [...(asRoot ? ['--no-sandbox'] : []), root, `--library=${library}`, '--no-seeds'],
  })
  const page = await electron.firstWindow()
  watch(page, 'commonplace://app', faults)
  return {
    page,
    openWindow: () => Promise.reject(new Error('The Electron shell has one window')),
    end: () => electron.close(),
    kill: () => endProcess(electron.process(), 'SIGKILL'),
  }
}

/** Makes a window as slow, and its answers as late, as the environment asks for. */
async function burden(page: Page): Promise<void> {
  if (SLOWDOWN > 1) {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  }
  if (DELAY_MS === 0) return
  await page.addInitScript((longest) => {
    const direct = window.fetch
    window.fetch = async (asked, options) => {
      const answer = await direct(asked, options)
      const { pathname } = new URL(asked instanceof Request ? asked.url : asked, location.href)
      // What changes is told as it happens: it comes before the answers then, as it may.
      const late = pathname.startsWith('/rpc/') && pathname !== '/rpc/library/changes'
      if (late) await new Promise((come) => setTimeout(come, Math.random() * longest))
      return answer
    }
  }, DELAY_MS)
}

/** Notes what should never happen, whatever a test is about. */
function watch(page: Page, origin: string, faults: string[]): void {
  const expected = (address: string) => [origin, 'blob:', 'data:'].some((start) => address.startsWith(start))
  page.on('request', (request) => {
    if (!expected(request.url())) faults.push(`request to ${request.url()}`)
  })
  page.on('pageerror', (error) => faults.push(`uncaught ${String(error.stack ?? error)}`))
  page.on('console', (message) => {
    // Chromium reports a call that failed as expected (404, 502 …) as an error of the page; the page shows it itself.
    const isCall = message.location().url.startsWith(`${origin}/rpc/`)
    if (message.type() === 'error' && !isCall) faults.push(`console: ${message.text()}`)
  })
}
