// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listenForCommands, registerCommand, runMenuCommand } from '../../../src/renderer/commands/commands.ts'
import { allowSingleKeys } from '../../../src/renderer/commands/single-keys.ts'

let stops: (() => void)[] = []
let said: string[] = []

function command(keys: string, word: string, more: Partial<Parameters<typeof registerCommand>[0]> = {}) {
  const run = () => {
    said.push(word)
  }
  stops.push(registerCommand({ keys, label: word, group: 'Everywhere', run, ...more }))
}

function press(key: string, target: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  target.dispatchEvent(event)
  return event
}

beforeEach(() => {
  said = []
  document.body.innerHTML = '<input><p></p>'
  stops = [listenForCommands()]
})

afterEach(() => {
  for (const stop of stops) stop()
})

test('the command registered last goes first, and passes on what it cannot do', () => {
  command('escape', 'first')
  command('escape', 'last', { run: () => said.push('declined') > 100 })
  const event = press('Escape')
  expect(said).toEqual(['declined', 'first'])
  expect(event.defaultPrevented).toBe(true)
})

test('a command that does not apply leaves the key alone', () => {
  command('j', 'next', { when: () => false })
  expect(press('j').defaultPrevented).toBe(false)
  expect(said).toEqual([])
})

test('letters typed into a field are text', () => {
  command('e', 'archive')
  press('e', document.querySelector('input')!)
  expect(said).toEqual([])
  press('e')
  expect(said).toEqual(['archive'])
})

test('an open dialog keeps its keys', () => {
  command('e', 'archive')
  document.body.append(Object.assign(document.createElement('dialog'), { open: true }))
  press('e')
  expect(said).toEqual([])
})

test('a key that something else has used already is not used twice', () => {
  command('j', 'next paragraph')
  document.querySelector('p')!.addEventListener('keydown', (event) => {
    event.preventDefault()
  })
  press('j', document.querySelector('p')!)
  expect(said).toEqual([])
})

test('the application menu reaches commands by name', () => {
  command('a', 'add', { menu: 'add' })
  expect(runMenuCommand('add')).toBe(true)
  expect(runMenuCommand('no such thing')).toBe(false)
  expect(said).toEqual(['add'])
})

test('where characters alone are no shortcuts, the same with Alt are; other keys stay as they are', () => {
  command('e', 'archive')
  command('/', 'search')
  command('escape', 'close')
  command('mod+k', 'find')
  allowSingleKeys(false)
  const withAlt = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, altKey: true, bubbles: true, cancelable: true }))
  press('e')
  press('/')
  expect(said).toEqual([])
  withAlt('e')
  withAlt('/')
  press('Escape')
  expect(said).toEqual(['archive', 'search', 'close'])
  allowSingleKeys(true)
  press('e')
  expect(said.at(-1)).toBe('archive')
})
