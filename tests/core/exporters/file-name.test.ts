import { describe, expect, test } from 'vitest'
import { fileNameOf, nameKey } from '../../../src/core/exporters/file-name.ts'

describe('a title as a file name', () => {
  test.each([
    ['Plain title', 'Plain title'],
    ['Über die Brücke — 東京へ', 'Über die Brücke — 東京へ'],
    [': "a" / b? #c', '’a’ - b c'],
    ['Main: the rest', 'Main - the rest'],
    ['10:30', '10-30'],
    ['AC/DC \\ x|y', 'AC-DC - x-y'],
    ['[Review] What?*<>^`', '(Review) What'],
    ['...hidden', 'hidden'],
    ['ends with dots...', 'ends with dots'],
    ['  spaces \n\t between  ', 'spaces between'],
    ['CON', 'CON_'],
    ['com1.notes', 'com1_.notes'],
    ['Console', 'Console'],
    ['../../etc/passwd', 'etc-passwd'],
    ['', 'Untitled'],
    ['???', 'Untitled'],
    ['a\u202Eb\u200Bc\u0000d', 'abc d'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    ['broken \uD83D surrogate', 'broken surrogate'],
  ])('%j becomes %j', (title, name) => {
    expect(fileNameOf(title)).toBe(name)
  })

  test.each(['x'.repeat(300), 'word '.repeat(80), '漢'.repeat(200), '👩‍👩‍👧'.repeat(40)])(
    'a long one is cut at a whole character',
    (title) => {
      const name = fileNameOf(title)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(150)
      expect(title.startsWith(name)).toBe(true)
      expect(name.toWellFormed()).toBe(name)
      expect(fileNameOf(name)).toBe(name)
    },
  )

  test('names that a file system takes for one have the same key', () => {
    expect(nameKey('É.md')).toBe(nameKey('e\u0301.md'))
  })
})
