// Changes the text of an article that is in the library: from its page, from another source, by the user's hand, or back to
// what it was. Whatever it is from, it goes through one function and one transaction.
import { createHash } from 'node:crypto'
import { Failure, fail } from '../contract/failure.ts'
import type {
  Article,
  ArticleVersion,
  CaptureInput,
  CaptureProgress,
  Correction,
  ReanchorReport,
  TextChange,
  VersionReason,
} from '../contract/model.ts'
import { countWords } from '../text/word-count.ts'
import { followRanges } from './annotations/anchor.ts'
import type { Highlights } from './annotations/highlights.ts'
import { captureArticle } from './capture/capture.ts'
import type { CapturedArticle } from './capture/captured-article.ts'
import { sharedExtractor } from './capture/extract-pool.ts'
import type { Entities } from './entities/entities.ts'
import { withSetAside } from './library/article-content.ts'
import type { ArticleContent, ArticleContents, Fact } from './library/article-content.ts'
import type { Assets } from './library/assets.ts'

export interface UpdateOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: CaptureProgress) => void) | undefined
  fetch?: typeof fetch | undefined
}

export interface ArticleText {
  /**
   * Replaces the text by what the original page holds now or, with a source, by that. Id, state, tags, notes and highlights
   * stay, and so do facts that the user wrote. Throws the Failures of capture, NOT_FOUND, BAD_INPUT for an article without
   * an address, and CANCELLED when aborted; nothing is changed then.
   */
  update(id: string, source: CaptureInput | undefined, options?: UpdateOptions): Promise<TextChange>
  /** Throws Failure NOT_FOUND, BAD_INPUT when no text is left, CONFLICT when the text was changed meanwhile. */
  correct(correction: Correction): Promise<TextChange>
  /** Newest first. */
  versions(id: string): ArticleVersion[]
  /** See `goToVersion` of the contract. Throws Failure NOT_FOUND. */
  goTo(id: string, versionId: string, undo: boolean): TextChange
}

export interface ArticleTextDeps {
  contents: ArticleContents
  assets: Assets
  highlights: Pick<Highlights, 'reanchor' | 'anchors' | 'putBackAnchors'>
  entities: Pick<Entities, 'textReplaced' | 'analysePending'>
  article: (id: string) => Article
  changed: (articleId: string) => void
  now: () => number
}

/** As much of the text at the reading position as says where it is in another. */
const PLACE_LENGTH = 120
const NOTHING: ReanchorReport = { kept: 0, moved: 0, uncertain: 0, orphaned: 0 }

/**
 * Makes the functions that change the text of articles.
 * @param deps the rooms that a change concerns, and the clock
 */
