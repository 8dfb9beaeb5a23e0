// What `--filter` takes: words as in a search, with `tag:`, `state:`, `is:favourite` and `is:annotated` among them.
import { fail } from '../contract/failure.ts'
import type { ExportFilter } from '../contract/export-model.ts'
import { ArticleState } from '../contract/model.ts'

export const FILTER_HELP = `  --filter QUERY  only articles with these words in them, in their highlights or notes; also
                  tag:NAME or tag:"TWO WORDS", state:inbox|later|archive, is:favourite, is:annotated`

/**
 * Reads a filter.
 * @param query as the user wrote it
 * @returns the filter of the contract
 * @throws Failure BAD_INPUT for a state or a quality that there is not
 */
export function articleFilter(query: string): ExportFilter {
  const filter: ExportFilter = {}
  const words = query.replace(/(?<=^|\s)(tag|state|is):("[^"]*"|\S+)/g, (_, key: string, quoted: string) => {
    const value = quoted.replace(/^"|"$/g, '')
    if (key === 'tag') filter.tag = value
    else if (key === 'state') {
      const state = ArticleState.safeParse(value)
      filter.state = state.success
        ? state.data
        : fail('BAD_INPUT', `There is no state “${value}”: it is inbox, later or archive.`)
    } else if (value === 'favourite') filter.favourite = true
    else if (value === 'annotated') filter.annotated = true
    else fail('BAD_INPUT', `There is no “is:${value}”: it is is:favourite or is:annotated.`)
    return ''
  })
  if (words.trim() !== '') filter.query = words.trim()
  return filter
}
