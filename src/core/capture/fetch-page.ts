// Fetches over http and https with limits: size, time, redirects, and no way into the user's own network.
import { Failure } from '../../contract/failure.ts'
import { isPrivateHost } from './private-host.ts'

const MAX_REDIRECTS = 10
const USER_AGENT = 'Mozilla/5.0 (compatible; Commonplace)'

/** What was fetched. */
export interface FetchedPage {
  bytes: Uint8Array
  contentType: string | null
  /** The address after all redirects. */
  url: string
}

/** The limits of a fetch, and what it may reach. */
export interface FetchOptions {
  fetch: typeof fetch
  maxBytes: number
  timeoutMs: number
  /** The `Accept` header. */
  accept: string
  signal?: AbortSignal | undefined
  /** A host that may be private: the one that the user typed. */
  trustedHost?: string | undefined
  /** Whether any host may be private. */
  allowPrivateHosts?: boolean | undefined
  /** Told about what has come in, with the whole length when the server said it. */
  onBytes?: ((received: number, total: number | null) => void) | undefined
}

/**
 * Makes an address of what the user typed.
 *
 * @param typed with or without `https://`
 * @throws Failure BAD_INPUT when it is no http(s) address
 */
export function pageAddress(typed: string): URL {
  const trimmed = typed.trim()
  const address = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed}`
  if (trimmed === '' || /\s/.test(trimmed) || !URL.canParse(address)) {
    throw new Failure(
      'BAD_INPUT',
      `“${trimmed.slice(0, 100)}” is not a web address. Nothing was added: an address looks like https://example.com/article.`,
    )
  }
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Failure(
      'BAD_INPUT',
      `Only http and https addresses can be fetched, not ${url.protocol} ones. Nothing was added.`,
    )
  }
  return url
}

/**
 * Fetches one address, following redirects by hand so that each is checked.
 *
 * @param address http or https
 * @param options limits and what may be reached
 * @returns the body, its type and its final address
 * @throws Failure FETCH_FAILED when the other end can't be reached, refuses or takes too long; TOO_LARGE; CANCELLED when
 *   the signal says so
 */
export async function fetchPage(address: URL, options: FetchOptions): Promise<FetchedPage> {
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  let url = address
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      await refusePrivate(url, options)
      const response = await options.fetch(url, {
        redirect: 'manual',
        signal,
        headers: { 'user-agent': USER_AGENT, accept: options.accept },
      })
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
      if (location === null) return await readResponse(response, url, options)
      await response.body?.cancel()
      url = redirectTarget(location, url)
    }
  } catch (error) {
    throw explained(error, url, timeout.aborted, options)
  }
  throw new Failure(
    'FETCH_FAILED',
    `${address.host} keeps redirecting from one address to the next. Nothing was added: open the page in a browser and save it as a file.`,
  )
}

async function refusePrivate(url: URL, options: FetchOptions): Promise<void> {
  if (options.allowPrivateHosts || url.hostname === options.trustedHost || !(await isPrivateHost(url.hostname))) return
  throw new Failure(
    'FETCH_FAILED',
    `The page leads to ${url.host}, which is on this computer or its own network, so it was not fetched. Nothing was added: if you trust it, enter that address yourself.`,
  )
}

function redirectTarget(location: string, from: URL): URL {
  const target = URL.canParse(location, from.href) ? new URL(location, from.href) : null
  if (target && (target.protocol === 'http:' || target.protocol === 'https:')) return target
  throw new Failure(
    'FETCH_FAILED',
    `${from.host} redirects to something that is no web address. Nothing was added: check the address.`,
  )
}

async function readResponse(response: Response, url: URL, options: FetchOptions): Promise<FetchedPage> {
  if (!response.ok) {
    await response.body?.cancel()
    throw new Failure('FETCH_FAILED', refusal(response.status, url))
  }
  const bytes = await readBody(response, options)
  return { bytes, contentType: response.headers.get('content-type'), url: url.href }
}

function refusal(status: number, url: URL): string {
  const kept = 'Nothing was added'
  if (status === 404 || status === 410)
    return `${url.host} has no page at this address (${String(status)}). ${kept}: check the address for a missing or extra part.`
  if (status === 401 || status === 402 || status === 403 || status === 451) {
    return `${url.host} does not let this page be fetched (${String(status)}). ${kept}: open it in a browser, save it as a file or copy its text, and add that.`
  }
  if (status === 429) return `${url.host} asks to slow down (429). ${kept}: try again in a few minutes.`
  if (status >= 500) return `${url.host} has a problem of its own (${String(status)}). ${kept}: try again later.`
  return `${url.host} answered with status ${String(status)}. ${kept}: check the address in a browser.`
}

async function readBody(response: Response, options: FetchOptions): Promise<Uint8Array> {
  // What the header says is only a hint: a compressed body grows, and a server may be wrong.
  const stated = Number(response.headers.get('content-length') ?? NaN)
  const total = Number.isFinite(stated) && !response.headers.has('content-encoding') ? stated : null
  const reader = response.body?.getReader()
  const chunks: Uint8Array[] = []
  let received = 0
  for (;;) {
    const chunk = reader ? await reader.read() : { done: true as const, value: undefined }
    if (chunk.done) break
    received += chunk.value.length
    if (received > options.maxBytes || (total !== null && total > options.maxBytes)) {
      await reader?.cancel()
      throw new Failure(
        'TOO_LARGE',
        `The page is larger than ${String(Math.round(options.maxBytes / 1024 / 1024))} MB. Nothing was added: copy the part you need and paste it as text.`,
      )
    }
    chunks.push(chunk.value)
    options.onBytes?.(received, total)
  }
  return Buffer.concat(chunks)
}

const NETWORK_TROUBLE: Record<string, string> = {
  ENOTFOUND: 'could not be found: the name may be misspelt, or this computer is offline',
  EAI_AGAIN: 'could not be looked up: this computer may be offline',
  ECONNREFUSED: 'refuses connections: its server may be down',
  ECONNRESET: 'broke the connection off',
  EHOSTUNREACH: 'cannot be reached from here',
  ENETUNREACH: 'cannot be reached: this computer may be offline',
  ETIMEDOUT: 'did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'did not answer in time',
  UND_ERR_SOCKET: 'broke the connection off',
  CERT_HAS_EXPIRED: 'has a security certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a security certificate that nobody vouches for',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a security certificate of another site',
}

/** Node's fetch wraps the reason in causes; the user gets it in words. */
function explained(error: unknown, url: URL, timedOut: boolean, options: FetchOptions): unknown {
  if (error instanceof Failure) return error
  if (options.signal?.aborted) return new Failure('CANCELLED', 'Stopped. Nothing was added.', { cause: error })
  if (timedOut) {
    return new Failure(
      'FETCH_FAILED',
      `${url.host} took longer than ${String(Math.round(options.timeoutMs / 1000))} seconds. Nothing was added: try again later.`,
      { cause: error },
    )
  }
  const codes = codesOf(error)
  const known = codes.map((code) => NETWORK_TROUBLE[code]).find((words) => words !== undefined)
  if (!known && !(error instanceof TypeError)) return error
  return new Failure(
    'FETCH_FAILED',
    `${url.host} ${known ?? 'could not be reached'}. Nothing was added: check the address and try again.`,
    { cause: error },
  )
}

function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    if ('code' in current && typeof current.code === 'string') codes.push(current.code)
    if (current instanceof AggregateError) codes.push(...current.errors.flatMap(codesOf))
  }
  return codes
}
