// Puts one item of an export into the library: as a new article, or as what is new to one that is there.
import { createHash } from 'node:crypto'
import type { ImportEntry, ImportOptions } from '../../contract/import-model.ts'
import type { Notes } from '../notes/notes.ts'
import { joinNotes } from '../../rich-text/join-notes.ts'
import { textOfState } from '../../rich-text/note-state.ts'
import { stateOfMarkdown } from '../../rich-text/read-markdown.ts'
import type { NoteTarget } from '../../contract/model.ts'
import type { HighlightToPlace, ImportedHighlights } from '../annotations/imported-highlights.ts'
import type { Highlights } from '../annotations/highlights.ts'
import { canonicalUrl } from '../capture/canonical-url.ts'
import { shorten } from '../capture/html-text.ts'
import { detectLanguage, directionOf, languageTag } from '../capture/language.ts'
import { countWords } from '../../text/word-count.ts'
import type { ArticleContent, ArticleContents } from '../library/article-content.ts'
import type { Articles } from '../library/articles.ts'
import type { ImportedArticles, KnownArticle } from '../library/imported-articles.ts'
import type { ImportedHighlight, ImportedItem } from './imported-item.ts'
import type { ImportRuns } from './import-runs.ts'
import { plainQuote } from './plain-quote.ts'
import type { Prepared, PreparedText } from './prepare-text.ts'

export interface PutInDeps {
  articles: Pick<Articles, 'findDuplicate'>
  imported: ImportedArticles
  contents: ArticleContents
  highlights: Pick<Highlights, 'anchors' | 'reanchor'>
  placing: ImportedHighlights
  notes: Pick<Notes, 'get' | 'save'>
  runs: ImportRuns
  /** The names of the former text are none of it now. */
  textReplaced: (articleId: string) => void
  /** There is nothing in it to look for names in. */
  nothingToRead: (articleId: string) => void
  now: () => number
}

/** An import that goes on. */
export interface Going {
  runId: string
  format: string
  options: Required<{ [K in keyof ImportOptions]: NonNullable<ImportOptions[K]> | null }>
  /** Ids by title in lower case, made when first needed. */
  byTitle: (() => Map<string, string[]>) & { forget?: () => void }
}

/** `notes`: how many were written or got words. */
export type PutIn = Omit<ImportEntry, 'outcome'> & {
  outcome: 'added' | 'merged' | 'known' | 'trashed'
  notes: number
  linkOnly: boolean
}

const EXCERPT_LENGTH = 220

/**
 * Makes the function that puts one item in; call it inside a transaction.
 * @param deps the rooms that an item concerns
 */
