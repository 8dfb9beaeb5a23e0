// What the scripts decide: whether an installation is complete, and how many checks passed and failed.
import { expect, test } from 'vitest'
import { isInstalled } from '../../scripts/install.mjs'
import { countPlaywright, countRun, countVitest } from '../../scripts/test-results.mjs'

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  },
}

test('an installation is complete when every package of the lock file is there in its version', () => {
  expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true)
  expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '0.9.0' } } })).toBe(false)
  expect(isInstalled(lock, { packages: {} })).toBe(false)
})

const passed = { status: 'passed' }
const failed = { status: 'failed' }
const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 0, testResults: [] }

test('a test file that could not be loaded counts as a failure', () => {
  const testResults = [
    { ...failed, assertionResults: [passed, failed] },
    { ...failed, assertionResults: [] },
  ]
  expect(countVitest({ ...vitest, testResults })).toEqual({ passed: 3, failed: 2, skipped: 0 })
})

test('a test that passes only at the second try is named, and more than a few of them are failures', () => {
  const spec = (status: string, ...messages: (string | undefined)[]) => ({
    title: 'letters move the article',
    file: 'library.test.ts',
    line: 44,
    tests: [
      {
        status,
        results: messages.map((message) =>
          message === undefined ? { status: 'passed' } : { status: 'failed', error: { message } },
        ),
      },
    ],
  })
  const suites = [
    {
      specs: [spec('expected', undefined)],
      suites: [{ specs: [spec('flaky', 'Not visible\nExpected: 1', undefined)] }],
    },
  ]
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  const unsteady = ['library.test.ts:44 › letters move the article: Not visible Expected: 1']
  expect(countPlaywright({ stats, suites })).toEqual({ passed: 6, failed: 1, skipped: 2, unsteady })
  expect(countPlaywright({ stats: { ...stats, flaky: 4 }, suites })).toMatchObject({ passed: 5, failed: 5, unsteady })
})

test('a runner that ends badly, writes no report or runs nothing has failed', () => {
  const fine = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 } }
  const nothing = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }
  expect(countRun(0, fine, countPlaywright)).toEqual({ passed: 2, failed: 0, skipped: 0, unsteady: [] })
  expect(countRun(1, fine, countPlaywright)).toMatchObject({ passed: 2, failed: 1 })
  expect(countRun(0, null, countPlaywright)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(countRun(0, nothing, countPlaywright)).toMatchObject({ passed: 0, failed: 1 })
})
