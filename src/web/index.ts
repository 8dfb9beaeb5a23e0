// The web shell: the same app on a loopback server, in a window of an installed Chromium.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openApp } from '../core/app.ts'
import type { App } from '../core/app.ts'
import { defaultLibraryFolder } from '../core/library/folder.ts'
import { Failure } from '../contract/failure.ts'
import { fragmentOfDeepLink } from '../hosting/deep-link.ts'
import { holdLibrary } from '../hosting/library-hold.ts'
import { parseShellArguments, SHELL_OPTIONS } from '../hosting/shell-arguments.ts'
import type { ShellArguments } from '../hosting/shell-arguments.ts'
import { windowDataFolder } from '../hosting/user-data.ts'
import { openAppWindow } from './app-window.ts'
import type { AppWindow } from './app-window.ts'
import { findBrowser } from './find-browser.ts'
import { serveApp, WAITING_PATH } from './server.ts'
import type { WebServer } from './server.ts'

const root = resolve(import.meta.dirname, '..', '..')
const rendererFolder = join(root, 'out', 'renderer')

/** What was started, in order; ended in the opposite order. */
const endings: (() => Promise<void>)[] = []
let ending: Promise<void> | null = null

/** Ends everything that this process started, once, and then the process. */
function end(exitCode: number): Promise<void> {
  ending ??= (async () => {
    for (const stop of endings.reverse()) {
      try {
        await stop()
      } catch (error) {
        console.error(error)
      }
    }
    process.exit(exitCode)
  })()
  return ending
}

async function start(argv: string[]): Promise<void> {
  const options = parseShellArguments(argv)
  if (options.help) {
    console.log(SHELL_OPTIONS)
    return end(0)
  }
  const folder = resolve(options.library ?? defaultLibraryFolder())
  if (!existsSync(join(rendererFolder, 'index.html'))) {
    console.error('The app’s pages are not built yet: run `npm start`, or `npm run build` first.')
  }
  let window: AppWindow | null = null
  let server: WebServer | null = null

  const hold = await holdLibrary({
    folder,
    shell: 'web',
    link: options.link,
    onComeForward: async (link) => {
      if (!window) return server ? `Open it at ${addressFor(server, link)}` : 'It is still starting.'
      await window.bringToFront(link === null ? null : fragmentOfDeepLink(link))
      return 'Its window was brought to the front.'
    },
  })
  if (hold.status === 'running') {
    console.log(`Commonplace is already running on ${folder}. ${hold.note}`)
    return end(0)
  }
  endings.push(() => hold.release())

  const app = await openLibrary(folder, options)
  endings.push(() => app.close())
  server = await serveApp(app, { rendererFolder, port: options.port })
  endings.push(server.close)

  window = await openWindow(server, folder, options)
  if (!window) return
  endings.push(window.close)
  console.log(`Commonplace is open on ${folder}. Close its window or press Ctrl-C to end it.`)
  await window.closed
  await end(0)
}

function openLibrary(folder: string, { seeds }: ShellArguments): Promise<App> {
  return openApp({ folder, shell: 'web', seeds: seeds === undefined ? join(root, 'seeds') : seeds })
}

/** Opens the app window; where there is none to open, prints the address and why, and returns null. */
async function openWindow(server: WebServer, folder: string, options: ShellArguments): Promise<AppWindow | null> {
  const why = whyNoWindow(options)
  if (why !== null) return printAddress(server, options.link, why)
  const browser = findBrowser()
  if (browser === null) {
    return printAddress(
      server,
      options.link,
      'No Chromium, Chrome, Edge or Brave is installed for a window of its own.',
    )
  }
  try {
    return await openAppWindow({
      browser,
      waitingUrl: server.origin + WAITING_PATH,
      address: addressFor(server, options.link),
      profileFolder: windowDataFolder('web', folder),
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return printAddress(server, options.link, `A window could not be opened with ${browser}: ${reason}.`)
  }
}

function whyNoWindow({ open }: ShellArguments): string | null {
  if (!open) return 'No window was asked for.'
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)
    return 'There is no display here to open a window on.'
  return null
}

function printAddress(server: WebServer, link: string | null, why: string): null {
  console.log(`${why} Open this address in a browser on this computer:\n\n  ${addressFor(server, link)}\n`)
  console.log('The address is a key to the library: keep it to yourself. Press Ctrl-C to end Commonplace.')
  return null
}

function addressFor(server: WebServer, link: string | null): string {
  return server.address + (link === null ? '' : (fragmentOfDeepLink(link) ?? ''))
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
// A bug must not leave a browser without its server, nor a library that seems to be held.
process.on('uncaughtException', (error) => {
  console.error(error)
  void end(1)
})
// scripts/start.mjs holds the other end: when it is killed, everything it started ends too.
if (process.connected) process.on('disconnect', () => void end(0))

try {
  await start(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Failure ? error.message : error)
  await end(1)
}