export function createPutIn(deps: PutInDeps): {
  putIn: (going: Going, item: ImportedItem, prepared: Prepared) => PutIn
  /** Whether exactly this came in before and is there: then its text need not be made ready. */
  isKnown: (going: Going, item: ImportedItem) => boolean
  /** Whether an item without an address would come to an article that is there, by its title and its passages. */
  isThere: (titles: Pick<Going, 'byTitle'>, item: ImportedItem) => boolean
} {
  const { imported, placing, runs } = deps

  /** The article that an item is, if it is in the library. */
  function existing(
    going: Going,
    item: ImportedItem,
    text: PreparedText | null,
    hash: string,
  ): KnownArticle | undefined {
    const byName = item.foreignId === null ? undefined : runs.known(idName(going, item.foreignId))
    const named = byName === undefined ? undefined : imported.find(byName)
    if (named !== undefined) return named
    const key = keyOf(item)
    const found = deps.articles.findDuplicate({ canonicalUrl: key, contentHash: hash })
    if (found !== undefined) return imported.find(found)
    return key === null && text?.passages ? sameTitle(going, item) : undefined
  }

  /** A book or page without an address: one of that title in which at least one of the passages stands. */
  function sameTitle(going: Pick<Going, 'byTitle'>, { title, highlights }: ImportedItem): KnownArticle | undefined {
    for (const id of going.byTitle().get((title ?? '').toLowerCase()) ?? []) {
      const article = imported.find(id)
      if (article && article.text !== '' && placing.standing(article.text, highlights.slice(0, 20)) > 0) return article
    }
    return undefined
  }

  function insert(going: Going, item: ImportedItem, text: PreparedText | null, hash: string): string {
    const found = text?.article
    const title = item.title ?? found?.title ?? titleOfAddress(item.url)
    const words = found?.text ?? `${title} ${item.excerpt ?? ''}`
    const lang = languageTag(item.lang) ?? found?.lang ?? (found === undefined ? null : detectLanguage(words))
    const { tag, state } = going.options
    const id = imported.insert(
      {
        ...{ url: item.url, canonicalUrl: keyOf(item), contentHash: hash, title, lang },
        byline: item.byline ?? found?.byline ?? null,
        siteName: item.siteName ?? found?.siteName ?? hostOf(item.url),
        publishedAt: item.publishedAt ?? found?.publishedAt ?? null,
        dir: directionOf(lang, words),
        excerpt: shorten(item.excerpt ?? found?.excerpt ?? '', EXCERPT_LENGTH),
        leadImage: found?.leadImage ?? null,
        html: found?.html ?? '',
        text: found?.text ?? '',
        wordCount: found?.wordCount ?? 0,
        setAside: found?.setAside ?? [],
        missingImages: found?.missingImages ?? [],
        tags: [...item.tags, ...(found?.tags ?? []), ...(tag === null ? [] : [tag])],
        source: item.url === null ? 'text' : 'url',
        state: item.state ?? state ?? 'inbox',
        favourite: item.favourite,
        addedAt: item.addedAt ?? deps.now(),
      },
      placeIn(found?.text ?? '', item.progress ?? 0),
    )
    text?.batch?.attach(id)
    if (found === undefined) deps.nothingToRead(id)
    return id
  }

  /** Writes another text in the place of an article's; the former one is kept as a version, and highlights follow. */
  function setText(going: Going, id: string, next: (before: ArticleContent) => ArticleContent): string {
    const before = deps.contents.read(id)
    const after = next(before)
    const versionId = deps.contents.keep(id, {
      content: before,
      anchors: JSON.stringify(deps.highlights.anchors(id)),
      reason: 'replace',
    })
    deps.highlights.reanchor(id, after.text)
    const contentHash = hashOf(before.title, after.text)
    deps.contents.write(id, { ...after, contentHash })
    deps.textReplaced(id)
    runs.addMade(going.runId, { kind: 'text', targetId: id, before: versionId, after: contentHash })
    return after.text
  }

  /** Gives an article that came without its text the one that this export has. */
  function fill(going: Going, id: string, { article, batch }: PreparedText): string {
    const { html, text, wordCount, setAside, missingImages, leadImage, lang, dir } = article
    const words = setText(going, id, (before) => ({
      ...before,
      ...{ html, text, wordCount, setAside, missingImages, leadImage, lang, dir },
      ...placeIn(text, before.fraction),
    }))
    batch?.attach(id)
    return words
  }

  /** A book that an import made of passages gets those that are not in it yet, at its end. */
  function lengthen(going: Going, { id, text }: KnownArticle, { passages, highlights }: PreparedText): string {
    const standing = new Set(placing.lost(text, highlights))
    const fresh = (passages ?? []).filter((_, index) => standing.has(index))
    if (fresh.length === 0) return text
    return setText(going, id, (before) => {
      const words = [before.text, ...fresh.map((passage) => passage.text)].join('\n\n')
      return {
        ...before,
        html: before.html + fresh.map(({ html }) => html).join(''),
        text: words,
        wordCount: countWords(words),
      }
    })
  }

  /** Writes a note, or adds it to the one that is there; returns whether anything was new. */
  function write(going: Going, target: NoteTarget, markdown: string): boolean {
    if (markdown.trim() === '') return false
    const name = `note ${target.id} ${digest(markdown)}`
    if (runs.known(name) !== undefined) return false
    runs.remember(going.runId, name, target.id)
    const there = deps.notes.get(target)
    const fresh = stateOfMarkdown(markdown)
    if (there !== null && folded(there.text).includes(folded(textOfState(fresh)))) return false
    const state = there === null || there.text === '' ? fresh : joinNotes([there.state, fresh])
    const saved = deps.notes.save({ target, state, text: '' })
    runs.addMade(going.runId, {
      kind: there === null ? 'note' : 'note-words',
      targetId: saved.id,
      before: there?.state ?? null,
      after: digest(saved.state),
    })
    return true
  }

  function annotate(
    going: Going,
    articleId: string,
    text: string,
    highlights: readonly ImportedHighlight[],
    addedAt: number,
  ) {
    const counts = { placed: 0, uncertain: 0, lost: 0, waiting: 0, notes: 0 }
    if (highlights.length === 0) return counts
    const fresh = highlights.filter(({ foreignId, exact }) => {
      if (exact.trim() === '') return false
      const known = foreignId === null ? undefined : runs.known(highlightName(going, foreignId))
      return known === undefined
    })
    const wanted = fresh.map((highlight) => toPlace(highlight, text, addedAt, placing))
    for (const [index, { id, outcome }] of placing.place(articleId, text, wanted).entries()) {
      const { foreignId, note } = fresh[index]!
      if (foreignId !== null) runs.remember(going.runId, highlightName(going, foreignId), id)
      if (outcome !== 'known') {
        counts[outcome] += 1
        runs.addMade(going.runId, { kind: 'highlight', targetId: id, before: null, after: placing.stamp(id) })
      }
      if (note !== '' && isLive(id, outcome) && write(going, { kind: 'highlight', id }, note)) counts.notes += 1
    }
    return counts
  }

  /** A highlight that the user removed keeps its note as it was. */
  function isLive(id: string, outcome: string): boolean {
    return outcome !== 'known' || placing.isLive(id)
  }

  function merge(going: Going, item: ImportedItem, article: KnownArticle, text: PreparedText | null) {
    const { runId, options } = going
    const { id } = article
    let changed = false
    let { text: words } = article
    if (words === '' && text !== null && text.passages === null) {
      words = fill(going, id, text)
      changed = true
    } else text?.batch?.discard()
    if (text !== null && text.passages !== null && article.url === null && runs.isMade(null, id)) {
      words = lengthen(going, article, text)
    }
    const tags = imported.addTags(id, [...item.tags, ...(options.tag === null ? [] : [options.tag])])
    if (tags.length > 0) runs.addMade(runId, { kind: 'tags', targetId: id, before: null, after: JSON.stringify(tags) })
    const liked = item.favourite && !article.favourite
    if (liked) {
      imported.setFavourite(id, true)
      runs.addMade(runId, { kind: 'favourite', targetId: id, before: null, after: null })
    }
    return { words, changed: changed || tags.length > 0 || liked }
  }

  function same(going: Going, item: ImportedItem): KnownArticle | undefined {
    const before = runs.known(itemName(going, item))
    return before === undefined ? undefined : imported.find(before)
  }

  function putIn(going: Going, item: ImportedItem, { text, problem }: Prepared): PutIn {
    const nothing = { placed: 0, uncertain: 0, lost: 0, waiting: 0, notes: 0 }
    const entry = { at: item.at, problem, title: item.title ?? text?.article.title ?? titleOfAddress(item.url) }
    const came = same(going, item)
    if (came !== undefined) {
      text?.batch?.discard()
      return { ...entry, ...nothing, articleId: came.id, outcome: 'known', linkOnly: false }
    }
    const hash =
      text === null
        ? hashOf(`link ${keyOf(item) ?? ''}`, `${entry.title}\n${item.byline ?? ''}`)
        : hashOf(entry.title, text.article.text)
    const there = existing(going, item, text, hash)
    if (there?.trashed === true) {
      text?.batch?.discard()
      return { ...entry, ...nothing, articleId: there.id, outcome: 'trashed', linkOnly: false }
    }
    const isNew = there === undefined
    const merged = isNew ? null : merge(going, item, there, text)
    const articleId = there?.id ?? insert(going, item, text, hash)
    runs.remember(going.runId, itemName(going, item), articleId)
    if (item.foreignId !== null) runs.remember(going.runId, idName(going, item.foreignId), articleId)
    const words = merged?.words ?? text?.article.text ?? ''
    const highlights = isNew && text !== null ? text.highlights : item.highlights
    const counts = annotate(going, articleId, words, highlights, item.addedAt ?? deps.now())
    if (write(going, { kind: 'article', id: articleId }, item.note)) counts.notes += 1
    if (isNew) {
      runs.addMade(going.runId, {
        kind: 'article',
        targetId: articleId,
        before: null,
        after: imported.stamp(articleId),
      })
      return { ...entry, ...counts, articleId, outcome: 'added', linkOnly: text === null }
    }
    const any = merged?.changed === true || Object.values(counts).some((count) => count > 0)
    return { ...entry, ...counts, articleId, outcome: any ? 'merged' : 'known', linkOnly: false }
  }

  return {
    putIn,
    isKnown: (going, item) => same(going, item) !== undefined,
    isThere: (titles, item) => item.url === null && item.content === null && sameTitle(titles, item) !== undefined,
  }
}

