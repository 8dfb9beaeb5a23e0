// How a second start reaches the shell that runs already: a POST over loopback with the secret that only the user can read.
import { timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { z } from 'zod'
import { Failure } from '../contract/failure.ts'

const ASK_TIMEOUT_MS = 5_000

const Reply = z.object({ shell: z.enum(['electron', 'web']), note: z.string() })
type Reply = z.infer<typeof Reply>

/** Shows the window, at a link if one is given, and returns a sentence for the other start to print. */
export type ComeForward = (link: string | null) => string | Promise<string>

/**
 * Asks the shell that says it holds the library to come forward.
 * Returns its answer, or null when nobody, or another program, listens there. Throws a Failure when it is too busy.
 */
export async function askToComeForward(
  holder: { pid: number; port: number; secret: string },
  link: string | null,
): Promise<Reply | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${String(holder.port)}/come-forward`, {
      method: 'POST',
      headers: { authorization: `Bearer ${holder.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ link }),
      signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
    })
    const reply = Reply.safeParse(await response.json())
    return response.ok && reply.success ? reply.data : null
  } catch (error) {
    // Nobody listens there, or some other program does: the file is left over. A holder that listens but is too busy
    // to answer still holds the library.
    if (error instanceof Error && error.name === 'TimeoutError') {
      throw new Failure(
        'CONFLICT',
        `Commonplace is running on this library (process ${String(holder.pid)}) but doesn't answer. ` +
          `Wait a moment and try again, or end that process.`,
      )
    }
    return null
  }
}

/** Listens on loopback for later starts that know the secret. */
export async function answerStarts(shell: Reply['shell'], secret: string, comeForward: ComeForward): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request, response, { shell, secret, comeForward })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  return server
}

interface Listener {
  shell: Reply['shell']
  secret: string
  comeForward: ComeForward
}

async function answer(request: IncomingMessage, response: ServerResponse, listener: Listener): Promise<void> {
  // A browser always sends an Origin with a POST: no page has any business here, whatever it knows.
  const admitted =
    request.method === 'POST' &&
    request.headers.origin === undefined &&
    sameText(request.headers.authorization ?? '', `Bearer ${listener.secret}`)
  if (!admitted) {
    response.writeHead(403).end()
    return
  }
  try {
    const { link } = z.object({ link: z.string().nullable() }).parse(JSON.parse(await bodyOf(request)))
    const reply: Reply = { shell: listener.shell, note: await listener.comeForward(link) }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
  } catch {
    response.writeHead(400).end()
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = part as Buffer
    size += bytes.length
    if (size > 10_000) throw new Error('The request is too large')
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Compares in a time that says nothing about where two texts differ. */
export function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Stops a server and cuts what is still open. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}
