// commonplace anchor
import { fail, Failure } from '../../contract/failure.ts'
import type { AnchorLine } from '../../text/anchor-line.ts'
import type { Command } from '../command.ts'
import { nameOf, readLines } from '../input.ts'

export const command: Command = {
  usage: 'anchor FILE|-',
  help: `Finds passages in texts. Reads a line {"text", "selectors": {exact, prefix, suffix, start, end}} in JSON at a time and prints
a line {status, start, end, score} for each. status is exact, moved, uncertain or orphan; positions are UTF-16 code units of
the text. Needs no library.`,
  options: { json: { type: 'boolean' } },
  takes: { least: 1, most: 1 },
  async run(args, out) {
    const [source = '-'] = args.positionals
    const { anchorLine } = await import('../../text/anchor-line.ts')
    let number = 0
    for await (const line of readLines(source)) {
      number += 1
      if (line.trim() === '') continue
      await out.json(inLine(number, source, () => anchorLine(parse(number === 1 ? line.replace(/^\uFEFF/, '') : line))))
    }
  },
}

function parse(line: string): AnchorLine {
  try {
    return JSON.parse(line) as AnchorLine
  } catch {
    return fail('BAD_INPUT', 'It is not JSON.')
  }
}

/** Says which line was amiss. */
function inLine<Result>(number: number, source: string, act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return fail(
      error.code,
      `Line ${String(number)} of ${nameOf(source)}: ${error.message} The lines before it were read.`,
    )
  }
}
