// commonplace extract
import type { Command } from '../command.ts'
import { readBytes } from '../input.ts'

export const command: Command = {
  usage: 'extract FILE|- [--url URL]',
  help: `Prints the article in an HTML, Markdown or text file as JSON: title, byline, siteName, publishedAt (UTC milliseconds),
lang, excerpt, html, text and setAside. Needs no library and no network.

  --url URL       where the file comes from; its links are resolved against it`,
  options: { url: { type: 'string' }, json: { type: 'boolean' } },
  takes: { least: 1, most: 1 },
  async run(args, out) {
    const [source = '-'] = args.positionals
    const { refuseLarge } = await import('../../core/capture/source-size.ts')
    const { extractArticle } = await import('../../core/capture/extract.ts')
    const bytes = await readBytes(source, refuseLarge)
    const article = extractArticle({ bytes, name: source === '-' ? undefined : source, url: args.text('url') })
    const { title, byline, siteName, publishedAt, lang, excerpt, html, text, setAside } = article
    await out.json({ title, byline, siteName, publishedAt, lang, excerpt, html, text, setAside })
  },
}
