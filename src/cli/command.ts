// What a command of the command line is, and reading its arguments.
import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import { fail } from '../contract/failure.ts'
import type { Output } from './output.ts'

export interface Arguments {
  positionals: string[]
  /** The value of `--name VALUE`. */
  text(name: string): string | undefined
  /** Whether `--name` is there. */
  flag(name: string): boolean
}

export interface Command {
  /** What follows the command's name. */
  usage: string
  /** What it does, and its own options, a line each. */
  help: string
  options: NonNullable<ParseArgsConfig['options']>
  /** How many positionals it takes. */
  takes: { least: number; most: number }
  run(args: Arguments, out: Output): Promise<void>
}

/** Options that every command which works on a library takes. */
export const LIBRARY_OPTIONS = {
  library: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const LIBRARY_HELP = `  --library DIR   the library in DIR (default: your own, or COMMONPLACE_LIBRARY)
  --json          print JSON for other programs`

/**
 * Reads the arguments of a command.
 * @param argv what follows the command's name
 * @throws Failure BAD_INPUT that names the wrong one
 */
export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const { values, positionals } = parse(command, argv)
  const { least, most } = command.takes
  const wanted = `Expected: ${command.usage}`
  if (positionals.length < least) fail('BAD_INPUT', `Something is missing. ${wanted}`)
  if (positionals.length > most) fail('BAD_INPUT', `“${positionals[most]!}” is too much. ${wanted}`)
  return {
    positionals,
    text: (name) => {
      const value = values[name]
      return typeof value === 'string' ? value : undefined
    },
    flag: (name) => values[name] === true,
  }
}

function parse(command: Command, argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: command.options, allowPositionals: true, strict: true })
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/)
    return fail('BAD_INPUT', `${sentence}. Expected: ${command.usage}`)
  }
}
