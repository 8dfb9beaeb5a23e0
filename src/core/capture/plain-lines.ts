// What a single line of plain text is: a rule, a caption, a list item, a byline. Only the line itself is looked at.

const RULE = /^(?:(?:[_*~=#–—-]\s*){3,}|[•·⁂※]+(?:\s*[•·])*|#|-\s*30\s*-|<>|§)$/u
const CAPTION_START = /^(?:FILE|File photo|FILE PHOTO)\s?(?:[–—-]|:)\s*\S/
const AGENCY =
  'AP|AFP|Reuters|Getty Images?|EPA|EFE|ANSA|dpa|DPA|PA|UPI|TASS|Xinhua|Bloomberg|NASA|ESA|Handout|Pool|File'
// "(AP Photo/Jane Doe, File)", "(Photo by Jane Doe)", "(Jane Doe via AP)", "(Jane Doe/Reuters)", "(AFP)"
const CREDIT_IN_BRACKETS = new RegExp(
  [
    String.raw`[^()]*\b(?:Photo|Photograph|Picture|Image|Illustration|Graphic|Foto|Photographie|Фото)s?\b\s*(?:[/:,]|by\b|courtesy\b|via\b|credit\b|von\b|par\b|de\b)[^()]*`,
    String.raw`(?:Courtesy|Credit|Photo courtesy|Handout|Source)\b(?::| of\b| photo\b)[^()]*`,
    String.raw`[^()]*\bvia (?:${AGENCY})\b[^()]*`,
    String.raw`\p{Lu}[^\s()/]* [^()/]{1,50}/\s?\p{Lu}[^()/]{1,50}(?:/[^()/]{1,50})?`,
    String.raw`(?:${AGENCY})(?:,? (?:File|file photo))?`,
  ]
    .map((inside) => String.raw`\((?:${inside})\)$`)
    .join('|'),
  'u',
)
const CREDIT_AT_END =
  /(?:^|[.!?)”"’»]\s+)(?:Photo|Photograph|Picture|Image|Illustration|Graphic|Foto|Фото)s?(?: credit| by| courtesy of)?:\s*\p{Lu}[^.!?]{1,80}$|^(?:Photo|Photograph|Picture|Image|Illustration)s? (?:by|courtesy of) \p{Lu}[^.!?]{1,80}$/u
const CAPTION_MAX = 900

/**
 * Whether a line separates parts of a text: `___`, `***`, `* * *`, `---`, `⁂`, or a wire service's end mark.
 * @param line without white space around it
 */
export function isRule(line: string): boolean {
  return RULE.test(line)
}

/**
 * Whether a line begins as the caption of a file picture.
 * @param line without white space around it
 */
export function startsCaption(line: string): boolean {
  return CAPTION_START.test(line)
}

/**
 * Whether a line is a picture's caption: begins with "FILE –", or ends in a photo credit.
 * @param line without white space around it
 */
export function isCaption(line: string): boolean {
  if (line.length > CAPTION_MAX) return false
  return CAPTION_START.test(line) || CREDIT_IN_BRACKETS.test(line) || CREDIT_AT_END.test(line)
}

/** The beginning of a list item: how the list is marked, its number if it has one, and the words after the mark. */
export interface ListMark {
  ordered: boolean
  number: number
  rest: string
}

/**
 * Reads the mark at the beginning of a list item: `-`, `*`, `•`, `1.`, `1)`.
 * @param line without white space around it
 * @returns null when the line has no such mark
 */
export function listMark(line: string): ListMark | null {
  const bullet = /^[-*•‣◦▪·]\s+(\S.*)$/u.exec(line)
  if (bullet) return { ordered: false, number: 0, rest: bullet[1] ?? '' }
  const number = /^(\d{1,3})[.)]\s+(\S.*)$/u.exec(line)
  return number ? { ordered: true, number: Number(number[1]), rest: number[2] ?? '' } : null
}

const WRITERS = String.raw`(?:writers?|journalists?|reporters?|correspondents?|editors?|photographers?|producers?|researchers?)`
const CONTRIBUTORS = [
  new RegExp(String.raw`\b${WRITERS}\b[^.]{0,400}\bcontributed\b[^.]{0,60}\.?$`, 'iu'),
  /\bcontributed (?:to|reporting)\b(?: to)? ?(?:this|the)? ?(?:report|story|article|reporting|piece|from)?\b[^.]{0,60}\.?$/iu,
  /^\(?(?:additional |further |with )?reporting by \p{Lu}/iu,
  /^\(?(?:editing|writing|compiled|translated|edited|written) by \p{Lu}/iu,
  /^\p{Lu}[^.]{2,120} reported from \p{Lu}[^.]{2,120}\.(?: \p{Lu}[^.]{2,120} (?:reported|contributed) from [^.]{2,80}\.)*$/u,
  /^(?:with )?(?:material|files|input|information) from (?:the )?\p{Lu}[^.]{1,120}\.?$/iu,
]

/**
 * Whether a line says who else worked on a report: "Associated Press writer X in Paris contributed.", "Reporting by X; editing by Y".
 * @param line without white space around it
 */
export function isContributorLine(line: string): boolean {
  return line.length <= 600 && CONTRIBUTORS.some((pattern) => pattern.test(line))
}

const NAME_WORD = String.raw`(?:\p{Lu}[\p{L}\p{M}'’.-]*|de|da|di|du|la|le|van|von|der|den|bin|al|el|y|e|dos)`
const NAME = String.raw`${NAME_WORD}(?: ${NAME_WORD}){0,5}`
const BYLINE = new RegExp(
  String.raw`^(?:[Bb]y|BY|Von|Par|Por|Di|Door|Autor:|Автор:|Text:|Words by|Written by)\s+(${NAME}(?:(?:, | and | & | und | et | y | i | і | и |, and )${NAME})*)(?:\s*[,|/–—-]\s*(.{2,60}))?$`,
  'u',
)

/**
 * Reads a byline.
 * @param line without white space around it
 * @returns the names as written and what stands behind them (an agency, a role); null when the line is no byline
 */
export function readByline(line: string): { names: string; agency: string | null } | null {
  if (line.length > 160 || /[!?:;]$/.test(line)) return null
  const match = BYLINE.exec(line.replace(/\s+/g, ' '))
  return match?.[1] ? { names: match[1].trim(), agency: match[2]?.trim() ?? null } : null
}

/**
 * Whether a line ends as a sentence does.
 * @param line without white space around it
 */
export function endsSentence(line: string): boolean {
  return (
    /[.!?…。！？؟।][\])"'”’»›」]*$/u.test(line) &&
    !/(?:\b\p{Lu}\.(?:\p{Lu}\.)+|\b(?:Inc|Ltd|Jr|Sr|Co|Corp))$/u.test(line)
  )
}

/**
 * Whether a line could stand over a section: short, no punctuation at its end, begins like a title.
 * @param line without white space around it
 */
export function looksLikeHeading(line: string): boolean {
  if (line.length > 100 || line.split(/\s+/).length > 16) return false
  if (/[.,;:…!?。、，；：！？؟]$/u.test(line) || /^["'“”‘’«»„([–—-]/u.test(line)) return false
  if (!/^[\p{Lu}\p{Lt}\p{Lo}\p{N}¿¡]/u.test(line) || !/\p{L}{2}/u.test(line)) return false
  return !/^(?:https?:|www\.)\S+$|@\S+\.\S+$/i.test(line) && readByline(line) === null && !isCaption(line)
}
