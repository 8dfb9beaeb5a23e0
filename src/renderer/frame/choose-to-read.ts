// What to offer when no article is open.
import type { ArticleSummary } from '../../contract/model.ts'
import { READ_FRACTION } from '../library/views.ts'

export const MOST_OFFERED = 4

/** The articles to offer: those begun and not ended, last read first; else what is new in the inbox. */
export function chooseToRead(opened: readonly ArticleSummary[], inbox: readonly ArticleSummary[]) {
  const begun = opened.filter((one) => one.openedAt !== null && one.progress.fraction < READ_FRACTION)
  if (begun.length > 0) return { title: 'Continue reading', articles: begun.slice(0, MOST_OFFERED) }
  const fresh = inbox.filter((one) => one.openedAt === null)
  return { title: 'Something to read', articles: (fresh.length > 0 ? fresh : inbox).slice(0, MOST_OFFERED) }
}
