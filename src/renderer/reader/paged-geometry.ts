// The arithmetic of pages: how wide a column is, where it stands, on which page it is. Pure; lengths are CSS px.

/** What there is to be divided into pages. */
export interface PageRoom {
  width: number
  /** The average width of a letter of the reading type. */
  letter: number
  /** Characters a line, as the user likes it. */
  measure: number
  /** Whether two columns are wanted where there is room for them. */
  two: boolean
}

export interface PageLayout {
  /** Columns that are in view together. */
  columns: 1 | 2
  /** The width of one, and from its edge to the next one's. All whole px, so that the hundredth page is where the first was. */
  column: number
  pitch: number
  /** From one page to the next. */
  stride: number
}

/** Characters that a line has to have at the least for two columns to read well. */
const FEWEST_LETTERS = 45
const NARROWEST_MARGIN = 20
const WIDEST_MARGIN = 72
/** On either side of each of two columns. */
const TWO_COLUMN_MARGIN = 32

/** Each column stands in the middle of its half of the page, or of the whole. */
export function pageLayout({ width, letter, measure, two }: PageRoom): PageLayout {
  const columns = two && width / 2 - 2 * TWO_COLUMN_MARGIN >= FEWEST_LETTERS * letter ? 2 : 1
  const margin = columns === 2 ? TWO_COLUMN_MARGIN : Math.min(Math.max(width * 0.06, NARROWEST_MARGIN), WIDEST_MARGIN)
  const pitch = Math.max(1, Math.floor(width / columns))
  const column = Math.max(1, Math.floor(Math.min(measure * letter, pitch - 2 * margin)))
  return { columns, column, pitch, stride: pitch * columns }
}

/** The number of the column, from 0, that a distance from the beginning of the first page is in. */
export function columnAt(distance: number, { pitch }: PageLayout): number {
  return Math.max(0, Math.floor(distance / pitch))
}

/** The number of the page, from 0, that a column is on. */
export function pageOf(column: number, { columns }: PageLayout): number {
  return Math.floor(column / columns)
}

/**
 * The page meant by a position between two pages that something else than turning went to, as the browser does to show
 * what takes the focus: it goes as far as it must, so the page is the next one that way.
 * @param position px from the first page's
 * @param from the page one was at
 */
export function wholePage(position: number, from: number, { stride }: PageLayout): number {
  const at = position / stride
  // Positions are rounded to the pixels of the screen.
  if (Math.abs(at - Math.round(at)) * stride < 2) return Math.round(at)
  return at > from ? Math.ceil(at) : Math.floor(at)
}

/** The first number of `from` … `to` that passes a test which all after it pass too; `to` when none does. */
export function firstThat(from: number, to: number, passes: (value: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(middle)) high = middle
    else low = middle + 1
  }
  return low
}
