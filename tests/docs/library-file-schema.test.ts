import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { libraryFileSchema } from '../../src/core/exporters/library-file.ts'

test('the schema in docs/ is that of the file which the app writes and reads', () => {
  const path = join(import.meta.dirname, '../../docs/library-file.schema.json')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(libraryFileSchema())))
})
