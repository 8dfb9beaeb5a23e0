// One address for an article however it was reached, so that saving it twice is noticed.

const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|vero_id|oly_(?:anon|enc)_id|wickedid|s_cid|ns_\w+|at_(?:medium|campaign|custom\d|link\w*|format|ptr_name|bbc_team)|cmpid|cmp|ncid|ocid|smid|smtyp|spm|share_?id|ref_?src|ref_url|__twitter_impression|amp_js_v|amp_gsa|usqp|taid|sr_share|guccounter|guce_\w+|trk\w*|_ga|_gl)$/i
const AMP_VALUES = new Set(['', '1', 'true', 'amp'])

/**
 * The address to compare articles by: without tracking parameters, fragment (but `#!`), default port, credentials,
 * trailing slash and AMP variants. The order of what remains is kept.
 *
 * @param url any address; text that is no http(s) address is returned trimmed
 * @returns the canonical form; `canonicalUrl(canonicalUrl(x)) === canonicalUrl(x)`
 */
export function canonicalUrl(url: string): string {
  const trimmed = url.trim()
  if (!URL.canParse(trimmed)) return trimmed
  const parsed = new URL(trimmed)
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return trimmed
  const original = behindAmpCache(parsed)
  if (original) return canonicalUrl(original)
  parsed.username = ''
  parsed.password = ''
  if (!parsed.hash.startsWith('#!')) parsed.hash = ''
  parsed.hostname = parsed.hostname.replace(/^amp\.(?=[^.]+\.)/, '').replace(/\.$/, '')
  parsed.pathname = plainPath(parsed.pathname)
  parsed.search = keptQuery(parsed.search)
  return parsed.href
}

/** Google's AMP viewer and cache carry the publisher's address in their path. */
function behindAmpCache(url: URL): string | null {
  const viewer = /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) ? /^\/amp\/(s\/)?(.+)$/.exec(url.pathname) : null
  const cache = url.hostname.endsWith('.cdn.ampproject.org') ? /^\/[acv]\/(s\/)?(.+)$/.exec(url.pathname) : null
  const match = viewer ?? cache
  return match ? `${match[1] ? 'https' : 'http'}://${match[2] ?? ''}${url.search}` : null
}

function plainPath(path: string): string {
  const plain = path
    .replace(/\/amp\/(?=.)/i, '/')
    .replace(/\/amp\/?$/i, '')
    .replace(/\.amp(?=\.html?$|$)/i, '')
    .replace(/\/+$/, '')
  return plain === '' ? '/' : plain
}

/** Works on the raw text: parsing and printing a query would change its encoding. */
function keptQuery(search: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => {
      const [name = '', value = ''] = part.split('=')
      if (name === '' || TRACKING.test(name)) return false
      const isAmp = /^(?:amp|outputtype)$/i.test(name) && AMP_VALUES.has(value.toLowerCase())
      return !isAmp
    })
  return kept.length > 0 ? `?${kept.join('&')}` : ''
}
