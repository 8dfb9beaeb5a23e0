// The peer: compromise, with its own people, places and organisations. Titles, possessives and closing marks are cut off
// its finds, so that it is not counted wrong for a convention.
import nlp from 'compromise'
import type { Span } from './spans.ts'

const TITLE =
  /^(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|sen|senator|rep|gov|governor|gen|general|col|colonel|lt|lieutenant|capt|captain|maj|major|sgt|president|vice|prime|minister|secretary|chancellor|king|queen|prince|princess|pope|rev|judge|justice|mayor|ambassador|chairman|chief|director|coach)\.?\s+)+(?=\S)/i

/** What compromise names in a text: UTF-16 offsets, in order of kind. */
export function peerSpans(text: string): Span[] {
  const doc = nlp(text)
  const views = [['PER', doc.people()], ['LOC', doc.places()], ['ORG', doc.organizations()]] as const // prettier-ignore
  return views.flatMap(([type, view]) => {
    const found = view.json({ offset: true }) as { text: string; offset: { start: number; length: number } }[]
    return found.flatMap(({ offset }) => trimmed(text, offset.start, offset.start + offset.length, type) ?? [])
  })
}

function trimmed(text: string, from: number, to: number, type: string): Span | null {
  let words = text.slice(from, to)
  const lead = (type === 'PER' ? TITLE : /^(?:the|an?)\s+/i).exec(words)?.[0].length ?? 0
  const marks = /^[\s"'“‘(]*/.exec(words)?.[0].length ?? 0
  const start = from + Math.max(lead, marks)
  words = text.slice(start, to).replace(/(?:['’]s|['’])?[\s.,;:!?)"”’']*$/u, '')
  return words === '' ? null : { start, end: start + words.length, type }
}
