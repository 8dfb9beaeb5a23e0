// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { matches, pressesItself, takesText } from '../../../src/renderer/commands/keys.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test('mod is Ctrl on most systems and ⌘ on a Mac, and never the other one', () => {
  expect(matches(press('k', { ctrlKey: true }), 'mod+k', false)).toBe(true)
  expect(matches(press('k', { metaKey: true }), 'mod+k', false)).toBe(false)
  expect(matches(press('k', { metaKey: true }), 'mod+k', true)).toBe(true)
  expect(matches(press('k', { ctrlKey: true }), 'mod+k', true)).toBe(false)
  expect(matches(press('k', { ctrlKey: true }), 'k', false)).toBe(false)
})

test('a sign is recognised whatever its layout needs to type it', () => {
  expect(matches(press('?', { shiftKey: true }), '?', false)).toBe(true)
  expect(matches(press('#', { altKey: true }), '#', true)).toBe(true)
  expect(matches(press('/', { shiftKey: true }), '/', false)).toBe(true)
})

test('Shift counts for letters and for named keys', () => {
  expect(matches(press(' ', { shiftKey: true }), 'space', false)).toBe(false)
  expect(matches(press(' ', { shiftKey: true }), 'shift+space', false)).toBe(true)
  expect(matches(press('J', { shiftKey: true }), 'j', false)).toBe(false)
  expect(matches(press('J'), 'j', false)).toBe(true)
})

test('what is typed into belongs to the field', () => {
  document.body.innerHTML =
    '<input id="a"><input id="b" type="checkbox"><textarea id="c"></textarea><div contenteditable="true"><p id="d"></p></div><p id="e"></p>'
  const at = (id: string) => document.getElementById(id)
  expect(['a', 'b', 'c', 'd', 'e'].map((id) => takesText(at(id)))).toEqual([true, false, true, true, false])
})

test('Space on a button presses the button', () => {
  document.body.innerHTML = '<button><svg id="a"></svg><span id="b"></span></button><p id="c"></p>'
  expect(pressesItself(document.getElementById('b'))).toBe(true)
  expect(pressesItself(document.getElementById('c'))).toBe(false)
})

test('on a Mac, Alt changes the character, so the key itself counts', () => {
  expect(matches({ ...press('∆', { altKey: true }), code: 'KeyJ' }, 'alt+j', true)).toBe(true)
  expect(matches({ ...press('j', { altKey: true }), code: 'KeyJ' }, 'alt+j', false)).toBe(true)
  expect(matches(press('/'), 'alt+/', false)).toBe(false)
})
