import { describe, expect, test } from 'vitest'
import { analyse } from '../../../../src/core/entities/engine/analyse.ts'
import type { Analysis, EngineCluster } from '../../../../src/core/entities/engine/analyse.ts'

const named = (analysis: Analysis, name: string): EngineCluster => {
  const found = analysis.clusters.filter((cluster) => cluster.name === name)
  expect(found.map((cluster) => cluster.name), `clusters: ${analysis.clusters.map((c) => c.name).join(', ')}`).toEqual([name]) // prettier-ignore
  return found[0]!
}
const forms = (text: string, analysis: Analysis, name: string): string[] =>
  named(analysis, name).mentions.map((index) =>
    text.slice(analysis.mentions[index]!.start, analysis.mentions[index]!.end),
  )

const STORY = `Ministers gather in Lisbon as drought deepens

LISBON, Portugal (AP) — President Harold Brandt will meet European officials in Lisbon this week, his spokeswoman said Sunday.

Defense Secretary Walter Keene and Brandt’s special envoy on water, Miriam Castell, will join him. Castell said the United States wants a treaty. “President Brandt is ready,” Castell told NBC.

FILE – President Harold Brandt, right, shakes hands with Spanish Prime Minister Lucia Romero in Madrid, Spain, on May 4, 2021. (AP Photo/Dolores Quint, File)

Keene will also attend a meeting of NATO defense ministers in Brussels on Wednesday. The U.S. is the alliance’s largest member. Romero’s government declined to comment.

Associated Press writer Tobias Merrick in Paris contributed.`

describe('analyse', () => {
  const story = analyse(STORY)

  test('a person is one entity with full name, title and surname', () => {
    expect(forms(STORY, story, 'Harold Brandt')).toEqual(['Harold Brandt', 'Brandt', 'Brandt', 'Harold Brandt'])
    expect(forms(STORY, story, 'Miriam Castell')).toEqual(['Miriam Castell', 'Castell', 'Castell'])
    expect(forms(STORY, story, 'Walter Keene')).toEqual(['Walter Keene', 'Keene'])
    expect(forms(STORY, story, 'Lucia Romero')).toEqual(['Lucia Romero', 'Romero'])
  })

  test('titles stand outside the name and tell the role', () => {
    expect(named(story, 'Walter Keene').role).toBe('Defense Secretary')
    expect(named(story, 'Lucia Romero').role).toBe('Spanish Prime Minister')
  })

  test('a photo credit names its agency and its photographer, and nothing else', () => {
    expect(named(story, 'Dolores Quint').kind).toBe('person')
    expect(named(story, 'Associated Press').kind).toBe('organisation')
    expect(forms(STORY, story, 'Associated Press')).toEqual(['AP', 'AP', 'Associated Press'])
    expect(
      story.clusters.flatMap((c) => [c.name, ...c.aliases]).filter((name) => /File|FILE|Photo/.test(name)),
    ).toEqual([])
  })

  test('the contributor is a person in a place', () => {
    expect(named(story, 'Tobias Merrick').kind).toBe('person')
    expect(named(story, 'Paris').kind).toBe('place')
  })

  test('a country of several names is one place, and its demonym is none', () => {
    expect(forms(STORY, story, 'United States')).toEqual(['United States', 'U.S.'])
    expect(
      story.mentions.some(({ start, end }) => /Spanish|European|Sunday|Wednesday|May/.test(STORY.slice(start, end))),
    ).toBe(false)
  })

  test('an acronym in brackets is its long form', () => {
    const text = 'The World Grain Council (WGC) met in Rome. The WGC has 40 members, and Italy pays the WGC.'
    const analysis = analyse(text)
    expect(forms(text, analysis, 'World Grain Council')).toEqual(['World Grain Council', 'WGC', 'WGC', 'WGC'])
  })

  test('two people of one surname stay two, and a bare surname is less sure', () => {
    const text = `George Marsh and his sister Helena Marsh run the farm. Helena Marsh keeps the books.

George Marsh sells the milk. Marsh said he was tired.`
    const analysis = analyse(text)
    named(analysis, 'George Marsh')
    named(analysis, 'Helena Marsh')
    const bare = analysis.mentions.find(({ start, end }) => text.slice(start, end) === 'Marsh')
    expect(analysis.clusters[bare!.cluster]!.name).toBe('George Marsh')
    expect(bare!.confidence).toBeLessThan(0.7)
  })

  test('an apposition tells who somebody is', () => {
    const text = 'The talks failed. Miriam Castell, the head of the national water board, said so on Monday.'
    expect(named(analyse(text), 'Miriam Castell').role).toBe('the head of the national water board')
  })

  test('a known name helps, and a rejected one is left alone', () => {
    const text = 'She asked Quillmore about it, and Tobias Merrick answered. Then Quillmore wrote a report on it.'
    const known = [
      { name: 'Quillmore', kind: 'organisation' as const },
      { name: 'Tobias Merrick', kind: 'person' as const, rejected: true },
    ]
    const analysis = analyse(text, { known })
    expect(named(analysis, 'Quillmore').kind).toBe('organisation')
    expect(forms(text, analysis, 'Quillmore')).toHaveLength(2)
    expect(analysis.clusters.some(({ name }) => name === 'Tobias Merrick')).toBe(false)
  })

  test('German nouns do not light up', () => {
    const text = `Die Regierung hat am Dienstag in Berlin ein Gesetz zur Förderung der Forschung beschlossen. Die Hochschulen
brauchen mehr Geld für Gebäude und Geräte, sagte die Ministerin nach der Sitzung. Der Verband der Lehrer sprach von einem
guten Tag für die Wissenschaft, die Opposition von einem Fehler. Im Herbst wird das Gesetz im Ausschuss beraten.`
    const { clusters } = analyse(text, { lang: 'de' })
    expect(clusters.map(({ name }) => name)).toEqual(['Berlin'])
    expect(analyse(text)).toEqual(analyse(text, { lang: 'de' }))
  })

  test('text of only capitals, other scripts, emoji and nothing stay quiet', () => {
    const shout = 'THE COUNCIL MET AGAIN AND NOTHING WAS DECIDED BECAUSE THE MEMBERS COULD NOT AGREE ON THE BUDGET. '
    expect(analyse(shout.repeat(5)).mentions).toEqual([])
    expect(analyse('اجتمع المجلس يوم الأحد في العاصمة لمناقشة الميزانية').mentions).toEqual([])
    expect(analyse('委員会は日曜日に首都で会合を開いた。').mentions).toEqual([])
    expect(analyse('😀👩‍🚀🎉 🏳️‍🌈 '.repeat(50)).mentions).toEqual([])
    expect(analyse('')).toEqual({ mentions: [], clusters: [] })
  })
})

