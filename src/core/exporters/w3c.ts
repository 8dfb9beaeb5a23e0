// Highlights and notes as W3C Web Annotations in JSON-LD (https://www.w3.org/TR/annotation-model/).
import type { Highlight, HighlightColour, Note } from '../../contract/model.ts'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import { codePointsOf } from './code-points.ts'
import { annotatedArticles } from './library-to-export.ts'
import type { Annotated, FormatWriter } from './library-to-export.ts'

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
/** Names of ours, for what the model has no word for; other readers pass over them. */
export const OWN_VOCABULARY = 'urn:commonplace:'

/** The colours as the style sheet of an annotation gives them: those of the light page. */
const STYLES: Record<HighlightColour, string> = {
  yellow: '#f8e39b',
  green: '#c4e3b4',
  blue: '#bcdcf3',
  pink: '#f6c9d9',
  purple: '#dccdf2',
}

/**
 * One AnnotationCollection with one AnnotationPage. A highlight is an annotation whose target has a TextQuoteSelector and a
 * TextPositionSelector, a note a body in Markdown, a tag a body with the purpose `tagging`, the colour the target's
 * styleClass; an article's own note and tags are an annotation of the whole.
 */
export const writeW3c: FormatWriter = async function* (library, selection) {
  const head = {
    '@context': [CONTEXT, { commonplace: OWN_VOCABULARY }],
    id: `${OWN_VOCABULARY}annotations`,
    type: 'AnnotationCollection',
    label: 'Annotations from Commonplace',
    modified: new Date(selection.now).toISOString(),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"first":{"id":"${OWN_VOCABULARY}page-1","type":"AnnotationPage","startIndex":0,"items":[`
  let total = 0
  for await (const one of annotatedArticles(library, selection)) {
    const annotations = annotationsOf(one)
    if (annotations.length === 0) continue
    const lines = annotations.map((annotation) => JSON.stringify(annotation)).join(',\n')
    yield `${total === 0 ? '\n' : ',\n'}${lines}`
    total += annotations.length
  }
  yield `\n]},"total":${String(total)}}\n`
}

/** The address of an article: its own, else its id as a URN. */
export function sourceOf(article: { id: string; url: string | null }): string {
  return article.url ?? `urn:uuid:${article.id}`
}

function annotationsOf({ article, highlights, highlightNotes, articleNote }: Annotated): object[] {
  const codePoints = codePointsOf(article.text)
  const about = { source: sourceOf(article), 'dcterms:title': article.title, 'commonplace:article': article.id }
  const whole = [
    ...(articleNote ? [noteBody(articleNote, 'commenting')] : []),
    ...article.tags.map((tag) => ({ type: 'TextualBody', value: tag, purpose: 'tagging' })),
  ]
  const onWhole = {
    id: `urn:uuid:${articleNote?.id ?? article.id}`,
    type: 'Annotation',
    motivation: articleNote ? 'commenting' : 'tagging',
    created: iso(articleNote?.createdAt ?? article.addedAt),
    modified: iso(articleNote?.updatedAt ?? article.updatedAt),
    body: whole,
    target: { type: 'SpecificResource', ...about },
  }
  const onWords = highlights.map((highlight) => {
    const note = highlightNotes.get(highlight.id)
    const body = [
      ...(note ? [noteBody(note, 'commenting')] : []),
      ...highlight.tags.map((tag) => ({ type: 'TextualBody', value: tag, purpose: 'tagging' })),
    ]
    return {
      id: `urn:uuid:${highlight.id}`,
      type: 'Annotation',
      motivation: note ? 'commenting' : 'highlighting',
      created: iso(highlight.createdAt),
      modified: iso(Math.max(highlight.updatedAt, note?.updatedAt ?? 0)),
      ...(body.length > 0 && { body }),
      stylesheet: { type: 'CssStylesheet', value: styleOf(highlight.colour) },
      target: {
        type: 'SpecificResource',
        ...about,
        styleClass: highlight.colour,
        selector: selectorsOf(highlight, codePoints),
      },
    }
  })
  return whole.length > 0 ? [onWhole, ...onWords] : onWords
}

function styleOf(colour: HighlightColour): string {
  return `.${colour} { background: ${STYLES[colour]} }`
}

/** Where the words are not sure to be, only the quote says something. */
function selectorsOf({ quote, range, status }: Highlight, codePoints: (offset: number) => number): object[] {
  const { exact, prefix, suffix } = quote
  const byQuote = { type: 'TextQuoteSelector', exact, prefix, suffix }
  if (status !== 'anchored') return [byQuote]
  return [
    byQuote,
    {
      type: 'TextPositionSelector',
      start: codePoints(range.start),
      end: codePoints(range.end),
      // The same in UTF-16 code units, as most programs count.
      'commonplace:start': range.start,
      'commonplace:end': range.end,
    },
  ]
}

function noteBody(note: Note, purpose: string): object {
  return { type: 'TextualBody', value: markdownOf(note.state), format: 'text/markdown', purpose }
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
