// Underlines mentions without touching the article's DOM: a CSS highlight a kind, and one for the entity that is open.
import type { EntityKind, Mention, TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'
import { domRange } from '../reader/geometry.ts'
import { paintShared } from '../reader/shared-paint.ts'
import { mentionsIn } from './entity-index.ts'
import type { EntityIndex } from './entity-index.ts'
import { KINDS } from './kinds.ts'

const ACTIVE_NAME = 'mention-active'
/** Below the user's highlights, whose priority begins at 0. */
const PRIORITY = -1

function paint(name: string, map: TextMap, mentions: readonly Mention[]): () => void {
  const ranges = mentions.map((mention) => domRange(map, mention)).filter((range) => range !== null)
  return paintShared(name, PRIORITY, ranges)
}

/** Of those it is not sure who is meant: one line for all kinds. */
const UNSURE_NAME = 'mention-unsure'
const nameOf = (kind: EntityKind): string => `mention-${kind}`

/** Underlines the mentions of a part of the text; returns the way to take the lines off. */
export function paintMentions(map: TextMap, index: EntityIndex, within: TextRange | null): () => void {
  const near = within === null ? [] : mentionsIn(index.mentions, within)
  const [unsure, sure] = [near.filter((one) => one.unsure), near.filter((one) => !one.unsure)]
  const byKind = Map.groupBy(sure, (mention) => index.entities.get(mention.entityId)?.kind ?? 'other')
  const painted = [
    ...KINDS.map(({ kind }) => paint(nameOf(kind), map, byKind.get(kind) ?? [])),
    paint(UNSURE_NAME, map, unsure),
  ]
  return () => {
    for (const unpaint of painted) unpaint()
  }
}

/** Shows all mentions of one entity; returns the way to stop. */
export function paintActive(map: TextMap, mentions: readonly Mention[]): () => void {
  return paint(ACTIVE_NAME, map, mentions)
}
