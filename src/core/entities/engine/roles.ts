// A few words on who or what an entity is, taken from the article: a title before the name, or an apposition beside it.
import { TITLES } from './known-words.ts'
import type { Found } from './mentions.ts'
import type { Tokens } from './tokens.ts'

const MAX_WORDS = 14

/** The role that one mention's surroundings tell, or null. Takes the tokens and the mention. */
export function roleAt(tokens: Tokens, mention: Found, isDemonym: (word: string) => boolean): string | null {
  const after = apposition(tokens, mention)
  if (after || mention.kind !== 'person') return after
  return titleBefore(tokens, mention, isDemonym) ?? appositionBefore(tokens, mention)
}

const same = (tokens: Tokens, a: number, b: number): boolean =>
  b >= 0 && b < tokens.count && tokens.sentence[a] === tokens.sentence[b]
const words = (tokens: Tokens, from: number, to: number): string =>
  tokens.text.slice(tokens.start[from]!, tokens.end[to - 1]!).replace(/\s+/g, ' ')

/** "Jane Doe, the head of the institute," gives "the head of the institute". */
function apposition(tokens: Tokens, { from, to, kind }: Found): string | null {
  if (!same(tokens, from, to + 1) || tokens.word[to] !== ',') return null
  const start = tokens.word[to + 1]!
  const opens = kind === 'person' ? /^(?:an?|the|his|her|their|its|who|then|now|former|co-founder|founder|director|head|chief|president|chairman|chairwoman|spokesman|spokeswoman|professor|leader|editor|author|chair)$/ : /^(?:an?|the)$/ // prettier-ignore
  if (!opens.test(start)) return null
  let end = to + 1
  while (
    end < tokens.count &&
    same(tokens, from, end) &&
    end - to <= MAX_WORDS + 1 &&
    !/^[,.;:()!?—–"”]/.test(tokens.word[end]!)
  )
    end++
  const closed = end < tokens.count && /^[,.;)—–]/.test(tokens.word[end]!)
  if (!closed || end - to < 3 || end - to > MAX_WORDS + 1 || start === 'who') return null
  return words(tokens, to + 1, end)
}

/** "the president's special envoy on water, Jane Doe," gives "special envoy on water". */
function appositionBefore(tokens: Tokens, { from, to }: Found): string | null {
  if (tokens.word[from - 1] !== ',' || !same(tokens, from, from - 1) || !same(tokens, from, to)) return null
  if (!/^[,.;]$/.test(tokens.word[to]!)) return null
  for (let start = from - 2; start > from - MAX_WORDS && same(tokens, from, start); start--) {
    const word = tokens.word[start]!
    if (/^[,.;:()–—"“”]/.test(word)) return null
    if (!/^(?:'s|’s|the|a|an|his|her|its|their|our|my)$/.test(word)) continue
    const first = start + 1
    const titled = tokens.word.slice(first, from - 1).some((part) => PERSON_NOUNS.test(part))
    if (titled && from - 1 - first > 0) return words(tokens, first, from - 1)
  }
  return null
}
const PERSON_NOUNS =
  /^(?:envoy|adviser|advisor|minister|secretary|president|chief|head|director|chairman|chairwoman|chair|leader|spokesman|spokeswoman|ambassador|founder|executive|coach|captain|professor|editor|wife|husband|son|daughter|brother|sister|mother|father|lawyer|attorney|governor|mayor|commander|general|deputy|analyst|author|director|co-founder|partner|colleague|counterpart|successor|predecessor)$/

/** "Defense Secretary Jane Doe" gives "Defense Secretary"; "Ukrainian President" keeps its adjective. */
function titleBefore(tokens: Tokens, { from }: Found, isDemonym: (word: string) => boolean): string | null {
  let start = from
  let real = false
  while (same(tokens, from, start - 1) && from - start < 6) {
    const word = tokens.word[start - 1]!
    const title = TITLES.has(word.toLowerCase().replace(/\.$/, '')) && word.toLowerCase() !== 'of'
    const link =
      word === 'of' &&
      start < from &&
      same(tokens, from, start - 2) &&
      TITLES.has(tokens.word[start - 2]!.toLowerCase())
    if (
      !title &&
      !link &&
      !(start < from && (isDemonym(word) || /^(?:former|then|acting|interim|U\.S\.|US|U\.K\.|UK)$/i.test(word)))
    )
      break
    real ||= title && !/^(?:mr|mrs|ms|miss|mx|of|us|u\.s|first|former|state|national)$/i.test(word.replace(/\.$/, ''))
    start--
  }
  return real && start < from ? words(tokens, start, from) : null
}
