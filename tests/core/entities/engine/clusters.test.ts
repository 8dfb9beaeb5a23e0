import { describe, expect, test } from 'vitest'
import { cluster } from '../../../../src/core/entities/engine/clusters.ts'
import { tokenise } from '../../../../src/core/entities/engine/tokens.ts'
import type { EntityKind } from '../../../../src/contract/model.ts'

const KINDS: Record<string, EntityKind> = { p: 'person', o: 'organisation', l: 'place' }

/** Clusters a text whose mentions are marked as [p|Jane Doe], so that only the clustering is tested. Gives the forms of each. */
function clustered(marked: string, title = ''): { forms: string[]; links: number[]; evidence: string[] }[] {
  const spans: { start: number; end: number; kind: EntityKind }[] = []
  let text = ''
  let last = 0
  for (const mark of marked.matchAll(/\[([pol])\|([^\]]+)\]/g)) {
    text += marked.slice(last, mark.index)
    spans.push({ start: text.length, end: text.length + mark[2]!.length, kind: KINDS[mark[1]!]! })
    text += mark[2]!
    last = mark.index + mark[0].length
  }
  text += marked.slice(last)
  const tokens = tokenise(text)
  const at = (offset: number, edges: Int32Array): number => edges.indexOf(offset)
  const found = spans.map(({ start, end, kind }) => ({
    from: at(start, tokens.start),
    to: at(end, tokens.end) + 1,
    kind,
    confidence: 0.9,
    reason: null,
  }))
  const firsts = new Set(found.flatMap(({ kind, from }) => (kind === 'person' ? [from] : [])))
  const context = {
    tokens,
    titleWords: new Set(title.toLowerCase().split(' ')),
    startsPerson: (token: number) => firsts.has(token),
    isGivenName: (word: string) => ['James', 'Ann', 'Luiz', 'Daniel'].includes(word),
    isPlace: (words: string) => ['Fairmont', 'Boston'].includes(words),
    isCommon: (word: string) => ['General'].includes(word),
  }
  return cluster(context, found).map(({ mentions, links, evidence }) => ({
    forms: mentions.map((index) => text.slice(spans[index]!.start, spans[index]!.end)),
    links,
    evidence,
  }))
}
const forms = (marked: string, title?: string): string[][] => clustered(marked, title).map((one) => one.forms)

describe('people', () => {
  test('a surname, a title and a first name stand for the full name', () => {
    expect(forms('[p|Ann Marsh] spoke. Ms [p|Marsh] left. Her brother said that [p|Ann] was tired.')).toEqual([['Ann Marsh', 'Marsh', 'Ann']]) // prettier-ignore
  })

  test('whoever is named before his wife is not his wife', () => {
    expect(forms('They spoke of [p|Duarte]. [p|Duarte]’s wife, [p|Sofia Duarte], came. [p|Duarte] was glad.')).toEqual([['Duarte', 'Duarte', 'Duarte'], ['Sofia Duarte']]) // prettier-ignore
  })

  test('the bare surname belongs to the one whom the article is about, not to a relative', () => {
    const text = '[p|Ann Marsh] won. She thanked her husband, [p|Paul Marsh], who had come late. [p|Marsh] has led since May.' // prettier-ignore
    expect(forms(text)).toEqual([['Ann Marsh', 'Marsh'], ['Paul Marsh']])
    expect(clustered(text)[0]!.links[1]).toBeLessThan(0.7)
    expect(clustered(text)[0]!.evidence.join(' ')).toContain('could also be “Paul Marsh”')
  })

  test('where nothing tells, nobody is guessed', () => {
    const pause = 'It rained. It rained on. It did not stop. It went on raining. All stayed in. '
    expect(forms(`In the hall sat [p|Leila Shah] and [p|Imran Shah]. ${pause}[p|Shah] came.`)).toHaveLength(3)
    expect(forms('[p|Imran Shah] and [p|Leila Shah] came. The [p|Shah] brothers did not.')).toEqual([['Imran Shah'], ['Leila Shah'], ['Shah']]) // prettier-ignore
  })

  test('a father and a son of one name stay apart, and a king is not his namesake', () => {
    expect(forms('[p|Kwame Osei Sr.] built it. [p|Kwame Osei Jr.] sold it.')).toHaveLength(2)
    expect(forms('[p|Charles II] gave [p|Charles Babbage] nothing. [p|Charles I] neither.')).toHaveLength(3)
  })

  test('a middle name is no short form when it is a first name', () => {
    expect(forms('[p|William James Atwood] went to [p|James] School.')).toHaveLength(2)
    expect(forms('[p|Luis Ortega Salinas] came. [p|Ortega] sat down.')).toEqual([['Luis Ortega Salinas', 'Ortega']])
  })

  test('particles and double surnames are ends of a name, a first name is not', () => {
    expect(forms('[p|Anna van den Berg] spoke. [p|Van den Berg] sat down. [p|Luis Ortega Salinas] rose, and [p|Ortega Salinas] left.')).toEqual([['Anna van den Berg', 'Van den Berg'], ['Luis Ortega Salinas', 'Ortega Salinas']]) // prettier-ignore
    expect(forms('[p|Casa Luiz Marsh] was built by [p|Luiz Marsh].')).toHaveLength(2)
  })

  test('initials, nicknames and quotes', () => {
    expect(forms('[p|J. K. Low] wrote. [p|J.K. Low] read. [p|Low] slept.')).toEqual([['J. K. Low', 'J.K. Low', 'Low']])
    expect(forms('[p|Robert “Bob” Hale] died. [p|Bob Hale] was 88. [p|Bob] wound clocks, and [p|Hale] counted.')).toHaveLength(1) // prettier-ignore
    expect(forms('[p|John A. Marsh] met [p|John B. Marsh].')).toHaveLength(2)
    expect(forms('[p|George H. W.] and [p|George W.] spoke.')).toHaveLength(2)
  })

  test('a part in a play is not its player', () => {
    expect(forms('[p|Tom Welling] appeared as [p|Tom].')).toHaveLength(2)
  })
})

