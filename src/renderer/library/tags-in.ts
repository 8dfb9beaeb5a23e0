// Tags as they are typed.

/** The tags that a typed text names, separated by commas, without those already there. */
export function tagsIn(text: string, present: readonly string[]): string[] {
  const known = new Set(present.map((tag) => tag.toLocaleLowerCase()))
  const added: string[] = []
  for (const part of text.split(',')) {
    const tag = part.trim().replace(/^#/, '').replace(/\s+/g, ' ')
    if (tag === '' || known.has(tag.toLocaleLowerCase())) continue
    known.add(tag.toLocaleLowerCase())
    added.push(tag)
  }
  return added
}
