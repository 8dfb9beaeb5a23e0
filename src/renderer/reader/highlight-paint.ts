// Paints highlights over the text with the CSS Custom Highlight API: one registered highlight a colour, and no change
// to the article's DOM (https://www.w3.org/TR/css-highlight-api-1/).
import type { HighlightColour, Highlight as StoredHighlight, TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'
import { domRange } from './geometry.ts'
import { COLOURS } from './highlight-list.ts'

/** What the painter needs of `CSS.highlights`. */
export interface PaintRegistry {
  add(name: string, range: AbstractRange): void
  remove(name: string, range: AbstractRange): void
}

interface Stroke {
  name: string
  start: number
  end: number
  dom: readonly AbstractRange[]
}

/** Names in the style sheet: `::highlight(highlight-yellow)`, `::highlight(passage-flash)`, … */
export const inkName = (colour: HighlightColour): string => `highlight-${colour}`
/** Where a highlight may be: not the ink itself, since it is not there yet. */
export const proposalName = (colour: HighlightColour): string => `proposal-${colour}`
export const ACTIVE_NAME = 'highlight-active'
export const FLASH_NAME = 'passage-flash'

/** The registry of this window; painting does nothing in a browser without the API. */
export const windowPaint: PaintRegistry = {
  add(name, range) {
    registered(name)?.add(range)
  },
  remove(name, range) {
    registered(name)?.delete(range)
  },
}

function registered(name: string): Highlight | undefined {
  if (typeof Highlight === 'undefined') return undefined
  const known = CSS.highlights.get(name)
  if (known !== undefined) return known
  const fresh = new Highlight()
  // The colours lie below, the one that is open above them, the flash on top.
  fresh.priority = [...COLOURS.map(inkName), ...COLOURS.map(proposalName), ACTIVE_NAME, FLASH_NAME].indexOf(name)
  CSS.highlights.set(name, fresh)
  return fresh
}

const EVERYWHERE: TextRange = { start: 0, end: Infinity }

/** Keeps what is painted over one mapped article equal to a list of highlights, touching only what differs. */
export class HighlightPainter {
  readonly #map: TextMap
  readonly #paint: PaintRegistry
  readonly #strokes = new Map<string, Stroke>()

  constructor(map: TextMap, paint: PaintRegistry = windowPaint) {
    this.#map = map
    this.#paint = paint
  }

  /**
   * Paints the highlights of the list that have a place or a proposed one, and of a long text only those that reach into a
   * part of it; those no longer in it go.
   */
  update(highlights: readonly StoredHighlight[], within: TextRange | null = EVERYWHERE): void {
    const kept = new Set<string>()
    for (const { id, colour, range, status } of highlights) {
      if (status === 'orphan' || within === null || range.start >= within.end || range.end <= within.start) continue
      kept.add(id)
      this.set(id, status === 'anchored' ? inkName(colour) : proposalName(colour), range)
    }
    for (const id of [...this.#strokes.keys()]) if (!kept.has(id) && !id.startsWith('*')) this.unset(id)
  }

  /** Paints one range under a key of the caller's; keys beginning with `*` are left alone by `update`. */
  set(key: string, name: string, range: TextRange): void {
    const before = this.#strokes.get(key)
    if (before?.name === name && before.start === range.start && before.end === range.end) return
    this.unset(key)
    const dom = inkRanges(this.#map, range)
    for (const piece of dom) this.#paint.add(name, piece)
    this.#strokes.set(key, { name, start: range.start, end: range.end, dom })
  }

  unset(key: string): void {
    const stroke = this.#strokes.get(key)
    if (stroke === undefined) return
    for (const piece of stroke.dom) this.#paint.remove(stroke.name, piece)
    this.#strokes.delete(key)
  }

  /** Takes off everything that this painter put on. */
  clear(): void {
    for (const key of [...this.#strokes.keys()]) this.unset(key)
  }
}

/** The DOM ranges to paint for a range: one, or one a block where a picture lies between them and would be inked whole. */
function inkRanges(map: TextMap, range: TextRange): readonly Range[] {
  const whole = domRange(map, range)
  if (whole === null) return []
  const within = whole.commonAncestorContainer
  const pictures = within instanceof Element ? [...within.querySelectorAll('img, svg')] : []
  if (!pictures.some((picture) => whole.intersectsNode(picture))) return [whole]
  return map.blocks
    .filter((block) => block.start < range.end && block.end > range.start)
    .flatMap(({ start, end }) => {
      const piece = domRange(map, { start: Math.max(start, range.start), end: Math.min(end, range.end) })
      return piece === null ? [] : [piece]
    })
}

const FLASH_MS = 1_800
let endFlash: (() => void) | undefined

/** Shows a passage for a moment. A new flash ends the one before. */
export function flashPassage(map: TextMap, range: TextRange): void {
  endFlash?.()
  const dom = inkRanges(map, range)
  for (const piece of dom) windowPaint.add(FLASH_NAME, piece)
  const timer = setTimeout(() => endFlash?.(), FLASH_MS)
  endFlash = () => {
    clearTimeout(timer)
    for (const piece of dom) windowPaint.remove(FLASH_NAME, piece)
    endFlash = undefined
  }
}
