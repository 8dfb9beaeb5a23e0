// Who may speak to the web shell: only our own page, in a browser that was handed the token.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { sameText } from '../hosting/come-forward.ts'

export type Verdict =
  | { kind: 'admitted'; pathname: string }
  /** The token was right: the cookie goes out and the token leaves the address. */
  | { kind: 'token'; cookie: string }
  | { kind: 'refused'; status: 400 | 401 | 403 | 405; sentence: string }

export interface Gate {
  /** The secret part of the first address. */
  token: string
  judge(request: IncomingMessage): Verdict
}

const REOPEN = 'This address is out of date. Start Commonplace again to get a new one.'

/**
 * The gate of a server on 127.0.0.1:`port`.
 * The Host must be ours (else another site's name was pointed at this computer), the Origin must be ours or, for a
 * plain page load, absent, and the cookie must be the one that the token was exchanged for.
 */
export function createGate(port: number): Gate {
  const host = `127.0.0.1:${String(port)}`
  const origin = `http://${host}`
  const token = randomBytes(32).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  // Cookies are shared by all ports of a host: the port in the name keeps two libraries apart.
  const name = `commonplace-${String(port)}`

  function judge(request: IncomingMessage): Verdict {
    const sender = request.headers.origin
    if (request.headers.host !== host) return refused(403, 'This address is not Commonplace’s own.')
    if (sender !== undefined && sender !== origin) return refused(403, 'Requests from other sites are refused.')
    const url = URL.parse(request.url ?? '/', origin)
    if (url?.origin !== origin) return refused(400, 'That address can’t be read.')
    const isCall = url.pathname.startsWith('/rpc/')
    if (request.method !== (isCall ? 'POST' : 'GET')) return refused(405, 'That method is not served here.')
    if (isCall && sender !== origin) return refused(403, 'A call must come from Commonplace’s own page.')
    if (cookieOf(request, name, session)) return { kind: 'admitted', pathname: rawPath(request) }
    const offered = url.pathname === '/' ? url.searchParams.get('token') : null
    if (offered === null || !sameText(offered, token)) return refused(401, REOPEN)
    return { kind: 'token', cookie: `${name}=${session}; HttpOnly; SameSite=Strict; Path=/` }
  }
  return { token, judge }
}

function refused(status: 400 | 401 | 403 | 405, sentence: string): Verdict {
  return { kind: 'refused', status, sentence }
}

function cookieOf(request: IncomingMessage, name: string, session: string): boolean {
  return (request.headers.cookie ?? '').split(/;\s*/).some((pair) => sameText(pair, `${name}=${session}`))
}

/** The path as it was sent: `new URL` would resolve `..` in it, and what is refused should be what was asked for. */
function rawPath(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
}
