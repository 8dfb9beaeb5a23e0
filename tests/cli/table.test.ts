import { describe, expect, test } from 'vitest'
import { shortIds } from '../../src/cli/library.ts'
import { printable } from '../../src/cli/output.ts'
import { dayOf, tableOf, widthOf } from '../../src/cli/table.ts'

describe('a table', () => {
  test('aligns by what characters take on the screen', () => {
    expect(
      tableOf(
        [
          ['a', '漢字', '1'],
          ['bb', '👩‍👩‍👧', '10'],
          ['c', 'e\u0301', '100'],
        ],
        null,
        ['left', 'left', 'right'],
      ),
    ).toEqual(['a   漢字    1', 'bb  👩‍👩‍👧     10', 'c   e\u0301     100'])
  })

  test('cuts the widest column so that a line fits', () => {
    const lines = tableOf(
      [
        ['id', 'A title that is much too long for the line', 'site'],
        ['id', 'Short', 'site'],
      ],
      30,
    )
    expect(lines).toEqual(['id  A title that is muc…  site', 'id  Short                 site'])
    expect(lines.every((line) => widthOf(line) <= 30)).toBe(true)
  })

  test('of nothing has no lines', () => {
    expect(tableOf([], 80)).toEqual([])
  })

  test('shows nothing that a terminal would act on', () => {
    expect(tableOf([['a\u001b[31mred\nline\u202E']], null)).toEqual(['a[31mred line'])
    expect(printable('keeps\nlines\tand tabs\u0007')).toBe('keeps\nlines\tand tabs')
  })
})

test('ids are cut to one length at which they differ', () => {
  const ids = ['01a2095c-4445', '01a2095c-4b00', '01a2095d-0000', '01a2095d-0000']
  expect([...shortIds(ids).values()]).toEqual(['01a2095c-44', '01a2095c-4b', '01a2095d-00'])
  expect([...shortIds(['01a2095c-4445']).values()]).toEqual(['01a2095c'])
})

test('days', () => {
  expect([dayOf(Date.UTC(2025, 1, 9, 23)), dayOf(null)]).toEqual(['2025-02-09', ''])
})
