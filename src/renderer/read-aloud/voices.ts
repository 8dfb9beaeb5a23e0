// The voices that the system offers: which suits a language, and which would send the text away.

/** What is used of a SpeechSynthesisVoice (https://wicg.github.io/speech-api/#speechsynthesisvoice). */
export interface Voice {
  name: string
  /** A language tag; some systems write it with an underscore. */
  lang: string
  /** Whether it speaks on this computer; others have the text sent to them. */
  localService: boolean
  default: boolean
}

/**
 * The voice for a text: the one that was chosen where it speaks the language, else the best that speaks it on this
 * computer, else the chosen one, else any on this computer. One that sends the text away is never taken unasked.
 */
export function voiceFor(voices: readonly Voice[], lang: string | null, chosen: string | null): Voice | null {
  const asked = voices.find(({ name }) => name === chosen)
  if (asked !== undefined && (lang === null || speaks(asked, lang))) return asked
  const own = sortVoices(voices, lang).filter(({ localService }) => localService)
  const [best] = own
  if (best !== undefined && lang !== null && speaks(best, lang)) return best
  return asked ?? own.find((voice) => voice.default) ?? best ?? null
}

/** Those for the very language first, then its other kinds, then the rest by language; each by name. */
export function sortVoices(voices: readonly Voice[], lang: string | null): Voice[] {
  const rank = (voice: Voice) => (lang === null || !speaks(voice, lang) ? 2 : tagOf(voice.lang) === tagOf(lang) ? 0 : 1)
  return voices.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      tagOf(a.lang).localeCompare(tagOf(b.lang)) ||
      Number(b.default) - Number(a.default) ||
      a.name.localeCompare(b.name),
  )
}

/** Whether a voice speaks a language, of whatever country. */
export function speaks(voice: Voice, lang: string): boolean {
  return primary(voice.lang) === primary(lang)
}

/** The language itself, without country and script. */
export function primary(lang: string): string {
  return tagOf(lang).split('-')[0] ?? ''
}

/** The name of a language in the window's own; the tag itself when there is none. */
export function languageName(lang: string): string {
  try {
    return new Intl.DisplayNames(['en-GB'], { type: 'language' }).of(tagOf(lang)) ?? lang
  } catch {
    return lang
  }
}

/** Who gets the text when a voice that is not on this computer reads it. */
export function sendsTo(voice: Voice): string | null {
  if (voice.localService) return null
  return /^(Google|Microsoft|Amazon|Apple)\b/.exec(voice.name)?.[1] ?? 'its maker'
}

function tagOf(lang: string): string {
  return lang.replaceAll('_', '-').toLowerCase()
}
