// Links into the library from outside: commonplace://article/<id>#<start>-<end>.

/** The renderer's address fragment for a deep link, or null for anything that is not one. */
export function fragmentOfDeepLink(link: string): string | null {
  const match =
    /^commonplace:\/\/article\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?(?:#(\d{1,9})-(\d{1,9}))?$/i.exec(link)
  if (!match) return null
  const [, id = '', start, end] = match
  return `#/article/${id.toLowerCase()}${start && end ? `?at=${start}-${end}` : ''}`
}
