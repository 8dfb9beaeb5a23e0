// What a note's Markdown has beyond CommonMark and GFM: [[wikilinks]], #tags and $formulas$, as constructs of micromark.
import type { CompileContext, Extension as TreeExtension, Token } from 'mdast-util-from-markdown'
import type {
  Code,
  Construct,
  Extension as SyntaxExtension,
  State,
  TokenizeContext,
  Tokenizer,
} from 'micromark-util-types'
import { BEFORE_TAG, TAG_CHARACTER } from './tag-names.ts'

/** `[[target]]`, `[[target|label]]`, and with `!` before it. */
export interface WikiLink {
  type: 'wikiLink'
  target: string
  label: string | null
  embed: boolean
  source: string
}
/** `#name` */
export interface HashTag {
  type: 'hashTag'
  name: string
}

declare module 'mdast' {
  interface PhrasingContentMap {
    wikiLink: WikiLink
    hashTag: HashTag
  }
  interface RootContentMap {
    wikiLink: WikiLink
    hashTag: HashTag
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    wikiLink: 'wikiLink'
    hashTag: 'hashTag'
    dollarMath: 'dollarMath'
  }
}

const BANG = 33
const HASH = 35
const DOLLAR = 36
const OPEN_BRACKET = 91
const BACKSLASH = 92
const CLOSE_BRACKET = 93
const PAREN = 40

const wikiLink: Construct = { name: 'wikiLink', tokenize: tokenizeWikiLink }
const hashTag: Construct = { name: 'hashTag', tokenize: tokenizeHashTag, previous: mayPrecedeTag }
const dollarMath: Construct = { name: 'dollarMath', tokenize: tokenizeDollarMath, previous: (code) => code !== DOLLAR }

/** For micromark; the token of each is its whole source. */
export const noteSyntax: SyntaxExtension = {
  text: { [BANG]: wikiLink, [OPEN_BRACKET]: wikiLink, [HASH]: hashTag, [DOLLAR]: dollarMath },
}

/** For mdast-util-from-markdown. */
export const noteTree: TreeExtension = {
  enter: {
    wikiLink: enterWikiLink,
    hashTag(token) {
      this.enter({ type: 'hashTag', name: this.sliceSerialize(token).slice(1) }, token)
    },
    dollarMath(token) {
      const value = this.sliceSerialize(token).slice(1, -1)
      this.enter({ type: 'inlineMath', value }, token)
    },
  },
  exit: { wikiLink: leave, hashTag: leave, dollarMath: leave },
}

function leave(this: CompileContext, token: Token): void {
  this.exit(token)
}

function enterWikiLink(this: CompileContext, token: Token): undefined {
  const source = this.sliceSerialize(token)
  const embed = source.startsWith('!')
  const inside = source.slice(embed ? 3 : 2, -2)
  // In a table the bar is escaped.
  const [, target = inside, label = null] = /^(.*?)\\?\|(.*)$/s.exec(inside) ?? []
  this.enter({ type: 'wikiLink', target: target.trim(), label: label?.trim() || null, embed, source }, token)
}

/** The ends of lines have codes below those of tabs and spaces that stand for one. */
function endsLine(code: Code): boolean {
  return code === null || code < -2
}

function isSpace(code: Code): boolean {
  return code !== null && (code < 0 || code === 32)
}

function tokenizeWikiLink(this: TokenizeContext, ...[effects, ok, nok]: Parameters<Tokenizer>): State {
  let words = false
  return (code) => {
    effects.enter('wikiLink')
    if (code !== BANG) return open(code)
    effects.consume(code)
    return open
  }

  function open(code: Code): State | undefined {
    if (code !== OPEN_BRACKET) return nok(code)
    effects.consume(code)
    return openAgain
  }

  function openAgain(code: Code): State | undefined {
    if (code !== OPEN_BRACKET) return nok(code)
    effects.consume(code)
    return inside
  }

  function inside(code: Code): State | undefined {
    if (endsLine(code) || code === OPEN_BRACKET) return nok(code)
    effects.consume(code)
    if (code === CLOSE_BRACKET) return words ? close : nok
    words ||= !isSpace(code)
    return inside
  }

  function close(code: Code): State | undefined {
    if (code !== CLOSE_BRACKET) return nok(code)
    effects.consume(code)
    return after
  }

  /** `[[1]](address)` is a link on `[1]`, as encyclopedias have them. */
  function after(code: Code): State | undefined {
    if (code === PAREN) return nok(code)
    effects.exit('wikiLink')
    return ok(code)
  }
}

const TAG = new RegExp(`[${TAG_CHARACTER}]`, 'u')
const BEFORE = new RegExp(`[${BEFORE_TAG}]`, 'u')

function mayPrecedeTag(code: Code): boolean {
  return code === null || code < 0 || BEFORE.test(String.fromCharCode(code))
}

function tokenizeHashTag(this: TokenizeContext, ...[effects, ok, nok]: Parameters<Tokenizer>): State {
  const { previous } = this
  let length = 0
  let named = false
  return (code) => {
    if (!mayPrecedeTag(previous)) return nok(code)
    effects.enter('hashTag')
    effects.consume(code)
    return name
  }

  function name(code: Code): State | undefined {
    if (code !== null && code >= 0 && TAG.test(String.fromCharCode(code))) {
      named ||= !/\p{N}/u.test(String.fromCharCode(code))
      length += 1
      effects.consume(code)
      return name
    }
    if (!named || length > 100) return nok(code)
    effects.exit('hashTag')
    return ok(code)
  }
}

/** Between single dollars, as Pandoc has it: no space within them at either end, and no digit after the second. */
function tokenizeDollarMath(this: TokenizeContext, ...[effects, ok, nok]: Parameters<Tokenizer>): State {
  const { previous } = this
  let last: Code = null
  return (code) => {
    if (previous === DOLLAR) return nok(code)
    effects.enter('dollarMath')
    effects.consume(code)
    return (first) => (isSpace(first) || first === DOLLAR ? nok(first) : inside(first))
  }

  function inside(code: Code): State | undefined {
    if (endsLine(code) || (code === DOLLAR && isSpace(last))) return nok(code)
    effects.consume(code)
    if (code === DOLLAR) return after
    last = code
    return code === BACKSLASH ? escaped : inside
  }

  function escaped(code: Code): State | undefined {
    if (endsLine(code)) return nok(code)
    effects.consume(code)
    last = code
    return inside
  }

  function after(code: Code): State | undefined {
    if (code === DOLLAR || (code !== null && code >= 48 && code <= 57)) return nok(code)
    effects.exit('dollarMath')
    return ok(code)
  }
}
