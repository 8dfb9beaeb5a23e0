// Ctrl-C stops what is running in good order: what it began is undone or left whole, the library is closed.

/** Runs with a signal that Ctrl-C aborts; a second Ctrl-C ends the process at once. */
export async function untilInterrupted(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController()
  const onInterrupt = () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  }
  process.on('SIGINT', onInterrupt)
  try {
    await run(stop.signal)
  } finally {
    process.off('SIGINT', onInterrupt)
  }
}
