// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/contract/model.ts'
import { applySettings, textAttributes } from '../../../src/renderer/settings/apply-settings.ts'

test('a theme is set, and System takes it away again', () => {
  const root = document.createElement('html')
  applySettings({ ...DEFAULT_SETTINGS, theme: 'sepia' }, root)
  expect(root.dataset.theme).toBe('sepia')
  applySettings({ ...DEFAULT_SETTINGS, theme: 'system' }, root)
  expect(root.dataset.theme).toBeUndefined()
})

test('the size of the type grows with the text size of the browser', () => {
  const { style, ...attributes } = textAttributes({
    ...DEFAULT_SETTINGS,
    fontSize: 24,
    measure: 70,
    lineHeight: 1.75,
    font: 'sans',
    layout: 'paged',
  })
  expect(style).toMatchObject({
    '--reader-size': '1.5rem',
    '--reader-characters': '70',
    '--reader-line-height': '1.75',
  })
  expect(attributes).toMatchObject({ 'data-font': 'sans', 'data-layout': 'paged', 'data-justify': undefined })
})
