// The command line: the same calls as in the window, for scripts. Each command is loaded only when it is asked for.
import { Failure, fail } from '../contract/failure.ts'
import { readArguments } from './command.ts'
import type { Command } from './command.ts'
import { outputOn, printable } from './output.ts'

const COMMANDS: Record<string, { summary: string; load: () => Promise<{ command: Command }> }> = {
  add: { summary: 'add an article from the web, a file or standard input', load: () => import('./commands/add.ts') },
  update: { summary: 'fetch an article again, or replace its text', load: () => import('./commands/update.ts') },
  list: { summary: 'list articles', load: () => import('./commands/list.ts') },
  show: { summary: 'show an article', load: () => import('./commands/show.ts') },
  search: { summary: 'search the library', load: () => import('./commands/search.ts') },
  entities: { summary: 'list whom and what an article names', load: () => import('./commands/entities.ts') },
  entity: { summary: 'tell what the library says of an entity', load: () => import('./commands/entity.ts') },
  export: { summary: 'write Markdown files into a folder', load: () => import('./commands/export.ts') },
  import: { summary: 'bring in what another app exported', load: () => import('./commands/import.ts') },
  sync: { summary: 'bring a vault of Markdown files into step', load: () => import('./commands/sync.ts') },
  extract: {
    summary: 'print the article in a file as JSON; needs no library',
    load: () => import('./commands/extract.ts'),
  },
  annotate: {
    summary: 'print whom and what a text names as JSON; needs no library',
    load: () => import('./commands/annotate.ts'),
  },
  anchor: {
    summary: 'find quoted passages in texts; needs no library',
    load: () => import('./commands/anchor.ts'),
  },
}

function overview(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return `Usage: commonplace COMMAND …\n\n${lines.join('\n')}\n\nMore on one: commonplace COMMAND --help`
}

async function main(argv: readonly string[]): Promise<void> {
  const [name = '--help', ...rest] = argv
  const out = outputOn(process.stdout, process.stderr)
  if (['--help', '-h', 'help'].includes(name)) return out.line(overview())
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!entry) return fail('BAD_INPUT', `There is no command “${name}”. See: commonplace --help`)
  const { command } = await entry.load()
  // What stands after `--` is no option.
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest
  if (options.includes('--help') || options.includes('-h')) {
    return out.line(`Usage: commonplace ${command.usage}\n\n${command.help}`)
  }
  return command.run(readArguments(command, rest), out)
}

function sentenceFor(error: unknown): string {
  if (error instanceof Failure) return error.message
  if (!(error instanceof Error)) return String(error)
  // A failure that came through the contract keeps its code and sentence under another class.
  if ('code' in error && 'defined' in error) return error.message
  return `Something went wrong, and nothing was changed: ${error.message}`
}

// The reader has seen enough, as `| head` does: no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`commonplace: ${printable(sentenceFor(error)).replace(/\s+/g, ' ').trim()}\n`)
  process.exitCode = 1
}
