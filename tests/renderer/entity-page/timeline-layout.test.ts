import { expect, test } from 'vitest'
import { layOut, markNear } from '../../../src/renderer/entity-page/timeline-layout.ts'

const SIZE = { width: 600, height: 56 }
const day = (n: number) => Date.UTC(2025, 0, n)

test('marks stand along the time, the larger the more often it is named, none beyond the picture', () => {
  const points = [
    { at: day(1), weight: 1 },
    { at: day(15), weight: 9 },
    { at: day(31), weight: 4 },
  ]
  const { marks, height } = layOut(points, SIZE)
  expect(marks.map(({ x }) => x)).toEqual(marks.map(({ x }) => x).toSorted((a, b) => a - b))
  expect(marks[1]!.r).toBeGreaterThan(marks[2]!.r)
  expect(marks[2]!.r).toBeGreaterThan(marks[0]!.r)
  for (const { x, y, r } of marks) {
    expect(x - r).toBeGreaterThanOrEqual(0)
    expect(x + r).toBeLessThanOrEqual(SIZE.width)
    expect(y + r).toBeCloseTo(height)
  }
})

test('articles of one day stand above one another, and a single day in the middle', () => {
  const { marks, ticks } = layOut(
    [1, 2, 3].map(() => ({ at: day(1), weight: 1 })),
    SIZE,
  )
  expect(new Set(marks.map(({ x }) => x))).toEqual(new Set([300]))
  expect(new Set(marks.map(({ y }) => y)).size).toBe(3)
  expect(ticks).toEqual([{ x: 300, at: day(1), unit: 'day' }])
})

test('more than can be told apart become bars within the picture, and each is still found where it stands', () => {
  const points = Array.from({ length: 5_000 }, (_, n) => ({ at: day(1) + n * 7_200_000, weight: 1 + (n % 5) }))
  const { marks, shape, height } = layOut(points, SIZE)
  expect(height).toBe(SIZE.height)
  expect(shape.split('M').length).toBeLessThan(100)
  for (const { y } of marks) expect(y).toBeGreaterThanOrEqual(0)
  for (const { y } of marks) expect(y).toBeLessThanOrEqual(height)
  const wanted = marks[2_500]!
  expect(marks[markNear(marks, wanted.x, wanted.y)]).toMatchObject({ x: wanted.x })
  expect(markNear(marks, 300, -500)).toBe(-1)
})

test('what is written below has room: months, years or only the ends', () => {
  const ticksOf = (from: number, to: number) =>
    layOut(
      [
        { at: from, weight: 1 },
        { at: to, weight: 1 },
      ],
      SIZE,
    ).ticks
  expect(ticksOf(day(3), day(9)).map(({ unit }) => unit)).toEqual(['day', 'day'])
  expect(ticksOf(day(3), day(100)).map(({ at }) => new Date(at).getUTCMonth())).toEqual([1, 2, 3])
  for (const years of [1, 5, 40, 900]) {
    const ticks = ticksOf(day(1), Date.UTC(2025 + years, 0, 1))
    expect(ticks.length).toBeGreaterThan(0)
    for (const [index, { x }] of ticks.slice(1).entries()) expect(x - ticks[index]!.x).toBeGreaterThan(50)
  }
})
