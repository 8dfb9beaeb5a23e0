// Which addresses a link in a note may lead to, and how a place in the library is written as an address.

const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:'])

/** What a reference in a note can lead to. */
export const REFERENCE_KINDS = ['note', 'article', 'entity', 'highlight'] as const
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]

/** A place in the library; `articleId` is given with a highlight where it is known. */
export interface LibraryPlace {
  kind: ReferenceKind
  id: string
  articleId?: string
}

/**
 * The address to open for what stands in a link, or null when it must not be opened.
 * Only http, https and mailto are; a bare `example.org/page` is taken as https, `someone@example.org` as mailto.
 * @param address as the user typed or pasted it
 * @returns an absolute address with one of the three schemes, or null
 */
export function safeAddress(address: string): string | null {
  const trimmed = address.trim()
  if (!trimmed) return null
  const url = URL.parse(withScheme(trimmed))
  if (!url || !SAFE_SCHEMES.has(url.protocol)) return null
  return url.protocol === 'mailto:' || url.hostname ? url.href : null
}

function withScheme(address: string): string {
  if (/^[a-z][a-z\d+.-]*:(?!\d)/i.test(address)) return address
  if (/^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(address)) return `mailto:${address}`
  if (/^[^\s/]+\.[^\s/]+/.test(address)) return `https://${address}`
  return address
}

/**
 * The address of a link as it is written into a file: what the app itself does not open, such as a path beside the file or
 * the address of another program, is kept there; what runs a script is not.
 * @param address as it stands in the note
 * @returns an address without spaces and control characters, or null where it must not be written
 */
export function writtenAddress(address: string): string | null {
  // What a browser leaves out before it looks at the scheme.
  const plain = [...address.trim()].filter((character) => character.codePointAt(0)! >= 32).join('')
  if (plain === '' || /^(?:javascript|vbscript|data|blob):/i.test(plain)) return null
  return plain.replace(/\s/g, '%20')
}

/**
 * Writes a place in the library as an address: `commonplace://article/ID`.
 * @param place with its kind and id
 */
export function libraryAddress({ kind, id, articleId }: LibraryPlace): string {
  const within = kind === 'highlight' && articleId ? `?article=${articleId}` : ''
  return `commonplace://${kind}/${id}${within}`
}

/**
 * Reads what libraryAddress writes.
 * @param address any address
 * @returns the place, or null where it is no address of a library
 */
export function readLibraryAddress(address: string): LibraryPlace | null {
  const found =
    /^commonplace:\/\/(note|article|entity|highlight)\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\?article=([\da-f-]{36}))?$/i.exec(
      address.trim(),
    )
  const kind = REFERENCE_KINDS.find((known) => known === found?.[1]?.toLowerCase())
  if (!found || !kind) return null
  const id = found[2]!.toLowerCase()
  return found[3] === undefined ? { kind, id } : { kind, id, articleId: found[3].toLowerCase() }
}
