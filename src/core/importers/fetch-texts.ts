// Fetches the texts of articles that came as addresses only: when the user asks for it, a few at a time, no host twice at
// once. What is left is what still has no text, so that it can be gone on with at any time.
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../contract/failure.ts'
import type { FetchTextsEvent } from '../../contract/import-model.ts'
import type { ArticleText } from '../article-text.ts'
import type { ArticleContents } from '../library/article-content.ts'
import type { ImportedArticles, TextlessArticle } from '../library/imported-articles.ts'
import type { ImportRuns } from './import-runs.ts'
import { placeIn } from './put-in.ts'

export interface FetchTextsDeps {
  imported: ImportedArticles
  articleText: Pick<ArticleText, 'update'>
  contents: Pick<ArticleContents, 'atOnce' | 'forget'>
  runs: Pick<ImportRuns, 'restamp' | 'isMade'>
}

const AT_ONCE = 3
/** Between two pages of one host, ms. */
const BETWEEN = 1_000
/** Of failures that are told one by one. */
const MOST_TOLD = 500

type Progress = Extract<FetchTextsEvent, { type: 'progress' }>
type Done = Extract<FetchTextsEvent, { type: 'done' }>

/**
 * Makes the function that fetches texts.
 * @param deps the rooms that it concerns
 */
export function createFetchTexts(deps: FetchTextsDeps) {
  async function fetchOne({ id, fraction }: TextlessArticle, signal: AbortSignal): Promise<void> {
    const before = deps.imported.stamp(id)
    const change = await deps.articleText.update(id, undefined, { signal })
    deps.contents.atOnce(() => {
      // Nothing was there before that anyone would go back to.
      if (change.formerVersion !== null) deps.contents.forget(change.formerVersion)
      if (fraction > 0) deps.imported.setPlace(id, placeIn(change.article.text, fraction))
      const after = deps.imported.stamp(id)
      if (before !== null && after !== null) deps.runs.restamp(id, before, after)
    })
  }

  return async (
    runId: string | null,
    options: { onProgress: (progress: Progress) => void; signal: AbortSignal },
  ): Promise<Done> => {
    const queue = deps.imported.textless().filter(({ id }) => runId === null || deps.runs.isMade(runId, id))
    const total = queue.length
    const failures: Done['failures'] = []
    let [done, failed] = [0, 0]
    const busy = new Map<string, number>()
    /** The next of a host that nobody is at. */
    const next = (): TextlessArticle | null => {
      const now = performance.now()
      const index = queue.findIndex(({ url }) => (busy.get(hostOf(url)) ?? 0) <= now)
      return index < 0 ? null : (queue.splice(index, 1)[0] ?? null)
    }
    const work = async () => {
      while (queue.length > 0 && !options.signal.aborted) {
        const article = next()
        if (article === null) {
          await pause(100)
          continue
        }
        const host = hostOf(article.url)
        busy.set(host, Infinity)
        options.onProgress({ type: 'progress', done, failed, total, title: article.title })
        try {
          await fetchOne(article, options.signal)
          done += 1
        } catch (error) {
          if (options.signal.aborted) return
          if (!(error instanceof Failure)) throw error
          failed += 1
          if (failures.length < MOST_TOLD)
            failures.push({ articleId: article.id, title: article.title, problem: error.message })
        } finally {
          busy.set(host, performance.now() + BETWEEN)
        }
        options.onProgress({ type: 'progress', done, failed, total, title: null })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return { type: 'done', done, failures, failed, total }
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
