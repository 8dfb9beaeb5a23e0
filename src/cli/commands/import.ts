// commonplace import
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail } from '../../contract/failure.ts'
import type { LibraryFileReport } from '../../contract/export-model.ts'
import type { ImportPreview, ImportRun } from '../../contract/import-model.ts'
import { ArticleState } from '../../contract/model.ts'
import { LIBRARY_HELP, LIBRARY_OPTIONS } from '../command.ts'
import type { Arguments, Command } from '../command.ts'
import { untilInterrupted } from '../interrupt.ts'
import { withLibrary } from '../library.ts'
import type { LibraryClient } from '../library.ts'
import { printable } from '../output.ts'
import type { Output } from '../output.ts'

/** Of rows with something amiss, so many are printed. */
const MOST_PRINTED = 200

export const command: Command = {
  usage: 'import FILE [--format F] [--dry-run] [--state STATE] [--tag TAG] [--fetch]',
  help: `Brings another app's export in: articles with their tags, states, notes and highlights. Twice adds nothing. Nothing is
fetched from the web unless asked for. Without --format it is found out by what is in the file.

  --format F      pocket, instapaper, omnivore, wallabag, readwise, readwise-reader, raindrop, matter, karakeep,
                  hypothesis, w3c, clipper, bookmarks, markdown
  --dry-run       say what would be imported, and write nothing
  --state STATE   where articles go whose state the export does not say: inbox, later or archive (default: inbox)
  --tag TAG       a tag that every imported article gets
  --fetch         fetch the texts of those that came as addresses only
${LIBRARY_HELP}`,
  options: {
    ...LIBRARY_OPTIONS,
    format: { type: 'string' },
    'dry-run': { type: 'boolean' },
    state: { type: 'string' },
    tag: { type: 'string' },
    fetch: { type: 'boolean' },
  },
  takes: { least: 1, most: 1 },
  async run(args, out) {
    const path = resolve(args.positionals[0]!)
    const state = args.text('state') ?? 'inbox'
    if (!ArticleState.safeParse(state).success)
      fail('BAD_INPUT', `“${state}” is no state. Use inbox, later or archive.`)
    const dry = args.flag('dry-run')
    const work = async (client: LibraryClient, signal: AbortSignal) => {
      if (args.text('format') === undefined && (await isOwnFile(path)))
        await putIn(client, path, dry, args, out, signal)
      else if (dry) await preview(client, path, args, out, signal)
      else await bringIn(client, path, args, out, signal)
    }
    await untilInterrupted(async (signal) => {
      await withLibrary(
        args,
        async (client, app) => {
          await work(client, signal)
          if (!signal.aborted && !dry) await app.settled()
        },
        true,
      )
    })
  },
}

/** Whether it is the library's own file; what cannot be opened is said by the import. */
async function isOwnFile(path: string): Promise<boolean> {
  const { isLibraryFile } = await import('../../core/importers/library-file-lines.ts')
  try {
    const file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024))
    await file.close()
    return isLibraryFile(new Uint8Array(buffer.subarray(0, bytesRead)))
  } catch {
    return false
  }
}

async function putIn(
  client: LibraryClient,
  path: string,
  dry: boolean,
  args: Arguments,
  out: Output,
  signal: AbortSignal,
) {
  if (dry) fail('UNSUPPORTED', 'This is a file of a whole library, of which there is no preview. Nothing was written.')
  for await (const event of await client.library.putIn({ path }, { signal })) {
    if (event.type === 'progress') out.progress(`${String(event.done)} records`)
    else if (args.flag('json')) await out.json(event.report)
    else await sayPutIn(event.report, out)
  }
}

