// Articles as things to cite: CSL-JSON and BibTeX.
import { plugins } from '@citation-js/core'
import type { CSL, CSLName, CSLType } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import type { Article } from '../../contract/model.ts'
import type { FormatWriter } from './library-to-export.ts'

const bibtex = plugins.config.get('@bibtex')
// UTF-8 as it is, which BibTeX has long read; what is special in TeX is escaped all the same. Keys are ours.
bibtex.format.asciiOnly = false
bibtex.format.useIdAsLabel = true

/** CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html): one list. */
export const writeCslJson: FormatWriter = async function* (library, selection) {
  const keyOf = citationKeys()
  let before = '[\n'
  for (const id of selection.articleIds) {
    const article = library.article(id)
    yield `${before}${JSON.stringify(citationOf(article, keyOf(article)))}`
    before = ',\n'
    selection.after({ articles: 1, highlights: 0, notes: 0 })
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** BibTeX: one entry an article. */
export const writeBibtex: FormatWriter = async function* (library, selection) {
  const keyOf = citationKeys()
  for (const id of selection.articleIds) {
    const article = library.article(id)
    yield `${plugins.output.format('bibtex', [citationOf(article, keyOf(article))]).trim()}\n\n`
    selection.after({ articles: 1, highlights: 0, notes: 0 })
  }
}

/**
 * An article as CSL-JSON.
 * @param article what is cited
 * @param key the id of the citation
 */
export function citationOf(article: Article, key: string): CSL {
  const { title, byline, siteName, publishedAt, addedAt, url, lang } = article
  const type = typeOf(article)
  const author = byline === null ? [] : namesIn(byline)
  return {
    id: key,
    type,
    title: title.replace(/\s+/g, ' ').trim(),
    ...(author.length > 0 && { author }),
    ...(siteName !== null && { 'container-title': siteName }),
    ...(publishedAt !== null && { issued: dayOf(publishedAt) }),
    ...(url !== null && { URL: url, accessed: dayOf(addedAt) }),
    ...(lang !== null && { language: lang }),
  }
}

function dayOf(time: number): { 'date-parts': [[number, number, number]] } {
  const date = new Date(time)
  return { 'date-parts': [[date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]] }
}

const NEWSPAPER =
  /\b(times|post|guardian|tribune|herald|gazette|telegraph|chronicle|daily|observer|courier|mail|news|journal|globe|zeitung|tagesblatt|tagblatt|monde|figaro|libération|país|mundo|corriere|repubblica)\b|zeitung$/i
const MAGAZINE =
  /\b(magazine|review|atlantic|new yorker|wired|spiegel|economist|quarterly|monthly|weekly|nautilus|aeon)\b/i
const BLOG = /\bblog\b|(^|\.)(substack|medium|wordpress|blogspot|tumblr|ghost)\./i

/** What kind of thing an article is, by its address and the name of its site; a page of the web when neither says more. */
function typeOf({ url, siteName }: Article): CSLType {
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : ''
  const site = siteName ?? ''
  if (host === '') return 'document'
  if (/(^|\.)wikipedia\.org$/.test(host) || /encyclop/i.test(site)) return 'entry-encyclopedia'
  if (/(^|\.)(doi|arxiv|biorxiv|ncbi\.nlm\.nih)\.(org|gov)$/.test(host)) return 'article-journal'
  if (BLOG.test(host) || BLOG.test(site)) return 'post-weblog'
  if (MAGAZINE.test(site)) return 'article-magazine'
  return NEWSPAPER.test(site) ? 'article-newspaper' : 'webpage'
}

const ORGANISATION =
  /\b(staff|team|editors?|editorial|desk|agency|agencies|press|reuters|correspondents?|contributors?|news|bbc|university|institute|ministry|office|committee|council|foundation|association|group|inc|ltd|gmbh)\b/i
const PARTICLE = /^(van|von|de|der|den|del|della|di|da|dos|du|la|le|ten|ter|zu|zur|af|av|el|al|bin|ibn)$/i
const SUFFIX = /^(jr|sr|ii|iii|iv)\.?$/i

/**
 * The people of a byline.
 * @param byline as it stands above the article: `By Ada Vale and Bo von Berg`
 * @returns CSL names in their order; an organisation, and a name of one word, as it stands
 */
export function namesIn(byline: string): CSLName[] {
  return byline
    .replace(/\s+/g, ' ')
    .replace(/^\s*(by|von|par|por|di|words by|written by|text)[:\s]\s*(?=\p{Lu})/iu, '')
    .split(/\s*(?:;|\||\s&\s|\s+and\s+|\s+und\s+|\s+et\s+|\s+y\s+|,(?!\s*(?:jr|sr|ii|iii|iv)\b)|，|、)\s*/iu)
    .map((name) => name.replace(/^(and|by)\s+/i, '').trim())
    .filter((name) => name !== '')
    .map(nameOf)
}

function nameOf(name: string): CSLName {
  const words = name.replace(/,/g, '').split(' ')
  if (words.length === 1 || ORGANISATION.test(name) || words.length > 6) return { literal: name }
  const suffix = SUFFIX.test(words.at(-1) ?? '') && words.length > 2 ? words.pop() : undefined
  let family = words.length - 1
  while (family > 1 && PARTICLE.test(words[family - 1] ?? '')) family -= 1
  const last = words.slice(family)
  const particles = last.slice(0, -1).join(' ')
  return {
    family: last.at(-1) ?? name,
    given: words.slice(0, family).join(' '),
    ...(particles !== '' && { 'non-dropping-particle': particles }),
    ...(suffix !== undefined && { suffix }),
  }
}

/**
 * Makes the keys of citations: `vale2025bridge`. One that is taken gets the end of the article's id, so that which of two
 * articles has the plain one depends on nothing but which was added first.
 */
function citationKeys(): (article: Article) => string {
  const taken = new Set<string>()
  return (article) => {
    const [author] = article.byline === null ? [] : namesIn(article.byline)
    const name = plainLetters(author?.family ?? author?.literal ?? article.siteName ?? '')
    const year = article.publishedAt === null ? '' : String(new Date(article.publishedAt).getUTCFullYear())
    const words = article.title.split(/[\s\p{P}]+/u).map(plainLetters)
    const word = words.find((one) => one.length > 3) ?? words.find((one) => one !== '') ?? ''
    const short = article.id.replaceAll('-', '').slice(-6)
    const plain = name + word === '' ? `article${year}-${short}` : `${name}${year}${word}`
    const key = taken.has(plain) ? `${plain}-${short}` : plain
    taken.add(key)
    return key
  }
}

function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 24)
}
