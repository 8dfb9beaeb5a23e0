// A library for the time of one command: the same calls as in the window, in this process.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RouterClient } from '@orpc/server'
import { fail } from '../contract/failure.ts'
import type { ArticleSummary } from '../contract/model.ts'
import type { App } from '../core/app.ts'
import { defaultLibraryFolder } from '../core/library/folder.ts'
import type { Arguments } from './command.ts'

export type LibraryClient = RouterClient<App['router']>

const PAGE = 500

/**
 * Opens the library that the arguments name, runs, and closes it again.
 * @param create whether to make a library that is not there; without, that is a Failure NOT_FOUND
 */
export async function withLibrary(
  args: Arguments,
  run: (client: LibraryClient, app: App) => Promise<void>,
  create = false,
): Promise<void> {
  const folder = resolve(args.text('library') ?? defaultLibraryFolder())
  if (!create && !existsSync(join(folder, 'library.sqlite'))) {
    fail(
      'NOT_FOUND',
      `There is no library in ${folder} yet. Start the app once, add an article, or name another with --library.`,
    )
  }
  // Loaded only now: help and a wrong argument need not wait for the whole app.
  const [{ openApp }, { closeExtractor }, { createRouterClient }] = await Promise.all([
    import('../core/app.ts'),
    import('../core/capture/extract-pool.ts'),
    import('@orpc/server'),
  ])
  const app = await openApp({ folder, shell: 'cli', seeds: null })
  try {
    await run(createRouterClient(app.router), app)
  } finally {
    await app.close()
    await closeExtractor()
  }
}

/** Every article outside the trash, page by page. */
export async function allArticles(client: LibraryClient): Promise<ArticleSummary[]> {
  const all: ArticleSummary[] = []
  for (;;) {
    const { items, total } = await client.article.list({ view: 'all', limit: PAGE, offset: all.length })
    all.push(...items)
    if (items.length === 0 || all.length >= total) return all
  }
}

/**
 * The full id for the beginning of one.
 * @param start an id or as much of its beginning as no other article shares
 * @throws Failure NOT_FOUND when no article has it, BAD_INPUT when several have
 */
export async function findId(client: LibraryClient, start: string): Promise<string> {
  const wanted = start.toLowerCase()
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(wanted)) return wanted
  if (!/^[\da-f-]+$/.test(wanted))
    return fail('BAD_INPUT', `“${start}” is not the id of an article. See: commonplace list`)
  const found = (await allArticles(client)).filter(({ id }) => id.startsWith(wanted))
  if (found.length === 0) return fail('NOT_FOUND', `No article’s id begins with ${start}. See: commonplace list`)
  if (found.length > 1) {
    return fail('BAD_INPUT', `${String(found.length)} articles have ids that begin with ${start}. Give more of it.`)
  }
  return found[0]!.id
}

/** The ids cut to one length, eight characters or more, at which each still differs from all others. */
export function shortIds(ids: readonly string[]): Map<string, string> {
  const sorted = [...new Set(ids)].sort()
  const length = Math.max(8, ...sorted.map((id, index) => sharedLength(id, sorted[index - 1]) + 1))
  return new Map(sorted.map((id) => [id, id.slice(0, length)]))
}

function sharedLength(a: string, b: string | undefined): number {
  if (b === undefined) return 0
  let length = 0
  while (a[length] === b[length]) length += 1
  return length
}
