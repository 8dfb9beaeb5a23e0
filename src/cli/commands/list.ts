// commonplace list
import { fail } from '../../contract/failure.ts'
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { allArticles, shortIds, withLibrary } from '../library.ts'
import { dayOf, tableOf } from '../table.ts'

const VIEWS = ['inbox', 'later', 'archive', 'favourites', 'all', 'trash'] as const

export const command: Command = {
  usage: 'list [--view VIEW] [--tag TAG] [--limit N]',
  help: `Lists articles, the newest first: id, title, site, date, words.

  --view VIEW     ${VIEWS.join(', ')} (default: all)
  --tag TAG       only those with this tag
  --limit N       at most N (1 to 500, default 200)
${LIBRARY_HELP}`,
  options: {
    ...LIBRARY_OPTIONS,
    view: { type: 'string' },
    tag: { type: 'string' },
    limit: { type: 'string' },
  },
  takes: { least: 0, most: 0 },
  run: (args, out) =>
    withLibrary(args, async (client) => {
      const view = VIEWS.find((one) => one === (args.text('view') ?? 'all'))
      if (!view) return fail('BAD_INPUT', `There is no view “${String(args.text('view'))}”: ${VIEWS.join(', ')}.`)
      const limit = Number(args.text('limit') ?? 200)
      if (!Number.isInteger(limit) || limit < 1 || limit > 500)
        return fail('BAD_INPUT', '--limit takes a number from 1 to 500.')
      const tag = args.text('tag')
      const { items, total } = await client.article.list({ view, limit, ...(tag !== undefined && { tag }) })
      if (args.flag('json')) return out.json(items)
      const ids = shortIds([...(await allArticles(client)), ...items].map(({ id }) => id))
      const rows = items.map((article) => [
        ids.get(article.id) ?? article.id,
        article.title,
        article.siteName ?? '',
        dayOf(article.publishedAt),
        String(article.wordCount),
      ])
      for (const line of tableOf(rows, out.columns, ['left', 'left', 'left', 'left', 'right'])) await out.line(line)
      if (total > items.length) out.progress(`${String(items.length)} of ${String(total)} articles: see --limit.`)
      return undefined
    }),
}
