// Reads the WordNet 3.1 database files: who and what its names are, and of what kind its common words are.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Synset {
  /** Whether its gloss calls it a slur, obscene or meant to hurt: such words tell nothing about names, and stay out. */
  abusive: boolean
  lexicon: number
  words: string[]
  above: number[]
  instanceOf: number[]
  usage: number[]
}

/** What is taken from WordNet: names by kind, and common words by kind. */
export interface WordNet {
  people: string[]
  places: string[]
  groups: string[]
  works: string[]
  /** Lemmas by kind: "n.person musician", "v.social". */
  kinds: Map<string, string[]>
}

/** The lexicographer files of nouns and verbs whose words are told apart, by number. */
const LEXICONS: Record<number, string> = {
  4: 'act', 6: 'artifact', 10: 'communication', 11: 'event', 14: 'group', 15: 'location', 17: 'object', 18: 'person',
  21: 'possession', 28: 'time', 29: 'v.body', 30: 'v.change', 31: 'v.cognition', 32: 'v.communication',
  33: 'v.competition', 34: 'v.consumption', 35: 'v.contact', 36: 'v.creation', 37: 'v.emotion', 38: 'v.motion',
  39: 'v.perception', 40: 'v.possession', 41: 'v.social', 42: 'v.stative',
  5: 'animal', 7: 'attribute', 8: 'body', 9: 'cognition', 12: 'feeling', 13: 'food', 20: 'plant', 23: 'quantity',
  26: 'state', 27: 'substance',
} // prettier-ignore

/** Nouns under which all words are of one kind: the nearest above a word's first sense counts. */
const ANCHORS = `leader politician entertainer musician singer actor athlete writer scientist scholar relative worker
  employee clergyman official expert inhabitant criminal spokesperson businessperson executive administrator artist
  journalist lawyer ruler nobleman coach commander serviceman
  company business team military_unit musical_organization institution party government agency school university
  association union church club league family gathering crowd social_group
  city municipality district country body_of_water mountain island building structure road room region
  ship aircraft motor_vehicle weapon movie book periodical newspaper music award document software publication
  show contest war battle election ceremony festival meeting catastrophe attack`.split(/\s+/)

const ABUSIVE =
  /\b(slurs?|offensive|offensively|obscene|obscenity|obscenities|disparag\w+|derogat\w+|vulgar|contempt|contemptuous|contemptible|contemptibly|insult\w*|sexual\w*|prostitut\w*|promiscuous|homosexual\w*|degenerate|despised|despicable|repellent|reprehensible|genitals?|subnormal|stupid)\b/i

function readSynsets(folder: string, part: string): Map<number, Synset> {
  const synsets = new Map<number, Synset>()
  for (const line of readFileSync(join(folder, `data.${part}`), 'latin1').split('\n')) {
    if (!/^\d{8} /.test(line)) continue
    const [data = '', gloss = ''] = line.split(' | ', 2)
    const fields = data.trim().split(' ')
    const count = parseInt(fields[3]!, 16)
    const words = Array.from({ length: count }, (_, k) => fields[4 + 2 * k]!.replace(/\(.*\)$/, ''))
    const pointers = 4 + 2 * count
    const above: number[] = []
    const instanceOf: number[] = []
    const usage: number[] = []
    for (let k = 0; k < Number(fields[pointers]); k++) {
      const [sign, offset] = [fields[pointers + 1 + 4 * k]!, Number(fields[pointers + 2 + 4 * k])]
      if (sign === '@') above.push(offset)
      if (sign === '@i') instanceOf.push(offset)
      if (sign === ';u') usage.push(offset)
    }
    synsets.set(Number(fields[0]), {
      abusive: ABUSIVE.test(gloss),
      lexicon: Number(fields[1]),
      words,
      above,
      instanceOf,
      usage,
    })
  }
  return synsets
}

interface Sense {
  offset: number
  /** Of all senses, the first included. */
  offsets: number[]
  /** Whether it was met in the texts that WordNet's makers annotated: a common word. */
  tagged: boolean
}

/** The first sense of each word: its lemma in lower case to the synset's offset. */
function firstSenses(folder: string, part: string): Map<string, Sense> {
  const senses = new Map<string, Sense>()
  for (const line of readFileSync(join(folder, `index.${part}`), 'latin1').split('\n')) {
    if (line.startsWith(' ') || !line) continue
    const fields = line.trim().split(/\s+/)
    const first = fields.length - Number(fields[2])
    senses.set(fields[0]!, {
      offset: Number(fields[first]),
      offsets: fields.slice(first).map(Number),
      tagged: Number(fields[first - 1]) > 0,
    })
  }
  return senses
}

/** Reads the database. Takes the folder of its `data.*`, `index.*` and `*.exc` files. */
export function readWordNet(folder: string): WordNet {
  const nouns = readSynsets(folder, 'noun')
  const nounSenses = firstSenses(folder, 'noun')
  const anchors = new Map(
    ANCHORS.flatMap((word): [number, string][] => {
      const sense = nounSenses.get(word)
      return sense ? [[sense.offset, word]] : []
    }),
  )
  const anchorOf = (offset: number): string | null => {
    let level = [offset]
    for (let depth = 0; depth < 14 && level.length > 0; depth++) {
      const found = level.find((one) => anchors.has(one))
      if (found !== undefined) return anchors.get(found)!
      level = level.flatMap((one) => nouns.get(one)?.above ?? [])
    }
    return null
  }
  const kinds = new Map<string, string[]>()
  const add = (kind: string, word: string): void => void kinds.set(kind, [...(kinds.get(kind) ?? []), word])
  for (const [lemma, { offset, offsets, tagged }] of nounSenses) {
    const synset = nouns.get(offset)
    // A rare word is not worth keeping for any sense that hurts; a common one goes by its first.
    const weighed = tagged ? [offset] : offsets
    if (weighed.some((one) => nouns.get(one)?.abusive)) continue
    if (!PLAIN.test(lemma) || !synset?.words.includes(lemma) || synset.usage.length > 0) continue
    const lexicon = LEXICONS[synset.lexicon]
    if (!lexicon || (!tagged && lexicon !== 'person' && lexicon !== 'group')) continue
    const anchor = anchorOf(offset)
    add(anchor ? `n.${lexicon} ${anchor}` : `n.${lexicon}`, lemma)
  }
  const verbs = readSynsets(folder, 'verb')
  for (const [lemma, { offset, tagged }] of firstSenses(folder, 'verb')) {
    const lexicon = LEXICONS[verbs.get(offset)?.lexicon ?? -1]
    if (verbs.get(offset)?.abusive) continue
    if (PLAIN.test(lemma) && lexicon && tagged) add(lexicon, lemma)
  }
  return { ...namesOf(nouns), kinds }
}
const PLAIN = /^[a-z]{3,}(?:-[a-z]+)?$/

const LOCATION_LIKE = new Set([6, 15, 17])

function namesOf(nouns: Map<number, Synset>): Pick<WordNet, 'people' | 'places' | 'groups' | 'works'> {
  const names = { people: [] as string[], places: [] as string[], groups: [] as string[], works: [] as string[] }
  for (const { lexicon, words, instanceOf } of nouns.values()) {
    const spelt = words.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.replaceAll('_', ' '))
    if (lexicon === 18 && instanceOf.length > 0) names.people.push(...spelt)
    else if (lexicon === 14) names.groups.push(...spelt)
    else if (LOCATION_LIKE.has(lexicon) && instanceOf.length > 0) names.places.push(...spelt)
    else if (lexicon === 10 || (lexicon === 6 && instanceOf.length > 0)) names.works.push(...spelt)
  }
  return names
}
