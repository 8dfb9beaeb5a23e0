// Finds where an article ends and its site goes on: rights notices, comment forms, promotion. Only at the end of a text.
import type { SetAsideReason } from '../../contract/model.ts'

/** A block as the search for the article's end sees it. `kept` marks what always belongs to the article. */
export interface TrailingBlock {
  text: string
  kind: 'prose' | 'heading' | 'contributor' | 'rule' | 'kept'
}

/** Sentences that make a paragraph a rights notice, in the languages most pasted. */
const RIGHTS = [
  /^(?:©|\(c\)\s|copyright\b\s*(?:©|\(c\)|\d{4}|:|by\b))/i,
  /^.{0,60}©\s*(?:\d{4}|\p{Lu}|the\b)/iu,
  /^(?:all rights reserved|alle rechte vorbehalten|alle rechten voorbehouden|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|wszelkie prawa zastrzeżone|(?:усі|всі) права (?:захищен|застережен)|все права защищены)/iu,
  /^.{0,80}(?:©|copyright|\d{4}).{0,80}all rights reserved\.?$/iu,
  /^(?:this|the|our|these) (?:material|content|article|story|report|text|work|page)s?\b.{0,60}\b(?:may|can|must) not be (?:published|reproduced|copied|broadcast|redistributed|republished|rewritten|distributed|used)\b/i,
  /^(?:no part of this|reproduction (?:in whole|without)|republication or|unauthori[sz]ed (?:use|reproduction|copying))\b/i,
]
const SMALL_PRINT =
  /^(?:(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)|cookie (?:policy|settings)|do not sell my.{0,40}|contact us|imprint|impressum)[\s|·•,]*)+\.?$/i

const COMMENTS = [
  /^(?:join|start|continue) the (?:conversation|discussion|debate)\b.{0,60}$/i,
  /^(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment|response)\b.{0,60}$/i,
  /^(?:(?:view|show|see|read|load|hide) )?(?:all )?(?:the )?(?:\d[\d,. ]* )?(?:comments?|responses|replies)(?: ?\(\d+\))?(?: on this (?:story|article|post))?[.:]?$/i,
  /^comments (?:are|have been) (?:now )?(?:closed|disabled|turned off)\b.{0,80}$/i,
  /^(?:(?:log|sign) in|please (?:log|sign) in|you must be logged in|register) to (?:post a |leave a |add a )?(?:comment|reply|join)\b.{0,120}$/i,
  /^your e-?mail address will not be published\b.{0,120}$/i,
  /^be the first to (?:comment|reply)\b.{0,60}$/i,
  /^(?:kommentare|kommentar schreiben|schreiben sie einen kommentar|commentaires|laisser un commentaire|comentarios|deja (?:un comentario|una respuesta)|comentários|deixe um comentário|commenti|lascia un commento|reacties|geef een reactie|komentarze|dodaj komentarz|коментарі|залишити коментар|комментарии|оставить комментарий)(?: ?\(\d+\))?[.:!]?$/iu,
]
const PROMOTION = [
  /^(?:sign up|subscribe|register)\b(?=.{0,250}\b(?:newsletters?|inbox|e-?mails?|alerts?|briefing|updates|access|podcast|channel|free|today|now)\b).{0,280}$/i,
  /^(?:get|receive|want|stay|join|never miss|don.t miss|like what you)\b(?=.{0,250}\b(?:newsletters?|inbox)\b).{0,280}$/i,
  /^(?:our )?newsletters?[.:]?$/i,
  /^(?:follow|like|find|join) us on\b.{0,160}$/i,
  /^follow \S.{1,60} on (?:twitter|x|facebook|instagram|bluesky|threads|mastodon|telegram|youtube|linkedin|whatsapp|google news)\b.{0,100}$/i,
  /^(?:download|get) (?:our|the) .{0,40}\bapp\b.{0,100}$/i,
  /^(?:support (?:our|independent|quality) (?:work|journalism|reporting)|donate (?:now|today)|become a (?:member|subscriber|patron|supporter))\b.{0,200}$/i,
  /^(?:advertisement|anzeige|publicité|publicidad|реклама)[.:]?$/iu,
  /^(?:abonnieren sie|inscrivez-vous|suscríbe(?:te|ase)|iscriviti|subskrybuj|підписуйтесь|подписывайтесь)\b.{0,200}$/iu,
]
const SHARE_WORD = String.raw`(?:share|tweet|print|e-?mail|facebook|twitter|x|linkedin|whatsapp|reddit|telegram|pinterest|pocket|bluesky|threads|copy(?: link)?|link copied|save|messenger|flipboard)`
const NAVIGATION = [
  /^share(?: (?:this|the))?(?: (?:article|story|post|page))?(?: (?:on|via|with) .{2,40})?:?$/i,
  new RegExp(String.raw`^${SHARE_WORD}(?:(?: on| via| this)?[\s,|/·•]+${SHARE_WORD})*$`, 'i'),
  /^(?:related|recommended|trending|popular|latest)(?: (?:articles?|stories|news|posts?|topics?|content|coverage|links|reading))?:?$/i,
  /^related(?: (?:articles?|stories|posts?))?:\s.{3,160}$/i,
  /^(?:read|see) (?:more|next|also)(?::\s.{3,160}| (?:stories|articles|news|from|on|about|in)\b[^.]{0,100})?$/i,
  /^also read:.{3,160}$/i,
  /^more (?:from|on|stories|articles|news|headlines)\b[^.]{0,80}$/i,
  /^(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|most (?:read|viewed|popular|shared)|up next|(?:next|previous) (?:article|story|post)|around the web|from our partners|editors?.? picks?)\b[^.]{0,60}$/i,
  /^(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|posted in):\s*\S[^.]{0,300}$/i,
  /^back to top$/i,
  /^(?:mehr zum thema|lesen sie auch|(?:à )?lire aussi|lea también|te puede interesar|leggi anche|leia também|lees ook|czytaj (?:także|też|również)|zobacz też|читайте (?:також|также))\b.{0,160}$/iu,
]
/** Never where boilerplate begins, but no sign of an article going on either. */
const GOES_ALONG =
  /\b(?:create (?:a|your) (?:free )?account|community (?:guidelines|standards)|share your (?:thoughts|views|opinion)|terms of (?:use|service)|privacy policy|unsubscribe|sign up|log in|subscrib\w+|newsletter|cookies?)\b/i
