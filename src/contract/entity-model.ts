// What the contract says of entities beyond one article: an entity's page, the map, what is told of the user's decisions.
// (Kinds, mentions and the entities of one article are in model.ts.)
import { z } from 'zod'
import { Id } from './model.ts'

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
