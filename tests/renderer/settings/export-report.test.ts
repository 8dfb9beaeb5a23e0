import { expect, test } from 'vitest'
import { reportSentences } from '../../../src/renderer/settings/export-report.ts'

const nothing = { folder: '/x', written: [], unchanged: 0, kept: [], removed: [] }

test('a first export says how much it wrote', () => {
  expect(reportSentences({ ...nothing, written: ['a.md', 'b.md'] })).toEqual(['Wrote 2 files.'])
})

test('a second export with nothing new says so', () => {
  expect(reportSentences({ ...nothing, unchanged: 1 })).toEqual([
    'Nothing has changed since the last export: 1 file left as it is.',
  ])
})

test('files that the user edited are named as kept, and removals are said', () => {
  const kept = [{ file: 'a.md', writtenAs: 'a 2.md' }]
  expect(reportSentences({ ...nothing, written: ['a 2.md'], unchanged: 3, kept, removed: ['old.md'] })).toEqual([
    'Wrote 1 file.',
    '3 files had not changed.',
    'Removed 1 file of articles no longer in the library.',
    '1 file was edited by you and is kept as you left it:',
  ])
})

test('an empty export is no silence', () => {
  expect(reportSentences(nothing)).toEqual(['There was nothing to write.'])
})
