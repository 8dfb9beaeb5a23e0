// What a tag within words may be called, and where one begins: as in Obsidian, so that both find the same tags in a file.

/** A character of a name, as the inside of a class of a regular expression with the flag `u`. */
export const TAG_CHARACTER = '\\p{L}\\p{M}\\p{N}_/\\-'

/** What may stand right before the `#`, besides the beginning of a line; the inside of a class. */
export const BEFORE_TAG = '\\s([{"\'“‘«—–*~_>|,;'

const NAME = new RegExp(`^(?=.*[^\\p{N}])[${TAG_CHARACTER}]+$`, 'u')

/**
 * Whether a tag of this name can be written as `#name` within words: one word, and no number alone.
 * @param name without the `#`
 */
export function isTagName(name: string): boolean {
  // Beyond the basic plane a reader sees half characters.
  return name.length <= 100 && NAME.test(name) && !/[\uD800-\uDFFF]/.test(name)
}

/**
 * The nearest name that can be written within words.
 * @param name of any tag
 * @returns the name with hyphens in place of what cannot be; 'tag' where nothing is left
 */
export function writableTagName(name: string): string {
  if (isTagName(name)) return name
  const words = name.replace(new RegExp(`[^${TAG_CHARACTER}]+|[\\u{10000}-\\u{10FFFF}]+`, 'gu'), '-').slice(0, 90)
  return isTagName(words) ? words : isTagName(`tag-${words}`) ? `tag-${words}` : 'tag'
}
