// Chromium's DevTools protocol over a pipe (--remote-debugging-pipe): JSON messages, each ended by a zero byte.
// https://chromedevtools.github.io/devtools-protocol/
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

const Message = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

export interface DevtoolsPipe {
  /** Sends a command; rejects when the browser refuses it or goes away. */
  send(method: string, params?: object, sessionId?: string): Promise<unknown>
}

/** Speaks over the two ends of the pipe; `onEvent` gets what the browser sends unasked. */
export function openDevtoolsPipe(
  toBrowser: Writable,
  fromBrowser: Readable,
  onEvent: (method: string, params: unknown) => void,
): DevtoolsPipe {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let unfinished = ''
  let gone = false

  function receive(text: string): void {
    const message = Message.parse(JSON.parse(text))
    if (message.method !== undefined) onEvent(message.method, message.params)
    const call = message.id === undefined ? undefined : waiting.get(message.id)
    if (!call || message.id === undefined) return
    waiting.delete(message.id)
    if (message.error) call.reject(new Error(message.error.message))
    else call.resolve(message.result)
  }

  function end(): void {
    gone = true
    for (const call of waiting.values()) call.reject(new Error('The browser has ended'))
    waiting.clear()
  }

  fromBrowser.setEncoding('utf8')
  fromBrowser.on('data', (chunk: string) => {
    const parts = (unfinished + chunk).split('\0')
    unfinished = parts.pop() ?? ''
    parts.forEach(receive)
  })
  fromBrowser.on('close', end)
  // A browser that dies while it is written to: its exit is what the window reports.
  toBrowser.on('error', end)
  fromBrowser.on('error', end)

  return {
    send(method, params = {}, sessionId) {
      if (gone) return Promise.reject(new Error('The browser has ended'))
      lastId += 1
      const id = lastId
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        toBrowser.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
      })
    },
  }
}
