// What both sides of the contract talk about: articles, ranges over the canonical text, highlights, notes, entities.
// Every offset is in UTF-16 code units of an article's canonical text, end exclusive. Every time is UTC milliseconds.
import { z } from 'zod'

export const Id = z.uuid()
export type Id = z.infer<typeof Id>

/** A range over the canonical text of one article: UTF-16 code units, `end` exclusive. */
export const TextRange = z
  .object({ start: z.int().nonnegative(), end: z.int().nonnegative() })
  .refine((range) => range.end >= range.start, 'a range ends at or after its start')
export type TextRange = z.infer<typeof TextRange>

/** W3C Web Annotation TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector). */
export const TextQuoteSelector = z.object({ exact: z.string(), prefix: z.string(), suffix: z.string() })
export type TextQuoteSelector = z.infer<typeof TextQuoteSelector>

export const ArticleState = z.enum(['inbox', 'later', 'archive'])
export type ArticleState = z.infer<typeof ArticleState>

/** Where an article came from; `sample` marks those that ship with the app. */
export const ArticleSource = z.enum(['url', 'file', 'text', 'sample'])
export type ArticleSource = z.infer<typeof ArticleSource>

/** Why a paragraph of the source was set aside instead of shown. */
export const SetAsideReason = z.enum(['comments', 'rights', 'about', 'promotion', 'navigation', 'other'])
export type SetAsideReason = z.infer<typeof SetAsideReason>

/** A block that capture took out of the body and kept: sanitised html and its text. */
export const SetAsideBlock = z.object({ html: z.string(), text: z.string(), reason: SetAsideReason })
export type SetAsideBlock = z.infer<typeof SetAsideBlock>

/** How far the user has read: the first visible offset of the canonical text, and the fraction 0..1 of the article. */
export const Progress = z.object({ position: z.int().nonnegative(), fraction: z.number().min(0).max(1) })
export type Progress = z.infer<typeof Progress>

export const ArticleSummary = z.object({
  id: Id,
  url: z.string().nullable(),
  title: z.string(),
  byline: z.string().nullable(),
  siteName: z.string().nullable(),
  publishedAt: z.number().nullable(),
  lang: z.string().nullable(),
  excerpt: z.string(),
  /** Path of the lead image in the library, `assets/ab/cdef….jpg`, which both shells serve below their origin. */
  leadImage: z.string().nullable(),
  wordCount: z.int(),
  state: ArticleState,
  favourite: z.boolean(),
  source: ArticleSource,
  tags: z.array(z.string()),
  addedAt: z.number(),
  updatedAt: z.number(),
  openedAt: z.number().nullable(),
  trashedAt: z.number().nullable(),
  progress: Progress,
  highlightCount: z.int(),
})
export type ArticleSummary = z.infer<typeof ArticleSummary>

/** How the text is set: of all articles in the settings, of one in its appearance. */
const TEXT_SETTINGS = {
  /** Whether the text runs down one long page or is turned page by page. */
  layout: z.enum(['scrolled', 'paged']),
  /** Whether a wide window shows two columns side by side; only pages have columns. */
  columns: z.enum(['one', 'two']),
  font: z.enum(['serif', 'sans']),
  /** Size of the reading type, CSS px. */
  fontSize: z.int().min(14).max(32),
  /** Measure: characters a line. */
  measure: z.int().min(45).max(95),
  lineHeight: z.number().min(1.3).max(2.2),
  /** Room between paragraphs, in heights of the letters (em). */
  paragraphSpacing: z.number().min(0.2).max(2),
  /** Whether lines of prose end flush on both sides. */
  justify: z.boolean(),
  /** Whether long words are divided at the end of a line, by the rules of the article's language. */
  hyphenate: z.boolean(),
}

/** How one article is set, where that differs from all the others; what is left out is as in the settings. */
export const Appearance = z.object(TEXT_SETTINGS).partial()
export type Appearance = z.infer<typeof Appearance>

export const Article = ArticleSummary.extend({
  /** Sanitised, self-contained html; images are `assets/…` paths. `textOf(html) === text`. */
  html: z.string(),
  /** The canonical text. */
  text: z.string(),
  dir: z.enum(['ltr', 'rtl']),
  /** Blocks kept out of the body; empty when there were none. */
  setAside: z.array(SetAsideBlock),
  /** Whether the user brought the set-aside blocks back: they then stand at the end of html and text. */
  setAsideRestored: z.boolean(),
  /** Images that could not be stored at capture: their addresses. */
  missingImages: z.array(z.string()),
  /** Null when it is set as all articles are. */
  appearance: Appearance.nullable(),
})
export type Article = z.infer<typeof Article>

