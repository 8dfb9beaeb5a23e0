// A light reading of the flat pages that bookmarks are exported as: a few kinds of elements in their order, with their
// words. Nothing nested is understood, which those pages do not need; a hundred thousand links take part of a second.

/** An element that begins or ends. */
export interface HtmlToken {
  /** Lower case. */
  name: string
  /** Of an end tag, and of one that another ends: the words in it, decoded. Null where it only begins. */
  text: string | null
  attributes: ReadonlyMap<string, string>
  /** Where it begins, from 1. */
  line: number
  isEnd: boolean
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  middot: '·',
  bull: '•',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
}

/**
 * The elements with some names.
 * @param html the page
 * @param names in lower case; `a`, `h1` and the like come once, with their words; others where they begin and where they end
 */
export function* htmlTokens(html: string, names: readonly string[]): Generator<HtmlToken> {
  const wanted = new RegExp(`<(/?)(${names.join('|')})(?=[\\s>/])((?:[^>"']|"[^"]*"|'[^']*')*)>`, 'gi')
  let line = 1
  let counted = 0
  for (let match = wanted.exec(html); match !== null; match = wanted.exec(html)) {
    line += newLines(html, counted, match.index)
    counted = match.index
    const name = match[2]!.toLowerCase()
    const isEnd = match[1] === '/'
    const hasWords = /^(?:a|h\d|dd|title)$/.test(name)
    if (isEnd && hasWords) continue
    let text: string | null = null
    if (hasWords) {
      const from = wanted.lastIndex
      const stop = /<\/(?:a|h\d|dd|title)\s*>|<(?:dt|dd|dl|\/dl|li|\/li|h\d)\b/gi
      stop.lastIndex = from
      const to = stop.exec(html)?.index ?? html.length
      text = decodeEntities(html.slice(from, to).replace(/<[^>]*>/g, ''))
    }
    yield { name, text, attributes: isEnd ? new Map() : attributesOf(match[3]!), line, isEnd }
  }
}

function newLines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function attributesOf(source: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name, double, single, bare] of source.matchAll(
    /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    found.set(name!.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''))
  }
  return found
}

/**
 * Text with its character references resolved: those by number, and the names that pages of bookmarks have.
 * @param text of html, without elements
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
    },
  )
}