/** A small seeded generator, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff
}

function expectSound(text: string, analysis: Analysis): void {
  let last = 0
  analysis.mentions.forEach((mention, index) => {
    expect(mention.start).toBeGreaterThanOrEqual(last)
    expect(mention.end).toBeGreaterThan(mention.start)
    expect(mention.end).toBeLessThanOrEqual(text.length)
    expect(mention.confidence).toBeGreaterThanOrEqual(0)
    expect(mention.confidence).toBeLessThanOrEqual(1)
    const cluster = analysis.clusters[mention.cluster]!
    expect(cluster.mentions).toContain(index)
    expect(cluster.kind).toBe(mention.kind)
    last = mention.end
  })
  expect(analysis.clusters.flatMap((cluster) => cluster.mentions).sort((a, b) => a - b)).toEqual(
    analysis.mentions.map((_, index) => index),
  )
  for (const cluster of analysis.clusters) expect(cluster.name).not.toBe('')
}

describe('for any text', () => {
  const pieces =
    `Harold Brandt|President|of|the|,|.|"|(AP)|U.S.|’s|O'Brien|Acme Corp.|de la|-|\n|\n\n|said|in|Paris|MI6|👩‍🚀|北京
|Москва|İstanbul|ﬁ|&|/|2024|3rd|III|Jr.|St.|and|World War II|#|@x|\u00ad|\u200b|\ud800|Dr.|A.|x|Ünal|’|“|”|…|NATO|!`.split(
      '|',
    )

  test('mentions are inside the text, sorted, apart, each in one cluster, and the same again', () => {
    const next = random(20)
    for (let round = 0; round < 300; round++) {
      let text = ''
      const length = Math.floor(next() * 60)
      for (let i = 0; i < length; i++) text += pieces[Math.floor(next() * pieces.length)]! + (next() < 0.8 ? ' ' : '')
      const analysis = analyse(text)
      expectSound(text, analysis)
      expect(analyse(text)).toEqual(analysis)
    }
  })

  test('one line of five million characters is analysed like any other', { timeout: 120_000 }, () => {
    const text = 'Harold Brandt met Miriam Castell of Acme-Orbit-Nord in Lisbon and '.repeat(76_000)
    const analysis = analyse(text)
    expect(text.length).toBeGreaterThan(5_000_000)
    expect(analysis.clusters.some(({ name }) => name === 'Harold Brandt')).toBe(true)
    expect(analysis.mentions.at(-1)!.end).toBeLessThanOrEqual(text.length)
  })

  test('a word of five million letters is no name', { timeout: 120_000 }, () => {
    expect(analyse('Ab-'.repeat(1_700_000)).mentions.length).toBeLessThan(100)
  })
})