const OUTLET =
  /\b(?:news (?:organi[sz]ation|agency|outlet|service|site|website|publisher|wire|magazine)|newsrooms?|newspaper|magazine|broadcaster|journalism|media (?:company|organi[sz]ation|outlet)|publication)\b/i

/** How much unrecognised prose may follow before it counts as the article going on. */
const PARAGRAPHS_GOING_ON = 3
const SHORTEST_PROSE = 60
/** Links and promotion also stand amid articles: not one sentence may follow them, but for what follows a sure end. */
const SHORTEST_SENTENCE = 25

/**
 * Finds the boilerplate at the end of an article. What only mentions such words amid the text is left alone: once
 * boilerplate begins, nothing but boilerplate and a little unrecognised text may follow.
 *
 * @param blocks all blocks of the article in order
 * @param siteName the site's own name, when known: a paragraph about it at the end is no part of the article
 * @returns the index of each block to set aside with its reason, in order; empty when the article has no such end
 */
export function findSetAside(blocks: TrailingBlock[], siteName: string | null): Map<number, SetAsideReason> {
  const found = blocks.map((_, index) => reasonOf(blocks, index, siteName))
  let start = found.findIndex(
    (reason, index) => reason !== null && hasArticleBefore(blocks, index) && endsHere(blocks, found, index),
  )
  const setAside = new Map<number, SetAsideReason>()
  if (start < 0) return setAside
  let reason = found[start] ?? 'other'
  // A heading with nothing left under it, and the rule before it, go along.
  while (start > 1 && (blocks[start - 1]?.kind === 'heading' || blocks[start - 1]?.kind === 'rule')) start--
  for (let index = start; index < blocks.length; index++) {
    const kind = blocks[index]?.kind
    reason = found[index] ?? reason
    if (kind !== 'contributor' && kind !== 'kept') setAside.set(index, reason)
  }
  return setAside
}

function reasonOf(blocks: TrailingBlock[], index: number, siteName: string | null): SetAsideReason | null {
  const block = blocks[index]
  if (!block || block.kind === 'contributor' || block.kind === 'rule' || block.kind === 'kept') return null
  return boilerplateReason(block.text) ?? (isAbout(blocks, index, siteName) ? 'about' : null)
}

