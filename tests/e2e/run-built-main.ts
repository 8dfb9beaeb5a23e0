// Runs the built Electron entry in plain Node on the stand-in for Electron, adds an article through its port, and prints
// what came of it as JSON: so the bundle's workers, model, pages and samples are proven to be where it looks for them.
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import type { Client } from '../../src/renderer/client.ts'
import { createElectron } from '../main/electron-stand-in.ts'

const root = resolve(import.meta.dirname, '..', '..')
const standIn = createElectron()
Object.assign(globalThis, { electronStandIn: standIn.electron })
const names = Object.keys(standIn.electron).join(', ')

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: 'stand-in:electron', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === 'stand-in:electron'
      ? { format: 'module', source: `export const { ${names} } = globalThis.electronStandIn`, shortCircuit: true }
      : next(url, context),
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((wake) => setTimeout(wake, 50))
}

function handler<Handler>(name: string): Handler {
  return standIn.handlers.get(name) as Handler
}

async function connect(): Promise<{ client: Client; close: () => void }> {
  const sender = standIn.windows[0]!.webContents
  handler<(event: object) => void>('connect')({ sender, senderFrame: { url: 'commonplace://app/', parent: null } })
  const port = sender.ports[0]!
  const client: Client = createORPCClient(new RPCLink({ port: port as unknown as MessagePort }))
  port.start()
  return { client, close: () => port.close() }
}

async function add(client: Client): Promise<string> {
  const html = `<title>Notes</title><article><h1>Notes on an engine</h1>${`<p>Ada Lovelace wrote to Charles Babbage in London, and the Royal Society heard of it.</p>`.repeat(8)}</article>`
  const base64 = Buffer.from(html).toString('base64')
  for await (const event of await client.capture.add({ kind: 'file', name: 'notes.html', base64 })) {
    if (event.type === 'done') return event.article.id
  }
  throw new Error('The capture did not end')
}

await import(join(root, 'out', 'main', 'index.js'))
await until(() => standIn.menus.length > 0 || standIn.errors.length > 0)
const { client, close } = await connect()
const articleId = await add(client)
let entities = await client.entity.ofArticle({ articleId })
while (entities.status === 'pending') {
  await new Promise((wake) => setTimeout(wake, 100))
  entities = await client.entity.ofArticle({ articleId })
}
const page = await handler<(request: object) => Promise<Response>>('protocol:commonplace')({
  url: 'commonplace://app/',
  method: 'GET',
})
console.log(
  JSON.stringify({
    errors: standIn.errors,
    names: entities.entities.map((entity) => entity.name),
    version: (await client.library.info()).appVersion,
    page: await page.text(),
  }),
)
close()
standIn.app.emit('will-quit', { preventDefault: () => undefined })
await until(() => standIn.calls.includes('app.quit'))
process.exit(0)
