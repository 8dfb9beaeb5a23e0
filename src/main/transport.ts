// The contract over message ports: each load of our page asks for a port and gets one, with the router at its other end.
import { RPCHandler } from '@orpc/server/message-port'
import { BrowserWindow, dialog, ipcMain, MessageChannelMain } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import type { App } from '../core/app.ts'
import { isOurs } from './scheme.ts'

/** Serves the app to our own page, and the one dialog that a page can't show itself. */
export function setUpTransport(app: App): void {
  const calls = new RPCHandler(app.router)

  ipcMain.on('connect', (event) => {
    if (!isOurPage(event)) return
    const { port1, port2 } = new MessageChannelMain()
    calls.upgrade(port1, { context: {} })
    port1.start()
    event.sender.postMessage('port', null, [port2])
  })

  ipcMain.handle('choose-folder', async (event) => {
    const window = isOurPage(event) ? BrowserWindow.fromWebContents(event.sender) : null
    if (!window) return null
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openDirectory', 'createDirectory'],
    })
    return canceled ? null : (filePaths[0] ?? null)
  })
}

function isOurPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url)
}
