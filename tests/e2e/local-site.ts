// A web site of the test's own on this machine: pages, pictures, and answers that no reader hopes for.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { test as base } from './fixtures.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface LocalSite {
  origin: string
  /** Every path that was asked for, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** Serves answers by path on a port of its own; anything else is not found. */
async function serveSite(answers: Record<string, Answer>): Promise<LocalSite> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const answer = answers[path]
    if (answer) answer(request, response)
    else response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not here</h1>')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed()
        })
        server.closeAllConnections()
      }),
  }
}

/** Answers with a body of a type. */
export function body(content: string | Uint8Array, type = 'text/html; charset=utf-8'): Answer {
  return (_request, response) => response.writeHead(200, { 'Content-Type': type }).end(content)
}

/** A drawing of the sample library, as the picture of a page. */
export function picture(): Answer {
  const file = resolve(import.meta.dirname, '..', '..', 'seeds', 'images', 'utf-8-bit-patterns.png')
  return body(readFileSync(file), 'image/png')
}

/** Tests that serve sites; those are closed when the test ends. */
export const test = base.extend<{ serve: (answers: Record<string, Answer>) => Promise<LocalSite> }>({
  serve: async ({ browserName: _any }, use) => {
    const sites: LocalSite[] = []
    await use(async (answers) => {
      const site = await serveSite(answers)
      sites.push(site)
      return site
    })
    await Promise.all(sites.map((site) => site.close()))
  },
})
