// What the contract says of notes that stand alone, and of what refers to what.
import { z } from 'zod'
import { EntityKind, HighlightColour, Id, Note, NoteTarget, TextRange } from './model.ts'

/** What a note can refer to. */
export const NoteReference = z.object({ kind: z.enum(['note', 'article', 'entity', 'highlight']), id: Id })
export type NoteReference = z.infer<typeof NoteReference>

/** Something that a note may refer to, as it is called now. */
export const NamedReference = NoteReference.extend({
  /** The title of a note (empty while it has none) or of an article, the name of an entity, the words of a highlight. */
  label: z.string(),
  /** Of an article its site, of a highlight its article's title; null when there is nothing to say. */
  detail: z.string().nullable(),
  /** Of an article or a highlight: the article to open, at the range. */
  articleId: Id.nullable(),
  range: TextRange.nullable(),
  /** Of a highlight. */
  colour: HighlightColour.optional(),
  /** Of an entity. */
  entityKind: EntityKind.optional(),
  /** Present when it is in the trash. */
  trashed: z.literal(true).optional(),
})
export type NamedReference = z.infer<typeof NamedReference>

/** For `[[`: what may be meant by the words typed so far. */
export const NoteFindInput = z.object({
  /** Empty for what was changed or read last. */
  query: z.string(),
  /** All but highlights when left out. */
  kinds: z.array(z.enum(['note', 'article', 'entity'])).optional(),
  limit: z.int().min(1).max(50).default(12),
})
export type NoteFindInput = z.input<typeof NoteFindInput>

/** A note that stands alone, as lists show it. */
export const NoteSummary = z.object({
  id: Id,
  /** Empty while it has no name. */
  title: z.string(),
  /** Its first words, on one line. */
  excerpt: z.string(),
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
  trashedAt: z.number().nullable(),
  template: z.enum(['note', 'daily']).optional(),
  day: z.string().optional(),
})
export type NoteSummary = z.infer<typeof NoteSummary>

export const NoteListInput = z.object({
  /** Templates do not stand among the notes; what is in the trash stands only there. */
  view: z.enum(['notes', 'templates', 'trash']).default('notes'),
  /** Words that the title or the text has, as in a search. */
  query: z.string().default(''),
  tag: z.string().optional(),
  sort: z.enum(['changed', 'created', 'title']).default('changed'),
  limit: z.int().min(1).max(500).default(100),
  offset: z.int().nonnegative().default(0),
})
/** What a caller gives: what has a default may be left out. */
export type NoteListInput = z.input<typeof NoteListInput>

export const NoteList = z.object({
  items: z.array(NoteSummary),
  /** How many there are in this view with these words and this tag. */
  total: z.int(),
  counts: z.object({ notes: z.int(), templates: z.int(), trash: z.int() }),
  /** Of all notes outside the trash. */
  tags: z.array(z.object({ name: z.string(), count: z.int() })),
})
export type NoteList = z.infer<typeof NoteList>

export const NewNote = z.object({
  /** A UUIDv7, when the caller wants to know beforehand what it will be called. */
  id: Id.optional(),
  title: z.string().max(1000).optional(),
  /** A note to begin as a copy of, with `{{date}}`, `{{time}}` and `{{title}}` filled in. */
  templateId: Id.optional(),
  /** What it begins with instead: a serialised Lexical state. */
  state: z.string().optional(),
})
export type NewNote = z.infer<typeof NewNote>

/** A line of a note, with what it is shown for marked: ranges of UTF-16 code units of `text`. */
export const NoteLine = z.object({
  text: z.string(),
  marks: z.array(z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() })),
})
export type NoteLine = z.infer<typeof NoteLine>

/** A note that says something of what is looked at, and where it does. */
export const NoteWithLines = z.object({
  noteId: Id,
  target: NoteTarget,
  /** Its own title or, of a note on something, what that is called. */
  title: z.string(),
  /** Where a note on an article or a highlight is opened; null for the others. */
  articleId: Id.nullable(),
  range: TextRange.nullable(),
  updatedAt: z.number(),
  lines: z.array(NoteLine),
})
export type NoteWithLines = z.infer<typeof NoteWithLines>

/** Why a former state of a note was kept: a pause in writing, another device, much deleted at once, or before an act. */
export const NoteVersionReason = z.enum(['pause', 'device', 'deleted', 'restore', 'link'])
export type NoteVersionReason = z.infer<typeof NoteVersionReason>

export const NoteVersion = z.object({
  id: Id,
  /** Null for a note on something. */
  title: z.string().nullable(),
  wordCount: z.int(),
  /** When these words were written last. */
  writtenAt: z.number(),
  keptAt: z.number(),
  reason: NoteVersionReason,
})
export type NoteVersion = z.infer<typeof NoteVersion>

export const NoteVersionContent = NoteVersion.extend({ state: z.string(), text: z.string() })
export type NoteVersionContent = z.infer<typeof NoteVersionContent>

/** What a note became, and the version that was kept of what it was; null when nothing was there to keep. */
export const NoteChange = z.object({ note: Note, formerVersion: Id.nullable() })
export type NoteChange = z.infer<typeof NoteChange>
