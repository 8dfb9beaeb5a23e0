// What the page may ask of Electron: the transport, the folder dialog, and the menu's commands. Nothing else crosses.
import { contextBridge, ipcRenderer } from 'electron'
import type { ElectronBridge } from '../renderer/client.ts'

const bridge: ElectronBridge = {
  connect() {
    // A port can't cross the bridge as a value: it goes to the page by postMessage, which reaches only this window.
    ipcRenderer.once('port', (event) => {
      window.postMessage('commonplace:port', window.location.origin, [...event.ports])
    })
    ipcRenderer.send('connect')
  },
  async chooseFolder() {
    const folder: unknown = await ipcRenderer.invoke('choose-folder')
    return typeof folder === 'string' ? folder : null
  },
  onCommand(listener) {
    ipcRenderer.on('command', (_event, command: unknown) => {
      if (typeof command === 'string') listener(command)
    })
  },
}

contextBridge.exposeInMainWorld('commonplace', bridge)
