// How Wikipedia is asked: with the guards of any other page, an answer of limited size, and the app's name, as their policy
// wants (https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy).
import { Failure } from '../contract/failure.ts'
import { fetchPage } from './capture/fetch-page.ts'

const MAX_BYTES = 1024 * 1024
const TIMEOUT = 10_000

export interface LookUpFetchOptions {
  /** The app's version, told with its name. */
  version: string
  fetch?: typeof fetch | undefined
  /** ms */
  timeout?: number | undefined
}

/**
 * Makes the function that fetches json of a known source.
 * @param options the app's version; what fetches, and for how long, can be replaced
 * @returns a function that returns what was parsed, or null where there is no such page; it throws Failure FETCH_FAILED,
 *   TOO_LARGE or CANCELLED with a sentence
 */
export function createLookUpFetch(
  options: LookUpFetchOptions,
): (address: URL, signal: AbortSignal | undefined) => Promise<unknown> {
  return async (address, signal) => {
    let isMissing = false
    const named: typeof fetch = async (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('user-agent', `Commonplace/${options.version} (a reader for the desktop; asks when its user does)`)
      const response = await (options.fetch ?? fetch)(input, { ...init, headers })
      isMissing = response.status === 404
      return response
    }
    try {
      const page = await fetchPage(address, {
        fetch: named,
        maxBytes: MAX_BYTES,
        timeoutMs: options.timeout ?? TIMEOUT,
        accept: 'application/json',
        signal,
        trustedHost: address.hostname,
      })
      return JSON.parse(new TextDecoder().decode(page.bytes)) as unknown
    } catch (error) {
      if (isMissing) return null
      throw explained(error, address)
    }
  }
}

/** The sentences of a capture speak of articles. */
function explained(error: unknown, address: URL): unknown {
  if (error instanceof SyntaxError) {
    return new Failure(
      'FETCH_FAILED',
      `${address.host} did not answer as it should. Nothing was kept: try again later.`,
      {
        cause: error,
      },
    )
  }
  if (!(error instanceof Failure)) return error
  const what = error.message.split(' Nothing was added')[0] ?? error.message
  const says = error.code === 'TOO_LARGE' ? `${address.host} answered with more than can be an answer.` : what
  return new Failure(error.code, error.code === 'CANCELLED' ? says : `${says} Nothing was kept: try again later.`, {
    cause: error,
  })
}