export const ArticleView = z.enum(['inbox', 'later', 'archive', 'favourites', 'all', 'trash'])
export type ArticleView = z.infer<typeof ArticleView>

export const ArticleListInput = z.object({
  view: ArticleView,
  tag: z.string().optional(),
  sort: z.enum(['added', 'published', 'title', 'opened']).default('added'),
  limit: z.int().min(1).max(500).default(200),
  offset: z.int().nonnegative().default(0),
})
/** What a caller gives: what has a default may be left out. */
export type ArticleListInput = z.input<typeof ArticleListInput>

export const ArticleList = z.object({
  items: z.array(ArticleSummary),
  /** How many there are in this view, with this tag. */
  total: z.int(),
  counts: z.record(ArticleView, z.int()),
  tags: z.array(z.object({ name: z.string(), count: z.int() })),
})
export type ArticleList = z.infer<typeof ArticleList>

export const HighlightColour = z.enum(['yellow', 'green', 'blue', 'pink', 'purple'])
export type HighlightColour = z.infer<typeof HighlightColour>

/** What is kept of a highlight whose place is not sure, so that it can be looked at beside the text as it is now. */
export const HighlightReview = z.object({
  /** 0..1: how sure the proposed range is; null for an orphan. */
  score: z.number().min(0).max(1).nullable(),
  /** The last range that held its words, and what then stood before and after them. */
  lastRange: TextRange,
  before: z.string(),
  after: z.string(),
  /** Whether the user chose to keep it as an orphan. */
  settled: z.boolean(),
})
export type HighlightReview = z.infer<typeof HighlightReview>

export const Highlight = z.object({
  id: Id,
  articleId: Id,
  range: TextRange,
  quote: TextQuoteSelector,
  colour: HighlightColour,
  createdAt: z.number(),
  updatedAt: z.number(),
  /** The plain text of the note on this highlight; empty when there is none. */
  noteText: z.string(),
  /**
   * `anchored`: the range holds the quoted words. `uncertain`: the text changed, and the range is where they may be now,
   * until the user has looked. `orphan`: they are gone, and the range is their last. Both keep their quote as it was.
   */
  status: z.enum(['anchored', 'uncertain', 'orphan']),
  /** What there is to look at; absent while it is anchored. */
  review: HighlightReview.optional(),
  /** Its own tags, by name; those of its article are not repeated here. */
  tags: z.array(z.string()),
})
export type Highlight = z.infer<typeof Highlight>

/** What a highlight holds of its place, to be written as it is: the way back of what was done in a review. */
export const HighlightAnchor = z.object({
  id: Id,
  range: TextRange,
  quote: TextQuoteSelector,
  status: z.enum(['anchored', 'uncertain', 'orphan']),
  review: HighlightReview.optional(),
})
export type HighlightAnchor = z.infer<typeof HighlightAnchor>

/** A highlight with what a list over the whole library says about its article. */
export const LibraryHighlight = Highlight.extend({
  title: z.string(),
  siteName: z.string().nullable(),
})
export type LibraryHighlight = z.infer<typeof LibraryHighlight>

export const HighlightOrder = z.enum(['article', 'date', 'colour', 'tag'])
export type HighlightOrder = z.infer<typeof HighlightOrder>

/** Which highlights of the library, in which order; what is left out does not filter. */
export const HighlightFilter = z.object({
  colours: z.array(HighlightColour).optional(),
  tag: z.string().optional(),
  hasNote: z.boolean().optional(),
  articleId: Id.optional(),
  /** Only those whose place is not sure: `open` without the orphans that the user keeps as such. */
  review: z.enum(['open', 'all']).optional(),
  /** Words that the quote, the note, the tags or the article's title hold, whatever their case and accents. */
  text: z.string().optional(),
})
export type HighlightFilter = z.infer<typeof HighlightFilter>

/** `tag` lists a highlight once, under its first tag; those without come last. `date` is newest first. */
export const HighlightLibraryInput = HighlightFilter.extend({
  order: HighlightOrder.default('article'),
  limit: z.int().min(1).max(1000).default(200),
  offset: z.int().nonnegative().default(0),
})
/** What a caller gives: what has a default may be left out. */
export type HighlightLibraryInput = z.input<typeof HighlightLibraryInput>

