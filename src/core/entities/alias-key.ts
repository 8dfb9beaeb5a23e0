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
