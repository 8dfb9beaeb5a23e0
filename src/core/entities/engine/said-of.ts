// What a text says of its own names in so many words: "X, a young company", "the Laboratory of Y (LY)".
import type { Tokens } from './tokens.ts'
import type { WordType } from './word-types.ts'

const COPULAS = new Set(['is', 'was', 'are', 'were', 'became'])
const ARTICLES = new Set(['a', 'an', 'the', 'one', 'another'])
const MAX_HEAD = 8
/** The last word of the noun phrase after "X, a …" and "X is a …": what stands before the next preposition or mark. */
export function heads(tokens: Tokens, types: WordType[], runStart: Int32Array, runEnd: Int32Array): Int32Array {
  const head = new Int32Array(tokens.count).fill(-1)
  for (let i = 0; i < tokens.count; i++) {
    if (runStart[i] !== i) continue
    const end = runEnd[i]!
    if (end + 2 >= tokens.count || tokens.sentence[end + 2] !== tokens.sentence[i]) continue
    const link = types[end]!.lower
    if (link !== ',' && !COPULAS.has(link)) continue
    if (!ARTICLES.has(types[end + 1]!.lower)) continue
    let last = -1
    for (
      let k = end + 2;
      k < tokens.count && k < end + 2 + MAX_HEAD && tokens.sentence[k] === tokens.sentence[i];
      k++
    ) {
      const type = types[k]!
      if (type.connector > 0 && type.connector < 15 && type.connector !== 13) break
      if (STOPS.has(type.lower)) break
      if (!type.capital && !type.numeral) last = k
    }
    head[i] = last
  }
  return head
}
const STOPS = new Set(
  'that who which whose where with from by as is was are were has had when based located'.split(' '),
)

/** "Cold Spring Harbor Laboratory (CSHL)": acronyms whose letters begin the capitalised words before them. */
export function longForms(tokens: Tokens, types: WordType[]): Map<WordType, number> {
  const found = new Map<WordType, number>()
  for (let i = 2; i + 1 < tokens.count; i++) {
    const word = tokens.word[i]!
    if (word.length < 2 || word.length > 7 || tokens.word[i - 1] !== '(' || !/^\p{Lu}+$/u.test(word)) continue
    let letter = word.length - 1
    for (let k = i - 2; k >= 0 && k > i - 14 && tokens.sentence[k] === tokens.sentence[i] && letter >= 0; k--) {
      if (tokens.word[k]!.charAt(0) === word.charAt(letter)) letter--
      else if (types[k]!.capital) break
    }
    if (letter < 0) found.set(types[i]!, i - 2)
  }
  return found
}
