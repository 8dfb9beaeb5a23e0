// The article that a page describes in JSON-LD (https://schema.org/Article).

/** What was found, as written there. */
export interface JsonLdArticle {
  headline: string | null
  authors: string[]
  siteName: string | null
  published: string | null
  lang: string | null
  description: string | null
  image: string | null
  url: string | null
}

type Json = Record<string, unknown>

const ARTICLE_TYPE =
  /(?:Article|BlogPosting|Report|LiveBlogPosting|SocialMediaPosting|TechArticle|Review|AnalysisNewsArticle)$/
const MAX_NODES = 5000

/**
 * Reads the JSON-LD of a page.
 *
 * @param document the parsed page
 * @returns the first article described there; empty fields when there is none, or when its JSON is broken
 */
export function readJsonLd(document: Document): JsonLdArticle {
  const nodes = [...document.querySelectorAll('script[type*="ld+json" i]')].flatMap((script) =>
    nodesOf(parse(script.textContent)),
  )
  const byId = new Map(nodes.flatMap((node) => (typeof node['@id'] === 'string' ? [[node['@id'], node] as const] : [])))
  const resolved = (value: unknown): unknown =>
    isJson(value) && Object.keys(value).length === 1 && typeof value['@id'] === 'string'
      ? (byId.get(value['@id']) ?? value)
      : value
  const article = nodes.find((node) => typesOf(node).some((type) => ARTICLE_TYPE.test(type)))
  const site = nodes.find((node) => typesOf(node).includes('WebSite'))
  return {
    headline: text(article?.['headline']) ?? text(article?.['name']),
    authors: list(article?.['author'])
      .map((author) => nameOf(resolved(author)))
      .filter((name) => name !== null),
    siteName: nameOf(resolved(first(article?.['publisher']))) ?? nameOf(site),
    published: text(article?.['datePublished']) ?? text(article?.['dateCreated']),
    lang: text(article?.['inLanguage']),
    description: text(article?.['description']),
    image: addressOf(resolved(first(article?.['image']))) ?? text(article?.['thumbnailUrl']),
    url: text(article?.['url']) ?? addressOf(article?.['mainEntityOfPage']),
  }
}

function parse(source: string): unknown {
  const cleaned = source.replace(/^\s*(?:\/\/)?<!(?:--|\[CDATA\[)|(?:\/\/)?(?:-->|\]\]>)\s*$/g, '')
  try {
    return JSON.parse(cleaned)
  } catch {
    return null
  }
}

/** All objects, however graphs and lists nest them, outermost first. */
function nodesOf(root: unknown): Json[] {
  const found: Json[] = []
  const queue: unknown[] = [root]
  for (let at = 0; at < queue.length && at < MAX_NODES; at++) {
    const value = queue[at]
    if (Array.isArray(value)) queue.push(...value.slice(0, MAX_NODES))
    else if (isJson(value)) {
      found.push(value)
      queue.push(...Object.values(value).filter((inner) => typeof inner === 'object'))
    }
  }
  return found
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typesOf(node: Json): string[] {
  return list(node['@type']).filter((type) => typeof type === 'string')
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

function first(value: unknown): unknown {
  return list(value)[0]
}

function text(value: unknown): string | null {
  const only = first(value)
  if (typeof only !== 'string') return isJson(only) ? text(only['@value']) : null
  const line = decoded(only).replace(/\s+/g, ' ').trim()
  return line === '' ? null : line
}

/** Some sites escape their headlines as html inside JSON. */
function decoded(value: string): string {
  const named: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    rsquo: '’',
    lsquo: '‘',
    rdquo: '”',
    ldquo: '“',
    ndash: '–',
    mdash: '—',
  }
  return value.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal: string, hex: string, name: string) => {
      const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : null
      return code === null
        ? (named[name.toLowerCase()] ?? whole)
        : code <= 0x10ffff
          ? String.fromCodePoint(code)
          : whole
    },
  )
}

function nameOf(value: unknown): string | null {
  return isJson(value) ? text(value['name']) : text(value)
}

function addressOf(value: unknown): string | null {
  return isJson(value) ? (text(value['url']) ?? text(value['contentUrl']) ?? text(value['@id'])) : text(value)
}
