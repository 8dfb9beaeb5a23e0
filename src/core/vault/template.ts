// Templates in Liquid: no files, no network, limits on time and size; and where in their output highlights and notes stand.
import { ForTag, Liquid, LiquidError } from 'liquidjs'
import type { Context, Emitter, TagToken, Template } from 'liquidjs'
import { Failure } from '../../contract/failure.ts'
import { escapeMarkdown } from '../../rich-text/escape-markdown.ts'
import { heading, quoteLines } from '../exporters/markdown.ts'
import type { Marked } from './pieces.ts'

/** Milliseconds that one file may take, and UTF-16 units that it may have. */
const RENDER_LIMIT = 2_000
const OUTPUT_LIMIT = 5_000_000

/** What is wrong with a template. */
export class TemplateFailure extends Failure {
  /** From 1; null when it is not known. */
  readonly line: number | null

  constructor(message: string, line: number | null, options?: ErrorOptions) {
    super('BAD_INPUT', line === null ? message : `Line ${String(line)} of the template: ${message}`, options)
    this.line = line
  }
}

// Stand for the borders of highlights and notes in the output; never part of a text, as they are no characters.
const OPEN = '\uFDD4'
const ITEM = '\uFDD5'
const NAMED = '\uFDD6'
const CLOSE = '\uFDD7'
const BORDERS = /[\uFDD0-\uFDEF]/g
/** The property by which the loop knows a highlight. */
const PLACE = '__place'

/** The highlights and notes of one file, as a template gets them. */
export interface Places {
  /** A note's Markdown, to be found again in the output. */
  note(key: string, markdown: string): string
  /** An item of a list whose every turn in a loop is one piece; `whole` is what it is when it is written at once. */
  item(key: string, values: Record<string, unknown>, whole: () => string): Record<string, unknown>
  /** Parts the output from its borders. */
  read(output: string): Marked
}

/** Begins a file. */
export function createPlaces(): Places {
  const known: { key: string; markdown: string | null }[] = []
  const numberOf = (key: string, markdown: string | null) => String(known.push({ key, markdown }) - 1)
  return {
    note(key, markdown) {
      const plain = withoutBorders(markdown)
      return plain === '' ? '' : `${OPEN}${numberOf(key, plain)}${NAMED}${plain}${CLOSE}`
    },
    item(key, values, whole) {
      const number = numberOf(key, null)
      const item = { ...values, [PLACE]: number }
      return Object.defineProperty(item, 'toString', {
        value: () => `${ITEM}${number}${NAMED}${whole()}\n\n${ITEM}${NAMED}`,
        enumerable: false,
      })
    },
    read: (output) => readPlaces(output, known),
  }
}

/** Takes out of a text what would be taken for a border. */
export function withoutBorders(text: string): string {
  return text.replace(BORDERS, '')
}

function readPlaces(output: string, known: readonly { key: string; markdown: string | null }[]): Marked {
  let text = ''
  const marks: Marked['marks'] = []
  const open: { number: number; start: number }[] = []
  let item: { number: number; start: number } | null = null
  const end = (place: { number: number; start: number }) => {
    const { key, markdown } = known[place.number]!
    const words = text.slice(place.start)
    const isWhole = markdown === null ? words.trim() !== '' : words === markdown
    if (isWhole && !marks.some((mark) => mark.key === key)) marks.push({ key, start: place.start, end: text.length })
  }
  for (const part of output.split(new RegExp(`([${OPEN}${ITEM}]\\d*${NAMED}|${CLOSE})`))) {
    const number = Number(part.slice(1, -1))
    if (part.startsWith(OPEN)) {
      if (known[number]) open.push({ number, start: text.length })
    } else if (part.startsWith(ITEM)) {
      if (item) end(item)
      item = part.length > 2 && known[number] ? { number, start: text.length } : null
    } else if (part === CLOSE) {
      const place = open.pop()
      if (place) end(place)
    } else text += withoutBorders(part)
  }
  if (item) end(item)
  return { text, marks: marks.filter((mark) => standsAlone(text, mark)) }
}

/** Only what has its lines for itself can be a piece. */
function standsAlone(text: string, { start, end }: { start: number; end: number }): boolean {
  const words = text.slice(start, end)
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const after = /^[^\n]*/.exec(text.slice(end))?.[0] ?? ''
  const begins = before === '' || /^[ \t]*\n/.test(words)
  return begins && (after.trim() === '' || /\n[ \t]*$/.test(words))
}

