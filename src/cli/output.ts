// Writing to the terminal or a pipe: whole lines, at the reader's pace, without anything a terminal would act on.

export interface Output {
  /** Characters a line; null when the reader is no terminal and lines may be as long as they are. */
  readonly columns: number | null
  /** Writes a line; resolves when there is room for the next. */
  line(text: string): Promise<void>
  /** Writes a value as JSON on one line. */
  json(value: unknown): Promise<void>
  /** Shows how far something is, where someone is watching. */
  progress(text: string): void
}

/** Output on a pair of streams such as `process.stdout` and `process.stderr`. */
export function outputOn(out: NodeJS.WriteStream, progress: NodeJS.WriteStream): Output {
  const line = async (text: string) => {
    if (!out.write(`${text}\n`)) await new Promise((resolve) => out.once('drain', resolve))
  }
  return {
    columns: out.isTTY ? out.columns : null,
    line,
    json: (value) => line(JSON.stringify(value)),
    progress(text) {
      if (progress.isTTY) progress.write(`${printable(text)}\n`)
    },
  }
}

/** Text without control characters, which a hostile title could move the cursor or change the terminal with. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '')
}
