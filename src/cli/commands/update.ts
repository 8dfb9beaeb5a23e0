// commonplace update
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { readSource } from '../input.ts'
import { untilInterrupted } from '../interrupt.ts'
import { findId, withLibrary } from '../library.ts'
import { printable } from '../output.ts'

export const command: Command = {
  usage: 'update ID [URL|FILE|-]',
  help: `Fetches the original page of an article again and replaces its text or, with a source, takes the text from there.
Highlights follow their words; the former text is kept. Prints what became of the highlights.

${LIBRARY_HELP}`,
  options: { ...LIBRARY_OPTIONS },
  takes: { least: 1, most: 2 },
  async run(args, out) {
    const [start = '', from] = args.positionals
    const source = from === undefined ? undefined : await readSource(from)
    await untilInterrupted((signal) =>
      withLibrary(args, async (client, app) => {
        const id = await findId(client, start)
        for await (const event of await client.article.updateText({ id, ...(source && { source }) }, { signal })) {
          if (event.type === 'progress') {
            out.progress(event.message)
            continue
          }
          const { article, changed, report } = event
          const { kept, moved, uncertain, orphaned } = report
          if (args.flag('json')) await out.json({ id, changed, report })
          else if (!changed) await out.line(printable(`${article.title}: nothing has changed`))
          else {
            const words = `${String(kept)} ${kept === 1 ? 'highlight' : 'highlights'} kept, ${String(moved)} moved, ${String(uncertain + orphaned)} to check`
            await out.line(printable(`${article.title}: updated, ${words}`))
          }
        }
        await app.settled()
      }),
    )
  },
}