/** A loop that says of every highlight where it begins. */
class MarkedFor extends ForTag {
  constructor(...[token, remaining, liquid, parser]: ConstructorParameters<typeof ForTag>) {
    super(token, remaining, liquid, parser)
    this.templates.unshift(this.border(token))
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, Template[]> {
    yield* super.render(context, emitter)
    // Ends the last turn: what follows the loop is not part of it.
    if (this.marked) emitter.write(`${ITEM}${NAMED}`)
    this.marked = false
  }

  private marked = false

  private border(token: TagToken): Template {
    const render = (context: Context, emitter: Emitter): void => {
      const item: unknown = context.getSync([this.variable])
      const place: unknown = typeof item === 'object' && item !== null && PLACE in item ? item[PLACE] : undefined
      if (typeof place !== 'string') return
      this.marked = true
      emitter.write(`${ITEM}${place}${NAMED}`)
    }
    return {
      token,
      *render(context: Context, emitter: Emitter) {
        render(context, emitter)
        yield
      },
    }
  }
}

const engine = createEngine()

function createEngine(): Liquid {
  const liquid = new Liquid({
    templates: {},
    jsTruthy: true,
    strictFilters: true,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    parseLimit: 200_000,
    renderLimit: RENDER_LIMIT,
    memoryLimit: 50_000_000,
    dateFormat: '%Y-%m-%d',
  })
  liquid.registerTag('for', MarkedFor)
  liquid.registerFilter('md', (value: unknown) => escapeMarkdown(textOf(value)))
  liquid.registerFilter('heading', (value: unknown) => heading(textOf(value)))
  liquid.registerFilter('blockquote', (value: unknown) => quoteLines(textOf(value).trim()))
  liquid.registerFilter('callout', (value: unknown, kind: unknown = 'quote', title: unknown = '') =>
    [`> [!${textOf(kind)}] ${textOf(title)}`.trimEnd(), quoteLines(textOf(value).trim())].join('\n'),
  )
  liquid.registerFilter('yaml', (value: unknown) => JSON.stringify(withoutBorders(textOf(value))))
  liquid.registerFilter(
    'hashtag',
    (value: unknown) =>
      `#${textOf(value)
        .trim()
        .replace(/[^\p{L}\p{N}_/-]+/gu, '-')}`,
  )
  return liquid
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return ''
}

/**
 * Writes values by a template.
 * @param template in Liquid
 * @param values what it may name; borders of places stay in the output
 * @throws TemplateFailure with the line, for what it does not understand or what goes beyond the limits
 */
export function renderTemplate(template: string, values: Record<string, unknown>): string {
  try {
    // People write `> {{ text }}` and mean every line of it, as other apps read it.
    const source = withoutBorders(template.replace(/\r\n?/g, '\n')).replace(
      /^>[ \t]?\{\{(-?)\s*([\w.]*(?:text|annotatedText))\s*(-?)\}\}/gm,
      '{{$1 $2 | blockquote $3}}',
    )
    const output: unknown = engine.renderSync(parsed(source), values)
    const text = typeof output === 'string' ? output : ''
    if (text.length > OUTPUT_LIMIT) throw new TemplateFailure('It writes more than 5 million characters a file.', null)
    return text
  } catch (error) {
    if (!LiquidError.is(error)) throw error
    const [, message = error.message, line] = /^(.*?)(?:, file:.*?)?(?:, line:(\d+).*)?$/s.exec(error.message) ?? []
    throw new TemplateFailure(sentence(message), line === undefined ? null : Number(line), { cause: error })
  }
}

/** The template that was read last: a sync writes every article by the same one. */
let lastRead: { source: string; template: Template[] } | null = null

function parsed(source: string): Template[] {
  if (lastRead?.source !== source) lastRead = { source, template: engine.parse(source) }
  return lastRead.template
}

function sentence(message: string): string {
  if (/limit exceeded/.test(message)) return 'It takes too long or too much room for one article.'
  const first = message.charAt(0).toUpperCase() + message.slice(1)
  return first.endsWith('.') ? first : `${first}.`
}
