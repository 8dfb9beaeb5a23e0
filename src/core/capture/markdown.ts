// Markdown into a draft: CommonMark with GitHub's tables, footnotes and task lists, YAML front matter for the metadata.
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { parse as parseYaml } from 'yaml'
import type { HtmlExtension } from 'micromark-util-types'
import type { ArticleDraft } from './article-draft.ts'
import { parseMachineDate } from './dates.ts'
import { parseBody } from './finish-article.ts'
import { languageTag } from './language.ts'
import { liftImages } from './lift-images.ts'
import { fenceMath, mathHtml, mathSyntax } from './markdown-math.ts'
import { liftMath } from './math.ts'
import { oneLine, webAddress } from './metadata.ts'
import { tidyHtml } from './tidy-html.ts'
import { takeTrailing } from './trailing-blocks.ts'
import { trimSource } from './trim-source.ts'

/**
 * Reads Markdown. Html inside it is read like any page's and sanitised later.
 *
 * @param source the decoded file
 * @param url its address, if known, for relative links
 * @returns the draft, and the images that stood in it as data
 * @throws Failure TOO_LARGE when it has too many elements
 */
export function readMarkdown(source: string, url: string | null): { draft: ArticleDraft; inlineImages: string[] } {
  const { fields, body } = splitFrontMatter(source.replace(/\r\n?/g, '\n'))
  const address =
    url ?? webAddress(field(fields, 'url', 'source', 'link', 'original_url', 'canonical', 'canonical_url'), null)
  const html = micromark(fenceMath(body), {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm(), mathSyntax()],
    htmlExtensions: [htmlExtension(), mathHtml()],
  })
  const trimmed = trimSource(html)
  const root = parseBody(trimmed.html)
  liftMath(root, false)
  liftImages(root, address)
  markTasks(root)
  for (const label of root.querySelectorAll('.footnotes > h2')) label.remove()
  const stated = field(fields, 'title')
  const title = stated ?? takeHeading(root)
  tidyHtml(root, { title, baseUrl: address })
  const siteName = field(fields, 'site', 'site_name', 'sitename', 'publisher', 'publication')
  const setAside = takeTrailing(root, siteName)
  const published = field(fields, 'date', 'published', 'date_published', 'published_at', 'created')
  const draft: ArticleDraft = {
    title,
    byline: names(fields),
    siteName,
    publishedAt: published === null ? null : parseMachineDate(published),
    lang: languageTag(field(fields, 'lang', 'language')),
    excerpt: field(fields, 'description', 'excerpt', 'summary'),
    canonicalUrl: address,
    leadImage: webAddress(field(fields, 'image', 'cover', 'thumbnail'), address),
    tags: tagsOf(fields),
    html: root.innerHTML,
    setAside,
  }
  return { draft, inlineImages: trimmed.inlineImages }
}

/** GitHub's html, without its filter that shows some tags as text: what must not stay is removed later. */
function htmlExtension(): HtmlExtension {
  const extension = gfmHtml({ label: 'Notes', clobberPrefix: '' })
  const { htmlFlowData: _flow, htmlTextData: _text, ...exit } = extension.exit ?? {}
  return { ...extension, exit }
}

type Fields = Record<string, unknown>

/** Front matter that is no valid YAML is left in the text: better seen than lost. */
function splitFrontMatter(source: string): { fields: Fields; body: string } {
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source)
  if (!match) return { fields: {}, body: source }
  try {
    const parsed: unknown = parseYaml(match[1] ?? '', { maxAliasCount: 20 })
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { fields: {}, body: source }
    const entries = Object.entries(parsed).map(
      ([key, value]) => [key.toLowerCase().replace(/[\s-]+/g, '_'), value as unknown] as const,
    )
    return { fields: Object.fromEntries(entries), body: source.slice(match[0].length) }
  } catch {
    return { fields: {}, body: source }
  }
}

function field(fields: Fields, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = fields[key]
    const text =
      value instanceof Date
        ? value.toISOString()
        : typeof value === 'string' || typeof value === 'number'
          ? oneLine(String(value))
          : null
    if (text !== null) return text
  }
  return null
}

function texts(value: unknown, separator: RegExp): string[] {
  const values: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(separator) : []
  return values
    .map((one) => (typeof one === 'object' && one !== null && 'name' in one ? one.name : one))
    .flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [oneLine(String(one))] : []))
    .filter((one) => one !== null)
}

function names(fields: Fields): string | null {
  const people = texts(fields['author'] ?? fields['authors'] ?? fields['byline'], /;\s*/)
  const plain = people.map((name) => name.replace(/^\[\[(.*)\]\]$/, '$1').replace(/^by\s+/i, ''))
  return plain.length > 0 ? plain.join(', ') : null
}

function tagsOf(fields: Fields): string[] {
  const tags = texts(fields['tags'] ?? fields['tag'] ?? fields['keywords'], /[,;]\s*|\s+(?=#)/)
  return [...new Set(tags.map((tag) => tag.replace(/^#/, '').trim()).filter((tag) => tag !== ''))]
}

/** The first heading is the title when nothing but it begins the text. */
function takeHeading(root: Element): string | null {
  const first = root.firstElementChild
  if (first?.localName !== 'h1') return null
  const title = oneLine(first.textContent)
  first.remove()
  return title
}

/** A checkbox is a control; what it says is kept as a character. */
function markTasks(root: Element): void {
  for (const box of root.querySelectorAll('li input[type="checkbox"]')) {
    box.closest('ul')?.classList.add('task-list')
    box.replaceWith(box.hasAttribute('checked') ? '☑' : '☐')
  }
}
