// Which way a page is turned by a key, a swipe, a press at an edge, the wheel; in texts of either direction. Pure.

export type Direction = 'ltr' | 'rtl'
/** 1 is on in the text, -1 back. */
export type Turn = 1 | -1

/** The turn towards a side of the screen. */
export function turnTowards(side: 'left' | 'right', direction: Direction): Turn {
  return (side === 'right') === (direction === 'ltr') ? 1 : -1
}

/** A finger pulls the page: to the left it brings what is on the right. Null when that was no swipe. */
export function turnOfSwipe(dx: number, dy: number, direction: Direction): Turn | null {
  if (Math.abs(dx) < 40 || Math.abs(dx) < 1.5 * Math.abs(dy)) return null
  return turnTowards(dx < 0 ? 'right' : 'left', direction)
}

/** A press within `edge` px of either side of something `width` px wide. Null in between. */
export function turnOfPress(x: number, width: number, edge: number, direction: Direction): Turn | null {
  if (x < edge) return turnTowards('left', direction)
  return x > width - edge ? turnTowards('right', direction) : null
}

/** A movement of the wheel or of two fingers; times in ms. */
export interface WheelStep {
  dx: number
  dy: number
  at: number
}

/** A pause this long ends a gesture. */
const PAUSE_MS = 160
/** So much movement is meant. */
const LEAST = 20
/** A wheel that is turned on and on turns pages at this pace; what fingers left rolling, which gets slower, does not. */
const AGAIN_MS = 420

/** Tells for each step whether it turns a page: one a gesture, however long it rolls on. */
export function wheelTurns(direction: Direction): (step: WheelStep) => Turn | null {
  let last = -Infinity
  let turned: { at: number; strength: number } | null = null
  let sum = 0
  return ({ dx, dy, at }) => {
    const sideways = Math.abs(dx) > Math.abs(dy)
    const delta = sideways ? dx * turnTowards('right', direction) : dy
    if (at - last > PAUSE_MS || Math.sign(delta) !== Math.sign(sum)) {
      sum = 0
      turned = null
    }
    last = at
    sum += delta
    if (Math.abs(sum) < LEAST) return null
    const strength = Math.abs(delta)
    if (turned !== null && (at - turned.at < AGAIN_MS || strength < turned.strength)) {
      turned.strength = Math.max(turned.strength, strength)
      return null
    }
    turned = { at, strength }
    return sum > 0 ? 1 : -1
  }
}
