// commonplace annotate
import { fail } from '../../contract/failure.ts'
import type { EntityKind } from '../../contract/model.ts'
import type { Analysis } from '../../core/entities/engine/analyse.ts'
import type { Command } from '../command.ts'
import { nameOf, readLines, readText } from '../input.ts'
import type { Output } from '../output.ts'

const TYPES: Record<EntityKind, 'PER' | 'ORG' | 'LOC' | 'OTHER'> = {
  person: 'PER',
  organisation: 'ORG',
  place: 'LOC',
  event: 'OTHER',
  work: 'OTHER',
  other: 'OTHER',
}

export const command: Command = {
  usage: 'annotate [--jsonl] FILE|-',
  help: `Prints whom and what a plain text names, as JSON: {entities:[{name, kind, mentions:[{start, end}]}]}. Positions are UTF-16
code units of the text as it is given. Needs no library.

  --jsonl         read a line {"id", "text"} at a time, print a line {id, entities:[{start, end, type}]} for each;
                  type is PER, ORG, LOC or OTHER`,
  options: { jsonl: { type: 'boolean' }, json: { type: 'boolean' } },
  takes: { least: 1, most: 1 },
  async run(args, out) {
    const [source = '-'] = args.positionals
    const { analyse } = await import('../../core/entities/engine/analyse.ts')
    if (args.flag('jsonl')) await annotateLines(source, analyse, out)
    else await out.json(clustersOf(analyse(await readText(source))))
  },
}

function clustersOf({ mentions, clusters }: Analysis) {
  const entities = clusters.map(({ name, kind, mentions: indexes }) => ({
    name,
    kind,
    mentions: indexes.map((index) => ({ start: mentions[index]!.start, end: mentions[index]!.end })),
  }))
  return { entities }
}

async function annotateLines(source: string, analyse: (text: string) => Analysis, out: Output): Promise<void> {
  let number = 0
  for await (const line of readLines(source)) {
    number += 1
    if (line.trim() === '') continue
    const { id, text } = parseLine(line, number, source)
    const entities = analyse(text).mentions.map(({ start, end, kind }) => ({ start, end, type: TYPES[kind] }))
    await out.json({ id, entities })
  }
}

function parseLine(line: string, number: number, source: string): { id: unknown; text: string } {
  let parsed: unknown
  try {
    parsed = JSON.parse(number === 1 ? line.replace(/^\uFEFF/, '') : line)
  } catch {
    parsed = null
  }
  if (typeof parsed === 'object' && parsed !== null && 'text' in parsed && typeof parsed.text === 'string') {
    return { id: 'id' in parsed ? parsed.id : null, text: parsed.text }
  }
  return fail(
    'BAD_INPUT',
    `Line ${String(number)} of ${nameOf(source)} is not {"id", "text"} in JSON. The lines before it were read.`,
  )
}
