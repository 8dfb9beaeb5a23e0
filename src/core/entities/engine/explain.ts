// Says in plain sentences why a cluster has its kind: what the article says, what the lists know, what the tagger read.
import type { EntityKind } from '../../../contract/model.ts'
import { aKind } from './kind-evidence.ts'
import { PERSON_TITLES } from './known-words.ts'
import type { Found } from './mentions.ts'
import { plain } from './person-names.ts'
import type { EngineRole } from './roles.ts'
import type { Tokens } from './tokens.ts'
import { BIT } from './word-types.ts'

/** So many mentions are looked at for a title: the first ones tell. */
const LOOKED_AT = 50

/**
 * Why a cluster has its kind. Takes the tokens, the cluster's mentions in order, its kind, its roles, how sure the tagger
 * was of each mention (0 to 1), and in which lists words stand; returns one to three sentences.
 */
export function explainKind(
  tokens: Tokens,
  mentions: readonly Found[],
  kind: EntityKind,
  roles: readonly EngineRole[],
  listed: (words: readonly string[]) => number,
): string[] {
  const told = [...new Set(mentions.flatMap(({ reason }) => reason ?? []))]
  if (told.length === 0) {
    const title = kind === 'person' ? titled(tokens, mentions.slice(0, LOOKED_AT)) : null
    if (title) told.push(title)
    const role = roles[0]
    if (!title && role) told.push(`The article says of it: “${role.text}”.`)
    const list = inList(tokens, mentions[0]!, kind, listed)
    if (list) told.push(list)
  }
  const sure = mentions.reduce((sum, { confidence }) => sum + confidence, 0) / mentions.length
  const count = mentions.length === 1 ? 'its one mention' : `its ${String(mentions.length)} mentions`
  return [...told.slice(0, 3), `The words in and around ${count} read like the name of ${aKind(kind)} (${String(Math.round(sure * 100))}% sure).`] // prettier-ignore
}

function titled(tokens: Tokens, mentions: readonly Found[]): string | null {
  for (const { from, to } of mentions) {
    const before = tokens.word[from - 1] ?? ''
    if (!PERSON_TITLES.has(plain(before)) || tokens.sentence[from - 1] !== tokens.sentence[from]) continue
    return `“${before}” stands before “${tokens.text.slice(tokens.start[from]!, tokens.end[to - 1]!)}”, as before a person’s name.`
  }
  return null
}

function inList(
  tokens: Tokens,
  { from, to }: Found,
  kind: EntityKind,
  listed: (words: readonly string[]) => number,
): string | null {
  const words = tokens.word.slice(from, to)
  const name = tokens.text.slice(tokens.start[from]!, tokens.end[to - 1]!)
  const bits = listed(words)
  if (kind === 'place' && bits & (BIT.place | BIT.country)) return `“${name}” is in the list of places.`
  if (kind === 'organisation' && bits & BIT.organisation) return `“${name}” is in the list of organisations.`
  if (kind === 'person' && words.length > 1 && listed([words[0]!]) & BIT.firstName)
    return `“${words[0]!}” is in the list of first names.`
  return null
}
