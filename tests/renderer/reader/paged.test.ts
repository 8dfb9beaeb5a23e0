import { describe, expect, test } from 'vitest'
import { letterDirection } from '../../../src/renderer/reader/letter-direction.ts'
import { turnOfPress, turnOfSwipe, turnTowards, wheelTurns } from '../../../src/renderer/reader/paged-direction.ts'
import type { WheelStep } from '../../../src/renderer/reader/paged-direction.ts'
import { columnAt, firstThat, pageLayout, pageOf, wholePage } from '../../../src/renderer/reader/paged-geometry.ts'
import { fittedHeight } from '../../../src/renderer/reader/paged-pictures.ts'

describe('the columns of a page', () => {
  const type = { letter: 9.5, measure: 66 }

  test('are one in a pane that has no room for two', () => {
    expect(pageLayout({ width: 900, ...type, two: true }).columns).toBe(1)
    expect(pageLayout({ width: 2000, ...type, two: false }).columns).toBe(1)
  })

  test('are two where each has forty-five letters and its margins', () => {
    const fewest = 2 * (45 * type.letter + 64)
    expect(pageLayout({ width: fewest, ...type, two: true }).columns).toBe(2)
    expect(pageLayout({ width: fewest - 2, ...type, two: true }).columns).toBe(1)
  })

  test('are as wide as the line length asked for, or as the pane allows', () => {
    expect(pageLayout({ width: 1600, ...type, two: false }).column).toBe(627)
    expect(pageLayout({ width: 390, ...type, two: false }).column).toBe(343)
    expect(pageLayout({ width: 320, ...type, two: true })).toMatchObject({ columns: 1, column: 280 })
  })

  test('are whole pixels, also in a zoomed window, so that the hundredth page is where the first was', () => {
    for (const width of [660.5, 901.25, 1333.333]) {
      for (const two of [true, false]) {
        const layout = pageLayout({ width, ...type, two })
        expect(Object.values(layout).every(Number.isInteger)).toBe(true)
        expect(layout.stride).toBe(layout.pitch * layout.columns)
        expect(layout.stride).toBeLessThanOrEqual(width)
        expect(layout.column).toBeLessThan(layout.pitch)
      }
    }
  })

  test('say which page a place is on', () => {
    const layout = pageLayout({ width: 1600, ...type, two: true })
    const margin = (layout.pitch - layout.column) / 2
    expect([0, 1, 2, 3, 4].map((column) => columnAt(column * layout.pitch + margin, layout))).toEqual([0, 1, 2, 3, 4])
    expect(columnAt(2 * layout.pitch - margin - 1, layout)).toBe(1)
    expect([0, 1, 2, 3, 4].map((column) => pageOf(column, layout))).toEqual([0, 0, 1, 1, 2])
  })
})

test('what the browser shows by itself is a whole page: the next one that way', () => {
  const layout = { columns: 1, column: 500, pitch: 660, stride: 660 } as const
  expect(wholePage(1320, 2, layout)).toBe(2)
  expect(wholePage(1320.6, 2, layout)).toBe(2)
  expect(wholePage(1400, 2, layout)).toBe(3)
  expect(wholePage(1250, 2, layout)).toBe(1)
  expect(wholePage(90, 5, layout)).toBe(0)
})

test('the first of many is found by halves', () => {
  expect(firstThat(0, 1000, (value) => value >= 617)).toBe(617)
  expect(firstThat(3, 3, () => false)).toBe(3)
  expect(firstThat(0, 10, () => false)).toBe(10)
})

describe('the direction of the text', () => {
  test('says which way a side, a swipe and a press at an edge turn', () => {
    expect(turnTowards('right', 'ltr')).toBe(1)
    expect(turnTowards('right', 'rtl')).toBe(-1)
    expect(turnTowards('left', 'rtl')).toBe(1)
    expect(turnOfSwipe(-120, 10, 'ltr')).toBe(1)
    expect(turnOfSwipe(-120, 10, 'rtl')).toBe(-1)
    expect(turnOfSwipe(-30, 0, 'ltr')).toBeNull()
    expect(turnOfSwipe(-60, 80, 'ltr')).toBeNull()
    expect(turnOfPress(10, 900, 80, 'ltr')).toBe(-1)
    expect(turnOfPress(10, 900, 80, 'rtl')).toBe(1)
    expect(turnOfPress(890, 900, 80, 'ltr')).toBe(1)
    expect(turnOfPress(450, 900, 80, 'ltr')).toBeNull()
  })

  test('is that of the letter where a text has words of the other one', () => {
    const text = 'كتبت Ada في 1843، ثم'
    expect(letterDirection(text, 0, 'rtl')).toBe('rtl')
    expect(letterDirection(text, text.indexOf('Ada'), 'rtl')).toBe('ltr')
    expect(letterDirection(text, text.indexOf('1843'), 'rtl')).toBe('ltr')
    expect(letterDirection('שלום', 0, 'ltr')).toBe('rtl')
    expect(letterDirection('a (b)', 2, 'rtl')).toBe('rtl')
    expect(letterDirection('a (b)', 2, 'ltr')).toBe('ltr')
  })
})

describe('the wheel', () => {
  const turns = (steps: WheelStep[], direction: 'ltr' | 'rtl' = 'ltr') => {
    const turn = wheelTurns(direction)
    return steps.map((step) => turn(step)).filter((one) => one !== null)
  }
  const down = (deltas: number[], every: number, from = 0) =>
    deltas.map((dy, index): WheelStep => ({ dx: 0, dy, at: from + index * every }))

  test('turns one page a gesture, however long it rolls on', () => {
    const rolling = Array.from({ length: 80 }, (_, index) => 90 * 0.95 ** index)
    expect(turns(down(rolling, 16))).toEqual([1])
  })

  test('turns a page a notch when there is a pause between', () => {
    expect(turns([...down([120], 0), ...down([120], 0, 300), ...down([-120], 0, 600)])).toEqual([1, 1, -1])
  })

  test('goes on turning while it is turned on and on', () => {
    expect(turns(down(Array<number>(12).fill(120), 100))).toEqual([1, 1, 1])
  })

  test('turns with little movement once that is enough, and back at once when it goes back', () => {
    expect(turns(down([4, 4, 4, 4, 4], 16))).toEqual([1])
    expect(turns([...down([60], 0), ...down([-60], 0, 40)])).toEqual([1, -1])
  })

  test('goes with the fingers sideways, in either direction of the text', () => {
    const right: WheelStep[] = [{ dx: 80, dy: 5, at: 0 }]
    expect(turns(right)).toEqual([1])
    expect(turns(right, 'rtl')).toEqual([-1])
  })
})

test.each([
  ['what fits is left as it is', 300, 320, null],
  ['what nearly fits is made to', 480, 300.7, 300],
  ['what would be too small to be seen goes to the next page', 480, 200, null],
  ['a low one is not made lower', 200, 140, null],
])('%s', (_what, height, room, fitted) => {
  expect(fittedHeight(height, room)).toBe(fitted)
})
