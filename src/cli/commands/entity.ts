// commonplace entity
import { fail } from '../../contract/failure.ts'
import type { EntityPage } from '../../contract/entity-model.ts'
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Command } from '../command.ts'
import { allArticles, shortIds, withLibrary } from '../library.ts'
import type { LibraryClient } from '../library.ts'
import { tableOf } from '../table.ts'

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

export const command: Command = {
  usage: 'entity ID|NAME',
  help: `Tells what the library says of an entity: name, kind, what it was called when, and the articles that name it.

${LIBRARY_HELP}`,
  options: LIBRARY_OPTIONS,
  takes: { least: 1, most: 20 },
  run: (args, out) =>
    withLibrary(args, async (client) => {
      const page = await client.entity.page({ id: await entityId(client, args.positionals.join(' ')) })
      if (args.flag('json')) return out.json(page)
      const { name, kind, mentionCount } = page.entity
      const times = mentionCount === 1 ? 'once' : `${String(mentionCount)} times`
      const articles = page.articles.length === 1 ? 'one article' : `${String(page.articles.length)} articles`
      await out.line(`${name} (${kind}), named ${times} in ${articles}`)
      await out.line('')
      for (const line of tableOf(rolesOf(page), out.columns)) await out.line(line)
      if (page.roles.length > 0) await out.line('')
      const ids = shortIds((await allArticles(client)).map(({ id }) => id))
      const rows = page.articles.map(({ articleId, publishedAt, mentionCount: count, title }) => [
        ids.get(articleId) ?? articleId,
        publishedAt === null ? '' : dayOf(publishedAt),
        String(count),
        title,
      ])
      for (const line of tableOf(rows, out.columns, ['left', 'left', 'right'])) await out.line(line)
      return undefined
    }),
}

function rolesOf({ roles }: EntityPage): string[][] {
  return roles.map(({ first, last, text }) => {
    const [from, to] = [dayOf(first), dayOf(last)]
    return [from === to ? from : `${from} to ${to}`, text]
  })
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** The entity that an id or a name means: the one of just that name before others. */
async function entityId(client: LibraryClient, wanted: string): Promise<string> {
  if (ID.test(wanted)) return wanted.toLowerCase()
  const found = await client.entity.find({ query: wanted })
  const same = found.find(({ name }) => name.toLocaleLowerCase() === wanted.toLocaleLowerCase())
  return (same ?? found[0])?.id ?? fail('NOT_FOUND', `The library knows nobody and nothing named “${wanted}”.`)
}
