// What the contract says of the map: the entities of an article, a tag or the library, and what ties two of them together.
import { z } from 'zod'
import { EntitySentence } from './entity-model.ts'
import { EntityKind, EntitySummary, Id } from './model.ts'

/** What a map is drawn of. Articles in the trash are in none but their own. */
export const MapScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('article'), id: Id }),
  z.object({ kind: z.literal('tag'), tag: z.string().min(1) }),
  z.object({ kind: z.literal('library') }),
])
export type MapScope = z.infer<typeof MapScope>

export const EntityMapInput = z.object({
  scope: MapScope,
  /** Only these kinds; all when left out. */
  kinds: z.array(EntityKind).min(1).optional(),
  /** Only ties at least as strong. */
  minimum: z.number().min(0).max(1).default(0),
  /** So many entities at most: those that most articles name, then those named most often. */
  limit: z.int().min(1).max(2_000).default(300),
})
/** What a caller gives: what has a default may be left out. */
export type EntityMapInput = z.input<typeof EntityMapInput>

/** Two entities that stand together more often than chance would have it. */
export const MapTie = z.object({
  a: Id,
  b: Id,
  /** 0..1: how strong the evidence is, as a part of the strongest tie's of this map. */
  weight: z.number().min(0).max(1),
  /** How often the two are named close to each other, as in one sentence. */
  near: z.int().nonnegative(),
  /** Articles of the scope that name both. */
  articleCount: z.int(),
})
export type MapTie = z.infer<typeof MapTie>

export const EntityMap = z.object({
  /** Counted within the scope; the most important first. */
  nodes: z.array(EntitySummary),
  /** Of each entity the strongest ones; the strongest first. */
  ties: z.array(MapTie),
  /** How many entities of these kinds the scope names, shown or not. */
  total: z.int(),
  /** Articles of the scope, and how many of them were not read for names yet. */
  articleCount: z.int(),
  pendingCount: z.int(),
})
export type EntityMap = z.infer<typeof EntityMap>

export const EntityTieInput = z.object({
  a: Id,
  b: Id,
  scope: MapScope,
  /** Articles on one page of the answer. */
  limit: z.int().min(1).max(100).default(20),
  offset: z.int().nonnegative().default(0),
})
/** What a caller gives: what has a default may be left out. */
export type EntityTieInput = z.input<typeof EntityTieInput>

/** A sentence of a tie: each mark says which of the two it names. */
export const TieSentence = EntitySentence.extend({
  marks: z.array(z.object({ start: z.int().nonnegative(), end: z.int().nonnegative(), names: z.enum(['a', 'b']) })),
})
export type TieSentence = z.infer<typeof TieSentence>

/** What one article says of two entities. */
export const TieArticle = z.object({
  articleId: Id,
  title: z.string(),
  siteName: z.string().nullable(),
  publishedAt: z.number().nullable(),
  /** Whether one sentence names both; else the sentences are the two that stand nearest to each other. */
  together: z.boolean(),
  sentences: z.array(TieSentence),
  /** How many more sentences there are that name both. */
  more: z.int(),
})
export type TieArticle = z.infer<typeof TieArticle>

export const EntityTie = z.object({
  a: EntitySummary.pick({ id: true, name: true, kind: true }),
  b: EntitySummary.pick({ id: true, name: true, kind: true }),
  /** Those in which the two stand close to each other first, then the newest first. */
  articles: z.array(TieArticle),
  /** All articles of the scope that name both. */
  total: z.int(),
})
export type EntityTie = z.infer<typeof EntityTie>
