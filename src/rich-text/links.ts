// Which addresses a link in a note may lead to.

const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:'])

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
