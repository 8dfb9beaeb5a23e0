// Each way from a client to the core, as its shell sets it up, for the conformance suite to run against.
import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { MessageChannel } from 'node:worker_threads'
import type { App } from '../../src/core/app.ts'
import type { Client } from '../../src/renderer/client.ts'
import { serveApp } from '../../src/web/server.ts'

export interface Connection {
  client: Client
  close(): Promise<void>
}

export interface Transport {
  name: string
  connect(app: App): Promise<Connection>
}

/** The web shell's own server; the client sends what a browser would: the cookie, and its page's origin. */
const http: Transport = {
  name: 'HTTP, as in the web shell',
  async connect(app) {
    const server = await serveApp(app, { rendererFolder: app.folder, port: 0 })
    const { headers } = await fetch(server.address, { redirect: 'manual' })
    const cookie = headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    const link = new FetchLink({ url: `${server.origin}/rpc`, headers: { cookie, origin: server.origin } })
    return { client: createORPCClient(link), close: server.close }
  },
}

/** A message channel of Node's, which Electron's follows. */
const messagePort: Transport = {
  name: 'message port, as in the Electron shell',
  connect(app) {
    const { port1, port2 } = new MessageChannel()
    new PortHandler(app.router).upgrade(port1 as unknown as MessagePort, { context: {} })
    port1.start()
    const client: Client = createORPCClient(new PortLink({ port: port2 as unknown as MessagePort }))
    port2.start()
    const close = () => {
      port2.close()
      return Promise.resolve()
    }
    return Promise.resolve({ client, close })
  },
}

export const transports: Transport[] = [http, messagePort]
