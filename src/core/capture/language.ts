// Which language a text is in, from its script and its commonest words: enough to hyphenate, read aloud and set a direction.

const STOP_WORDS: Record<string, string> = {
  en: 'the and of to in that is was for it with as his on be at by had not are but from have they which you were this',
  de: 'der die und das ist nicht von den mit sich des auf für dem ein eine als auch es an werden aus hat dass sie nach bei wird',
  fr: 'le la les des et est une que dans qui pour pas sur par plus avec ce il sont au du cette ne se mais ou nous être aux',
  es: 'el la los las que de y en un una por con para es del se no al lo como más pero sus fue este ha son también está',
  it: 'il la che di e per un una non è del della sono con si dei le gli nel alla più anche come dal ha ma delle questo',
  pt: 'o a os as que de e do da em um uma para com não por se na no mais dos das como mas foi ao ele são também à',
  nl: 'de het een van en dat is niet op te zijn voor met die aan hij er ook als maar bij om uit door wordt naar heeft',
  pl: 'i w na się nie do to że z jest jak po od przez co tak za dla już ale oraz był przy może są tego które jego',
  uk: 'і в на що не з до та у за як це його від про для але був який є або так по того вони яка він якщо також які',
  ru: 'и в не на что с как по это он из для от но так его за было к то который бы только или они были она также быть',
}
const SCRIPTS: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Thai}/gu, 'th'],
]
const SAMPLE_LENGTH = 20_000
const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv', 'ckb', 'iw'])

/**
 * Guesses a text's language among sixteen of the most read.
 *
 * @param text plain text; the first 20,000 characters are looked at
 * @returns an ISO 639-1 code, or null when too little speaks for any
 */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE_LENGTH)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 10) return null
  for (const [script, lang] of SCRIPTS) {
    // Japanese mixes in Han characters: a fifth of kana is proof enough.
    const share = (sample.match(script)?.length ?? 0) / letters
    if (share > (lang === 'ja' ? 0.15 : 0.5)) return lang
  }
  return byStopWords(sample)
}

function byStopWords(sample: string): string | null {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const ranked = Object.entries(STOP_WORDS)
    .map(([lang, list]) => {
      const hits = list.split(' ').reduce((sum, word) => sum + (counts.get(word) ?? 0), 0)
      return { lang, share: hits / words.length }
    })
    .sort((a, b) => b.share - a.share)
  const [best, second] = ranked
  if (!best || words.length < 8 || best.share < 0.12) return null
  return best.share > (second?.share ?? 0) * 1.15 ? best.lang : null
}

/**
 * The writing direction of a text.
 *
 * @param lang a BCP 47 tag, if known
 * @param text consulted when the language does not decide it
 */
export function directionOf(lang: string | null, text: string): 'ltr' | 'rtl' {
  if (lang && RIGHT_TO_LEFT.has(lang.toLowerCase().split('-')[0] ?? '')) return 'rtl'
  const sample = text.slice(0, 2000)
  const rightToLeft = sample.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu)?.length ?? 0
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  return lang === null && rightToLeft > letters / 2 ? 'rtl' : 'ltr'
}

/**
 * Makes a language tag of what a page declares.
 *
 * @param declared such as `en`, `en_GB`, `pt-br`
 * @returns a canonical BCP 47 tag, or null when it is none
 */
export function languageTag(declared: string | null | undefined): string | null {
  const cleaned =
    (declared ?? '')
      .trim()
      .replace(/_/g, '-')
      .split(/[,;\s]/)[0] ?? ''
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(cleaned)) return null
  try {
    return Intl.getCanonicalLocales(cleaned)[0] ?? null
  } catch {
    return null
  }
}
