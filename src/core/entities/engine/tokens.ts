// Cuts a text into tokens and sentences, in one pass over its UTF-16 code units: the ground that the tagger stands on.
// Written for edited prose; keeps "U.S.", "O'Brien" and "Jean-Pierre" whole and splits "Trump's" and "London-based".

/** A tokenised text. Offsets are UTF-16 code units; `sentence[i]` grows by one at each sentence start. */
export interface Tokens {
  readonly text: string
  readonly count: number
  readonly start: Int32Array
  readonly end: Int32Array
  readonly sentence: Int32Array
  /** The token as written. */
  readonly word: string[]
}

const OTHER = 0
const SPACE = 1
const NEWLINE = 2
const LOWER = 3
const UPPER = 4
/** A letter without case (Arabic, Chinese …) or a combining mark. */
const LETTER = 5
const DIGIT = 6

let classes: Uint8Array | null = null

function classOf(char: string): number {
  if (/\s/u.test(char)) return /[\n\r\u2028\u2029]/u.test(char) ? NEWLINE : SPACE
  if (/\p{Nd}/u.test(char)) return DIGIT
  if (/[\p{Lu}\p{Lt}]/u.test(char)) return UPPER
  if (/\p{Ll}/u.test(char)) return LOWER
  return /[\p{L}\p{M}]/u.test(char) ? LETTER : OTHER
}

function characterClasses(): Uint8Array {
  if (classes) return classes
  const table = new Uint8Array(65536)
  // Surrogate halves and the private area stay OTHER; blocks of ideographs and Hangul are filled without asking.
  for (let code = 0; code < 0xd800; code++) {
    table[code] = code >= 0x3400 && code < 0xd7a4 ? LETTER : classOf(String.fromCharCode(code))
  }
  for (let code = 0xf900; code < 0xfffe; code++) table[code] = classOf(String.fromCharCode(code))
  table[0x200b] = table[0xfeff] = SPACE
  table[0xad] = OTHER
  classes = table
  return table
}

const ABBREVIATIONS = new Set(
  `mr mrs ms messrs mx dr prof rev fr sr jr st mt ft gen lt col maj capt cpl sgt cmdr adm sen rep gov pres hon supt insp
  inc corp ltd co bros dept univ assn jan feb mar apr jun jul aug sept sep oct nov dec vs ave blvd rd no nos vol ph esq
  ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex
  va vt wash wis wyo`.split(/\s+/),
)
/** Abbreviations that are also words: the point belongs to them only before another capital or a number. */
const ALSO_WORDS = new Set('no nos mar la ill ind mo pa co del ore miss mass wash sun sat fr col gen'.split(' '))
const ARABIC_ARTICLES = new Set('al el as ad an ar ash at az bin ibn ould abu um umm'.split(' '))
const CLITICS = new Set(['s', 've', 're', 'll', 'd', 'm', 't'])
/** Words that start a sentence after "U.S." or "Inc." far more often than they follow them within one. */
const STARTERS = new Set(
  `the a an he she it they we i you in on at but and for this that these those there his her its their our when while
  after before as if so however meanwhile according although since what who why how no not by from with some many most
  both each one two three also still yet now then here last`.split(/\s+/),
)

const isWordClass = (c: number): boolean => c >= LOWER
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019

/** Longer words join no more parts: what is longer is no word, and must not cost time. */
const MAX_JOINED = 60

/** Scans one word from `at`; returns its end. Joins inner apostrophes, hyphens, points and ampersands that belong to it. */
function wordEnd(text: string, at: number, table: Uint8Array): number {
  const kind = (index: number): number => (index < text.length ? table[text.charCodeAt(index)]! : OTHER)
  let end = at
  for (;;) {
    while (isWordClass(kind(end))) end++
    if (end - at > MAX_JOINED) break
    const code = end < text.length ? text.charCodeAt(end) : 0
    const next = kind(end + 1)
    if (isApostrophe(code) && next >= LOWER && next <= LETTER && !isClitic(text, end + 1, table)) end++
    else if (code === 45 && next >= LOWER && next <= LETTER && joinsHyphen(text, at, end, next)) end++
    else if (code === 46 && joinsPoint(text, at, end, kind)) end++
    else if (code === 44 && kind(end - 1) === DIGIT && next === DIGIT) end++
    else if (code === 38 && kind(end - 1) === UPPER && next === UPPER && end - at <= 2) end++
    else break
  }
  return withFinalPoint(text, at, end, kind)
}

function isClitic(text: string, at: number, table: Uint8Array): boolean {
  let end = at
  while (end < text.length && end < at + 4 && isWordClass(table[text.charCodeAt(end)]!)) end++
  return CLITICS.has(text.slice(at, end).toLowerCase())
}

function joinsHyphen(text: string, at: number, end: number, next: number): boolean {
  const left = end - at > 6 ? '' : text.slice(at, end)
  const first = text.charAt(at)
  if (first !== first.toLowerCase()) {
    if (next !== UPPER) return isGivenName(text, at, end)
    // "US-China" are two names, "Jean-Pierre" and "Coca-Cola" are one.
    const whole = text.slice(at, end)
    return whole !== whole.toUpperCase() || whole.length === 1
  }
  return next === UPPER ? ARABIC_ARTICLES.has(left) : true
}

const COMPOUND = new Set(
  `based led born wide style run owned area era type elect made held only bound like free named sized aged year day time
  level level's war state city born club long old week month hour mile foot inch back side ward going wing hit torn
  rich poor linked tied funded tested rule ruled right left pro anti plus`.split(/\s+/),
)
/** Second halves of Chinese and Korean given names that look like English endings, or are long. */
const SYLLABLE = /^(?:[bchjklmnqstwxy]?h?ing|[ckls]h?eung|[cst]h?uang|[cz]hiang|[cz]hong)$/

