// commonplace://app/ serves the built renderer and the library's images: the window's own origin, away from file: and http:.
import { protocol } from 'electron'
import { answerFile } from '../hosting/hosted-files.ts'
import type { HostedFolders } from '../hosting/hosted-files.ts'

const SCHEME = 'commonplace'
export const APP_ORIGIN = `${SCHEME}://app`
export const APP_ADDRESS = `${APP_ORIGIN}/`

/** Makes the scheme a proper origin; only before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
}

/** Answers the scheme's requests from the folders; whatever else they ask for is not found. */
export function setUpScheme(folders: HostedFolders): void {
  protocol.handle(SCHEME, async (request) => {
    const path = pathOf(request)
    if (path === null) return new Response('Not found', { status: 404 })
    const { status, headers, body } = await answerFile(path, folders, 'none')
    return new Response(new Uint8Array(body), { status, headers })
  })
}

function pathOf(request: Request): string | null {
  const url = URL.parse(request.url)
  // A scheme that is not special gives `origin` as "null" in Node: the parts are compared.
  if (request.method !== 'GET' || url?.protocol !== `${SCHEME}:` || url.host !== 'app') return null
  return url.pathname === '' ? '/' : url.pathname
}

/** Whether an address is a page of ours. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === `${SCHEME}:` && url.host === 'app'
}
