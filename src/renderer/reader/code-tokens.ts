// Code into coloured pieces, by the grammars of highlight.js. A chunk of its own, loaded for articles with code in them.
import { all, common, createLowlight } from 'lowlight'

/** The colours that code has; each is a CSS highlight `code-…`. */
export const CODE_KINDS = ['keyword', 'string', 'comment', 'number', 'title', 'type', 'attr'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

/** A piece of code, in UTF-16 code units of it. */
export interface CodeToken {
  kind: CodeKind
  start: number
  end: number
}

/** Longer code is data, and left plain; in UTF-16 code units. */
const LONGEST = 50_000
/** How much of it is looked at to guess the language, and how sure the guess has to be, as highlight.js counts. */
const SAMPLE = 2_000
const LEAST_RELEVANCE = 10

/** Scopes of highlight.js (https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html) by colour. */
const SCOPES: Record<CodeKind, string> = {
  keyword: 'keyword selector-tag name tag-name deletion doctag',
  string: 'string regexp char link addition code',
  comment: 'comment quote',
  number: 'number literal symbol bullet',
  title: 'title section function_',
  type: 'type class class_ built_in',
  attr: 'attr attribute property variable template-variable meta selector-attr selector-class selector-id selector-pseudo',
}
const KIND_OF = new Map(CODE_KINDS.flatMap((kind) => SCOPES[kind].split(' ').map((scope) => [scope, kind] as const)))
/** Code within a string is code again. */
const PLAIN = 'subst'

const grammars = createLowlight(all)
const COMMON = Object.keys(common)
type Root = ReturnType<(typeof grammars)['highlight']>
type Piece = Root['children'][number]

/** The coloured pieces of some code, in order and apart; none when the language is not known or not clear. */
export function codeTokens(code: string, language: string | null): CodeToken[] {
  if (code.length > LONGEST) return []
  const known = language === null ? guess(code) : grammars.registered(language) ? language : null
  return known === null ? [] : tokensOf(grammars.highlight(known, code))
}

function guess(code: string): string | null {
  const { data } = grammars.highlightAuto(code.slice(0, SAMPLE), { subset: COMMON })
  return (data?.relevance ?? 0) >= LEAST_RELEVANCE ? (data?.language ?? null) : null
}

function tokensOf(root: Root): CodeToken[] {
  const tokens: CodeToken[] = []
  let at = 0
  const visit = (nodes: readonly Piece[], kind: CodeKind | null) => {
    for (const node of nodes) {
      if (node.type === 'element') visit(node.children, kindOf(node, kind))
      else if (node.type === 'text') {
        const end = at + node.value.length
        const last = tokens.at(-1)
        if (kind !== null && last?.kind === kind && last.end === at) last.end = end
        else if (kind !== null) tokens.push({ kind, start: at, end })
        at = end
      }
    }
  }
  visit(root.children, null)
  return tokens
}

/** The last class that says something: `title class_` is a type, `title function_` a title. */
function kindOf(element: Extract<Piece, { type: 'element' }>, around: CodeKind | null): CodeKind | null {
  const { className } = element.properties
  const scopes = Array.isArray(className) ? className.map((name) => String(name).replace(/^hljs-/, '')) : []
  if (scopes.includes(PLAIN)) return null
  return scopes.map((scope) => KIND_OF.get(scope)).findLast((kind) => kind !== undefined) ?? around
}
