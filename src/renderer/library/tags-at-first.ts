// Which tags stand in the library pane before all are asked for.
export interface TagCount {
  name: string
  count: number
}

export const TAGS_AT_FIRST = 10

/** The most used tags, and the current one, in the order they came in. */
export function tagsAtFirst(tags: readonly TagCount[], current: string | null): readonly TagCount[] {
  const byUse = tags.toSorted((one, other) => other.count - one.count)
  const chosen = new Set(byUse.slice(0, TAGS_AT_FIRST))
  return tags.filter((tag) => chosen.has(tag) || tag.name === current)
}