export const HighlightLibrary = z.object({
  items: z.array(LibraryHighlight),
  /** How many the filter lets through. */
  total: z.int(),
  /** How many there are without any filter, articles in the trash left out; and the tags and articles they have. */
  all: z.int(),
  /** How many of all are to be looked at, as their place is not sure. */
  toReview: z.int(),
  tags: z.array(z.object({ name: z.string(), count: z.int() })),
  articles: z.array(z.object({ id: Id, title: z.string(), count: z.int() })),
})
export type HighlightLibrary = z.infer<typeof HighlightLibrary>

/** What is to be different about one highlight. */
export const HighlightChange = z.object({
  id: Id,
  colour: HighlightColour.optional(),
  range: TextRange.optional(),
  /** Replaces its tags. */
  tags: z.array(z.string().min(1).max(100)).optional(),
})
export type HighlightChange = z.infer<typeof HighlightChange>

/** What a note is attached to; a note that stands alone has itself as its target. */
export const NoteTarget = z.object({ kind: z.enum(['article', 'highlight', 'entity', 'note']), id: Id })
export type NoteTarget = z.infer<typeof NoteTarget>

export const Note = z.object({
  id: Id,
  target: NoteTarget,
  /** A serialised Lexical editor state (JSON text). */
  state: z.string(),
  /** The plain text of that state: for search, lists and counts. */
  text: z.string(),
  /** Grows by one with every save of the state. */
  revision: z.int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** What a note that stands alone is called, empty while it has no name; null for one on something else. */
  title: z.string().nullable(),
  /** Only notes that stand alone are moved to the trash. */
  trashedAt: z.number().nullable(),
  /** Present when new notes may begin as a copy of this one: any, or those of a day. */
  template: z.enum(['note', 'daily']).optional(),
  /** Of the note of a day: that day, `YYYY-MM-DD`. */
  day: z.string().optional(),
})
export type Note = z.infer<typeof Note>

export const EntityKind = z.enum(['person', 'organisation', 'place', 'event', 'work', 'other'])
export type EntityKind = z.infer<typeof EntityKind>

/** One mention of an entity in an article. */
export const Mention = z.object({
  entityId: Id,
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** 0..1: how sure the engine is of span, kind and link together; 1 where the user decided. */
  confidence: z.number().min(0).max(1),
  /** Present where several entities may be meant; `entity.why` says which, and `entity.assign` chooses. */
  unsure: z.literal(true).optional(),
})
export type Mention = z.infer<typeof Mention>

/** A line of "which other articles name it". */
export const EntityArticle = z.object({
  articleId: Id,
  title: z.string(),
  siteName: z.string().nullable(),
  publishedAt: z.number().nullable(),
  mentionCount: z.int(),
  /** Offset of its first mention there. */
  firstMention: z.int(),
})
export type EntityArticle = z.infer<typeof EntityArticle>

/** An entity as it is met in one article. */
export const ArticleEntity = z.object({
  id: Id,
  name: z.string(),
  kind: EntityKind,
  /** A few words on who or what it is, taken from the article's own apposition or title; null when none was found. */
  role: z.string().nullable(),
  /** The surface forms used in this article, longest first. */
  forms: z.array(z.string()),
  mentionCount: z.int(),
  /** The newest first; no more than were asked for. */
  otherArticles: z.array(EntityArticle),
  /** All of them. */
  otherArticleCount: z.int(),
  /** The user's highlights of this article whose range contains a mention of it. */
  highlightIds: z.array(Id),
  /** Present where all of its mentions here are unsure. */
  unsure: z.literal(true).optional(),
})
export type ArticleEntity = z.infer<typeof ArticleEntity>

/** Everything the entity sidebar and the inline links of one article need. Mentions never overlap, ordered by start. */
export const ArticleEntities = z.object({
  /** `failed`: the engine could not read this article; `entity.reanalyse` tries again. */
  status: z.enum(['ready', 'pending', 'failed']),
  entities: z.array(ArticleEntity),
  mentions: z.array(Mention),
})
export type ArticleEntities = z.infer<typeof ArticleEntities>

export const EntitySummary = z.object({
  id: Id,
  name: z.string(),
  kind: EntityKind,
  mentionCount: z.int(),
  articleCount: z.int(),
})
export type EntitySummary = z.infer<typeof EntitySummary>

/** A decision of the user about entities, as kept for re-analysis and for undo. */
export const EntityDecision = z.object({
  id: Id,
  action: z.enum(['rename', 'merge', 'set-kind', 'reject', 'add-alias', 'remove-alias', 'assign', 'choose']),
  /** What was decided, in words. */
  description: z.string(),
  createdAt: z.number(),
  /** The article that was being read, and the offset of the mention at hand; null when unknown or deleted since. */
  from: z.object({ articleId: Id, title: z.string(), start: z.int().nullable() }).nullable().optional(),
})
export type EntityDecision = z.infer<typeof EntityDecision>

