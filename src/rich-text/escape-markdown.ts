// Plain words into Markdown that means exactly those words (CommonMark 0.31, GFM, and what Obsidian adds to them).
import { BEFORE_TAG, TAG_CHARACTER } from './tag-names.ts'

const TAG = new RegExp(`(^|[${BEFORE_TAG}])#(?=[${TAG_CHARACTER}]|$)`, 'gu')

/**
 * Escapes plain text so that a Markdown reader gives back the same words.
 * @param text plain text; blank lines part paragraphs, a single newline is a line break within one
 * @returns Markdown paragraphs, with `\` at the end of a line for a line break
 * Rules: https://spec.commonmark.org/0.31.2/#backslash-escapes and https://github.github.com/gfm/
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) =>
      paragraph
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => finishLine(escapeInline(line)))
        .join('\\\n'),
    )
    .join('\n\n')
}

/**
 * Escapes what has a meaning anywhere in a line.
 * @param text plain text of one line, or a part of one
 * @param goesOn whether something other than plain text follows at once in the line
 */
export function escapeInline(text: string, goesOn = false): string {
  const dollars = /\$\S(?:.*\S)?\$|\$\$/.test(text)
  return defuseAddresses(text, goesOn)
    .replace(/[\\`*[\]<]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~/g, '\\~')
    .replace(/&(?=#?\w+;)/g, '&#38;')
    .replace(/(?<=\\\])\(/g, '\\(')
    .replace(/==|%%/g, '\\$&')
    .replace(TAG, '$1\\#')
    .replace(dollars ? /\$/g : /(?!)/g, '\\$')
    .replaceAll(DEFUSED, '\\')
}

// Stands for a backslash that is to stay until the others are written; never part of a text, as it is no character.
const DEFUSED = '\uFFFF'

/** A bare address is read as a link in which no escape counts: where it would need one, it is kept from being one. */
function defuseAddresses(text: string, goesOn: boolean): string {
  return text
    .replaceAll(DEFUSED, '')
    .replace(/(?<![a-z])(?:https?:\/\/|ftp:\/\/|www\.)\S*/gi, (address, at: number) => {
      const cut = goesOn && at + address.length === text.length
      const special = /[\\`*[\]<>~&$=%]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_/u.test(address)
      return cut || special ? address.replace(/(https?|ftp|www)(?=:\/\/|\.)/gi, `$1${DEFUSED}`) : address
    })
}

/**
 * Escapes what has a meaning at the beginning or the end of a line. An indent of more than a space is kept; space at the
 * end, and a single one at the beginning, are nobody's words and go.
 * @param line a line of Markdown whose inline marks are already written
 */
export function finishLine(line: string): string {
  return escapeLineStart(line)
    .replace(/[ \t]+$/, '')
    .replace(/^[ \t]+/, (space) => (space === ' ' ? '' : [...space].map(reference).join('')))
    .replace(/(^|\s)\^(?=[\w-]+$)/, '$1\\^')
}

function escapeLineStart(line: string): string {
  const [, space = '', rest = ''] = /^([ \t]*)(.*)$/s.exec(line) ?? []
  const escaped = rest
    .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
    .replace(/^>/, '\\>')
    .replace(/^[-+](?=\s|$)/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?=[-|:][-|: \t]*$)/, '\\')
    .replace(/^=+\s*$/, '\\$&')
  return space + escaped
}

/**
 * A character as a reference that every Markdown reader turns back, where a backslash cannot do it.
 * @param character one code point
 */
export function reference(character: string): string {
  return `&#${String(character.codePointAt(0) ?? 32)};`
}
