// Lets work that reports by callback be read as a stream.

/**
 * Runs `work` and yields what it reports, then what it returns.
 * @param work gets a function to report with, and a signal that aborts when the reader stops reading
 * @param signal aborts the work too
 * @returns a stream that ends with the work's result, and throws what the work throws
 */
export async function* streamOf<Report, Result>(
  work: (report: (value: Report) => void, signal: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Report | Result, void> {
  const stopped = new AbortController()
  const ends = signal ? AbortSignal.any([signal, stopped.signal]) : stopped.signal
  const reports: Report[] = []
  let wake = (): void => undefined
  let finished = false
  const outcome = work((value) => {
    reports.push(value)
    wake()
  }, ends)
  const settled = outcome.then(
    () => undefined,
    () => undefined,
  )
  void settled.then(() => {
    finished = true
    wake()
  })
  try {
    for (;;) {
      const next = reports.shift()
      if (next !== undefined) yield next
      else if (finished) break
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    yield await outcome
  } finally {
    stopped.abort()
    await settled
  }
}
