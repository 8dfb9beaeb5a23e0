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

/** Counts of a Playwright JSON report. A test that passes only now and then is a failure. */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky, skipped }
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
