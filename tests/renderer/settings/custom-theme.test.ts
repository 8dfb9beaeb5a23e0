import { describe, expect, test } from 'vitest'
import { contrast, hexOf, leastContrast, legible, oklchOf } from '../../../src/renderer/settings/colours.ts'
import { ownTheme, readableInk } from '../../../src/renderer/settings/custom-theme.ts'

/** Every ground from black to white in many hues, with an ink and an accent that take no heed of it. */
const CHOICES = [0, 24, 60, 90, 110, 119, 128, 150, 190, 230, 255].flatMap((grey) =>
  [0, 70, 140, 220, 300].map((h, index) => {
    const { l } = oklchOf(`#${grey.toString(16).padStart(2, '0').repeat(3)}`)
    return {
      ground: hexOf({ l, c: 0.09, h }),
      ink: ['#101010', '#f5f5f5', '#777777', '#c03020', '#2040c0'][index] ?? '#000000',
      accent: ['#ffff00', '#2f6b52', '#888888', '#0000ff', '#ffffff'][index] ?? '#000000',
    }
  }),
)

describe('colours', () => {
  test('go to OKLCH and back', () => {
    for (const hex of ['#000000', '#ffffff', '#2f6b52', '#ff0000', '#123456']) expect(hexOf(oklchOf(hex))).toBe(hex)
    expect(oklchOf('#ff0000')).toMatchObject({
      l: expect.closeTo(0.628, 3) as number,
      c: expect.closeTo(0.2577, 3) as number,
      h: expect.closeTo(29.23, 1) as number,
    })
  })

  test('have the contrast that WCAG computes', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2)
  })

  test('that are legible already are left alone; others move no further than they have to', () => {
    expect(legible('#333333', ['#ffffff'], 4.5, 'black')).toBe('#333333')
    const nudged = legible('#88aa88', ['#ffffff'], 4.5, 'black')
    expect(contrast(nudged, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(nudged, '#ffffff')).toBeLessThan(5.2)
    expect(Math.abs(oklchOf(nudged).h - oklchOf('#88aa88').h)).toBeLessThan(3)
  })
})

describe('the theme made of three colours', () => {
  test.each(CHOICES)('is legible on $ground, whatever the ink ($ink) and the accent ($accent)', (colours) => {
    const { tokens } = ownTheme(colours)
    const of = (name: string) => tokens[name] ?? ''
    const grounds = ['ground', 'sunken', 'raised'].map(of)
    const highlights = Object.keys(tokens)
      .filter((name) => /^highlight-(?!ink)/.test(name))
      .map(of)
    expect(highlights).toHaveLength(5)
    const texts = Object.keys(tokens).filter((name) =>
      /^(ink-soft|accent|accent-strong|dimmed|danger|entity-.*|code-.*)$/.test(name),
    )
    expect(texts).toHaveLength(17)
    for (const name of texts) expect(leastContrast(of(name), grounds), name).toBeGreaterThanOrEqual(4.5)
    expect(leastContrast(of('accent'), highlights)).toBeGreaterThanOrEqual(4.5)
    expect(leastContrast(of('highlight-ink'), highlights)).toBeGreaterThanOrEqual(4.5)
    expect(leastContrast(of('rule-strong'), grounds)).toBeGreaterThanOrEqual(3)
    expect(contrast(of('accent-ink'), of('accent'))).toBeGreaterThanOrEqual(4.5)
    expect(leastContrast(readableInk(colours), grounds)).toBeGreaterThanOrEqual(4.5)
  })

  test('is light or dark as its ground is, and takes the three as they are when they can be read', () => {
    const light = { ground: '#f4f1ea', ink: '#2b2620', accent: '#1d4a37' }
    expect(ownTheme(light)).toMatchObject({ scheme: 'light', tokens: light })
    const dark = { ground: '#101418', ink: '#e0dccc', accent: '#c4e6ff' }
    expect(ownTheme(dark)).toMatchObject({ scheme: 'dark', tokens: dark })
    expect(readableInk(light)).toBe(light.ink)
  })

  test('keeps an ink that cannot be read, but not on what is highlighted', () => {
    const { tokens } = ownTheme({ ground: '#ffffff', ink: '#cccccc', accent: '#2f6b52' })
    expect(tokens['ink']).toBe('#cccccc')
    expect(tokens['highlight-ink']).not.toBe('#cccccc')
  })
})
