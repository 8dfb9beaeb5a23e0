// What the contract says of entities beyond one article: an entity's page, the map, what is told of the user's decisions.
// (Kinds, mentions and the entities of one article are in model.ts.)
import { z } from 'zod'
import { EntityArticle, EntityDecision, EntityKind, EntitySummary, Highlight, Id, TextRange } from './model.ts'

/** A sentence of an article that names an entity, with the place of the words. */
export const EntitySentence = z.object({
  articleId: Id,
  /** The sentence as it stands in the text. */
  text: z.string(),
  /** Where it begins in the article's canonical text, in UTF-16 code units. */
  start: z.int().nonnegative(),
  /** Ranges of the named words within `text`, in order. */
  marks: z.array(z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() })),
})
export type EntitySentence = z.infer<typeof EntitySentence>

/** An article that names an entity, as the entity's page lists it. */
export const EntityPageArticle = EntityArticle.extend({
  addedAt: z.number(),
  /** When it was last open in the reader; null when it never was. */
  openedAt: z.number().nullable(),
})
export type EntityPageArticle = z.infer<typeof EntityPageArticle>

/** What articles say an entity is or was, in the same words; newest articles first. */
export const EntityRole = z.object({
  /** As the newest article has it. */
  text: z.string(),
  articleCount: z.int(),
  /** The dates of the first and the last article that says so: published, or else added. */
  first: z.number(),
  last: z.number(),
  /** Where it is said: ranges of canonical texts, the newest first, a few of them. */
  sources: z.array(z.object({ articleId: Id, start: z.int().nonnegative(), end: z.int().nonnegative() })),
})
export type EntityRole = z.infer<typeof EntityRole>

/** What the page of an entity begins with; sentences are asked for as they come into view. */
export const EntityPage = z.object({
  entity: EntitySummary,
  /** What the newest article that says so says it is; null when none does. */
  role: EntityRole.nullable(),
  /** Every article outside the trash that names it: the newest first, those without a date last. */
  articles: z.array(EntityPageArticle),
  /** The newest first. */
  roles: z.array(EntityRole),
  aliases: z.array(z.string()),
  /** Those that hold, the newest first. */
  decisions: z.array(EntityDecision),
  /** The user's highlights, anywhere, that name it. */
  highlights: z.array(Highlight),
  /** Entities that are part of this one and have a note of the user of their own. */
  noted: z.array(z.object({ id: Id, name: z.string() })),
  /** When the page was left last; null when it was never open. */
  visitedAt: z.number().nullable(),
})
export type EntityPage = z.infer<typeof EntityPage>

/** An entity that stands beside another one. */
export const RelatedEntity = z.object({
  id: Id,
  name: z.string(),
  kind: EntityKind,
  /** Sentences that name both, and articles that do. */
  sentenceCount: z.int(),
  articleCount: z.int(),
})
export type RelatedEntity = z.infer<typeof RelatedEntity>

/** A place where a name of an entity stands in a text and is not linked. The mark in its sentence is the place. */
export const UnlinkedMention = EntitySentence.extend({
  title: z.string(),
  /** Where the name stands in the canonical text. */
  range: TextRange,
})
export type UnlinkedMention = z.infer<typeof UnlinkedMention>

/** A batch of unlinked mentions; `next` asks for what follows, null at the end. */
export const UnlinkedMentions = z.object({ items: z.array(UnlinkedMention), next: z.string().nullable() })
export type UnlinkedMentions = z.infer<typeof UnlinkedMentions>

/** How far the library was read for names. */
export const AnalysisProgress = z.object({
  /** Articles outside the trash, and how many of them wait no more. */
  total: z.int(),
  done: z.int(),
  /** Whether only what the user opens, adds or changes is read. */
  isPaused: z.boolean(),
})
export type AnalysisProgress = z.infer<typeof AnalysisProgress>

/** Where a decision was made: the article, and where the mention at hand starts in its canonical text. */
export const DecisionOrigin = z.object({ articleId: Id, start: z.int().nonnegative().optional() })
export type DecisionOrigin = z.infer<typeof DecisionOrigin>

/** "This is someone else": which mentions of one article are meant, and who that is. */
export const MentionAssignment = z.object({
  articleId: Id,
  /** Whose mentions they are now; null for places in the text that are no mention yet. */
  entityId: Id.nullable(),
  /** All mentions of the entity in the article, those of one surface form, or places (UTF-16 ranges of the canonical text). */
  which: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('form'), form: z.string() }),
    z.object({ kind: z.literal('places'), ranges: z.array(TextRange).min(1).max(5_000) }),
  ]),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('known'), id: Id }),
    /** Someone whom the library does not know, under this name; another person of the same name, maybe. */
    z.object({ kind: z.literal('new'), name: z.string().min(1), entityKind: EntityKind.optional() }),
  ]),
  /** Whether one of the candidates of unsure mentions was chosen. */
  chosen: z.boolean().optional(),
  /** Where the mention at hand starts. */
  start: z.int().nonnegative().optional(),
})
export type MentionAssignment = z.infer<typeof MentionAssignment>

/** Someone who may be meant. */
export const EntityCandidate = z.object({
  /** Null: someone whom the library does not know. */
  id: Id.nullable(),
  name: z.string(),
  kind: EntityKind,
  /** 0..1 */
  score: z.number(),
  /** What speaks for it, as a part of a sentence. */
  reason: z.string(),
})
export type EntityCandidate = z.infer<typeof EntityCandidate>

/** Why mentions of an article are taken for an entity. */
export const EntityWhy = z.object({
  id: Id,
  name: z.string(),
  /** The names of the article that are taken for it, those that were found to be one together. */
  groups: z.array(
    z.object({
      forms: z.array(z.string()),
      /** Where its mentions start. */
      starts: z.array(z.int().nonnegative()),
      confidence: z.number(),
      unsure: z.boolean(),
      /** In plain sentences. */
      sentences: z.array(z.string()),
      /** Those considered, the likeliest first; empty when there was nobody else. */
      candidates: z.array(EntityCandidate),
    }),
  ),
  /** The user's decisions that apply here, newest first. */
  decisions: z.array(EntityDecision),
})
export type EntityWhy = z.infer<typeof EntityWhy>

/** What Wikipedia or Wikidata says of an entity, kept for reading offline. Plain text; nothing of it is html. */
export const LookUpEntry = z.object({
  source: z.enum(['wikipedia', 'wikidata']),
  /** Of the language edition, as in `en.wikipedia.org`. */
  lang: z.string(),
  title: z.string(),
  /** A few words: `British physicist (1929–2024)`. */
  description: z.string().nullable(),
  /** The beginning of the article; empty when there is none. */
  text: z.string(),
  /** Where it stands. */
  url: z.string(),
  /** What it may be used under, to be shown with it: `CC BY-SA, Wikipedia`. */
  licence: z.string(),
  fetchedAt: z.number(),
})
export type LookUpEntry = z.infer<typeof LookUpEntry>

/** Someone whom Wikidata knows by the name that was looked up. */
export const LookUpChoice = z.object({
  /** Wikidata's number: `Q192112`. */
  item: z.string().regex(/^Q\d+$/),
  title: z.string(),
  description: z.string().nullable(),
})
export type LookUpChoice = z.infer<typeof LookUpChoice>

export const LookUpAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), entry: LookUpEntry }),
  /** Several may be meant; one is looked up by its `item`. */
  z.object({ kind: z.literal('choices'), choices: z.array(LookUpChoice) }),
  z.object({ kind: z.literal('nothing') }),
])
export type LookUpAnswer = z.infer<typeof LookUpAnswer>
