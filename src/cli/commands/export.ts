// commonplace export
import { resolve } from 'node:path'
import type { ExportReport } from '../../contract/model.ts'
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { untilInterrupted } from '../interrupt.ts'
import { findId, withLibrary } from '../library.ts'
import { printable } from '../output.ts'
import type { Output } from '../output.ts'

export const command: Command = {
  usage: 'export DIR [ID…]',
  help: `Writes Markdown files into DIR: every article, or those named. A file that you edited is kept, the new one written beside it.

${LIBRARY_HELP}`,
  options: LIBRARY_OPTIONS,
  takes: { least: 1, most: 1000 },
  async run(args, out) {
    const [dir = '', ...starts] = args.positionals
    const run = async (signal: AbortSignal) => {
      await withLibrary(args, async (client, app) => {
        const articleIds = []
        for (const start of starts) articleIds.push(await findId(client, start))
        // What an article names belongs to its file.
        await app.settled()
        const input = { folder: resolve(dir), ...(starts.length > 0 && { articleIds }) }
        for await (const event of await client.export.markdown(input, { signal })) {
          if (event.type === 'progress') out.progress(`${String(event.done)} of ${String(event.total)}`)
          else if (args.flag('json')) await out.json(event.report)
          else await say(event.report, out)
        }
      })
    }
    await untilInterrupted(run)
  },
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
