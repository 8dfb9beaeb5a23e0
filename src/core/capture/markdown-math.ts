// Formulas in Markdown: `$…$` and `$$…$$` within a line, and blocks between lines of `$$`. What they hold is no Markdown.
import type { Code, Construct, Extension, HtmlExtension, State, Tokenizer } from 'micromark-util-types'
import { escapeHtml } from './html-text.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText'
    mathTextData: 'mathTextData'
  }
}

const DOLLAR = 36
const BACKSLASH = 92

/**
 * Turns blocks between `$$` into fenced code of the language `math`, which Markdown leaves alone. Code is left as it is,
 * and so is a block without an end.
 *
 * @param source Markdown with "\n" line ends
 */
export function fenceMath(source: string): string {
  if (!source.includes('$$')) return source
  const lines = source.split('\n')
  const out: string[] = []
  let fence: string | null = null
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const mark = /^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)?(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== null) {
      if (mark?.startsWith(fence) && /(`{3,}|~{3,})\s*$/.test(line)) fence = null
    } else if (mark !== undefined) fence = mark
    const block = fence === null && mark === undefined ? blockAt(lines, at) : null
    if (block === null) out.push(line)
    else {
      out.push(...block.lines)
      at = block.last
    }
  }
  return out.join('\n')
}

/** The block that begins on a line, as fenced code. */
function blockAt(lines: readonly string[], first: number): { lines: string[]; last: number } | null {
  const opening = /^([ \t]{0,3}(?:>[ \t]?)*[ \t]{0,8})\$\$(?!\$)(.*)$/.exec(lines[first] ?? '')
  if (opening === null) return null
  const [, indent = '', rest = ''] = opening
  const content: string[] = []
  for (let at = first; at < lines.length; at++) {
    const line = at === first ? rest : withoutIndent(lines[at] ?? '', indent)
    if (line.trim() === '' && at > first && rest.trim() !== '') return null
    const closing = /^(.*?)\$\$[ \t]*$/.exec(line)
    if (closing === null && line.includes('$$')) return null
    content.push(closing?.[1] ?? line)
    if (closing === null) continue
    const tex = content.filter((one) => one.trim() !== '')
    if (tex.length === 0 || tex.some((one) => one.includes('~~~~'))) return null
    return { lines: [`${indent}~~~~math`, ...tex.map((one) => indent + one), `${indent}~~~~`], last: at }
  }
  return null
}

function withoutIndent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.replace(/^[ \t]*(?:>[ \t]?)*/, '')
}

/**
 * Reads `$…$` and `$$…$$` within a paragraph, by Pandoc's rules (https://pandoc.org/MANUAL.html#math): no space inside
 * the dollars, and neither a letter nor a digit around them, so that prices stay prices.
 */
export function mathSyntax(): Extension {
  const construct: Construct = {
    name: 'mathText',
    tokenize: tokenizeMath,
    previous: (code) => code !== DOLLAR && code !== BACKSLASH && !isWordCode(code),
  }
  return { text: { [DOLLAR]: construct } }
}

/** Writes what `mathSyntax` found as `<span class="math inline">` and `<span class="math display">`, for `liftMath`. */
export function mathHtml(): HtmlExtension {
  return {
    enter: {
      mathText() {
        this.buffer()
      },
    },
    exit: {
      mathText(token) {
        this.resume()
        const source = this.sliceSerialize(token)
        const size = source.startsWith('$$') ? 2 : 1
        this.raw(
          `<span class="math ${size === 2 ? 'display' : 'inline'}">${escapeHtml(source.slice(size, -size))}</span>`,
        )
      },
    },
  }
}

const tokenizeMath: Tokenizer = function (effects, ok, nok) {
  let size = 0
  let closing = 0
  let before: Code = null

  const open: State = (code) => {
    if (code === DOLLAR && size < 2) {
      effects.consume(code)
      size += 1
      return open
    }
    if (code === DOLLAR || (size === 1 && isSpaceCode(code))) return nok(code)
    return between(code)
  }
  const between: State = (code) => {
    if (code === null) return nok(code)
    if (isLineEnd(code)) {
      before = code
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      return between
    }
    effects.enter('mathTextData')
    return data(code)
  }
  const data: State = (code) => {
    if (code === null || isLineEnd(code)) {
      effects.exit('mathTextData')
      return between(code)
    }
    if (code === DOLLAR) {
      // In a single pair, a dollar after a space is the next one's opening: then this was none.
      if (size === 1 && isSpaceCode(before)) return nok(code)
      closing = 0
      return close(code)
    }
    before = code
    effects.consume(code)
    return code === BACKSLASH ? escaped : data
  }
  const escaped: State = (code) => {
    if (code === null || isLineEnd(code)) return data(code)
    before = code
    effects.consume(code)
    return data
  }
  const close: State = (code) => {
    if (code === DOLLAR && closing < size) {
      effects.consume(code)
      closing += 1
      return close
    }
    if (closing < size || code === DOLLAR || isWordCode(code)) return nok(code)
    effects.exit('mathTextData')
    effects.exit('mathText')
    return ok(code)
  }

  return (code) => {
    effects.enter('mathText')
    return open(code)
  }
}

function isLineEnd(code: Code): boolean {
  return code !== null && code < -2
}

/** micromark's codes for tabs are -2 and -1. */
function isSpaceCode(code: Code): boolean {
  return code === null || code < 0 || code === 32
}

function isWordCode(code: Code): boolean {
  return code !== null && code > 0 && /[\p{L}\p{N}]/u.test(String.fromCodePoint(code))
}
