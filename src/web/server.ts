// The web shell's server: the built renderer, the library's images and the calls, on loopback only.
import { RPCHandler } from '@orpc/server/node'
import { BodyLimitPlugin } from '@orpc/server/node'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '../core/app.ts'
import { closeServer } from '../hosting/come-forward.ts'
import { answerFile } from '../hosting/hosted-files.ts'
import { pageHeaders } from '../hosting/security-headers.ts'
import { createGate } from './gate.ts'
import type { Gate } from './gate.ts'

/** A file travels as base64 in one call; how large it may be is for capture to say, this only bounds the memory. */
const MAX_CALL_BYTES = 128 * 1024 * 1024

/** What the window shows before it is sent to the address with the token, which so never stands in a process list. */
export const WAITING_PATH = '/opening'

export interface WebServer {
  origin: string
  /** The first address, with the token in it. */
  address: string
  close(): Promise<void>
}

export interface WebServerOptions {
  /** The built renderer. */
  rendererFolder: string
  /** 0 lets the system choose. */
  port: number
}

/** Serves an app on 127.0.0.1. */
export async function serveApp(app: Pick<App, 'router' | 'folder'>, options: WebServerOptions): Promise<WebServer> {
  const calls = new RPCHandler(app.router, { plugins: [new BodyLimitPlugin({ maxBodySize: MAX_CALL_BYTES })] })
  const folders = { renderer: options.rendererFolder, library: app.folder }
  let gate: Gate | null = null

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!gate) return send(response, 503, 'Starting')
    if (request.url === WAITING_PATH) return send(response, 200, 'Opening the library …')
    const verdict = gate.judge(request)
    if (verdict.kind === 'refused') return send(response, verdict.status, verdict.sentence)
    if (verdict.kind === 'token') {
      response.writeHead(303, { ...pageHeaders('none'), Location: '/', 'Set-Cookie': verdict.cookie }).end()
      return
    }
    if (request.method === 'POST') {
      response.setHeader('Cache-Control', 'no-store')
      response.setHeader('X-Content-Type-Options', 'nosniff')
      const { matched } = await calls.handle(request, response, { prefix: '/rpc', context: {} })
      if (!matched) send(response, 404, 'There is no such call.')
      return
    }
    const file = await answerFile(verdict.pathname, folders, 'self')
    response.writeHead(file.status, { ...file.headers, 'Content-Length': file.body.byteLength }).end(file.body)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error)
      if (!response.headersSent) send(response, 500, 'Something went wrong.')
      else response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  gate = createGate(port)
  const origin = `http://127.0.0.1:${String(port)}`
  return { origin, address: `${origin}/?token=${gate.token}`, close: () => closeServer(server) }
}

function send(response: ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, {
      ...pageHeaders('none'),
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    .end(sentence)
}
