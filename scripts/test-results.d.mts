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

interface PlaywrightSuite {
  specs?: {
    title: string
    file: string
    line: number
    tests: { status: string; results: { status: string; error?: { message?: string } }[] }[]
  }[]
  suites?: PlaywrightSuite[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  suites?: PlaywrightSuite[]
}

export declare function countVitest(report: VitestReport): Counts
export declare function countPlaywright(report: PlaywrightReport): Counts & { unsteady: string[] }
export declare function countRun<Report, Counted extends Counts>(
  code: number,
  report: Report | null,
  count: (report: Report) => Counted,
): Counts & Partial<Counted>
