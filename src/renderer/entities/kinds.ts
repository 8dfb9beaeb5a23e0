// What the kinds of entity are called, and their order in the sidebar.
import type { EntityKind } from '../../contract/model.ts'

export const KINDS: readonly { kind: EntityKind; one: string; many: string }[] = [
  { kind: 'person', one: 'Person', many: 'People' },
  { kind: 'organisation', one: 'Organisation', many: 'Organisations' },
  { kind: 'place', one: 'Place', many: 'Places' },
  { kind: 'event', one: 'Event', many: 'Events' },
  { kind: 'work', one: 'Work', many: 'Works' },
  { kind: 'other', one: 'Other name', many: 'Other names' },
]

/** The kind in a word: `Person`. */
export function kindLabel(kind: EntityKind): string {
  return KINDS.find((one) => one.kind === kind)?.one ?? 'Other name'
}

/** Another one of a kind: `someone else`, `something else`. */
export function elseWords(kind: EntityKind): string {
  return kind === 'person' ? 'someone else' : 'something else'
}