describe('organisations and places', () => {
  test('brackets say what is one, whatever the initials', () => {
    expect(forms('The [o|European Organization for Grain Research] ([o|CERG]) met. [o|CERG] voted.')).toEqual([['European Organization for Grain Research', 'CERG', 'CERG']]) // prettier-ignore
  })

  test('a body named before is meant by its head, its end or its first word', () => {
    expect(forms('The [o|European Commission] met. The [o|Commission] voted.')).toHaveLength(1)
    expect(forms('The [o|University of Leeds] met. The [o|University] voted.')).toHaveLength(1)
    expect(forms('The [o|Boston Harriers] won. The [o|Harriers] slept.')).toHaveLength(1)
    expect(forms('[o|Skagen Line] sails. [o|Skagen] said so.')).toHaveLength(1)
  })

  test('but not when two could be meant, when it came first, or within another name', () => {
    expect(forms('The [o|Port Authority] and the [o|Rail Authority] met. The [o|Authority] voted.')).toHaveLength(3)
    expect(forms('[o|Skagen] was founded. Then [o|Skagen Maps] was. [o|Skagen] grew.')).toEqual([['Skagen', 'Skagen'], ['Skagen Maps']]) // prettier-ignore
    expect(forms('The [o|German Air Force] flew. Spanish [o|Air Force] units did not.')).toHaveLength(2)
    expect(forms('[o|Fairmont State University] is old. [o|Fairmont] is older.')).toHaveLength(2)
  })

  test('one country and one bank of several names are one', () => {
    expect(forms('The [l|U.S.] and the [l|United States], with [l|America].')).toHaveLength(1)
    expect(forms('The [o|Federal Reserve] waits. The [o|Fed] always does.')).toHaveLength(1)
    expect(forms('[l|South Jutland] is near [l|Jutland].')).toHaveLength(2)
  })

  test('one name of two kinds is two', () => {
    expect(forms('[l|Washington] is a city. [p|Washington] was a man. [o|Washington] is a government.')).toHaveLength(3)
  })
})

test('every join is told in a full sentence', () => {
  const text =
    '[p|Ann Marsh] of the [o|World Grain Council] ([o|WGC]) met [p|A. Marsh]. [p|Marsh] left the [o|Council].'
  const evidence = clustered(text).flatMap((one) => one.evidence)
  expect(evidence.length).toBeGreaterThan(2)
  for (const sentence of evidence) expect(sentence).toMatch(/^[“\p{Lu}].*\.$/u)
})
