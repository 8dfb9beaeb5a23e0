// The library's own file: what is in it. The JSON Schema in docs/ is made of this.
import { z } from 'zod'
import { Appearance, SetAsideBlock } from '../../contract/model.ts'

/** Grows when an older reader would lose something. */
export const LIBRARY_FILE_VERSION = 1

const Time = z.int().describe('UTC milliseconds')
const MaybeTime = Time.nullable()
const Id = z.uuid()
/** What the tables of names hold: rows by the names of their columns, for the same version of the app. */
const Rows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))

export const HighlightRecord = z.looseObject({
  id: Id,
  start: z.int().nonnegative().describe('UTF-16 offset in the text of the article'),
  end: z.int().nonnegative().describe('UTF-16 offset, exclusive'),
  exact: z.string().min(1).describe('The words'),
  prefix: z.string().describe('What stands before them'),
  suffix: z.string().describe('What stands after them'),
  colour: z.enum(['yellow', 'green', 'blue', 'pink', 'purple']),
  status: z.enum(['anchored', 'uncertain', 'orphan']),
  score: z.number().nullable().optional().describe('Of an uncertain one: how sure its place is, 0 to 1'),
  lastStart: z.int().nullable().optional().describe('Of one without a sure place: the last range that held its words'),
  lastEnd: z.int().nullable().optional(),
  oldBefore: z.string().optional().describe('What then stood before'),
  oldAfter: z.string().optional(),
  settled: z.boolean().optional().describe('Whether the user keeps an orphan as one'),
  createdAt: Time,
  updatedAt: Time,
  tags: z.array(z.string()),
})

/** What replacing an article's text may change. */
const ContentFields = {
  contentHash: z.string(),
  title: z.string(),
  byline: z.string().nullable(),
  siteName: z.string().nullable(),
  publishedAt: MaybeTime,
  lang: z.string().nullable().describe('BCP 47'),
  dir: z.enum(['ltr', 'rtl']),
  excerpt: z.string(),
  leadImage: z
    .string()
    .regex(/^assets\/[0-9a-f]{2}\/[0-9a-f]{62}\.[a-z0-9]{1,5}$/)
    .nullable()
    .describe('assets/…'),
  html: z.string().describe('Sanitised html; pictures are assets/…'),
  text: z.string().describe('The text that offsets are of'),
  wordCount: z.int(),
  setAside: z.array(SetAsideBlock).describe('Paragraphs that were kept out of the text'),
  bodyHtmlLength: z.int().nullable().describe('Length of html without the set-aside paragraphs while those are shown'),
  bodyTextLength: z.int().nullable(),
  missingImages: z.array(z.string()),
  position: z.int().nonnegative().describe('The offset that was read to'),
  fraction: z.number().min(0).max(1).describe('How much was read, 0 to 1'),
  edited: z.array(z.string()).describe('Facts that the user wrote'),
}

export const VersionRecord = z.looseObject({
  id: Id,
  reason: z.enum(['update', 'replace', 'correct', 'back']),
  content: z.looseObject(ContentFields),
  anchors: z.array(z.unknown()).describe('Where the highlights were in it'),
  keptAt: Time,
})

export const ArticleRecord = z.looseObject({
  id: Id,
  url: z.string().nullable(),
  canonicalUrl: z.string().nullable().describe('The address that articles are compared by'),
  ...ContentFields,
  source: z.enum(['url', 'file', 'text', 'sample']),
  state: z.enum(['inbox', 'later', 'archive']),
  favourite: z.boolean(),
  appearance: Appearance.nullable().describe('How it is set, where that differs from the others'),
  addedAt: Time,
  updatedAt: Time,
  openedAt: MaybeTime,
  trashedAt: MaybeTime,
  tags: z.array(z.string()),
  pictures: z.array(z.string()).describe('assets/…'),
  versions: z.array(VersionRecord).optional().describe('Texts that it had before, the oldest first'),
  highlights: z.array(HighlightRecord),
  analysis: z.record(z.string(), Rows).optional().describe('Who is named where, as the app found it'),
})

export const NoteRecord = z.looseObject({
  id: Id,
  targetKind: z.enum(['article', 'highlight', 'entity', 'note']).describe('A note that stands alone is its own target'),
  targetId: Id,
  title: z.string().nullable(),
  state: z.string().describe('A serialised Lexical editor state'),
  text: z.string().describe('Its words'),
  markdown: z.string().optional().describe('The same as Markdown, for other programs'),
  revision: z.int(),
  createdAt: Time,
  updatedAt: Time,
  writtenAt: Time.optional(),
  trashedAt: MaybeTime.optional(),
  template: z.enum(['note', 'daily']).nullable().optional(),
  day: z.string().nullable().optional().describe('YYYY-MM-DD, of the note of a day'),
  links: z.array(z.looseObject({ kind: z.string(), targetId: z.string() })).optional(),
  tags: z.array(z.string()).optional(),
  versions: z.array(z.looseObject({ id: Id, state: z.string(), text: z.string() })).optional(),
})

export const EntityRecord = z.looseObject({
  id: Id,
  name: z.string(),
  kind: z.enum(['person', 'organisation', 'place', 'event', 'work', 'other']),
  mergedInto: z.string().nullable().describe('The entity that it is part of'),
  rejected: z.boolean(),
})

export const DecisionRecord = z.looseObject({
  id: Id,
  entityId: Id,
  action: z.enum(['rename', 'merge', 'set-kind', 'reject', 'add-alias', 'remove-alias', 'assign', 'choose']),
  value: z.string().nullable().describe('The new name, kind or alias, or the id of the entity that is meant'),
  articleId: z.string().nullable().describe('Where it holds; null for everywhere'),
  places: z.array(z.unknown()).nullable().describe('The mentions that it is about: quotes with their ranges'),
  description: z.string(),
  createdAt: Time,
  undoneAt: MaybeTime,
})

export const AssetRecord = z.object({
  path: z.string().describe('assets/, the SHA-256 of the bytes, and an ending'),
  base64: z.string(),
})

/** The whole file. It is written with a record a line, so that it can be read without holding all of it. */
export const LibraryFile = z.looseObject({
  format: z.literal('commonplace'),
  version: z.int().min(1),
  exportedAt: z.string().describe('ISO 8601'),
  app: z.string().describe('The version of the app that wrote it'),
  settings: z.record(z.string(), z.unknown()),
  assets: z.array(AssetRecord),
  entities: z.array(EntityRecord),
  articles: z.array(ArticleRecord),
  notes: z.array(NoteRecord),
  decisions: z.array(DecisionRecord).describe('What the user decided about entities, in order'),
})

/** The lists of the file with what their records are, in the order in which they are written and put in. */
export const SECTIONS = {
  assets: AssetRecord,
  entities: EntityRecord,
  articles: ArticleRecord,
  notes: NoteRecord,
  decisions: DecisionRecord,
} as const
export type Section = keyof typeof SECTIONS

/** The JSON Schema of the file, as docs/library-file.schema.json holds it. */
export function libraryFileSchema(): object {
  return z.toJSONSchema(LibraryFile, { io: 'input' })
}
