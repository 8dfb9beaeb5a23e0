// From what the user hands over to an article in the library: capture, assets, one transaction, then the search for entities.
import { createHash } from 'node:crypto'
import { Failure } from '../contract/failure.ts'
import type { ArticleSource, ArticleState, ArticleSummary, CaptureInput, CaptureProgress } from '../contract/model.ts'
import { canonicalUrl } from './capture/canonical-url.ts'
import { captureArticle } from './capture/capture.ts'
import type { Articles } from './library/articles.ts'
import type { Assets } from './library/assets.ts'

export interface AddOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: CaptureProgress) => void) | undefined
  fetch?: typeof fetch | undefined
  source?: ArticleSource
  state?: ArticleState
  favourite?: boolean
  tags?: string[]
  /** The name of the site, when it is known better than the source says. */
  siteName?: string
  addedAt?: number
}

export interface Added {
  article: ArticleSummary
  /** The article was in the library already; when it was in the trash, it was brought back. */
  duplicate: boolean
}

/**
 * Makes the function that adds articles.
 * @param deps the rooms it needs, and the clock
 * @returns a function that captures and keeps one article; it throws the Failures of capture, and CANCELLED when aborted.
 *   Whatever goes wrong, nothing is left behind.
 */
export function createAddArticle(deps: {
  articles: Articles
  assets: Assets
  now: () => number
  added: (id: string) => void
}): (input: CaptureInput, options?: AddOptions) => Promise<Added> {
  const { articles } = deps

  function existing(id: string): Added {
    if (articles.summary(id).trashedAt !== null) articles.untrash(id)
    return { article: articles.summary(id), duplicate: true }
  }

  return async (input, options = {}) => {
    const { signal } = options
    if (input.kind === 'url') {
      const known = articles.findDuplicate({ canonicalUrl: addressKey(input.url) })
      if (known !== undefined) return existing(known)
    }
    const batch = deps.assets.batch()
    try {
      const captured = await captureArticle(input, {
        now: deps.now,
        storeAsset: (bytes, extension) => batch.store(bytes, extension),
        ...(signal && { signal }),
        ...(options.onProgress && { onProgress: options.onProgress }),
        ...(options.fetch && { fetch: options.fetch }),
      })
      signal?.throwIfAborted()
      const contentHash = createHash('sha256').update(`${captured.title}\n${captured.text}`).digest('base64url')
      const key = captured.canonicalUrl ?? (captured.url === null ? null : addressKey(captured.url))
      const known = articles.findDuplicate({ canonicalUrl: key, contentHash })
      if (known !== undefined) {
        batch.discard()
        return existing(known)
      }
      const { tags, ...fields } = captured
      const article = articles.insert(
        {
          ...fields,
          canonicalUrl: key,
          contentHash,
          siteName: options.siteName ?? captured.siteName,
          source: options.source ?? input.kind,
          tags: [...tags, ...(options.tags ?? [])],
          ...(options.state && { state: options.state }),
          ...(options.favourite !== undefined && { favourite: options.favourite }),
          ...(options.addedAt !== undefined && { addedAt: options.addedAt }),
        },
        (id) => {
          batch.attach(id)
        },
      )
      deps.added(article.id)
      return { article, duplicate: false }
    } catch (error) {
      batch.discard()
      if (signal?.aborted) throw new Failure('CANCELLED', 'Stopped. Nothing was added.', { cause: error })
      throw error
    }
  }
}

/** The address by which duplicates are found; null for what is no address, which capture will then say. */
function addressKey(url: string): string | null {
  try {
    return canonicalUrl(url)
  } catch {
    return null
  }
}
