// What an import would do, and did, in words.
import type { ImportCounts, ImportPreview } from '../../contract/import-model.ts'
import { countOf, formatNumber } from '../library/dates.tsx'

/** The lines of a preview: an amount and what it counts. Only what there is. */
export function previewLines(preview: ImportPreview): { amount: number; words: string }[] {
  const { fresh, known, trashed, highlights, notes, tags, linksOnly, brokenCount } = preview
  return [
    { amount: fresh, words: fresh === 1 ? 'new article' : 'new articles' },
    { amount: known, words: 'in the library already' },
    { amount: trashed, words: 'in the trash, and left there' },
    { amount: linksOnly, words: linksOnly === 1 ? 'comes without its text' : 'come without their text' },
    { amount: highlights, words: highlights === 1 ? 'highlight' : 'highlights' },
    { amount: notes, words: notes === 1 ? 'note' : 'notes' },
    { amount: tags, words: tags === 1 ? 'tag' : 'tags' },
    { amount: brokenCount, words: brokenCount === 1 ? 'row cannot be read' : 'rows cannot be read' },
  ].filter(({ amount }) => amount > 0)
}

/** What came of it, a sentence a thing; only what happened. */
export function outcomeSentences(counts: ImportCounts): string[] {
  const { added, merged, known, trashed, broken, linksOnly, notes, placed, uncertain, lost, waiting } = counts
  const some = (count: number, sentence: string) => (count > 0 ? [sentence] : [])
  const nothing = added + merged === 0
  return [
    ...(nothing ? ['Nothing new came in.'] : [`${countOf(added, 'article')} added.`]),
    ...some(merged, `${countOf(merged, 'article')} in the library got something new.`),
    ...some(known, `${formatNumber(known)} there already.`),
    ...some(trashed, `${formatNumber(trashed)} in the trash, and left there.`),
    ...some(linksOnly, `${countOf(linksOnly, 'article')} came without text.`),
    ...some(placed, `${countOf(placed, 'highlight')} found in the text.`),
    ...some(uncertain, `${countOf(uncertain, 'highlight')} to be looked at, as the place is not sure.`),
    ...some(lost, `${countOf(lost, 'highlight')} not found in the text, and kept.`),
    ...some(waiting, `${countOf(waiting, 'highlight')} waiting for the text of the article.`),
    ...some(notes, `${countOf(notes, 'note')} written.`),
    ...some(broken, `${countOf(broken, 'row')} could not be read.`),
  ]
}
