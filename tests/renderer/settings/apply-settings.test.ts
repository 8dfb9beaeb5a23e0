// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/contract/model.ts'
import { applySettings } from '../../../src/renderer/settings/apply-settings.ts'

test('a theme is set, and System takes it away again', () => {
  const root = document.createElement('html')
  applySettings({ ...DEFAULT_SETTINGS, theme: 'sepia' }, root)
  expect(root.dataset.theme).toBe('sepia')
  applySettings({ ...DEFAULT_SETTINGS, theme: 'system' }, root)
  expect(root.dataset.theme).toBeUndefined()
})

test('the size of the type grows with the text size of the browser', () => {
  const root = document.createElement('html')
  applySettings({ ...DEFAULT_SETTINGS, fontSize: 24, measure: 70, lineHeight: 1.75, font: 'sans' }, root)
  expect(root.style.getPropertyValue('--reader-size')).toBe('1.5rem')
  expect(root.style.getPropertyValue('--reader-characters')).toBe('70')
  expect(root.style.getPropertyValue('--reader-line-height')).toBe('1.75')
  expect(root.dataset.readerFont).toBe('sans')
})
