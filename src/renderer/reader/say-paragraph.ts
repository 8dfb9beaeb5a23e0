// The paragraph that j and k mark, said aloud with what is painted in it: marks over the text cannot be heard.
import { useEffect, useEffectEvent } from 'react'
import type { Highlight, TextRange } from '../../contract/model.ts'
import { announce } from './announcer.tsx'
import { highlightsIn } from './highlight-list.ts'

/** How many highlights a paragraph has and how many of them a note, then its words. */
export function paragraphInWords(text: string, paragraph: TextRange, highlights: readonly Highlight[]): string {
  const here = highlightsIn(highlights, paragraph)
  const noted = here.filter(({ noteText }) => noteText !== '').length
  const notes = noted === 0 ? '' : noted === 1 ? ', one with a note' : `, ${String(noted)} with notes`
  const marks =
    here.length === 0 ? '' : `${here.length === 1 ? 'One highlight' : `${String(here.length)} highlights`}${notes}. `
  return marks + text.slice(paragraph.start, paragraph.end)
}

/** Says a paragraph when it is marked. */
export function useSaidParagraph(text: string, paragraph: TextRange | null, highlights: readonly Highlight[]): void {
  const say = useEffectEvent((marked: TextRange) => {
    announce(paragraphInWords(text, marked, highlights))
  })
  useEffect(() => {
    if (paragraph !== null) say(paragraph)
  }, [paragraph])
}
