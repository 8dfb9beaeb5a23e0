// What an export did, in sentences.
import type { ExportReport } from '../../contract/model.ts'
import { countOf } from '../library/dates.tsx'

/** One sentence for each thing that happened, the most important first. */
export function reportSentences({ written, unchanged, kept, removed }: ExportReport): string[] {
  const sentences: string[] = []
  if (written.length > 0) sentences.push(`Wrote ${countOf(written.length, 'file')}.`)
  if (unchanged > 0) {
    const all = written.length === 0 && kept.length === 0 && removed.length === 0
    sentences.push(
      all
        ? `Nothing has changed since the last export: ${countOf(unchanged, 'file')} left as ${unchanged === 1 ? 'it is' : 'they are'}.`
        : `${countOf(unchanged, 'file')} had not changed.`,
    )
  }
  if (removed.length > 0)
    sentences.push(`Removed ${countOf(removed.length, 'file')} of articles no longer in the library.`)
  if (kept.length > 0) {
    const verb = kept.length === 1 ? 'was edited by you and is' : 'were edited by you and are'
    sentences.push(`${countOf(kept.length, 'file')} ${verb} kept as you left ${kept.length === 1 ? 'it' : 'them'}:`)
  }
  return sentences.length > 0 ? sentences : ['There was nothing to write.']
}
