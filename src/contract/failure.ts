// Expected failures: each has a code, a sentence for the user, and maybe what to do. Anything else thrown is a bug.

export const FAILURE_CODES = {
  /** Something asked for by id is not there. */
  NOT_FOUND: 404,
  /** The input cannot be used as it is. */
  BAD_INPUT: 400,
  /** A format the app does not read yet. */
  UNSUPPORTED: 415,
  /** Over a stated size limit. */
  TOO_LARGE: 413,
  /** The network or the server at the other end refused. */
  FETCH_FAILED: 502,
  /** The act would lose something, or contradicts what is there. */
  CONFLICT: 409,
  /** A folder or file cannot be read or written. */
  NO_ACCESS: 403,
  /** No space left on the disk. */
  DISK_FULL: 507,
  /** The library file is damaged. */
  CORRUPT: 500,
  /** The library was written by a newer version. */
  NEWER_VERSION: 426,
  /** The user stopped it. */
  CANCELLED: 499,
} as const
export type FailureCode = keyof typeof FAILURE_CODES

/** An expected failure, thrown by the core and carried over every transport with its code and sentence. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode

  /**
   * @param code one of FAILURE_CODES
   * @param message one sentence or two for the user: what happened, what was kept, what to do
   */
  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Throws a Failure: `article ?? fail('NOT_FOUND', …)`. */
export function fail(code: FailureCode, message: string): never {
  throw new Failure(code, message)
}
