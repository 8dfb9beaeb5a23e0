import { expect, test } from 'vitest'
import { centreOn, fit, isInView, toMap, toScreen, zoomAt } from '../../../src/renderer/entity-map/camera.ts'
import { distanceToLine, hitAt } from '../../../src/renderer/entity-map/hit-test.ts'
import { LABEL_HEIGHT, placeLabels } from '../../../src/renderer/entity-map/labels.ts'
import { createLayout } from '../../../src/renderer/entity-map/layout.ts'
import type { LayoutInput } from '../../../src/renderer/entity-map/layout.ts'

const WINDOW = { width: 800, height: 600 }

test('zooming keeps the point under the pointer, and what is fitted is in view', () => {
  const camera = { x: 30, y: -20, zoom: 1.5 }
  const at = { x: 210, y: 340 }
  const under = toMap(camera, at)
  const near = zoomAt(camera, at, 2)
  expect(toScreen(near, under).x).toBeCloseTo(at.x)
  expect(toScreen(near, under).y).toBeCloseTo(at.y)
  expect(zoomAt(camera, at, 1e9).zoom).toBeLessThan(10)
  const places = [-900, 40, 1_200, -700, 0, 900]
  const all = fit(places, WINDOW)
  for (let i = 0; i < places.length; i += 2) {
    const { x, y } = toScreen(all, { x: places[i]!, y: places[i + 1]! })
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(WINDOW.width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(WINDOW.height)
  }
  expect(fit([], WINDOW)).toEqual({ x: 400, y: 300, zoom: 1 })
  const centred = centreOn(camera, { x: 5_000, y: 5_000 }, WINDOW)
  expect(isInView(camera, { x: 5_000, y: 5_000 }, WINDOW)).toBe(false)
  expect(isInView(centred, { x: 5_000, y: 5_000 }, WINDOW)).toBe(true)
})

const drawn = {
  places: [0, 0, 100, 0, 108, 0],
  radii: [10, 6, 6],
  ties: [
    { a: 0, b: 1 },
    { a: 0, b: 2 },
  ],
}

test('an entity goes before the ties that end in it, and the nearest is hit', () => {
  expect(hitAt(drawn, { x: 3, y: 4 }, 5)).toEqual({ kind: 'node', index: 0 })
  expect(hitAt(drawn, { x: 103, y: 0 }, 5)).toEqual({ kind: 'node', index: 1 })
  expect(hitAt(drawn, { x: 106, y: 2 }, 5)).toEqual({ kind: 'node', index: 2 })
  expect(hitAt(drawn, { x: 50, y: 4 }, 5)).toEqual({ kind: 'tie', index: 0 })
  expect(hitAt(drawn, { x: 50, y: 6 }, 5)).toBeNull()
  expect(hitAt({ places: [], radii: [], ties: [] }, { x: 0, y: 0 }, 5)).toBeNull()
})

test('a tie reaches no further than its ends', () => {
  const [from, to] = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ]
  expect(distanceToLine({ x: 5, y: 3 }, from, to)).toBe(3)
  expect(distanceToLine({ x: 13, y: 4 }, from, to)).toBe(5)
  expect(distanceToLine({ x: 3, y: 4 }, from, from)).toBe(5)
})

/** Numbers that are the same in every run. */
function series(seed: number): () => number {
  let state = seed
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}

test('no name is written over another, and the most important has one', () => {
  const next = series(5)
  const wanted = Array.from({ length: 400 }, () => ({
    x: next() * 900,
    y: next() * 600,
    radius: 4 + next() * 8,
    width: 30 + next() * 120,
  }))
  const labels = placeLabels(wanted)
  expect(labels[0]!.index).toBe(0)
  expect(labels.length).toBeGreaterThan(30)
  expect(labels.length).toBeLessThan(400)
  const boxes = labels.map(({ index, x, y }) => ({
    left: x,
    right: x + wanted[index]!.width,
    top: y - LABEL_HEIGHT / 2,
    bottom: y + LABEL_HEIGHT / 2,
  }))
  for (const [i, one] of boxes.entries()) {
    for (const other of boxes.slice(i + 1)) {
      const apart =
        one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top
      expect(apart).toBe(true)
    }
  }
  expect(placeLabels(wanted, 7)).toEqual(labels.slice(0, 7))
})

function settle(input: LayoutInput): Float32Array {
  const layout = createLayout(input)
  while (!layout.settled) layout.step()
  return layout.places
}

test('the same map always comes out the same; what is tied is near, and nobody covers another', () => {
  const next = series(11)
  // Two groups of twenty, tied within and by one tie between.
  const links = Array.from({ length: 120 }, () => {
    const group = next() < 0.5 ? 0 : 20
    const a = group + Math.floor(next() * 20)
    const b = group + Math.floor(next() * 20)
    return { a, b, weight: next() }
  }).filter(({ a, b }) => a !== b)
  const radii = Array.from({ length: 40 }, (_, i) => 14 - i / 4)
  const input = { radii, links: [...links, { a: 0, b: 20, weight: 0.1 }] }
  const places = settle(input)
  expect(settle(input)).toEqual(places)
  const distance = (a: number, b: number) =>
    Math.hypot(places[2 * a]! - places[2 * b]!, places[2 * a + 1]! - places[2 * b + 1]!)
  const mean = (of: number[]) => of.reduce((sum, each) => sum + each, 0) / of.length
  const tied = mean(links.map(({ a, b }) => distance(a, b)))
  const across = mean(Array.from({ length: 20 }, (_, i) => distance(i, i + 20)))
  expect(tied).toBeLessThan(across)
  for (let a = 0; a < 40; a++) for (let b = 0; b < a; b++) expect(distance(a, b)).toBeGreaterThan(radii[a]!)
})

test('who was there before begins where it was, and a map that is remembered does not move', () => {
  const links = [{ a: 0, b: 1, weight: 1 }]
  const known = new Map([
    [0, { x: 300, y: 0 }],
    [1, { x: 340, y: 10 }],
  ])
  const rested = createLayout({ radii: [5, 5], links, known, rested: true })
  expect(rested.settled).toBe(true)
  expect([...rested.places]).toEqual([300, 0, 340, 10])
  rested.step()
  expect([...rested.places]).toEqual([300, 0, 340, 10])
})
