// commonplace export
import { resolve, sep } from 'node:path'
import { fail } from '../../contract/failure.ts'
import { ExportFormat } from '../../contract/export-model.ts'
import type { ExportFilter } from '../../contract/export-model.ts'
import type { ExportReport } from '../../contract/model.ts'
import { articleFilter, FILTER_HELP } from '../article-filter.ts'
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Arguments, Command } from '../command.ts'
import { untilInterrupted } from '../interrupt.ts'
import { findId, withLibrary } from '../library.ts'
import type { LibraryClient } from '../library.ts'
import { printable } from '../output.ts'
import type { Output } from '../output.ts'

export const command: Command = {
  usage: 'export DIR|FILE [ID…] [--format F] [--filter QUERY]',
  help: `Writes Markdown files into DIR: every article, or those named. A file that you edited is kept, the new one written beside it.
With another format, writes one file: FILE, or one in DIR.

  --format F      markdown (the default), ${ExportFormat.options.join(', ')}
${FILTER_HELP}
  --replace       write over FILE
  --no-pictures   html, epub, json: without pictures
  --no-versions   json: without former texts
  --bom           csv: begin with a byte order mark, for Excel
${LIBRARY_HELP}`,
  options: {
    ...LIBRARY_OPTIONS,
    format: { type: 'string' },
    filter: { type: 'string' },
    replace: { type: 'boolean' },
    'no-pictures': { type: 'boolean' },
    'no-versions': { type: 'boolean' },
    bom: { type: 'boolean' },
  },
  takes: { least: 1, most: 1000 },
  async run(args, out) {
    const [place = '', ...starts] = args.positionals
    const format = formatOf(args.text('format'))
    const filter = articleFilter(args.text('filter') ?? '')
    await untilInterrupted(async (signal) => {
      await withLibrary(args, async (client, app) => {
        const articleIds = []
        for (const start of starts) articleIds.push(await findId(client, start))
        if (starts.length > 0) filter.articleIds = articleIds
        // What an article names belongs to its file.
        await app.settled()
        const path = resolve(place) + (/[/\\]$/.test(place) ? sep : '')
        if (format === 'markdown') await markdown({ client, out, args, signal }, resolve(place), filter)
        else await oneFile({ client, out, args, signal }, path, format, filter)
      })
    })
  },
}

interface Run {
  client: LibraryClient
  out: Output
  args: Arguments
  signal: AbortSignal
}

function formatOf(name = 'markdown'): ExportFormat | 'markdown' {
  if (name === 'markdown') return name
  const format = ExportFormat.safeParse(name)
  if (format.success) return format.data
  return fail(
    'BAD_INPUT',
    `There is no format “${name}”. Those there are: markdown, ${ExportFormat.options.join(', ')}.`,
  )
}

async function markdown({ client, out, args, signal }: Run, folder: string, filter: ExportFilter): Promise<void> {
  const filtered = Object.keys(filter).length > 0
  const input = { folder, ...(filtered && { filter }) }
  for await (const event of await client.export.markdown(input, { signal })) {
    if (event.type === 'progress') out.progress(`${String(event.done)} of ${String(event.total)}`)
    else if (args.flag('json')) await out.json(event.report)
    else await say(event.report, out)
  }
}

async function oneFile({ client, out, args, signal }: Run, path: string, format: ExportFormat, filter: ExportFilter) {
  const options = { pictures: !args.flag('no-pictures'), versions: !args.flag('no-versions'), bom: args.flag('bom') }
  const input = { format, filter, path, options, replace: args.flag('replace') }
  for await (const event of await client.export.file(input, { signal })) {
    if (event.type === 'progress') out.progress(`${String(event.done)} of ${String(event.total)}`)
    else if (event.type === 'done') {
      const { type: _, ...report } = event
      const { articles, highlights, notes } = event
      const counts = [counted(articles, 'article'), counted(highlights, 'highlight'), counted(notes, 'note')].join(', ')
      if (args.flag('json')) await out.json(report)
      else await out.line(printable(`${counts} in ${event.path ?? event.name}`))
    }
  }
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`
}

async function say({ folder, written, unchanged, kept, removed }: ExportReport, out: Output): Promise<void> {
  for (const file of written) await out.line(printable(`written    ${file}`))
  for (const { file, writtenAs } of kept)
    await out.line(printable(`kept       ${file}, which you edited; the new one is ${writtenAs}`))
  for (const file of removed) await out.line(printable(`removed    ${file}`))
  const counts = [
    `${String(written.length)} written`,
    `${String(unchanged)} unchanged`,
    `${String(kept.length)} kept`,
    `${String(removed.length)} removed`,
  ]
  await out.line(`${counts.join(', ')} in ${folder}`)
}
