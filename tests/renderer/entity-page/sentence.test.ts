import { expect, test } from 'vitest'
import { runsOf } from '../../../src/renderer/entity-page/sentence.tsx'

const articleId = '0192f0c1-2a3b-7c4d-8e5f-0123456789ab'

test('the names of a sentence are its marks, and nothing of it is lost', () => {
  const text = 'Ada met Charles.'
  const runs = runsOf({
    articleId,
    text,
    start: 40,
    marks: [
      { start: 0, end: 3 },
      { start: 8, end: 15 },
    ],
  })
  expect(runs.filter(({ mark }) => mark).map((run) => run.text)).toEqual(['Ada', 'Charles'])
  expect(runs.map((run) => run.text).join('')).toBe(text)
})

test('of a very long sentence what is around the first name is shown', () => {
  const text = `${'word '.repeat(500)}Ada ${'word '.repeat(500)}`
  const runs = runsOf({ articleId, text, start: 0, marks: [{ start: 2_500, end: 2_503 }] })
  const shown = runs.map((run) => run.text).join('')
  expect(shown.length).toBeLessThan(700)
  expect(shown).toMatch(/^… word/)
  expect(shown).toMatch(/ …$/)
  expect(runs.filter(({ mark }) => mark).map((run) => run.text)).toEqual(['Ada'])
})