async function sayPutIn(report: LibraryFileReport, out: Output): Promise<void> {
  for (const { at, problem } of report.broken.slice(0, MOST_PRINTED))
    await out.line(printable(`left out   ${at}: ${problem}`))
  const { articles, notes } = report
  const counts = `${String(articles.added)} articles added, ${String(articles.merged)} added to`
  const rest = `${String(report.highlights)} highlights, ${String(notes.added + notes.joined)} notes`
  await out.line(`${counts}, ${rest}, ${String(report.brokenCount)} records left out`)
}

async function preview(client: LibraryClient, path: string, args: Arguments, out: Output, signal: AbortSignal) {
  const format = args.text('format')
  const input = { source: { kind: 'path', path } as const, ...(format !== undefined && { format }) }
  for await (const event of await client.import.preview(input, { signal })) {
    if (event.type === 'progress') out.progress(`${String(event.items)} read`)
    else if (args.flag('json')) await out.json(event.preview)
    else await sayPreview(event.preview, out)
  }
}

async function sayPreview(found: ImportPreview, out: Output): Promise<void> {
  for (const { at, problem } of found.broken.slice(0, MOST_PRINTED))
    await out.line(printable(`broken     ${at}: ${problem}`))
  await out.line(found.format.name)
  await out.line(
    `${String(found.items)} ${found.items === 1 ? 'article' : 'articles'}: ${String(found.fresh)} new, ${String(found.known)} in the library already, ${String(found.trashed)} in the trash`,
  )
  await out.line(
    `${String(found.highlights)} highlights, ${String(found.notes)} notes, ${String(found.tags)} tags; ${String(found.linksOnly)} without their text`,
  )
  await out.line(`${String(found.brokenCount)} rows cannot be read. Nothing was written.`)
}

async function bringIn(client: LibraryClient, path: string, args: Arguments, out: Output, signal: AbortSignal) {
  const format = args.text('format')
  const options = { state: ArticleState.parse(args.text('state') ?? 'inbox'), tag: args.text('tag') ?? null }
  const input = { source: { kind: 'path', path } as const, options, ...(format !== undefined && { format }) }
  let run: ImportRun | null = null
  for await (const event of await client.import.run(input, { signal })) {
    if (event.type === 'progress')
      out.progress(`${String(event.counts.items)} read, ${String(event.counts.added)} added`)
    else if (event.type === 'done') run = event.run
  }
  if (run === null) return
  if (args.flag('fetch')) await fetchTexts(client, run.id, out, signal)
  const { entries } = await client.import.report({ runId: run.id, show: 'problems', limit: MOST_PRINTED })
  if (args.flag('json')) await out.json({ run, problems: entries })
  else await sayRun(run, entries, out)
}

async function fetchTexts(client: LibraryClient, runId: string, out: Output, signal: AbortSignal): Promise<void> {
  for await (const event of await client.import.fetchTexts({ runId }, { signal })) {
    if (event.type === 'progress') out.progress(`${String(event.done)} of ${String(event.total)} texts fetched`)
  }
}

async function sayRun(
  run: ImportRun,
  problems: Awaited<ReturnType<LibraryClient['import']['report']>>['entries'],
  out: Output,
) {
  for (const { at, outcome, title, problem, uncertain, lost } of problems) {
    if (outcome === 'broken') await out.line(printable(`broken     ${at}: ${problem ?? ''}`))
    else
      await out.line(
        printable(
          `look at    ${title}: ${problem ?? `${String(uncertain)} highlights unsure, ${String(lost)} not found`}`,
        ),
      )
  }
  const { added, merged, known, trashed, broken, placed, uncertain, lost, waiting } = run.counts
  await out.line(
    `${String(added)} added, ${String(merged)} added to, ${String(known)} there already, ${String(trashed)} in the trash, ${String(broken)} broken`,
  )
  await out.line(
    `highlights: ${String(placed)} placed, ${String(uncertain)} unsure, ${String(lost)} not found, ${String(waiting)} wait for a text`,
  )
  if (run.status === 'stopped')
    await out.line('Stopped. What had come in is complete; import the file again for the rest.')
}
