// The shortcut sheet against the sources: every command that is registered anywhere is on it, with its keys.
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { SHORTCUTS } from '../../../src/renderer/commands/catalogue.ts'
import type { Place } from '../../../src/renderer/commands/catalogue.ts'

const renderer = resolve(import.meta.dirname, '../../../src/renderer')
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('commands'))
  .map((name) => ts.createSourceFile(name, readFileSync(join(renderer, name), 'utf8'), ts.ScriptTarget.Latest, true))

interface Registered {
  where: string
  label: string
  /** Null for keys that are worked out. */
  keys: string[] | null
}

function constantOf(name: string, source: ts.SourceFile): ts.Expression | undefined {
  let found: ts.Expression | undefined
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name) found ??= node.initializer
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function keysOf(node: ts.Expression | undefined, source: ts.SourceFile): string[] | null {
  if (node === undefined) return null
  if (ts.isIdentifier(node)) return keysOf(constantOf(node.text, source), source)
  if (ts.isStringLiteral(node)) return [node.text]
  if (!ts.isArrayLiteralExpression(node)) return null
  const parts = node.elements.map((one) => (ts.isStringLiteral(one) ? one.text : null))
  return parts.includes(null) ? null : (parts as string[])
}

function registeredIn(source: ts.SourceFile): Registered[] {
  const found: Registered[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(useCommand|registerCommand)$/.test(node.expression.getText())) {
      const input = node.arguments[0]
      const value = (name: string) =>
        input && ts.isObjectLiteralExpression(input)
          ? input.properties.filter(ts.isPropertyAssignment).find((one) => one.name.getText() === name)?.initializer
          : undefined
      const label = value('label')
      const line = source.getLineAndCharacterOfPosition(node.pos).line + 1
      found.push({
        where: `${source.fileName}:${String(line)}`,
        label: label && ts.isStringLiteral(label) ? label.text : `no label that can be read at ${source.fileName}`,
        keys: keysOf(value('keys'), source),
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const registered = sources.flatMap(registeredIn)

test('every command of the app is on the sheet, with the keys it listens to', () => {
  expect(registered.length).toBeGreaterThan(60)
  const missing = registered.filter(({ label, keys }) => {
    const shown = SHORTCUTS.filter((one) => one.label === label).flatMap((one) => one.keys)
    return shown.length === 0 || (keys !== null && !keys.every((one) => shown.includes(one)))
  })
  expect(missing).toEqual([])
})

test('nothing is on the sheet that no command does, but for what lists and editors answer to themselves', () => {
  const ownKeys = new Set<Place>(['library list', 'panel', 'highlights list', 'map', 'note', 'notes list'])
  const labels = new Set(registered.map(({ label }) => label))
  const idle = SHORTCUTS.filter(({ label, place }) => !ownKeys.has(place) && !labels.has(label))
  expect(idle.map(({ label }) => label)).toEqual(['Open highlight: delete, from its tools'])
})

test('no two commands want one key in one place', () => {
  // These apply at the same time; of Escape each takes what is its own and passes it on.
  const together = new Set<Place>(['window', 'article', 'reading', 'pages'])
  const taken = new Map<string, string>()
  const clashes: string[] = []
  for (const { keys, label, place } of SHORTCUTS) {
    for (const one of keys) {
      if (one === 'escape' || one === 'enter') continue
      const slot = `${together.has(place) ? 'at once' : place}: ${one}`
      const other = taken.get(slot)
      if (other !== undefined) clashes.push(`${slot}: “${other}” and “${label}”`)
      taken.set(slot, label)
    }
  }
  expect(clashes).toEqual([])
})

test('each is listed once', () => {
  const rows = SHORTCUTS.map(({ group, label }) => `${group}: ${label}`)
  expect(rows).toEqual([...new Set(rows)])
})