/** The quote as it stands in the text: as the export wrote it, or without the marks of Markdown. */
function toPlace(
  highlight: ImportedHighlight,
  text: string,
  addedAt: number,
  placing: ImportedHighlights,
): HighlightToPlace {
  const { prefix, suffix, start, colour, tags, createdAt } = highlight
  const exact = highlight.exact.trim()
  const plain = text.includes(exact) ? exact : plainQuote(exact)
  const better =
    plain !== exact &&
    (text === '' || text.includes(plain) || placing.standing(text, [{ exact, prefix, suffix }]) === 0)
  return {
    exact: better ? plain : exact,
    ...{ prefix, suffix, start, tags },
    colour: colour ?? 'yellow',
    createdAt: createdAt ?? addedAt,
  }
}

function keyOf({ url }: ImportedItem): string | null {
  return url === null ? null : canonicalUrl(url)
}

function itemName({ format }: Going, item: ImportedItem): string {
  return `item ${format} ${digest(JSON.stringify({ ...item, at: '' }))}`
}

function idName({ format }: Going, foreignId: string): string {
  return `id ${format} ${foreignId.length > 60 ? digest(foreignId) : foreignId}`
}

function highlightName({ format }: Going, foreignId: string): string {
  return `highlight ${format} ${foreignId.length > 60 ? digest(foreignId) : foreignId}`
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('base64url')
}

/** As capture makes it of what it reads. */
function hashOf(title: string, text: string): string {
  return createHash('sha256').update(`${title}\n${text}`).digest('base64url')
}

function folded(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

/**
 * A name for an article of which only the address is known.
 * @param url of it
 */
export function titleOfAddress(url: string | null): string {
  if (url === null) return 'Untitled'
  const { hostname, pathname } = new URL(url)
  const path = pathname.replace(/\/+$/, '')
  let readable = path
  try {
    readable = decodeURIComponent(path)
  } catch {
    // As it stands, then.
  }
  return `${hostname.replace(/^www\./, '')}${readable}`.slice(0, 200)
}

function hostOf(url: string | null): string | null {
  return url === null ? null : new URL(url).hostname.replace(/^www\./, '')
}

/**
 * The place in a text of which a fraction is read: where the paragraph begins that is there.
 * @param text canonical text
 * @param fraction 0 to 1
 */
export function placeIn(text: string, fraction: number): { position: number; fraction: number } {
  const before = text.lastIndexOf('\n\n', Math.round(fraction * text.length))
  return { position: fraction === 0 || before < 0 ? 0 : Math.min(text.length, before + 2), fraction }
}
