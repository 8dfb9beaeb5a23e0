// A window's surroundings for tests: a real library behind the message port that Electron's preload would hand over.
import { RPCHandler } from '@orpc/server/message-port'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { openApp } from '../../src/core/app.ts'
import { PORT_MESSAGE, initialiseClient } from '../../src/renderer/client.ts'
import { queryClient } from '../../src/renderer/queries.ts'

/** Opens a new, empty library and connects the renderer's client to it; returns the way to end both. */
export async function openWindow(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-window-'))
  const app = await openApp({ folder, shell: 'test', seeds: null })
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(app.router).upgrade(port1 as unknown as MessagePort, { context: {} })
  port1.start()
  window.commonplace = {
    connect: () => {
      window.dispatchEvent(Object.assign(new Event('message'), { source: window, data: PORT_MESSAGE, ports: [port2] }))
    },
    chooseFolder: () => Promise.resolve(null),
    onCommand: () => undefined,
  }
  await initialiseClient()
  return async () => {
    port2.close()
    queryClient.clear()
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
