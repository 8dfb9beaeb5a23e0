// commonplace add
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { untilInterrupted } from '../interrupt.ts'
import { readSource } from '../input.ts'
import { withLibrary } from '../library.ts'
import { printable } from '../output.ts'

export const command: Command = {
  usage: 'add URL|FILE|- [--url URL]',
  help: `Adds an article: a web page, an HTML, Markdown or text file, or what comes on standard input. Prints its id and title.

  --url URL       where the file comes from
${LIBRARY_HELP}`,
  options: { ...LIBRARY_OPTIONS, url: { type: 'string' } },
  takes: { least: 1, most: 1 },
  async run(args, out) {
    const input = await readSource(args.positionals[0]!, args.text('url'))
    const add = async (signal: AbortSignal) => {
      await withLibrary(
        args,
        async (client, app) => {
          for await (const event of await client.capture.add(input, { signal })) {
            if (event.type === 'progress') {
              out.progress(event.message)
              continue
            }
            const { article, duplicate } = event
            if (args.flag('json')) await out.json({ article, duplicate })
            else
              await out.line(printable(`${article.id}  ${article.title}${duplicate ? '  (was in the library)' : ''}`))
          }
          await app.settled()
        },
        true,
      )
    }
    await untilInterrupted(add)
  },
}
