// How names are compared: without regard to case, accents, points, possessives and a leading article.

/**
 * Folds a name for comparison.
 * @param name a surface form such as `the U.S.` or `Zelenskyy’s`
 * @returns the folded form, `us` or `zelenskyy`; empty when nothing but signs remains
 */
export function aliasKey(name: string): string {
  const bare = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[’ʼ‘`]/g, "'")
    .toLowerCase()
    .replace(/'s?$/u, '')
    .replaceAll(/(?<=\p{L})\.(?=\p{L}|$|\s)/gu, '')
    .replaceAll(/[^\p{L}\p{N}&+]+/gu, ' ')
    .trim()
  return bare.replace(/^(?:the|die|der|das|le|la|les|el|los|las) (?=\S)/, '')
}

/**
 * Whether a form is too short to identify someone on its own across articles: a person's single name.
 * @param key a folded name
 */
export function isWeakForm(kind: string, key: string): boolean {
  return kind === 'person' && !key.includes(' ')
}

/** Words after a surname that are none. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|md|esq)$/

/**
 * The names that lead to an entity because articles use some forms for it: the forms, and the surname of a person named in
 * full, by which the next article may call it.
 * @param kind the entity's kind
 * @param forms surface forms, the first spelling of a name first
 * @returns folded key and spelling, each key once
 */
export function namesFrom(kind: string, forms: readonly string[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const form of forms) {
    const key = aliasKey(form)
    if (key && !names.has(key)) names.set(key, form)
  }
  if (kind !== 'person') return names
  for (const form of forms) {
    const words = form.split(/[\s,]+/).filter((word) => word !== '' && !SUFFIX.test(aliasKey(word)))
    const surname = words.length > 1 ? words.at(-1)!.replace(/['’]s?$/u, '') : ''
    const key = aliasKey(surname)
    if (key.length > 2 && !key.includes(' ') && /^\p{Lu}/u.test(surname) && !names.has(key)) names.set(key, surname)
  }
  return names
}
