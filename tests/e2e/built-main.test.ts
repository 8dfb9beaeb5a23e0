// The Electron shell as it was built, where its runtime is not needed to see that everything it carries is in its place.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import packageFile from '../../package.json' with { type: 'json' }
import { expect, test } from './fixtures.ts'

interface Outcome {
  errors: string[]
  names: string[]
  version: string
  page: string
}

test('the built Electron shell captures an article and finds its names, with its own workers and model', async ({
  folder,
}) => {
  const script = join(import.meta.dirname, 'run-built-main.ts')
  const args = [script, `--library=${join(folder, 'library')}`, '--no-seeds']
  const env = { ...process.env, XDG_DATA_HOME: folder }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 150_000 })
  const outcome = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Outcome
  expect(outcome.errors).toEqual([])
  expect(outcome.names).toEqual(expect.arrayContaining(['Ada Lovelace', 'Charles Babbage']))
  expect(outcome.version).toBe(packageFile.version)
  expect(outcome.page).toContain('./bundle/')
})
