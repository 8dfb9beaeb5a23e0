// The notes on the highlights, as they stand after the article on paper; on the screen they are beside the words.
import { useDeferredValue } from 'react'
import type { Article, Highlight } from '../../contract/model.ts'
import { useCommand } from '../commands/commands.ts'

const NONE: readonly Highlight[] = []

export function PrintNotes({ article, highlights }: { article: Article; highlights: readonly Highlight[] }) {
  useCommand({
    keys: 'mod+p',
    label: 'Print, or save as PDF',
    group: 'Article',
    menu: 'print',
    run: () => {
      window.print()
    },
  })
  // The text first: nobody sees these on the screen.
  const listed = useDeferredValue(highlights, NONE)
  const noted = listed.filter(({ noteText }) => noteText.trim() !== '')
  if (noted.length === 0) return null
  return (
    <section className="print-notes" aria-hidden>
      <h2>Notes</h2>
      <ol>
        {noted.map(({ id, quote, colour, noteText, status }) => (
          <li key={id}>
            <p className="print-quote" lang={article.lang ?? undefined} dir={article.dir}>
              <span data-colour={colour}>{quote.exact}</span>
              {status !== 'anchored' && ` (${status === 'orphan' ? 'no longer in the text' : 'place not sure'})`}
            </p>
            <p className="print-note" dir="auto">
              {noteText}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
