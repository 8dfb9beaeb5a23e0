// The words of a highlight as Markdown, with the formulas in them as the TeX that they were written in.
import { JSDOM } from 'jsdom'
import type { Article, Highlight, TextRange } from '../../contract/model.ts'
import { escapeMarkdown } from '../../rich-text/escape-markdown.ts'
import { mapText } from '../../text/canonical-text.ts'

// Stand for a formula and for a dollar while the words are escaped; never part of a text, as they are no characters.
const FORMULA = '\uFDD0'
const DOLLAR = '\uFDD1'

interface Formula {
  range: TextRange
  markdown: string
}

/**
 * Prepares to write the quotes of an article's highlights.
 * @param article what they are in; its html is read only when there are formulas in it
 * @returns the quote of a highlight as Markdown paragraphs; a formula that is in it whole becomes `$…$` or `$$…$$`
 */
export function quoteWriter(article: Pick<Article, 'html' | 'text'>): (highlight: Highlight) => string {
  let formulas: Formula[] | null = null
  return ({ quote, range, status }) => {
    const { exact } = quote
    const inPlace = status === 'anchored' && article.text.slice(range.start, range.end) === exact
    if (!inPlace || !article.html.includes('<math')) return escapeMarkdown(exact)
    formulas ??= formulasOf(article.html)
    const within = formulas.filter(({ range: at }) => at.start >= range.start && at.end <= range.end)
    return within.length === 0 ? escapeMarkdown(exact) : withFormulas(article.text, range, within)
  }
}

function formulasOf(html: string): Formula[] {
  const body = JSDOM.fragment(html)
  const { segments } = mapText(body)
  return [...body.querySelectorAll('math[alttext]')].flatMap((math) => {
    const own = segments.filter(({ node }) => math.contains(node))
    const [first] = own
    const last = own.at(-1)
    const markdown = formulaMarkdown(math.getAttribute('alttext') ?? '', math.getAttribute('display') === 'block')
    if (first === undefined || last === undefined || markdown === null) return []
    return [{ range: { start: first.start, end: last.end }, markdown }]
  })
}

/** Null for TeX that cannot stand in one line of Markdown. */
function formulaMarkdown(tex: string, display: boolean): string | null {
  if (/(?<!\\)[%$]/.test(tex)) return null
  const line = tex.replace(/\s+/g, ' ').trim()
  return display ? `$$${line}$$` : `$${line}$`
}

function withFormulas(text: string, range: TextRange, formulas: readonly Formula[]): string {
  const words: string[] = []
  let end = range.start
  for (const { range: at } of formulas) {
    words.push(plain(text.slice(end, at.start)), FORMULA)
    end = at.end
  }
  words.push(plain(text.slice(end, range.end)))
  let next = 0
  return escapeMarkdown(words.join(''))
    .replaceAll(FORMULA, () => formulas[next++]?.markdown ?? '')
    .replaceAll(DOLLAR, '\\$')
}

/** Beside formulas any dollar would begin or end one. */
function plain(text: string): string {
  return text.replaceAll(FORMULA, '').replaceAll(DOLLAR, '').replaceAll('$', DOLLAR)
}
