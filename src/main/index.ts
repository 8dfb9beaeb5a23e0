// The Electron shell: sets up its parts in order, gives the core a window, and ends it with the last one.
import { app, dialog } from 'electron'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Failure } from '../contract/failure.ts'
import { openApp } from '../core/app.ts'
import { defaultLibraryFolder } from '../core/library/folder.ts'
import { parseShellArguments } from '../hosting/shell-arguments.ts'
import type { ShellArguments } from '../hosting/shell-arguments.ts'
import { windowDataFolder } from '../hosting/user-data.ts'
import { setUpGuards } from './guards.ts'
import { setUpMenu } from './menu.ts'
import { registerScheme, setUpScheme } from './scheme.ts'
import { becomeOnlyInstance, createForwarding, takeLibrary } from './single-instance.ts'
import { setUpTransport } from './transport.ts'
import { setUpWindow } from './window.ts'

const outFolder = resolve(import.meta.dirname, '..')

/** Ends what was started, in the opposite order, before the process goes. */
const endings: (() => Promise<void>)[] = []

async function start(): Promise<void> {
  // The arguments after the app's own path, in development, or after the program's, once packaged.
  const options = parseShellArguments(process.argv.slice(app.isPackaged ? 1 : 2), 'ignore')
  const folder = resolve(options.library ?? defaultLibraryFolder())
  const forwarding = createForwarding()
  setUpProcess(folder)
  if (!becomeOnlyInstance(options.link, forwarding)) return app.quit()
  setUpEnding()
  await app.whenReady()

  const hold = await takeLibrary(folder, options.link, forwarding)
  if (!hold) return app.quit()
  endings.push(() => hold.release())
  const library = await openApp({ folder, shell: 'electron', seeds: seedsOf(options) })
  endings.push(() => library.close())

  setUpGuards()
  setUpScheme({ renderer: join(outFolder, 'renderer'), library: folder })
  setUpTransport(library)
  const window = setUpWindow(join(app.getPath('userData'), 'window.json'), options.link)
  setUpMenu(window.command, folder)
  forwarding.connect(window.bringToFront)
  app.on('activate', () => {
    window.bringToFront(null)
  })
}

/** What has to be said before the app is ready. */
function setUpProcess(folder: string): void {
  const userData = windowDataFolder('electron', folder)
  mkdirSync(userData, { recursive: true })
  app.setPath('userData', userData)
  app.setAsDefaultProtocolClient('commonplace')
  // As root Chromium can't sandbox itself on Linux; scripts/start.mjs then says --no-sandbox, and this would contradict.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Reading aloud: without it Chromium does not ask the system for its voices on Linux.
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-speech-dispatcher')
  registerScheme()
}

function setUpEnding(): void {
  let ended = false
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('will-quit', (event) => {
    if (ended) return
    event.preventDefault()
    void endAll().finally(() => {
      ended = true
      app.quit()
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit()
    })
  }
  if (process.connected) {
    process.on('disconnect', () => {
      app.quit()
    })
  }
}

async function endAll(): Promise<void> {
  for (const stop of endings.splice(0).reverse()) {
    try {
      await stop()
    } catch (error) {
      console.error(error)
    }
  }
}

function seedsOf({ seeds }: ShellArguments): string | null {
  return seeds === undefined ? join(app.getAppPath(), 'seeds') : seeds
}

// Not awaited at the top level: Electron becomes ready only after this module has been evaluated.
start().catch((error: unknown) => {
  console.error(error)
  const sentence = error instanceof Failure ? error.message : 'Something went wrong while the library was opened.'
  dialog.showErrorBox('Commonplace could not open the library', sentence)
  app.exit(1)
})
