// commonplace entities
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { findId, withLibrary } from '../library.ts'
import { tableOf } from '../table.ts'

export const command: Command = {
  usage: 'entities ID',
  help: `Lists whom and what an article names: kind, name, how often, in how many other articles, who it is.

${LIBRARY_HELP}`,
  options: LIBRARY_OPTIONS,
  takes: { least: 1, most: 1 },
  run: (args, out) =>
    withLibrary(args, async (client, app) => {
      const articleId = await findId(client, args.positionals[0]!)
      // Refuses an id that is no article's, before anything else is waited for.
      await client.article.get({ id: articleId })
      let found = await client.entity.ofArticle({ articleId })
      if (found.status === 'pending') {
        await app.settled()
        found = await client.entity.ofArticle({ articleId })
      }
      if (args.flag('json')) return out.json(found)
      const rows = found.entities.map(({ kind, name, mentionCount, otherArticleCount, role }) => [
        kind,
        name,
        String(mentionCount),
        String(otherArticleCount),
        role ?? '',
      ])
      for (const line of tableOf(rows, out.columns, ['left', 'left', 'right', 'right'])) await out.line(line)
      return undefined
    }),
}
