// The one window: locked down, shown when it has something to show, brought forward when asked.
import { BrowserWindow } from 'electron'
import { join } from 'node:path'
import { fragmentOfDeepLink } from '../hosting/deep-link.ts'
import { APP_ADDRESS } from './scheme.ts'
import { rememberedState, rememberState } from './window-state.ts'

export interface MainWindow {
  /** Shows the window in front, opening it again if it was closed, at a link if one is given. */
  bringToFront(link: string | null): void
  /** Sends the page a command of the menu. */
  command(name: string): void
}

/** Opens the window, at a link if one is given. `stateFile` keeps its place from one start to the next. */
export function setUpWindow(stateFile: string, link: string | null): MainWindow {
  let window: BrowserWindow | null = open(link)

  function open(at: string | null): BrowserWindow {
    const opened = openWindow(stateFile, fragment(at))
    opened.on('closed', () => (window = null))
    return opened
  }

  return {
    bringToFront(at) {
      if (!window) {
        window = open(at)
        return
      }
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      if (fragment(at) !== '') window.webContents.send('command', fragment(at))
    },
    command(name) {
      window?.webContents.send('command', name)
    },
  }
}

function fragment(link: string | null): string {
  return (link === null ? null : fragmentOfDeepLink(link)) ?? ''
}

function openWindow(stateFile: string, at: string): BrowserWindow {
  const { bounds, maximised } = rememberedState(stateFile)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 480,
    minHeight: 320,
    show: false,
    title: 'Commonplace',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  rememberState(window, stateFile)
  window.once('ready-to-show', () => {
    if (maximised) window.maximize()
    window.show()
  })
  void window.loadURL(APP_ADDRESS + at)
  return window
}
