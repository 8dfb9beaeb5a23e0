// From a draft to an extracted article: html sanitised and normalised until it stands still, and its canonical text.
import { JSDOM } from 'jsdom'
import { Failure } from '../../contract/failure.ts'
import type { SetAsideBlock } from '../../contract/model.ts'
import { textOf } from '../../text/canonical-text.ts'
import { normaliseHtml } from '../../text/normalise.ts'
import type { ArticleDraft } from './article-draft.ts'
import type { ExtractedArticle } from './captured-article.ts'
import { shorten } from './html-text.ts'
import { detectLanguage, directionOf, languageTag } from './language.ts'
import { shortTitle } from './plain-text.ts'
import { sanitise } from './sanitise.ts'
import type { ImagePolicy } from './sanitise.ts'

const blank = new JSDOM('').window.document.implementation
const EXCERPT_LENGTH = 220
const ROUNDS = 5

/** What a source offers besides its content, for what the content does not say. */
export interface SourceHints {
  /** The file's name. */
  name?: string | undefined
}

/**
 * Sanitises and normalises html, as it is stored.
 *
 * @param html any html
 * @param images which images may stay
 * @returns the html, and its canonical text: `textOf(parse(html)) === text`
 */
export function finishHtml(html: string, images: ImagePolicy): { html: string; text: string } {
  let body = sanitise(html, images)
  for (let round = 0; ; round++) {
    normaliseHtml(body)
    const written = body.innerHTML
    // What is stored is what comes out of the sanitiser when it is given exactly that: it has the last word.
    body = sanitise(written, images)
    const sanitised = body.innerHTML
    if (sanitised === written) return { html: sanitised, text: textOf(body) }
    if (round === ROUNDS) return { html: sanitised, text: textOf(parseBody(sanitised)) }
  }
}

/**
 * Parses a piece of html as the reader does: as the content of a body, in a document that runs and loads nothing.
 *
 * @param html the piece
 * @returns the body that holds it
 */
export function parseBody(html: string): HTMLElement {
  const { body } = blank.createHTMLDocument('')
  body.innerHTML = html
  return body
}

/**
 * Completes a draft.
 *
 * @param draft what the reader of the format found
 * @param hints the file's name
 * @returns the article as extraction hands it on
 * @throws Failure BAD_INPUT when there is no text to read
 */
export function finishArticle(draft: ArticleDraft, hints: SourceHints): ExtractedArticle {
  const { html, text } = finishHtml(draft.html, 'remote')
  const setAside = draft.setAside.map((block) => finishAside(block)).filter((block) => block.text !== '')
  if (text === '' && !html.includes('<img')) {
    throw new Failure(
      'BAD_INPUT',
      'There is no text to read in it. Nothing was added: check that it is the right page or file.',
    )
  }
  const lang = languageTag(draft.lang) ?? detectLanguage(wordsOf(html, text))
  return {
    title: draft.title ?? titleFromName(hints.name) ?? (shortTitle(text) || 'Untitled'),
    byline: draft.byline,
    siteName: draft.siteName,
    publishedAt: draft.publishedAt,
    lang,
    dir: directionOf(lang, text),
    excerpt: shorten(draft.excerpt ?? excerptOf(text), EXCERPT_LENGTH),
    canonicalUrl: draft.canonicalUrl,
    leadImage: draft.leadImage,
    tags: draft.tags,
    html,
    text,
    setAside,
  }
}

/** Blocks set aside are words: their pictures are the site's, and not fetched. */
function finishAside(block: ArticleDraft['setAside'][number]): SetAsideBlock {
  return { ...finishHtml(block.html, 'stored'), reason: block.reason }
}

/** The text without formulas and code, whose letters are words of no language; all of it when nothing else is there. */
function wordsOf(html: string, text: string): string {
  if (!/<(?:math|pre)[ >]/.test(html)) return text
  const body = parseBody(html)
  for (const element of body.querySelectorAll('math, pre')) element.remove()
  return textOf(body) || text
}

function titleFromName(name: string | undefined): string | null {
  const bare = name
    ?.replace(/^.*[/\\]/, '')
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim()
  return bare ? bare.charAt(0).toUpperCase() + bare.slice(1) : null
}

function excerptOf(text: string): string {
  const head = text.slice(0, 20_000)
  return head.split('\n\n').find((paragraph) => paragraph.length >= 60) ?? head
}