export const EntityDetails = EntitySummary.extend({
  aliases: z.array(z.string()),
  articles: z.array(EntityArticle),
  highlights: z.array(Highlight),
  decisions: z.array(EntityDecision),
})
export type EntityDetails = z.infer<typeof EntityDetails>

export const SearchHit = z.object({
  /** What matched. */
  kind: z.enum(['article', 'highlight', 'note', 'entity']),
  /** Id of the highlight, note or entity; of the article for an article. */
  id: Id,
  /** The article to open; null for a hit on an entity that no article names, and for a note on an entity. */
  articleId: Id.nullable(),
  /** Of a hit on an entity or on a note on one: whose page to open. */
  entityId: Id.optional(),
  /** Of a hit on a note that stands alone: which to open. */
  noteId: Id.optional(),
  title: z.string(),
  siteName: z.string().nullable(),
  publishedAt: z.number().nullable(),
  /** The matching text with its matched words, in order. */
  snippet: z.array(z.object({ text: z.string(), match: z.boolean() })),
  /** Where the hit opens, in the article's canonical text. */
  range: TextRange.nullable(),
})
export type SearchHit = z.infer<typeof SearchHit>

/** What the user calls the five colours. */
const ColourName = z.string().trim().min(1).max(30)
export const ColourNames = z.object({
  yellow: ColourName,
  green: ColourName,
  blue: ColourName,
  pink: ColourName,
  purple: ColourName,
})
export type ColourNames = z.infer<typeof ColourNames>

export const ReaderTheme = z.enum(['system', 'light', 'sepia', 'dark', 'custom'])
export type ReaderTheme = z.infer<typeof ReaderTheme>

/** A colour as `#rrggbb`. */
const HexColour = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour is written #rrggbb')
/** The user's own theme: what the others are made of follows from these. */
export const CustomColours = z.object({ ground: HexColour, ink: HexColour, accent: HexColour })
export type CustomColours = z.infer<typeof CustomColours>

export const Settings = z.object({
  theme: ReaderTheme,
  /** The colours of the theme `custom`. */
  customColours: CustomColours,
  ...TEXT_SETTINGS,
  /** Whether everything but the paragraph at hand is dimmed. */
  focusMode: z.boolean(),
  /** Whether a band lies behind the line at hand. */
  readingRuler: z.boolean(),
  libraryPane: z.object({ open: z.boolean(), width: z.int() }),
  companionPane: z.object({ open: z.boolean(), width: z.int() }),
  /** Whether mentions are underlined in the text. */
  showMentions: z.boolean(),
  /** Whether the library is read for names in the background; if not, only what is opened, added or changed is. */
  findNames: z.boolean(),
  /** Whether an entity is looked up in Wikipedia without saying first what is sent; only ever when the user asks for it. */
  lookUpAtOnce: z.boolean(),
  /** Whether notes stand beside their passages where there is room. */
  marginNotes: z.boolean(),
  /** The voice that reads aloud, by the system's name for it (null: the best for the language), and how fast: 1 is normal. */
  readAloud: z.object({ voice: z.string().nullable(), rate: z.number().min(0.5).max(3) }),
  /** Address where a word is looked up, with `{word}` and perhaps `{lang}` in it; null for none. Opened only when asked. */
  dictionary: z.string().includes('{word}').nullable(),
  /** Folder of the last Markdown export; null before the first. */
  exportFolder: z.string().nullable(),
  /** Whether a character alone is a shortcut; else it is together with Alt. */
  singleKeys: z.boolean(),
  colourNames: ColourNames,
})
export type Settings = z.infer<typeof Settings>

/** What the app shows before the user changes anything. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  customColours: { ground: '#f4f1ea', ink: '#2b2620', accent: '#2f6b52' },
  layout: 'scrolled',
  columns: 'one',
  font: 'serif',
  fontSize: 20,
  measure: 66,
  lineHeight: 1.6,
  paragraphSpacing: 1.05,
  justify: false,
  hyphenate: false,
  focusMode: false,
  readingRuler: false,
  libraryPane: { open: true, width: 320 },
  companionPane: { open: true, width: 340 },
  showMentions: true,
  findNames: true,
  lookUpAtOnce: false,
  marginNotes: false,
  readAloud: { voice: null, rate: 1 },
  dictionary: 'https://{lang}.wiktionary.org/wiki/{word}',
  exportFolder: null,
  singleKeys: true,
  colourNames: { yellow: 'Yellow', green: 'Green', blue: 'Blue', pink: 'Pink', purple: 'Purple' },
}

/** What the user hands over to be captured. File bytes travel as base64 text so that every transport carries them. */
export const CaptureInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string(), base64: z.string(), url: z.string().optional() }),
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    format: z.enum(['auto', 'plain', 'markdown', 'html']),
    url: z.string().optional(),
  }),
])
export type CaptureInput = z.infer<typeof CaptureInput>

