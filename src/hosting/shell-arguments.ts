// The options that `npm start -- …` takes, the same for both shells.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Failure } from '../contract/failure.ts'
import { fragmentOfDeepLink } from './deep-link.ts'

export interface ShellArguments {
  /** The library's folder; null means the user's own. */
  library: string | null
  /** Loopback port of the web shell; 0 lets the system choose. */
  port: number
  /** Whether the web shell opens a window. */
  open: boolean
  /** Folder of the sample library, null for none, undefined for the one that ships with the app. */
  seeds: string | null | undefined
  /** A commonplace:// link to open. */
  link: string | null
  help: boolean
}

export const SHELL_OPTIONS = `Options:
  --library DIR   keep the library in DIR (default: your own data folder, or COMMONPLACE_LIBRARY)
  --seeds DIR     fill a new library from DIR;  --no-seeds  start with an empty one
  --web           use an installed browser;  --electron  use Electron
  --port N        the web shell's port on 127.0.0.1;  --no-open  print its address and open nothing
  commonplace://article/ID#START-END   open an article at a passage`

const OPTIONS = {
  library: { type: 'string' },
  port: { type: 'string' },
  seeds: { type: 'string' },
  'no-seeds': { type: 'boolean' },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/**
 * Reads a shell's arguments.
 * `foreign: 'ignore'` passes over what it doesn't know: Chromium adds switches of its own to Electron's.
 * Throws a Failure (BAD_INPUT) that names the wrong one.
 */
export function parseShellArguments(argv: readonly string[], foreign: 'refuse' | 'ignore' = 'refuse'): ShellArguments {
  const { values, positionals } = read(argv, foreign)
  const link = positionals.find((argument) => argument.startsWith('commonplace:')) ?? null
  const unknown = positionals.find((argument) => argument !== link)
  if (unknown !== undefined && foreign === 'refuse') {
    throw new Failure('BAD_INPUT', `Don't know what to do with “${unknown}”.\n${SHELL_OPTIONS}`)
  }
  if (link !== null && fragmentOfDeepLink(link) === null) {
    throw new Failure('BAD_INPUT', `“${link}” is not a link to an article: commonplace://article/ID#START-END is one.`)
  }
  const seeds = textOf(values.seeds)
  const library = textOf(values.library)
  return {
    library: library === null ? null : resolve(library),
    port: portOf(textOf(values.port)),
    open: values['no-open'] !== true,
    seeds: values['no-seeds'] === true ? null : seeds === null ? undefined : resolve(seeds),
    link,
    help: values.help === true,
  }
}

function read(argv: readonly string[], foreign: 'refuse' | 'ignore') {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: foreign === 'refuse', allowPositionals: true })
  } catch (error) {
    throw new Failure('BAD_INPUT', `${error instanceof Error ? error.message : String(error)}\n${SHELL_OPTIONS}`)
  }
}

function textOf(value: string | boolean | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function portOf(text: string | null): number {
  if (text === null) return 0
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Failure('BAD_INPUT', `“${text}” is not a port: give a number from 0 to 65535.`)
}
