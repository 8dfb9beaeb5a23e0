// commonplace search
import { fail } from '../../contract/failure.ts'
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { allArticles, shortIds, withLibrary } from '../library.ts'
import { tableOf } from '../table.ts'

export const command: Command = {
  usage: 'search QUERY [--limit N]',
  help: `Searches titles, texts, highlights, notes and the names of entities, best first: article id, what matched, title, passage.

  --limit N       at most N (1 to 100, default 30)
${LIBRARY_HELP}`,
  options: { ...LIBRARY_OPTIONS, limit: { type: 'string' } },
  takes: { least: 1, most: 100 },
  run: (args, out) =>
    withLibrary(args, async (client) => {
      const limit = Number(args.text('limit') ?? 30)
      if (!Number.isInteger(limit) || limit < 1 || limit > 100)
        return fail('BAD_INPUT', '--limit takes a number from 1 to 100.')
      const { hits, total } = await client.search.query({ query: args.positionals.join(' '), limit })
      if (args.flag('json')) return out.json({ hits, total })
      const ids = shortIds((await allArticles(client)).map(({ id }) => id))
      const rows = hits.map((hit) => [
        hit.articleId === null ? '' : (ids.get(hit.articleId) ?? hit.articleId),
        hit.kind,
        hit.title,
        hit.snippet.map(({ text }) => text).join(''),
      ])
      for (const line of tableOf(rows, out.columns)) await out.line(line)
      if (total > hits.length) out.progress(`${String(hits.length)} of ${String(total)} hits: see --limit.`)
      if (total === 0) out.progress('Nothing was found.')
      return undefined
    }),
}
