// Counts what passed and failed from the reports of the test runners.
import { readFileSync } from 'node:fs'

/** Counts of a vitest JSON report. A file that could not even be loaded counts as one failure. */
export function countVitest(report) {
  const broken = report.testResults.filter((file) => {
    return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
  })
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** A machine that does many things at once may trip a test or two; more than that is a fault of ours. */
const MOST_UNSTEADY = 3

/**
 * Counts of a Playwright JSON report. A test that passes only when it is tried again has passed, but is named: there is a
 * race to be found. More than a few of those are failures.
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  const unsteady = unsteadyTests(report.suites ?? [])
  const few = flaky <= MOST_UNSTEADY
  return { passed: expected + (few ? flaky : 0), failed: unexpected + (few ? 0 : flaky), skipped, unsteady }
}

/** The tests that failed first and passed then, each with the first line of what went wrong. */
function unsteadyTests(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ title, file, line, tests }) => {
        const words = tests.flatMap(({ results }) => results).find(({ status }) => status !== 'passed')?.error?.message
        return `${file}:${line} › ${title}: ${(words ?? 'no reason given').split('\n').slice(0, 4).join(' ')}`
      }),
    ...unsteadyTests(inner),
  ])
}

/**
 * The counts of one run. A runner that ended badly without naming a failed test, wrote no report, or ran nothing at all
 * has failed once more than its report says.
 */
export function countRun(code, report, count) {
  const counts = report ? count(report) : { passed: 0, failed: 0, skipped: 0 }
  const ranNothing = counts.passed + counts.failed === 0
  if (counts.failed === 0 && (code !== 0 || !report || ranNothing)) return { ...counts, failed: 1 }
  return counts
}

/** A JSON file, or null. */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
