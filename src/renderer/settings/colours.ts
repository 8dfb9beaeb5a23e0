// Colours as numbers: between #rrggbb and OKLCH, and how well one is legible on another. Pure.
// OKLab and its matrices: https://bottosson.github.io/posts/oklab/. Contrast: WCAG 2.2, relative luminance.

/** `l` 0..1, `c` 0..0.4, `h` in degrees. */
export interface Oklch {
  l: number
  c: number
  h: number
}

type Linear = [red: number, green: number, blue: number]

const clamp = (value: number) => Math.min(1, Math.max(0, value))

/** @param hex `#rrggbb` */
export function oklchOf(hex: string): Oklch {
  const [red, green, blue] = linearOf(hex)
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, b),
    h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  }
}

/** The nearest colour that a screen shows, as `#rrggbb`. */
export function hexOf({ l: lightness, c, h }: Oklch): string {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear: Linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  const byte = (value: number) => {
    const light = clamp(value)
    const encoded = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${linear.map(byte).join('')}`
}

function linearOf(hex: string): Linear {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** Relative luminance, 0..1. */
export function luminance(hex: string): number {
  const [red, green, blue] = linearOf(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1, the same, to 21, black on white. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The least contrast of a colour with several. */
export function leastContrast(hex: string, grounds: readonly string[]): number {
  return Math.min(...grounds.map((ground) => contrast(hex, ground)))
}

/**
 * The colour itself if it is legible on all grounds, else the nearest in lightness that is, the hue kept.
 * @param towards black or white, whichever is legible there
 */
export function legible(hex: string, grounds: readonly string[], ratio: number, towards: 'black' | 'white'): string {
  if (leastContrast(hex, grounds) >= ratio) return hex
  const { l, c, h } = oklchOf(hex)
  const end = towards === 'black' ? 0 : 1
  for (let share = 0.02; share < 1; share += 0.02) {
    // Near black and white no colour is as strong.
    const nearer = hexOf({ l: l + (end - l) * share, c: c * Math.min(1, 1.6 * (1 - share)), h })
    if (leastContrast(nearer, grounds) >= ratio) return nearer
  }
  return towards === 'black' ? '#000000' : '#ffffff'
}
