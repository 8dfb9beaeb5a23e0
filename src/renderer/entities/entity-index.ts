// The entities of the article on screen, with their mentions at hand, and going from one mention to the next.
import { useQuery } from '@tanstack/react-query'
import type { ArticleEntities, ArticleEntity, Mention, TextRange } from '../../contract/model.ts'
import { queries } from '../queries.ts'
import { announce } from '../reader/announcer.tsx'
import { readerState } from '../reader/reader-store.ts'
import { mentionInWords } from './mention-in-words.ts'

export interface EntityIndex {
  status: ArticleEntities['status']
  entities: ReadonlyMap<string, ArticleEntity>
  /** All mentions, by start; they never overlap. */
  mentions: readonly Mention[]
  byEntity: ReadonlyMap<string, readonly Mention[]>
}

/** Orders an answer of the core for looking things up. */
export function indexEntities(answer: ArticleEntities): EntityIndex {
  return {
    status: answer.status,
    entities: new Map(answer.entities.map((entity) => [entity.id, entity])),
    mentions: answer.mentions,
    byEntity: Map.groupBy(answer.mentions, (mention) => mention.entityId),
  }
}

/** The index of an article; undefined until the core has answered. */
export function useEntityIndex(articleId: string): { index: EntityIndex | undefined; error: Error | null } {
  const { data, error } = useQuery({ ...queries.articleEntities(articleId), select: indexEntities })
  return { index: data, error }
}

/** The mention at an offset, or undefined: by binary search, as they are ordered and never overlap. */
export function mentionAt(mentions: readonly Mention[], offset: number): Mention | undefined {
  const next = firstAfter(mentions, offset)
  const before = mentions[next - 1]
  return before !== undefined && offset < before.end ? before : undefined
}

/** Mentions that reach into a range. */
export function mentionsIn(mentions: readonly Mention[], range: TextRange): readonly Mention[] {
  let from = firstAfter(mentions, range.start)
  const before = mentions[from - 1]
  if (before !== undefined && before.end > range.start) from -= 1
  return mentions.slice(from, firstAfter(mentions, range.end))
}

/** Index of the first mention that starts after an offset. */
function firstAfter(mentions: readonly Mention[], offset: number): number {
  let low = 0
  let high = mentions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (mentions[middle]!.start > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** The mention to go to next from a place in the text; it goes round at the ends. */
export function neighbour(mentions: readonly Mention[], from: number, step: 1 | -1): Mention | undefined {
  const found = step === 1 ? mentions.find(({ start }) => start > from) : mentions.findLast(({ start }) => start < from)
  return found ?? (step === 1 ? mentions[0] : mentions.at(-1))
}

let lastVisited = { entityId: '', start: 0 }

/** Goes to the next or previous mention of an entity: from the one gone to last, else from what is in view. */
export function goToMention(mentions: readonly Mention[], step: 1 | -1): void {
  const { reader, visible } = readerState()
  const entityId = mentions[0]?.entityId
  if (!reader || entityId === undefined) return
  const inView = visible && lastVisited.start >= visible.start && lastVisited.start <= visible.end
  const from = lastVisited.entityId === entityId && inView ? lastVisited.start : (visible?.start ?? 0) - 1
  const mention = neighbour(mentions, from, step)
  if (!mention) return
  visitMention(mention)
  announce(mentionInWords(mention, mentions, reader.map.text))
}

/** Goes to one mention and shows it for a moment. */
export function visitMention(mention: Mention): void {
  lastVisited = { entityId: mention.entityId, start: mention.start }
  readerState().reader?.scrollTo({ start: mention.start, end: mention.end }, { flash: true })
}
