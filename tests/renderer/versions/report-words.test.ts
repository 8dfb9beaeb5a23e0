import { expect, test } from 'vitest'
import { reportWords } from '../../../src/renderer/versions/text-changes.ts'

test('what became of the highlights is said in the order of what needs nobody to what does', () => {
  expect(reportWords({ kept: 12, moved: 2, uncertain: 1, orphaned: 0 })).toBe('12 highlights kept, 2 moved, 1 to check')
  expect(reportWords({ kept: 0, moved: 1, uncertain: 1, orphaned: 2 })).toBe('1 highlight moved, 3 to check')
  expect(reportWords({ kept: 0, moved: 0, uncertain: 0, orphaned: 0 })).toBe('')
})
