// The user's own theme: everything the app is coloured with, made of three colours. What is to be read stays legible
// whatever was chosen; only the ink itself is taken as it is, and the settings say when it is too faint.
import type { CustomColours } from '../../contract/model.ts'
import { contrast, hexOf, leastContrast, legible, luminance, oklchOf } from './colours.ts'
import type { Oklch } from './colours.ts'

/** WCAG AA for text, and for the edges of controls. */
export const READABLE = 4.5
const SEEN = 3
/** A little more than has to be, as colours are mixed with what is below them. */
const SPARE = 0.1

export interface OwnTheme {
  /** Whether it is a light or a dark theme, by its ground. */
  scheme: 'light' | 'dark'
  /** The tokens by name (`ground` for `--ground`), as `#rrggbb`. */
  tokens: Record<string, string>
}

/** Chroma and hue of what has a colour of its own, and the lightness it would have on paper and at night. */
const HUES: Record<string, { c: number; h: number; light: number; dark: number }> = {
  danger: { c: 0.15, h: 27, light: 0.49, dark: 0.76 },
  'entity-person': { c: 0.1, h: 265, light: 0.42, dark: 0.83 },
  'entity-organisation': { c: 0.11, h: 48, light: 0.5, dark: 0.77 },
  'entity-place': { c: 0.08, h: 170, light: 0.46, dark: 0.8 },
  'entity-event': { c: 0.12, h: 332, light: 0.4, dark: 0.74 },
  'entity-work': { c: 0.09, h: 100, light: 0.45, dark: 0.86 },
  'entity-other': { c: 0.012, h: 75, light: 0.44, dark: 0.72 },
  'code-keyword': { c: 0.12, h: 302, light: 0.44, dark: 0.79 },
  'code-string': { c: 0.09, h: 148, light: 0.44, dark: 0.82 },
  'code-number': { c: 0.11, h: 50, light: 0.47, dark: 0.81 },
  'code-title': { c: 0.1, h: 255, light: 0.43, dark: 0.79 },
  'code-type': { c: 0.08, h: 203, light: 0.45, dark: 0.82 },
  'code-attr': { c: 0.11, h: 5, light: 0.46, dark: 0.8 },
}

const INKS: Record<string, { c: number; h: number }> = {
  'highlight-yellow': { c: 0.105, h: 96 },
  'highlight-green': { c: 0.085, h: 150 },
  'highlight-blue': { c: 0.07, h: 238 },
  'highlight-pink': { c: 0.08, h: 4 },
  'highlight-purple': { c: 0.08, h: 306 },
}

/** Makes the theme. Black is legible on a ground at least as light as this, else white is. */
const MIDDLE = 0.179

export function ownTheme({ ground, ink, accent }: CustomColours): OwnTheme {
  const scheme = luminance(ground) > MIDDLE ? 'light' : 'dark'
  const towards = scheme === 'light' ? 'black' : 'white'
  const sign = scheme === 'light' ? -1 : 1
  const paper = oklchOf(ground)
  const stepped = (by: number) => stepTo(paper, by, scheme)
  const grounds = [
    ground,
    stepped(scheme === 'light' ? -0.03 : -0.027),
    stepped(scheme === 'light' ? 0.02 : 0.047),
  ] as const
  const text = (hex: string, on: readonly string[] = grounds) => legible(hex, on, READABLE + SPARE, towards)
  const between = (share: number) => mix(ink, ground, share)

  const tokens: Record<string, string> = { ground, sunken: grounds[1], raised: grounds[2], ink }
  for (const [name, { c, h }] of Object.entries(INKS)) tokens[name] = highlightInk({ c, h }, paper, ink, scheme)
  const highlights = Object.keys(INKS).map((name) => tokens[name] ?? ground)
  const all = [...grounds, ...highlights]
  tokens['highlight-ink'] = leastContrast(ink, highlights) >= READABLE ? ink : text(ink, highlights)
  tokens['ink-soft'] = text(between(0.28))
  tokens['dimmed'] = text(between(0.45))
  tokens['rule'] = between(0.86)
  tokens['rule-strong'] = legible(between(0.55), grounds, SEEN + SPARE, towards)
  tokens['accent'] = text(accent, all)
  const strong = oklchOf(tokens['accent'])
  tokens['accent-strong'] = text(hexOf({ ...strong, l: Math.min(1, Math.max(0, strong.l + sign * 0.06)) }), all)
  tokens['accent-ink'] =
    contrast('#ffffff', tokens['accent']) >= contrast('#000000', tokens['accent']) ? '#ffffff' : '#000000'
  for (const [name, { c, h, ...lightness }] of Object.entries(HUES)) {
    tokens[name] = text(hexOf({ l: lightness[scheme], c, h }))
  }
  return { scheme, tokens }
}

/** The nearest ink that can be read on a ground. */
export function readableInk({ ground, ink, accent }: CustomColours): string {
  const { scheme, tokens } = ownTheme({ ground, ink, accent })
  const grounds = ['ground', 'sunken', 'raised'].map((name) => tokens[name] ?? ground)
  return legible(ink, grounds, READABLE + SPARE, scheme === 'light' ? 'black' : 'white')
}

/** A ground a little lighter or darker, as long as it can still be written on. */
function stepTo(paper: Oklch, by: number, scheme: 'light' | 'dark'): string {
  const next = hexOf({ ...paper, l: Math.min(1, Math.max(0, paper.l + by)) })
  const pole = scheme === 'light' ? '#000000' : '#ffffff'
  return contrast(next, pole) >= READABLE + 2 * SPARE ? next : hexOf(paper)
}

/** Stands off the ground by its colour, and by lightness as far as the words on it can still be read. */
function highlightInk(hue: { c: number; h: number }, paper: Oklch, ink: string, scheme: 'light' | 'dark'): string {
  const pole = scheme === 'light' ? '#000000' : '#ffffff'
  // The farther from the words, the better they are read: lighter under dark ones, darker under light ones.
  const away = scheme === 'light' ? 1 : -1
  const from = paper.l + (scheme === 'light' ? -0.045 : 0.19)
  const wanted = contrast(ink, hexOf(paper)) >= READABLE ? [ink, pole] : [pole]
  for (let step = 0; step <= 0.6; step += 0.01) {
    const hex = hexOf({ ...hue, l: Math.min(0.98, Math.max(0.02, from + away * step)) })
    if (leastContrast(hex, wanted) >= READABLE + SPARE) return hex
  }
  return hexOf({ ...hue, c: hue.c / 3, l: scheme === 'light' ? 0.97 : 0.05 })
}

function mix(one: string, other: string, share: number): string {
  const [a, b] = [oklchOf(one), oklchOf(other)]
  // The hue of the stronger colour: halfway between two hues lies a third.
  return hexOf({ l: a.l + (b.l - a.l) * share, c: a.c + (b.c - a.c) * share, h: a.c >= b.c ? a.h : b.h })
}