/**
 * What kind of boilerplate a paragraph is by its own words.
 *
 * @param text the paragraph
 * @returns null when nothing marks it as boilerplate
 */
export function boilerplateReason(text: string): SetAsideReason | null {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length > 700) return null
  if (isRightsNotice(line) || SMALL_PRINT.test(line)) return 'rights'
  if (COMMENTS.some((pattern) => pattern.test(line))) return 'comments'
  if (PROMOTION.some((pattern) => pattern.test(line))) return 'promotion'
  if (NAVIGATION.some((pattern) => pattern.test(line))) return 'navigation'
  return /^about (?:us|the (?:authors?|writers?)|this (?:author|writer|site|website))[.:]?$/i.test(line)
    ? 'about'
    : null
}

/** A notice consists of notice sentences; one such phrase inside a sentence of prose is not enough. */
function isRightsNotice(line: string): boolean {
  const sentences = line.split(/(?<=[.!?])\s+(?=[\p{Lu}©(])/u)
  const notices = sentences.filter((sentence) => RIGHTS.some((pattern) => pattern.test(sentence)))
  return notices.length > 0 && notices.length >= sentences.length / 2
}

/** "The Example Agency" over "The Example Agency is an independent news organisation …", or such a paragraph alone. */
function isAbout(blocks: TrailingBlock[], index: number, siteName: string | null): boolean {
  const line = (blocks[index]?.text ?? '').trim()
  const next = blocks[index + 1]
  if (line.length <= 80 && next && !/[.!?:]$/.test(line) && describesOutlet(next.text, line.replace(/^about\s+/i, '')))
    return true
  const before = blocks[index - 1]?.text.trim().replace(/^about\s+/i, '') ?? ''
  return (
    (before.length > 0 && before.length <= 80 && describesOutlet(line, before)) ||
    (siteName !== null && describesOutlet(line, siteName))
  )
}

function describesOutlet(paragraph: string, name: string): boolean {
  const words = paragraph.replace(/^the\s+/i, '')
  const bare = name.replace(/^the\s+/i, '')
  if (bare.length < 2 || !words.toLowerCase().startsWith(bare.toLowerCase())) return false
  const rest = words.slice(bare.length)
  return (
    /^(?:\s*\([^)]{1,20}\))?\s+(?:is|are|was founded|delivers|provides|covers)\b/i.test(rest) &&
    OUTLET.test(rest.slice(0, 300))
  )
}

function hasArticleBefore(blocks: TrailingBlock[], index: number): boolean {
  const length = blocks.slice(0, index).reduce((sum, block) => sum + block.text.length, 0)
  return length >= 120
}

/** Whether no real article text goes on after a block. */
function endsHere(blocks: TrailingBlock[], found: (SetAsideReason | null)[], start: number): boolean {
  const before = blocks.slice(0, start).reduce((sum, block) => sum + block.text.length, 0)
  // Readers' comments may be many; anything else that long is the article.
  const comments = found.slice(start).includes('comments')
  const allowed = comments ? before : Math.max(500, before * 0.2)
  let unknown = 0
  let running = 0
  let sure = false
  let reason: SetAsideReason | null = null
  for (let index = start; index < blocks.length; index++) {
    const block = blocks[index]
    if (!block) continue
    reason = found[index] ?? reason
    sure ||= reason === 'comments' || reason === 'rights' || reason === 'about'
    const recognised =
      found[index] !== null ||
      block.kind === 'contributor' ||
      block.kind === 'rule' ||
      GOES_ALONG.test(block.text.slice(0, 400))
    if (recognised) running = 0
    else if (block.kind === 'kept' || isProse(block.text, SHORTEST_SENTENCE)) {
      if (!sure) return false
      if (block.kind !== 'kept' && !isProse(block.text, SHORTEST_PROSE)) continue
      unknown += block.text.length
      running++
    }
    if (unknown > allowed || (running >= PARAGRAPHS_GOING_ON && reason !== 'comments')) return false
  }
  return true
}

function isProse(text: string, shortest: number): boolean {
  return text.length >= shortest && /[.!?…。！？][\])"'”’»]*$/u.test(text.trim())
}
