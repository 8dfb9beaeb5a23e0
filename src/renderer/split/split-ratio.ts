// Which part of the width the first of two texts has, remembered in this browser.
const KEY = 'commonplace.split'

/** From 0 to 1; half at first. */
export function keptRatio(): number {
  const kept = Number(localStorage.getItem(KEY) ?? Number.NaN)
  return kept > 0 && kept < 1 ? kept : 0.5
}

/** Remembers it for the next time. */
export function keepRatio(ratio: number): void {
  localStorage.setItem(KEY, ratio.toFixed(3))
}
