// The contrast that the tokens promise, computed from the stylesheet itself for every theme.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../../src/renderer/ui/tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark' | 'sepia'
const OKLCH = /oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/

/** The declarations of one rule, by property. */
function declarations(selector: string): Map<string, string> {
  const start = css.indexOf(`\n${selector} {`)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('\n}', start))
  return new Map([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]))
}

const base = declarations(':root')
const sepia = declarations(":root[data-theme='sepia']")

function colour(theme: Theme, name: string): [number, number, number] {
  const value = (theme === 'sepia' ? sepia.get(name) : undefined) ?? base.get(name) ?? ''
  const pair = /^light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)$/.exec(value)
  const chosen = pair ? pair[theme === 'dark' ? 2 : 1]! : value
  const parts = OKLCH.exec(chosen)
  if (!parts) throw new Error(`${name} is no plain colour: ${value}`)
  return [Number(parts[1]), Number(parts[2]), Number(parts[3])]
}

/** Relative luminance of an OKLCH colour by way of linear sRGB (https://bottosson.github.io/posts/oklab/). */
function luminance([lightness, chroma, hue]: [number, number, number]): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(theme: Theme, one: string, other: string): number {
  const [light, dark] = [luminance(colour(theme, one)), luminance(colour(theme, other))].sort((x, y) => y - x)
  return (light! + 0.05) / (dark! + 0.05)
}

const GROUNDS = ['--ground', '--sunken', '--raised']
const HIGHLIGHTS = ['yellow', 'green', 'blue', 'pink', 'purple'].map((name) => `--highlight-${name}`)
const CODE = ['keyword', 'string', 'number', 'title', 'type', 'attr'].map((kind) => `--code-${kind}`)
const ENTITIES = ['person', 'organisation', 'place', 'event', 'work', 'other'].map((kind) => `--entity-${kind}`)

test.each(['light', 'dark', 'sepia'] as const)('in %s every text is legible on every ground', (theme) => {
  const poor: string[] = []
  const check = (text: string, ground: string, least: number) => {
    const found = contrast(theme, text, ground)
    if (found < least) poor.push(`${text} on ${ground}: ${found.toFixed(2)}`)
  }
  for (const ground of GROUNDS) {
    for (const text of ['--ink', '--ink-soft', '--accent', '--danger', ...ENTITIES]) check(text, ground, 4.5)
    check('--rule-strong', ground, 3)
  }
  for (const text of CODE) check(text, '--sunken', 4.5)
  for (const highlight of HIGHLIGHTS) {
    check('--ink', highlight, 4.5)
    check('--accent', highlight, 4.5)
  }
  check('--accent-ink', '--accent', 4.5)
  expect(poor).toEqual([])
})