/** A step of a capture. `fraction` is null while the end cannot be known. */
export const CaptureProgress = z.object({
  type: z.literal('progress'),
  step: z.enum(['fetching', 'reading', 'images', 'saving']),
  message: z.string(),
  fraction: z.number().nullable(),
})
export type CaptureProgress = z.infer<typeof CaptureProgress>

export const CaptureEvent = z.discriminatedUnion('type', [
  CaptureProgress,
  z.object({ type: z.literal('done'), article: ArticleSummary, duplicate: z.boolean() }),
])
export type CaptureEvent = z.infer<typeof CaptureEvent>

/** What became of an article's highlights when its text changed. An orphan that was found again counts as moved. */
export const ReanchorReport = z.object({
  kept: z.int(),
  moved: z.int(),
  uncertain: z.int(),
  /** Those without a place now, but for orphans that the user keeps as such. */
  orphaned: z.int(),
})
export type ReanchorReport = z.infer<typeof ReanchorReport>

/** What a change of an article's text came to. */
export const TextChange = z.object({
  article: Article,
  /** False when the text was the same already; nothing was written then. */
  changed: z.boolean(),
  report: ReanchorReport,
  /** The version that was kept of what the article was before; null when nothing changed. */
  formerVersion: Id.nullable(),
})
export type TextChange = z.infer<typeof TextChange>

export const TextUpdateEvent = z.discriminatedUnion('type', [
  CaptureProgress,
  TextChange.extend({ type: z.literal('done') }),
])
export type TextUpdateEvent = z.infer<typeof TextUpdateEvent>

/** What made a version a former one: `back` is going back to another version. */
export const VersionReason = z.enum(['update', 'replace', 'correct', 'back'])
export type VersionReason = z.infer<typeof VersionReason>

/** A former version of an article's text. */
export const ArticleVersion = z.object({
  id: Id,
  title: z.string(),
  wordCount: z.int(),
  /** When it stopped being the text of the article, and why. */
  keptAt: z.number(),
  reason: VersionReason,
})
export type ArticleVersion = z.infer<typeof ArticleVersion>

/** The article as the user wrote it; facts that are left out stay. */
export const Correction = z.object({
  id: Id,
  /** Any html: it is sanitised and normalised as at capture. */
  html: z.string(),
  /** The canonical text that was corrected: should it have changed meanwhile, nothing is written. */
  formerText: z.string(),
  title: z.string().min(1).optional(),
  byline: z.string().nullable().optional(),
  siteName: z.string().nullable().optional(),
})
export type Correction = z.infer<typeof Correction>

/** What an export did with each file, by path relative to the folder. */
export const ExportReport = z.object({
  folder: z.string(),
  written: z.array(z.string()),
  unchanged: z.int(),
  /** Files that the user edited since the last export: kept as they are, ours written beside them. */
  kept: z.array(z.object({ file: z.string(), writtenAs: z.string() })),
  removed: z.array(z.string()),
})
export type ExportReport = z.infer<typeof ExportReport>

export const ExportEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.int(), total: z.int() }),
  z.object({ type: z.literal('done'), report: ExportReport }),
])
export type ExportEvent = z.infer<typeof ExportEvent>

/** What changed in the library, so that views can ask again. */
export const ChangeEvent = z.object({
  /**
   * `progress` and `appearance`: only the reading position of an article or how it is set, which change all the time.
   * `reading`: only how far the library was read for names; `entities` follows at its end.
   */
  topic: z.enum([
    'articles',
    'progress',
    'appearance',
    'highlights',
    'notes',
    'entities',
    'reading',
    'settings',
    'vault',
    'focus',
  ]),
  /** The article concerned; null when it may be any. */
  articleId: Id.nullable(),
  /** Of `notes`: the note that was written. */
  note: NoteTarget.optional(),
})
export type ChangeEvent = z.infer<typeof ChangeEvent>

export const LibraryInfo = z.object({
  folder: z.string(),
  appVersion: z.string(),
  articleCount: z.int(),
  shell: z.enum(['electron', 'web', 'cli', 'test']),
  /** Suggested folder for a first export. */
  suggestedExportFolder: z.string(),
})
export type LibraryInfo = z.infer<typeof LibraryInfo>