export function createArticleText(deps: ArticleTextDeps): ArticleText {
  const { contents, highlights, entities } = deps

  const unchanged = (id: string): TextChange => ({
    article: deps.article(id),
    changed: false,
    report: NOTHING,
    formerVersion: null,
  })

  /** The one way in: everything that depends on the text follows it, or nothing is changed. */
  function replace(
    id: string,
    reason: VersionReason,
    next: (before: ArticleContent) => ArticleContent,
    steps: { anchor?: (text: string) => ReanchorReport; also?: () => void } = {},
  ): TextChange {
    const done = contents.atOnce(() => {
      const before = contents.read(id)
      const after = next(before)
      if (isSame(before, after)) return null
      const formerVersion = contents.keep(id, {
        content: before,
        anchors: JSON.stringify(highlights.anchors(id)),
        reason,
      })
      // Highlights follow the change of the text, so they go before it.
      const report = (steps.anchor ?? ((text) => highlights.reanchor(id, text)))(after.text)
      contents.write(id, after)
      if (before.text !== after.text) entities.textReplaced(id)
      steps.also?.()
      contents.prune(id)
      return { formerVersion, report }
    })
    if (done === null) return unchanged(id)
    deps.changed(id)
    entities.analysePending(id)
    return { article: deps.article(id), changed: true, ...done }
  }

  async function captured(id: string, source: CaptureInput | undefined, options: UpdateOptions) {
    const url = contents.address(id)
    const input = source ?? (url === null ? noAddress() : ({ kind: 'url', url } as const))
    const batch = deps.assets.batch()
    try {
      const article = await captureArticle(withAddress(input, url), {
        now: deps.now,
        storeAsset: (bytes, extension) => batch.store(bytes, extension),
        ...(options.signal && { signal: options.signal }),
        ...(options.onProgress && { onProgress: options.onProgress }),
        ...(options.fetch && { fetch: options.fetch }),
      })
      options.signal?.throwIfAborted()
      return { article, batch }
    } catch (error) {
      batch.discard()
      throw inOtherWords(error, options.signal)
    }
  }

  return {
    async update(id, source, options = {}) {
      const { article, batch } = await captured(id, source, options)
      const title = source !== undefined && !hasOwnTitle(article, source) ? null : article.title
      try {
        const change = replace(
          id,
          source === undefined ? 'update' : 'replace',
          (before) => updated(before, { ...article, title }),
          {
            also: () => {
              batch.attach(id)
            },
          },
        )
        if (!change.changed) batch.discard()
        return change
      } catch (error) {
        batch.discard()
        throw error
      }
    },

    async correct({ id, html, formerText, ...facts }) {
      const known = new Map(contents.pictures(id).map((path) => [path, path]))
      const finished = await sharedExtractor().placeImages(html, known)
      if (finished.text === '' && !finished.html.includes('<img')) {
        fail('BAD_INPUT', 'There would be no text left. Nothing was saved; delete the article instead.')
      }
      const standing = await sharedExtractor().placeImages(contents.read(id).html, known)
      return replace(id, 'correct', (before) => {
        if (before.text !== formerText) {
          fail(
            'CONFLICT',
            'The text was changed elsewhere meanwhile. Nothing was saved, and your corrections are still here.',
          )
        }
        return corrected(before, standing.html === finished.html ? before : finished, facts)
      })
    },

    versions: (id) => contents.versions(id),

    goTo(id, versionId, undo) {
      const { content, anchors } = contents.version(id, versionId)
      const states = JSON.parse(anchors) as ReturnType<Highlights['anchors']>
      return replace(id, 'back', (before) => (undo ? content : withPlaceOf(before, content)), {
        ...(undo && { anchor: (text: string) => highlights.putBackAnchors(id, text, states) }),
        also: () => {
          if (undo) contents.forget(versionId)
        },
      })
    },
  }
}

/** Whether the two say and show the same. */
function isSame(before: ArticleContent, after: ArticleContent): boolean {
  const facts = ['html', 'text', 'title', 'byline', 'siteName', 'publishedAt'] as const
  const aside = ({ setAside }: ArticleContent): string => setAside.map(({ html }) => html).join('\n')
  return facts.every((fact) => before[fact] === after[fact]) && aside(before) === aside(after)
}

function updated(
  before: ArticleContent,
  article: Omit<CapturedArticle, 'title'> & { title: string | null },
): ArticleContent {
  const {
    byline,
    siteName,
    publishedAt,
    lang,
    dir,
    excerpt,
    leadImage,
    html,
    text,
    wordCount,
    setAside,
    missingImages,
  } = article
  // What the source does not say is no news.
  const fact = <Name extends Fact>(name: Name, value: string | null): ArticleContent[Name] =>
    value === null || before.edited.includes(name) ? before[name] : (value as ArticleContent[Name])
  const fresh: ArticleContent = {
    ...before,
    title: fact('title', article.title),
    byline: fact('byline', byline),
    siteName: fact('siteName', siteName),
    publishedAt: publishedAt ?? before.publishedAt,
    ...{ lang, dir, excerpt, leadImage, html, text, wordCount, setAside, missingImages },
    bodyHtmlLength: null,
    bodyTextLength: null,
  }
  // Blocks that the user brought back stay: there may be highlights in them.
  return withPlaceOf(before, before.bodyHtmlLength === null ? fresh : withSetAside(fresh))
}

