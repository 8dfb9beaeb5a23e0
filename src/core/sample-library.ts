// Fills a new library with the articles of `seeds/`, through the same capture as any other article.
import { readFile } from 'node:fs/promises'
import { basename, join, normalize } from 'node:path'
import { z } from 'zod'
import { ArticleState } from '../contract/model.ts'
import type { createAddArticle } from './add-article.ts'

const Manifest = z.array(
  z.object({
    file: z.string(),
    url: z.url(),
    /** For plain text, which cannot say where it stood. */
    siteName: z.string().optional(),
    addedDaysAgo: z.number().nonnegative(),
    state: ArticleState,
    favourite: z.boolean().optional(),
    tags: z.array(z.string()),
  }),
)

const DAY = 86_400_000

/**
 * Adds the sample articles, oldest first.
 * @param folder the folder with `manifest.json`
 * @param deps.addArticle adds one article
 * @param deps.now UTC ms
 * @returns how many were added; throws when the manifest or a file of it cannot be read
 */
export async function addSampleLibrary(
  folder: string,
  deps: { addArticle: ReturnType<typeof createAddArticle>; now: () => number },
): Promise<number> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  const seeds = manifest.toSorted((a, b) => b.addedDaysAgo - a.addedDaysAgo)
  for (const seed of seeds) {
    const bytes = await readFile(join(folder, seed.file))
    await deps.addArticle(
      { kind: 'file', name: basename(seed.file), base64: bytes.toString('base64'), url: seed.url },
      {
        source: 'sample',
        state: seed.state,
        tags: seed.tags,
        addedAt: deps.now() - Math.round(seed.addedDaysAgo * DAY),
        fetch: fetchFrom(folder),
        ...(seed.siteName !== undefined && { siteName: seed.siteName }),
        ...(seed.favourite !== undefined && { favourite: seed.favourite }),
      },
    )
  }
  return seeds.length
}

/** Serves the pictures of the sample articles from disk: the addresses in them do not exist. */
function fetchFrom(folder: string): typeof fetch {
  return async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    const path = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, '')
    const found = /^images[/\\][\w.-]+$/.test(path) ? await readFile(join(folder, path)).catch(() => null) : null
    return found === null ? new Response('Not found', { status: 404 }) : new Response(new Uint8Array(found))
  }
}
