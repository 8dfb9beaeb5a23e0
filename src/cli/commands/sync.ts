// commonplace sync
import { resolve } from 'node:path'
import { fail } from '../../contract/failure.ts'
import { ArticleState } from '../../contract/model.ts'
import { DEFAULT_VAULT } from '../../contract/vault-model.ts'
import type { VaultLine, VaultOptions, VaultReport } from '../../contract/vault-model.ts'
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { untilInterrupted } from '../interrupt.ts'
import { withLibrary } from '../library.ts'
import { printable } from '../output.ts'
import type { Output } from '../output.ts'

export const command: Command = {
  usage: 'sync [DIR]',
  help: `Brings a vault, a folder of Markdown files, into step with the library: files are merged with what you edited in them, and
edits of notes, tags and states come into the library. Without DIR it is the vault that the library remembers; with another
DIR that one is synced, with the same choices, and not remembered.

  --dry-run       change nothing, and say what would be done
  --restore       write again what you deleted in the vault
  --filter WHAT   only these articles: annotated, tag:NAME, state:inbox, state:later or state:archive; several parted by
                  commas
  --links STYLE   wikilinks or relative

${LIBRARY_HELP}`,
  options: {
    ...LIBRARY_OPTIONS,
    'dry-run': { type: 'boolean' },
    restore: { type: 'boolean' },
    filter: { type: 'string' },
    links: { type: 'string' },
  },
  takes: { least: 0, most: 1 },
  async run(args, out) {
    const [dir] = args.positionals
    const run = async (signal: AbortSignal) => {
      await withLibrary(args, async (client, app) => {
        const { options: known } = await client.vault.status()
        if (!known && dir === undefined) fail('BAD_INPUT', 'This library has no vault yet. Name a folder: sync DIR')
        const options: VaultOptions = {
          ...(known ?? { ...DEFAULT_VAULT, folder: '' }),
          ...(dir !== undefined && { folder: resolve(dir) }),
          ...filtered(args.text('filter')),
          ...linked(args.text('links')),
        }
        // What an article names belongs to its file.
        await app.settled()
        const input = { options, dryRun: args.flag('dry-run'), restore: args.flag('restore') }
        for await (const event of await client.vault.sync(input, { signal })) {
          if (event.type === 'progress') out.progress(`${String(event.done)} of ${String(event.total)}`)
          else if (args.flag('json')) await out.json(event.report)
          else await say(event.report, out)
        }
      })
    }
    await untilInterrupted(run)
  },
}

function filtered(filter: string | undefined): Partial<VaultOptions> {
  if (filter === undefined) return {}
  const options = { annotatedOnly: false, tags: [] as string[], states: [] as ArticleState[] }
  for (const part of filter.split(',').map((each) => each.trim())) {
    const [name, value = ''] = part.split(/:(.*)/s)
    const state = ArticleState.safeParse(value)
    if (part === 'annotated') options.annotatedOnly = true
    else if (name === 'tag' && value !== '') options.tags.push(value)
    else if (name === 'state' && state.success) options.states.push(state.data)
    else
      fail(
        'BAD_INPUT',
        `“${part}” is no filter. Expected: annotated, tag:NAME or state:inbox, state:later, state:archive`,
      )
  }
  return options
}

function linked(style: string | undefined): Partial<VaultOptions> {
  if (style === undefined) return {}
  if (style === 'wikilinks' || style === 'relative') return { links: style }
  return fail('BAD_INPUT', `“${style}” is no style of links. Expected: wikilinks or relative`)
}

async function say({ folder, dryRun, lines, unchanged, assets }: VaultReport, out: Output): Promise<void> {
  for (const { kind, file, detail } of lines) {
    await out.line(printable(`${kind.padEnd(11)}${file}${detail === '' ? '' : `: ${detail}`}`))
  }
  const counts = new Map<VaultLine['kind'], number>()
  for (const { kind } of lines) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const said = [...counts].map(([kind, count]) => `${String(count)} ${kind}`)
  const pictures = assets === 0 ? [] : [`${String(assets)} pictures copied`]
  const all = [...said, ...pictures, `${String(unchanged)} unchanged`].join(', ')
  await out.line(`${all} in ${folder}${dryRun ? ' (nothing was done: dry run)' : ''}`)
}
