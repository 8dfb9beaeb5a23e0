// Types of what tests use from test-results.mjs.
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests?: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

export declare function countVitest(report: VitestReport): Counts
export declare function countPlaywright(report: PlaywrightReport): Counts
export declare function countRun<Report>(code: number, report: Report | null, count: (report: Report) => Counts): Counts
