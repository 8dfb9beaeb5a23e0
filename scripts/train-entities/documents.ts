// What the training reads: sets of texts with their names, and the sentences written for this project.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLASSES } from '../../src/core/entities/engine/crf.ts'
import { hashString } from '../../src/core/entities/engine/hash.ts'
import { tokenise } from '../../src/core/entities/engine/tokens.ts'
import type { Tokens } from '../../src/core/entities/engine/tokens.ts'
import { listed, MODEL } from './lists.ts'

interface Line {
  id: string
  text: string
  entities: { start: number; end: number; type: string }[]
  other?: { start: number; end: number; type: string }[]
}
/** A name in a document: tokens `from`..`to` (exclusive). */
export interface Name {
  from: number
  to: number
  nameClass: number
}
/** A text to learn from, as tokens. */
export interface Document {
  /** How much an example of it counts. */
  weight: number
  source: string
  /** Which part of the data it belongs to: see `harvest`. */
  fold: number
  tokens: Tokens
  names: Name[]
  /** Classes that this source does not label: a token outside names may be one of them. */
  unlabelled: number[]
}

/** Into how many parts the data are cut for harvesting lists. */
export const FOLDS = 6
/** Tweets and a noisy set count less. */
const WEIGHT: Record<string, number> = { wnut17: 0.6, btc: 0.6, re3d: 0.3 }
/** Texts on machine learning are full of acronyms that name methods: elsewhere most are organisations. */
const ACRONYMS_WEIGHT = 0.3

const demonyms = new Set(listed('demonyms.txt'))

const CLASS_OF: Record<string, number> = Object.fromEntries(
  Object.entries({
    PER: 'PER',
    ORG: 'ORG',
    LOC: 'LOC',
    EVENT: 'EVENT',
    WORK: 'WORK',
    PRODUCT: 'MISC',
    MISC: 'MISC',
  }).map(([from, to]) => [from, CLASSES.indexOf(to as (typeof CLASSES)[number])]),
)
const isDemonym = (text: string): boolean => text.split(/[\s-]+/).every((word) => demonyms.has(word))

function readSet(file: string, source: string): Document[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => document(JSON.parse(line) as Line, source))
}

/** Organisations and places are learnt without their article, as most sets have them; bands keep theirs. */
const losesArticle = (nameClass: number, id: string): boolean =>
  (nameClass === 1 || nameClass === 2) && !id.startsWith('crossner-music')

function document({ text, entities, other, id }: Line, source: string): Document {
  const tokens = tokenise(text)
  const startAt = new Map(Array.from(tokens.start, (offset, index) => [offset, index]))
  const endAt = new Map(Array.from(tokens.end, (offset, index) => [offset, index + 1]))
  const names: Name[] = []
  for (const { start, end, type } of [...entities, ...(other ?? [])].sort((a, b) => a.start - b.start)) {
    let from = startAt.get(start)
    const to = endAt.get(end)
    const nameClass = CLASS_OF[type]
    if (from === undefined || to === undefined || nameClass === undefined) continue
    if (losesArticle(nameClass, id) && to - from > 1 && /^[Tt]he$/.test(tokens.word[from]!)) from++
    if (names.length && names[names.length - 1]!.to > from) continue
    if (nameClass > 2 && isDemonym(text.slice(start, end))) continue
    names.push({ from, to, nameClass })
  }
  const kinds = source === 'wnut17' ? ['EVENT', 'MISC'] : other ? [] : ['EVENT', 'WORK', 'MISC']
  const unlabelled = kinds.map((kind) => CLASSES.indexOf(kind as (typeof CLASSES)[number]))
  const fold = hashString(id.replace(/-\d+$/, '') + text.slice(0, 40)) % FOLDS
  const weight = id.startsWith('crossner-ai') ? ACRONYMS_WEIGHT : (WEIGHT[source] ?? 1)
  return { weight, source, fold, tokens, names, unlabelled }
}

/** The sentences written for this project: names in brackets, a document a paragraph. */
function readOwn(): Document[] {
  const text = readFileSync(new URL('own-sentences.txt', MODEL), 'utf8')
  const lines = text.split('\n').filter((line) => !line.startsWith('#'))
  return lines
    .join('\n')
    .split(/\n\n+/)
    .filter((block) => block.trim())
    .map((block, index) => {
      const entities: Line['entities'] = []
      let plain = ''
      for (const part of block.trim().split(/(\[[A-Z] [^\]]+\])/)) {
        const marked = /^\[([A-Z]) ([^\]]+)\]$/.exec(part)
        if (marked)
          entities.push({ start: plain.length, end: plain.length + marked[2]!.length, type: OWN_TYPE[marked[1]!]! })
        plain += marked ? marked[2]! : part
      }
      return document({ id: `own-${index}`, text: plain, entities, other: [] }, 'own')
    })
}
const OWN_TYPE: Record<string, string> = { P: 'PER', O: 'ORG', L: 'LOC', E: 'EVENT', W: 'WORK', M: 'MISC' }

/**
 * Reads all that is learnt from. Takes the folder of the data (with train/*.jsonl) and the sets left out, by name ("own"
 * for the sentences written for this project); returns documents, always in the same order.
 */
export function readDocuments(data: string, without: ReadonlySet<string>): Document[] {
  const folder = join(data, 'train')
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && !without.has(name.replace('.jsonl', '')))
    .sort()
    .flatMap((name) => readSet(join(folder, name), name.replace('.jsonl', '')))
  return without.has('own') ? documents : [...documents, ...readOwn()]
}
