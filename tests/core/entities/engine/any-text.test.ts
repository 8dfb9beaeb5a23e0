import { describe, expect, test } from 'vitest'
import { shortTexts } from '../../../../bench/entities/gold.ts'
import { seeded, pick } from '../../../../bench/anchoring/random.ts'
import { analyse } from '../../../../src/core/entities/engine/analyse.ts'
import type { Analysis } from '../../../../src/core/entities/engine/analyse.ts'

/** What must hold of any analysis of any text. */
function expectSound(text: string, { mentions, clusters }: Analysis): void {
  let last = 0
  mentions.forEach(({ start, end, cluster, kind, confidence }, index) => {
    expect(start).toBeGreaterThanOrEqual(last)
    expect(end).toBeGreaterThan(start)
    expect(end).toBeLessThanOrEqual(text.length)
    expect(confidence).toBeGreaterThanOrEqual(0)
    expect(confidence).toBeLessThanOrEqual(1)
    expect(clusters[cluster]!.kind).toBe(kind)
    expect(clusters[cluster]!.mentions).toContain(index)
    last = end
  })
  expect(clusters.flatMap((one) => one.mentions).sort((a, b) => a - b)).toEqual(mentions.map((_, index) => index))
  for (const { name, roles, evidence } of clusters) {
    expect(name).not.toBe('')
    for (const role of roles) expect(text.slice(role.start, role.end).replace(/\s+/g, ' ')).toBe(role.text)
    expect(evidence.length).toBeGreaterThan(0)
    for (const sentence of evidence) expect(sentence).toMatch(/^[“\p{Lu}].*[.]$/su)
  }
}

const sentences = shortTexts().flatMap(({ text }) => text.split(/(?<=[.”])\s+/))

describe('news put together at random', () => {
  test('names are sound, each cluster says why, and the same comes out again', () => {
    const random = seeded(11)
    for (let round = 0; round < 40; round++) {
      const text = Array.from({ length: 12 }, () => pick(random, sentences) + (random() < 0.3 ? '\n\n' : ' ')).join('')
      const analysis = analyse(text)
      expectSound(text, analysis)
      expect(analyse(text)).toEqual(analysis)
    }
  })

  test('a paragraph that names nobody changes nothing before it', () => {
    const quiet = '\n\nthe rain went on for a while, and then it did not. nobody minded, and nothing was said of it.'
    for (const { text } of shortTexts().slice(0, 8)) {
      const plain = analyse(text)
      const longer = analyse(text + quiet.repeat(5))
      expect(longer.mentions.map(({ start, end, kind }) => [start, end, kind])).toEqual(plain.mentions.map(({ start, end, kind }) => [start, end, kind])) // prettier-ignore
      expect(longer.clusters.map(({ name }) => name)).toEqual(plain.clusters.map(({ name }) => name))
    }
  })
})

describe('other languages stay quiet', () => {
  const share = (text: string, lang?: string): number => {
    const analysis = analyse(text, { lang: lang ?? null })
    expectSound(text, analysis)
    return analysis.mentions.length
  }

  test('German nouns, with and without the language known', () => {
    const text = `Der Ausschuss für Verkehr hat am Montag die Planung der neuen Brücke über den Fluss beraten. Die Kosten
stiegen um ein Drittel, sagte der Sprecher der Verwaltung. Im Sommer sollen die Bauarbeiten beginnen, die Sperrung der
Straße dauert bis zum Herbst. Die Anwohner fordern einen besseren Schutz gegen den Lärm der Maschinen.`
    expect(share(text, 'de')).toBe(0)
    expect(share(text)).toBe(0)
  })

  test('Arabic, Chinese, Hebrew and emoji', () => {
    expect(share('قال المتحدث إن الجسر سيُغلق في الصيف حتى نهاية العام بسبب أعمال الصيانة.', 'ar')).toBe(0)
    expect(share('发言人说，大桥将在夏天关闭，直到年底。居民希望减少噪音。', 'zh')).toBe(0)
    expect(share('הדובר אמר שהגשר ייסגר בקיץ עד סוף השנה.', 'he')).toBe(0)
    expect(share('🙂🙃 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 '.repeat(200))).toBe(0)
  })

  test('a right-to-left text may still name people in Latin letters', () => {
    const text = 'كتبت آدا لوفليس (Ada Lovelace) في لندن (London) سنة 1843، خطوات مرتبة لحساب سلسلة من الأعداد.'
    expectSound(text, analyse(text, { lang: 'ar' }))
  })
})

describe('names that are words of the language it is written in', () => {
  test('“constructor” and “__proto__” are words like any other', () => {
    const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'Constructor', 'Prototype']
    const random = seeded(5)
    for (let round = 0; round < 30; round++) {
      const text = Array.from({ length: 20 }, () => pick(random, [...words, 'Ann Marsh', 'said', 'the', '(', ')', ','])).join(' ') // prettier-ignore
      expectSound(text, analyse(text))
    }
    const known = words.map((name) => ({ name, kind: 'person' as const }))
    const text = 'Yesterday Constructor met Ann Marsh. The Constructor said that __proto__ was late.'
    expectSound(text, analyse(text, { known, title: 'constructor __proto__' }))
  })
})

describe('many of one name', () => {
  test('thousands of namesakes and of surnames between them', { timeout: 120_000 }, () => {
    const text = 'Ann Marsh met Paul Marsh. Marsh spoke. The Marsh brothers and John Marsh Jr. left. '.repeat(4000)
    const analysis = analyse(text)
    expect(analysis.mentions.length).toBeGreaterThan(8000)
    expect(analysis.clusters.length).toBeLessThan(12)
  })

  test('five thousand bodies, each with a short form', { timeout: 120_000 }, () => {
    const letters = 'abcdefghij'
    const name = (n: number): string => [...String(n).padStart(4, '0')].map((d) => letters[Number(d)]!).join('')
    const text = Array.from({ length: 5_000 }, (_, n) => `The K${name(n)} Council (KC) met the Council in R${name(n)}.`).join(' ') // prettier-ignore
    const { mentions } = analyse(text)
    expect(mentions.at(-1)!.end).toBeLessThanOrEqual(text.length)
  })
})