/** "Geun-hye", "Jong-un" after a surname: short syllables, the second in lower case, a capital before. */
function isGivenName(text: string, at: number, end: number): boolean {
  if (end - at > 6 || at < 3 || text.charAt(at - 1) !== ' ') return false
  const before = /(\p{Lu}\p{Ll}+) $/u.exec(text.slice(Math.max(0, at - 12), at))
  const right = /^-(\p{Ll}{2,6})(?![\p{L}-])/u.exec(text.slice(end, end + 9))
  if (before === null || right === null || COMPOUND.has(right[1]!)) return false
  return SYLLABLE.test(right[1]!) || (right[1]!.length < 6 && !/(?:ed|ing)$/.test(right[1]!))
}

function joinsPoint(text: string, at: number, end: number, kind: (index: number) => number): boolean {
  const next = kind(end + 1)
  if (kind(end - 1) === DIGIT) return next === DIGIT
  if (end === at) return false
  const single = end - at === 1 || text.charCodeAt(end - 2) === 46
  if (single)
    return isWordClass(next) && (kind(end + 2) === OTHER || kind(end + 2) <= NEWLINE) && kind(end - 1) === next
  return next === LOWER && /^(?:com|org|net|co|gov|edu|io|fm|tv|uk|de)\b/.test(text.slice(end + 1, end + 5))
}

function withFinalPoint(text: string, at: number, end: number, kind: (index: number) => number): number {
  if (text.charCodeAt(end) !== 46 || text.charCodeAt(end + 1) === 46) return end
  if (end - at === 1 && kind(at) === UPPER) return end + 1
  if (end - at > 7) return end
  const word = text.slice(at, end)
  if (end - at >= 3 && text.charCodeAt(end - 2) === 46) return end + 1
  const first = word.charAt(0)
  if (first === first.toLowerCase()) return end
  const lower = word.toLowerCase()
  if (!ABBREVIATIONS.has(lower)) return end
  if (!ALSO_WORDS.has(lower)) return end + 1
  const after = kind(end + 2)
  return kind(end + 1) === SPACE && (lower === 'no' || lower === 'nos' ? after === DIGIT : after === UPPER)
    ? end + 1
    : end
}

/** What ends a sentence at this point: nothing, a mark that needs a capital after it, or an abbreviation's point. */
function endsSentence(word: string): 'no' | 'mark' | 'abbreviation' {
  const code = word.charCodeAt(word.length - 1)
  if (code === 33 || code === 63 || code === 0x2026 || code === 0x3002) return 'mark'
  if (code !== 46) return 'no'
  return word.length === 1 || word === '..' || word === '...' ? 'mark' : 'abbreviation'
}

const CLOSERS = new Set(['"', "'", '”', '’', ')', ']', '»'])

/**
 * Tokenises a text. Takes any string; returns tokens with their offsets in UTF-16 code units and the number of their
 * sentence. Never throws; time grows with the length of the text alone.
 */
export function tokenise(text: string): Tokens {
  const table = characterClasses()
  const starts: number[] = []
  const ends: number[] = []
  const sentences: number[] = []
  const words: string[] = []
  let sentence = 0
  let lineBreaks = 0
  let pending = endsSentence('')
  let at = 0
  while (at < text.length) {
    const kind = table[text.charCodeAt(at)]!
    if (kind === SPACE || kind === NEWLINE) {
      if (kind === NEWLINE) lineBreaks++
      at++
      continue
    }
    const end = isWordClass(kind) ? wordEnd(text, at, table) : symbolEnd(text, at, table)
    const word = text.slice(at, end)
    if (starts.length > 0 && startsSentence(word, kind, pending, lineBreaks)) sentence++
    starts.push(at)
    ends.push(end)
    words.push(word)
    sentences.push(sentence)
    pending = CLOSERS.has(word) && pending === 'mark' ? 'mark' : endsSentence(word)
    lineBreaks = 0
    at = end
  }
  return {
    text,
    count: words.length,
    start: Int32Array.from(starts),
    end: Int32Array.from(ends),
    sentence: Int32Array.from(sentences),
    word: words,
  }
}

function startsSentence(
  word: string,
  kind: number,
  pending: 'no' | 'mark' | 'abbreviation',
  lineBreaks: number,
): boolean {
  if (lineBreaks > 1) return true
  if (lineBreaks === 1 && kind !== LOWER) return true
  if (pending === 'mark') return kind !== LOWER && !CLOSERS.has(word)
  return pending === 'abbreviation' && kind === UPPER && STARTERS.has(word.toLowerCase())
}

function symbolEnd(text: string, at: number, table: Uint8Array): number {
  const code = text.charCodeAt(at)
  if (isApostrophe(code) && isClitic(text, at + 1, table) && at > 0 && isWordClass(table[text.charCodeAt(at - 1)]!)) {
    let end = at + 1
    while (end < text.length && isWordClass(table[text.charCodeAt(end)]!)) end++
    return end
  }
  // Repeated marks ("...", "___", "—-") and surrogate pairs are one token each, so that decoration stays cheap.
  let end = at + 1
  while (end < text.length && end < at + 64 && text.charCodeAt(end) === code) end++
  if (code >= 0xd800 && code < 0xe000) {
    while (end < text.length && end < at + 64 && text.charCodeAt(end) >= 0xd800 && text.charCodeAt(end) < 0xe000) end++
  }
  return end
}
