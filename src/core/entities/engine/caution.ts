// Where capitals say little, the tagger is not believed by itself: text in CAPITALS, Title Case headings, and languages
// it was not trained on. German writes every noun with a capital; there only names that something else vouches for stay.
import type { Found } from './mentions.ts'
import type { Tokens } from './tokens.ts'
import { BIT } from './word-types.ts'

/** How much capitals tell in a text: all they can, little (another language), or nothing (nouns have them too). */
export type Trust = 'full' | 'little' | 'none'

const ENGLISH = new Set(
  `the of and to in is that for was with on by at from he as it his are has have be she they this an will who not but
  their which were had its said been or you we i a my so if what when more about`.split(/\s+/),
)
const ENOUGH_WORDS = 25
const ENGLISH_SHARE = 0.12
const NOUN_CAPITALS = 0.22

/** How far capitals can be trusted. Takes the tokens and the language, when it is known (BCP 47). */
export function trustOf(tokens: Tokens, lang: string | null): Trust {
  const limit = Math.min(tokens.count, 20_000)
  let words = 0
  let english = 0
  let inner = 0
  let capitals = 0
  for (let i = 0; i < limit; i++) {
    const word = tokens.word[i]!
    if (!/^\p{L}/u.test(word)) continue
    words++
    const lower = word.toLowerCase()
    if (lower !== word && lower.length < 20 && word === word.toUpperCase()) continue
    if (ENGLISH.has(lower)) english++
    if (i === 0 || tokens.sentence[i] !== tokens.sentence[i - 1]) continue
    inner++
    if (lower !== word) capitals++
  }
  const declared = lang?.toLowerCase().split(/[-_]/)[0] ?? null
  if (words < ENOUGH_WORDS)
    return declared === null || declared === 'en' ? 'full' : declared === 'de' ? 'none' : 'little'
  if (english / words >= ENGLISH_SHARE) return 'full'
  if (declared === 'de' || declared === 'lb') return 'none'
  // A list of names or a scoreboard has few small words of any language: many capitals alone do not make it German.
  const small = smallWords(tokens, limit)
  if (capitals / Math.max(1, inner) > NOUN_CAPITALS && small > 0.08) return 'none'
  return small > 0.08 || declared !== null ? (declared === 'en' ? 'full' : 'little') : 'full'
}

const FOREIGN = new Set(
  `der die das und ist nicht ein eine den dem des mit von zu im auf für sich auch als bei nach wird oder aus dass wie
  le la les et est des un une dans du que qui pour pas sur au avec il elle ne par ce se son plus sont
  el los las y es en por con para una del al lo como su más pero sus no se ha
  il di che è per non una sono della con del da gli alla nel più anche
  het een van en niet dat op te zijn met voor aan er maar om ook als
  o os as do da em um uma não com para por mais ao na no dos se
  och att det som en på är av för med den till inte har de ett om han
  og det er til på ikke med som har jeg av den
  i w na z do nie się jest to że od po za jak dla`.split(/\s+/),
)

function smallWords(tokens: Tokens, limit: number): number {
  let words = 0
  let foreign = 0
  for (let i = 0; i < limit; i++) {
    const word = tokens.word[i]!
    if (!/^\p{L}/u.test(word)) continue
    words++
    if (word === word.toLowerCase() && FOREIGN.has(word) && !ENGLISH.has(word)) foreign++
  }
  return words ? foreign / words : 0
}

/** What the caution needs to ask of the lists. */
export interface Lists {
  listed(words: readonly string[]): number
}

const NAMED = BIT.person | BIT.place | BIT.country | BIT.organisation | BIT.event | BIT.work
const GIVEN = BIT.firstName | BIT.seenFirstName

/**
 * Drops mentions that only their capitals speak for. Takes tokens, mentions in order, how far capitals are trusted, the
 * style of each sentence (0 plain, 1 Title Case, 2 CAPITALS) and the lists; returns those that stay, in order.
 */
export function withCaution(
  tokens: Tokens,
  found: readonly Found[],
  trust: Trust,
  sentenceStyle: Uint8Array,
  lists: Lists,
): Found[] {
  const words = (mention: Found): string[] => tokens.word.slice(mention.from, mention.to)
  const surface = (mention: Found): string => words(mention).join(' ').toLowerCase()
  const vouched = (mention: Found): boolean => {
    const own = words(mention)
    if (lists.listed(own) & NAMED) return true
    return mention.kind === 'person' && own.length > 1 && own.length < 5 && (lists.listed([own[0]!]) & GIVEN) !== 0
  }
  const style = (mention: Found): number => sentenceStyle[tokens.sentence[mention.from]!]!
  if (trust === 'none') for (const mention of found) dropTitleNouns(tokens, mention, lists)
  // Names that stand in plain sentences, whole or as somebody's surname, vouch for themselves in headings.
  const plain = new Set<string>()
  for (const mention of found) {
    if (style(mention) !== 0 || (trust !== 'full' && !vouched(mention))) continue
    plain.add(surface(mention))
    if (mention.kind === 'person') plain.add(words(mention)[mention.to - mention.from - 1]!.toLowerCase())
  }
  return found.filter((mention) => {
    const known = vouched(mention) || plain.has(surface(mention))
    if (trust === 'none') return known && mention.confidence >= 0.4
    if (style(mention) === 2) return known && mention.confidence >= 0.5
    if (trust === 'little') return (known && mention.confidence >= 0.4) || mention.confidence >= 0.75
    const solid = mention.kind === 'person' || mention.kind === 'organisation' || mention.kind === 'place'
    return style(mention) === 0 || known || mention.confidence >= (solid ? 0.5 : 0.75)
  })
}

/** "Bundeskanzlerin Hanna Vogt": where nouns have capitals, a person's name begins at the first name. */
function dropTitleNouns(tokens: Tokens, mention: Found, lists: Lists): void {
  if (mention.kind !== 'person' && mention.kind !== 'organisation') return
  for (let from = mention.from; from + 1 < mention.to; from++) {
    if (!(lists.listed([tokens.word[from]!]) & GIVEN)) continue
    if (mention.kind === 'organisation' && from === mention.from) return
    mention.from = from
    mention.kind = 'person'
    return
  }
}
