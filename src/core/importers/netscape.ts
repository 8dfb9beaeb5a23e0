// Bookmarks of a browser or a bookmarking service: the Netscape bookmark file, whose folders become tags.
// https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
import { isZip, textOfFile } from './decode-file.ts'
import { addressOf, isTrue, itemAt, lineOf, splitTags, tidyTags, timeOf } from './fields.ts'
import { htmlTokens } from './html-tokens.ts'
import type { HtmlToken } from './html-tokens.ts'
import type { ImportedItem, ImportFormat } from './imported-item.ts'

/** Folders that every browser has, which say nothing of what is in them. */
const OWN_FOLDERS =
  /^(?:bookmarks(?: bar| menu| toolbar)?|(?:other|mobile|imported) bookmarks|favou?rites(?: bar)?|toolbar|menu|unfiled|unsorted|reading list)$/i

/** The HTML that Chrome, Firefox, Safari, Edge, Pinboard, Raindrop and most others write. */
export const netscape: ImportFormat = {
  id: 'bookmarks',
  name: 'Bookmarks (HTML)',
  async recognise(file) {
    if (isZip(await file.bytes())) return 0
    const head = (await textOfFile(file)).slice(0, 20_000)
    if (/<!DOCTYPE\s+NETSCAPE-Bookmark-file-1/i.test(head)) return 0.97
    return /<dl\b/i.test(head) && /<dt>\s*<(?:a|h3)\b/i.test(head) ? 0.6 : 0
  },
  async *read(file) {
    const folders: string[] = []
    let opened: string | null = null
    let held: ImportedItem | null = null
    for (const token of htmlTokens(await textOfFile(file), ['h3', 'a', 'dl', 'dd'])) {
      if (token.name === 'dd') {
        if (held !== null) held.excerpt = lineOf(token.text)
        continue
      }
      if (held !== null) yield held
      held = null
      if (token.name === 'h3') opened = lineOf(token.text)
      else if (token.name === 'dl') {
        if (token.isEnd) folders.pop()
        else folders.push(opened ?? '')
        opened = null
      } else {
        const item = itemOf(token, folders)
        if (item !== null && 'problem' in item) yield item
        else held = item
      }
    }
    if (held !== null) yield held
  },
}

function itemOf(token: HtmlToken, folders: readonly string[]) {
  const { attributes } = token
  const at = `line ${String(token.line)}`
  const href = attributes.get('href') ?? ''
  // A browser's own pages, scripts and saved searches are no articles.
  if (/^(?:javascript|data|about|place|chrome|edge|file|feed|moz-extension|chrome-extension):/i.test(href)) return null
  const url = addressOf(href)
  if (url === null) return { at, problem: 'This bookmark has no web address.' }
  const title = lineOf(token.text)
  const named = folders.filter((name) => name !== '' && !OWN_FOLDERS.test(name))
  const toRead = isTrue(attributes.get('toread'))
  return itemAt(at, {
    url,
    title: title === url ? null : title,
    addedAt: timeOf(attributes.get('add_date')),
    tags: tidyTags([...named, ...splitTags(attributes.get('tags'), ',')]),
    state: toRead ? 'inbox' : null,
  })
}