function corrected(
  before: ArticleContent,
  { html, text }: { html: string; text: string },
  facts: Partial<Record<Fact, string | null | undefined>>,
): ArticleContent {
  const wanted = Object.entries(facts).flatMap(([name, value]): [Fact, string | null][] => {
    const written = value?.replace(/\s+/g, ' ').trim() ?? ''
    const left = value === undefined || (name === 'title' && written === '')
    return left || (before[name as Fact] ?? '') === written ? [] : [[name as Fact, written === '' ? null : written]]
  })
  const changedText = html !== before.html
  // Set-aside blocks that stood in the text were corrected with it, so they are part of it now.
  const joined = changedText && before.bodyHtmlLength !== null
  return withPlaceOf(before, {
    ...before,
    ...Object.fromEntries(wanted),
    edited: [...new Set([...before.edited, ...wanted.map(([name]) => name)])],
    html,
    text,
    wordCount: text === before.text ? before.wordCount : countWords(text),
    excerpt: before.text.includes(before.excerpt.slice(0, 60)) ? excerptIn(text, before.excerpt) : before.excerpt,
    ...(joined && { setAside: [], bodyHtmlLength: null, bodyTextLength: null }),
    leadImage:
      before.leadImage !== null && !before.html.includes(before.leadImage) ? before.leadImage : leadIn(html, before),
  })
}

/** An excerpt that was taken from the text follows it. */
function excerptIn(text: string, before: string): string {
  if (text.includes(before.replace(/…$/, '').trimEnd())) return before
  const head = text.slice(0, 20_000)
  const paragraph = head.split('\n\n').find((each) => each.length >= 60) ?? head
  const words = paragraph.replace(/\s+/g, ' ').trim()
  return words.length <= EXCERPT_LENGTH ? words : `${words.slice(0, words.lastIndexOf(' ', EXCERPT_LENGTH - 1))}…`
}
const EXCERPT_LENGTH = 220

/** A lead image that was taken out of the text is none any more. */
function leadIn(html: string, { leadImage }: ArticleContent): string | null {
  if (leadImage !== null && html.includes(leadImage)) return leadImage
  return /<img [^>]*?src="(assets\/[^"]+)"/.exec(html)?.[1] ?? null
}

/** The content with the reading position on the same words as before, or as far on where they are gone; and its hash. */
function withPlaceOf(before: ArticleContent, after: ArticleContent): ArticleContent {
  const contentHash = createHash('sha256').update(`${after.title}\n${after.text}`).digest('base64url')
  if (before.text === after.text) return { ...after, contentHash, position: before.position, fraction: before.fraction }
  const start = Math.min(before.position, before.text.length)
  const range = { start, end: Math.min(before.text.length, start + PLACE_LENGTH) }
  const [found] = start === 0 ? [range] : followRanges(after.text, [range], before.text)
  const share = before.text.length === 0 ? 0 : start / before.text.length
  const position = found?.start ?? blockAt(after.text, Math.round(share * after.text.length))
  const finished = before.fraction >= 1 ? 1 : position / Math.max(1, after.text.length)
  return { ...after, contentHash, position, fraction: start === 0 && before.fraction < 1 ? 0 : Math.min(1, finished) }
}

/** Where the block begins that holds an offset. */
function blockAt(text: string, offset: number): number {
  const separator = text.lastIndexOf('\n\n', offset)
  return separator < 0 ? 0 : separator + 2
}

/**
 * Whether a source brought a title that its text does not begin with: a headline that was taken off the top, and would be
 * lost if it were not the article's. The name of a file is none.
 */
function hasOwnTitle({ title, text }: CapturedArticle, source: CaptureInput): boolean {
  const folded = (words: string) =>
    words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const name =
    source.kind === 'file' ? folded(source.name.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]{1,8}$/i, '')) : ''
  return !folded(text).startsWith(folded(title)) && folded(title) !== name && title !== 'Untitled'
}

/** Addresses in what is pasted are those of the article's page. */
function withAddress(input: CaptureInput, url: string | null): CaptureInput {
  return input.kind === 'url' || input.url !== undefined || url === null ? input : { ...input, url }
}

function noAddress(): never {
  return fail(
    'BAD_INPUT',
    'This article has no address to fetch it from again. Nothing was changed; replace its text instead.',
  )
}

/** Capture speaks of adding; here something was there already. */
function inOtherWords(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return new Failure('CANCELLED', 'Stopped. The article is as it was.', { cause: error })
  if (!(error instanceof Failure)) return error
  return new Failure(error.code, error.message.replaceAll('Nothing was added', 'The article is as it was'), {
    cause: error,
  })
}
