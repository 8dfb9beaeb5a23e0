import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/architecture.md', 'utf8')
const paths = [...page.matchAll(/`([\w.-]+(?:\/[\w.-]*)+)`/g)]
  .map((match) => match[1]!)
  .filter((path) => /^(?:src|tests|docs|seeds|scripts|bench)\//.test(path))

test.each(paths)('%s, which the map names, exists', (path) => {
  expect(existsSync(path)).toBe(true)
})

test('the map names every room', () => {
  const rooms = ['src', 'src/core', 'src/renderer'].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${folder}/${entry.name}/`),
  )
  expect(rooms.filter((room) => !page.includes(room))).toEqual([])
})
