// A real web server on this machine, for tests: each path has its own answer.
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface LocalServer {
  origin: string
  port: number
  /** The paths asked for, in order. */
  asked: string[]
  close: () => Promise<void>
}

/** Starts a server on a free port; paths without an answer are 404. */
export async function startServer(answers: Record<string, Answer>): Promise<LocalServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://local').pathname
    asked.push(path)
    const answer = answers[path]
    if (answer) answer(request, response)
    else response.writeHead(404).end('not here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}

/** Answers with a body of a type. */
export function send(body: string | Uint8Array, type: string, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-type': type, ...headers }).end(body)
  }
}

/** Answers with a redirect. */
export function redirect(to: string, status = 302): Answer {
  return (_, response) => {
    response.writeHead(status, { location: to }).end()
  }
}
