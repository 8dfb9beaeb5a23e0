import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/contract/model.ts'
import { createSettings } from '../../../src/core/library/settings.ts'
import { temporaryLibrary } from '../temporary-library.ts'

test('settings begin with the defaults, and keep what is set', () => {
  const { db, common, events } = temporaryLibrary()
  const settings = createSettings(db, common)
  expect(settings.get()).toEqual(DEFAULT_SETTINGS)
  settings.set({ theme: 'dark', libraryPane: { open: false, width: 280 } })
  expect(createSettings(db, common).get()).toEqual({
    ...DEFAULT_SETTINGS,
    theme: 'dark',
    libraryPane: { open: false, width: 280 },
  })
  expect(events).toEqual([{ topic: 'settings', articleId: null }])
})

test('a value that cannot be read falls back to its default', () => {
  const { db, common } = temporaryLibrary()
  db.exec("INSERT INTO setting VALUES ('theme', '\"plaid\"', 0), ('fontSize', 'not json', 0)")
  expect(createSettings(db, common).get()).toEqual(DEFAULT_SETTINGS)
})

test('facts of the library are not settings', () => {
  const { db, common } = temporaryLibrary()
  const settings = createSettings(db, common)
  settings.setFact('theme', 'x')
  expect(settings.fact('theme')).toBe('x')
  expect(settings.get().theme).toBe('system')
})
