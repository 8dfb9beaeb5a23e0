// What the Electron shell uses of Electron, recorded instead of shown. Ports are real ones; nothing else needs a screen.
import type * as Electron from 'electron'
import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'

type Handler = (...args: never[]) => unknown

/** A page in a window: what was sent to it, and the guards that were put on it. */
export class WebContentsStandIn extends EventEmitter {
  sent: { channel: string; value: unknown }[] = []
  ports: MessagePort[] = []
  url = ''
  openHandler: ((details: { url: string }) => { action: string }) | null = null

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
  send(channel: string, value: unknown): void {
    this.sent.push({ channel, value })
  }
  postMessage(_channel: string, _value: unknown, ports: MessagePort[]): void {
    this.ports.push(...ports)
  }
  getURL(): string {
    return this.url
  }
}

export interface StandIn {
  electron: Partial<Record<keyof typeof Electron, unknown>>
  app: EventEmitter
  windows: WindowStandIn[]
  /** What was called, in order, such as `app.quit`. */
  calls: string[]
  schemes: Electron.CustomScheme[]
  handlers: Map<string, Handler>
  errors: string[]
  opened: string[]
  menus: Electron.MenuItemConstructorOptions[][]
}

export interface WindowStandIn extends EventEmitter {
  options: Electron.BrowserWindowConstructorOptions
  webContents: WebContentsStandIn
}

/** A fresh Electron. `onlyInstance` is what its own single-instance lock answers. */
export function createElectron({ onlyInstance = true } = {}): StandIn {
  const calls: string[] = []
  const windows: WindowStandIn[] = []
  const handlers = new Map<string, Handler>()
  const schemes: Electron.CustomScheme[] = []
  const errors: string[] = []
  const opened: string[] = []
  const menus: Electron.MenuItemConstructorOptions[][] = []
  const note = (name: string) => () => void calls.push(name)
  const handle = (name: string) => (handler: Handler) => void handlers.set(name, handler)
  const paths = new Map<string, string>()

  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    name: 'Commonplace',
    commandLine: { hasSwitch: () => false, appendSwitch: () => undefined },
    enableSandbox: note('app.enableSandbox'),
    exit: note('app.exit'),
    getAppPath: () => process.cwd(),
    getPath: (name: string) => paths.get(name) ?? '',
    quit: note('app.quit'),
    requestSingleInstanceLock: () => onlyInstance,
    setAsDefaultProtocolClient: note('app.setAsDefaultProtocolClient'),
    setPath: (name: string, path: string) => void paths.set(name, path),
    whenReady: () => {
      calls.push('app.whenReady')
      return Promise.resolve()
    },
  })

  class BrowserWindow extends EventEmitter implements WindowStandIn {
    options: Electron.BrowserWindowConstructorOptions
    webContents = new WebContentsStandIn()
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super()
      this.options = options
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    static fromWebContents = (contents: WebContentsStandIn) => windows.find((one) => one.webContents === contents)
    focus = note('window.focus')
    show = note('window.show')
    restore = note('window.restore')
    maximize = note('window.maximize')
    isMinimized = () => true
    isMaximized = () => false
    getNormalBounds = () => ({ x: 10, y: 20, width: 900, height: 700 })
    loadURL = (url: string) => {
      this.webContents.url = url
      return Promise.resolve()
    }
  }

  const electron = {
    app,
    BrowserWindow,
    dialog: {
      showErrorBox: (_title: string, sentence: string) => void errors.push(sentence),
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: ['/chosen'] }),
    },
    ipcMain: {
      on: (channel: string, handler: Handler) => void handlers.set(channel, handler),
      handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
    },
    Menu: {
      buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: Electron.MenuItemConstructorOptions[]) => void menus.push(menu),
    },
    MessageChannelMain: MessageChannel,
    protocol: {
      registerSchemesAsPrivileged: (list: Electron.CustomScheme[]) => {
        calls.push('protocol.registerSchemesAsPrivileged')
        schemes.push(...list)
      },
      handle: (scheme: string, handler: Handler) => void handlers.set(`protocol:${scheme}`, handler),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: handle('permission-request'),
        setPermissionCheckHandler: handle('permission-check'),
        setDevicePermissionHandler: handle('device-permission'),
        setSpellCheckerEnabled: note('session.setSpellCheckerEnabled'),
        webRequest: { onBeforeRequest: handle('before-request') },
      },
    },
    shell: {
      openExternal: (url: string) => {
        opened.push(url)
        return Promise.resolve()
      },
      showItemInFolder: note('shell.showItemInFolder'),
    },
  } satisfies Partial<Record<keyof typeof Electron, unknown>>
  return { electron, app, windows, calls, schemes, handlers, errors, opened, menus }
}
