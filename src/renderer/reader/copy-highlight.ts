// A highlight with its note, its tags and its source on the clipboard: as rich text, or as Markdown.
import type { Article, Highlight, Note } from '../../contract/model.ts'
import { escapeInline } from '../../rich-text/escape-markdown.ts'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { copyRich, escapeHtml, quotationHtml, quotationMarkdown, quotationText } from './passage.ts'

/** What goes out with the words. */
type Marked = Pick<Highlight, 'quote' | 'tags' | 'noteText'>

/** A highlight as Markdown: the quotation with its source, its tags, and its note with all its formatting. */
export function highlightMarkdown(highlight: Marked, source: Article, note: Pick<Note, 'state'> | null): string {
  const tags = highlight.tags.map((tag) => `#${escapeInline(tag.replace(/\s+/g, '-'), true)}`).join(' ')
  const parts = [quotationMarkdown(highlight.quote.exact, source), tags, note === null ? '' : markdownOf(note.state)]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** The same as html, the note by its words. */
export function highlightHtml({ quote, tags, noteText }: Marked, source: Article): string {
  const note = noteText === '' ? [] : noteText.split(/\n{2,}/)
  const paragraphs = [tags.map((tag) => `#${tag}`).join(' '), ...note].filter((part) => part !== '')
  const rest = paragraphs.map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`).join('')
  return `${quotationHtml(quote.exact, source)}${rest}`
}

/** Copies a highlight; says so, or why it was not. */
export async function copyHighlight(highlight: Highlight, flavour: 'rich' | 'markdown'): Promise<void> {
  try {
    const source = await queryClient.ensureQueryData(queries.article(highlight.articleId))
    if (flavour === 'rich') {
      const { quote, noteText } = highlight
      const text = [quotationText(quote.exact, source), noteText].filter((part) => part !== '').join('\n\n')
      await copyRich(text, highlightHtml(highlight, source))
    } else {
      const note = await client.note.get({ kind: 'highlight', id: highlight.id })
      await navigator.clipboard.writeText(highlightMarkdown(highlight, source, note))
    }
    toast({ message: flavour === 'rich' ? 'Highlight copied' : 'Highlight copied as Markdown' })
  } catch (error) {
    toast({ message: `Nothing was copied. ${sentenceOf(error)}`, tone: 'danger' })
  }
}
