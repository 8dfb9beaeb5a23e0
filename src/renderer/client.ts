// The one way from the renderer to the core: a client derived from the contract, over whichever transport the shell gives.
import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../contract/contract.ts'

export type Client = ContractRouterClient<typeof contract>

/** What the Electron preload puts on `window`; absent in a browser. */
export interface ElectronBridge {
  /** Asks for a port on which the core answers; it arrives as a window message, since no bridge carries ports. */
  connect(): void
  /** The system's folder dialog; null when the user cancelled. */
  chooseFolder(): Promise<string | null>
  /** Calls back with what the application menu or a deep link asks for. */
  onCommand(listener: (command: string) => void): void
}

declare global {
  interface Window {
    commonplace?: ElectronBridge
  }
}

/** Connects to the core and returns the client. */
export async function connect(): Promise<Client> {
  const bridge = window.commonplace
  if (!bridge) return createORPCClient(new FetchLink({ url: `${location.origin}/rpc`, fetch: fetchToTheEnd() }))
  const port = await receivePort(bridge)
  const client: Client = createORPCClient(new PortLink({ port }))
  port.start()
  return client
}

/** A fetch whose calls outlive the window when they are made while it goes away: the last words, the last position. */
function fetchToTheEnd(): (request: Request) => Promise<Response> {
  let leaving = false
  window.addEventListener('pagehide', () => (leaving = true))
  window.addEventListener('pageshow', () => (leaving = false))
  return (request) => fetch(request, leaving ? { keepalive: true } : {})
}

/** The message that carries the port, as src/preload/index.ts posts it. */
export const PORT_MESSAGE = 'commonplace:port'

function receivePort(bridge: ElectronBridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return
      window.removeEventListener('message', receive)
      resolve(port)
    }
    window.addEventListener('message', receive)
    bridge.connect()
  })
}

let connected: Client | undefined

/** Makes `client` usable; main.tsx awaits it before the first render. */
export async function initialiseClient(): Promise<void> {
  connected = await connect()
}

/** The connected client. Use it in event handlers and query functions; throws before main.tsx has connected. */
export const client: Client = new Proxy({} as Client, {
  get(_target, name) {
    if (!connected) throw new Error('The client is used before it is connected')
    return Reflect.get(connected, name) as unknown
  },
})

/** The sentence to show for anything that a call threw. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'Something went wrong, and nothing was changed.'
}
