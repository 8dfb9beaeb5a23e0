// commonplace show
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { findId, withLibrary } from '../library.ts'
import { printable } from '../output.ts'
import { dayOf } from '../table.ts'

export const command: Command = {
  usage: 'show ID [--html|--text]',
  help: `Shows an article. ID is its id, or as much of its beginning as is unique.

  --html          its html only
  --text          its text only
${LIBRARY_HELP}`,
  options: { ...LIBRARY_OPTIONS, html: { type: 'boolean' }, text: { type: 'boolean' } },
  takes: { least: 1, most: 1 },
  run: (args, out) =>
    withLibrary(args, async (client) => {
      const article = await client.article.get({ id: await findId(client, args.positionals[0]!) })
      if (args.flag('json')) return out.json(article)
      if (args.flag('html')) return out.line(article.html)
      if (args.flag('text')) return out.line(article.text)
      const source = [article.byline, article.siteName, dayOf(article.publishedAt)].filter(Boolean).join(' · ')
      const tags = article.tags.map((tag) => `#${tag}`).join(' ')
      const head = [article.title, source, article.url ?? '', tags, article.id].filter((line) => line !== '')
      return out.line(printable(`${head.join('\n')}\n\n${article.text}`))
    }),
}
