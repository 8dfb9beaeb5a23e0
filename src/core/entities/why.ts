// Why the mentions of an article are taken for an entity: what the engine saw, how the linker chose, who else may be meant,
// and what the user decided, in plain sentences.
import type { Database } from 'better-sqlite3'
import type { EntityCandidate, EntityWhy } from '../../contract/entity-model.ts'
import { fail } from '../../contract/failure.ts'
import type { EntityDecision, EntityKind } from '../../contract/model.ts'
import type { LinkReason } from './link.ts'

export interface WhyInput {
  articleId: string
  entityId: string
}

interface MentionRow {
  start: number
  end: number
  cluster: number | null
  confidence: number
  unsure: number
  engine_confidence: number
}

interface ClusterRow {
  name: string
  kind: EntityKind
  evidence: string | null
  entity_id: string
  root_id: string
  link_reason: LinkReason
}

interface CandidateRow {
  id: string | null
  name: string | null
  kind: EntityKind | null
  score: number
  reason: LinkReason
}

/** So many names say enough of the company that two articles share. */
const MOST_COMPANY = 3
const MOST_ARTICLES = 60

/**
 * The answer to "Why?", over the tables of schema.ts and schema-2.ts.
 * @param db an open library
 * @param deps.decisions the user's decisions that apply to an entity in an article
 */
export function createWhy(
  db: Database,
  deps: { decisions: (rootId: string, articleId: string) => EntityDecision[] },
): (input: WhyInput) => EntityWhy {
  const rootOf = db.prepare<[string], { id: string; name: string; kind: EntityKind }>(
    'SELECT r.id, r.name, r.kind FROM entity e JOIN entity r ON r.id = e.root_id WHERE e.id = ?',
  )
  const textOf = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const mentions = db.prepare<[string, string], MentionRow>(`SELECT m.start, m."end", m.cluster, m.confidence, m.unsure,
    m.engine_confidence FROM mention m JOIN entity e ON e.id = m.entity_id WHERE m.article_id = ? AND e.root_id = ? ORDER BY m.start`)
  const clusterOf = db.prepare<[string, number], ClusterRow>(`SELECT c.name, c.kind, c.evidence, c.entity_id, e.root_id,
    c.link_reason FROM article_cluster c JOIN entity e ON e.id = c.entity_id WHERE c.article_id = ? AND c.cluster = ?`)
  const candidatesOf = db.prepare<[string, number], CandidateRow>(`SELECT r.id, r.name, r.kind, c.score, c.reason
    FROM cluster_candidate c LEFT JOIN entity e ON e.id = c.entity_id LEFT JOIN entity r ON r.id = e.root_id
    WHERE c.article_id = ? AND c.cluster = ? AND coalesce(r.rejected, 0) = 0 ORDER BY c.place`)
  const elsewhere = db
    .prepare<[string, string], number>(
      `SELECT count(DISTINCT ae.article_id) FROM entity e
    JOIN article_entity ae ON ae.entity_id = e.id AND ae.unsure = 0 WHERE e.root_id = ? AND ae.article_id <> ?`,
    )
    .pluck()
  const company = db
    .prepare<[{ root: string; article: string }], string>(
      `SELECT r.name FROM (
      SELECT ae.article_id FROM entity e JOIN article_entity ae ON ae.entity_id = e.id AND ae.unsure = 0
      WHERE e.root_id = @root AND ae.article_id <> @article ORDER BY ae.article_id DESC LIMIT ${String(MOST_ARTICLES)}) other
    JOIN article_entity oe ON oe.article_id = other.article_id AND oe.unsure = 0 JOIN entity o ON o.id = oe.entity_id
    JOIN entity r ON r.id = o.root_id AND r.rejected = 0
    WHERE r.id <> @root AND r.id IN (SELECT h.root_id FROM article_entity here JOIN entity h ON h.id = here.entity_id
      WHERE here.article_id = @article AND here.unsure = 0)
    GROUP BY r.id ORDER BY count(*) DESC, r.name LIMIT ${String(MOST_COMPANY)}`,
    )
    .pluck()

  function candidates(articleId: string, cluster: number, found: ClusterRow): EntityCandidate[] {
    return candidatesOf.all(articleId, cluster).map((row) => ({
      id: row.id,
      name: row.name ?? found.name,
      kind: row.kind ?? found.kind,
      score: row.score,
      reason: row.id === null ? 'named in no other article' : candidateReason(row, found, articleId),
    }))
  }

  function candidateReason(row: CandidateRow, found: ClusterRow, articleId: string): string {
    const shared = row.id === null ? [] : company.all({ root: row.id, article: articleId })
    const count = row.id === null ? 0 : (elsewhere.get(row.id, articleId) ?? 0)
    return [CANDIDATE_WORDS[row.reason](found), inArticles(count), withCompany(shared)].filter(Boolean).join(', ')
  }

  return ({ articleId, entityId }) => {
    const root = rootOf.get(entityId) ?? fail('NOT_FOUND', 'That entity is not in the library any more.')
    const text = textOf.get(articleId) ?? fail('NOT_FOUND', 'That article is not in the library any more.')
    const byCluster = Map.groupBy(mentions.all(articleId, root.id), ({ cluster }) => cluster ?? -1)
    const shared = company.all({ root: root.id, article: articleId })
    const count = elsewhere.get(root.id, articleId) ?? 0
    const groups = [...byCluster].map(([number, rows]) => {
      const forms = [...new Set(rows.map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/g, ' ')))]
      const cluster = number < 0 ? undefined : clusterOf.get(articleId, number)
      const unsure = rows.every((row) => row.unsure === 1)
      const byUser = rows.every((row) => row.confidence === 1 && row.unsure === 0) && cluster?.root_id !== root.id
      const evidence = JSON.parse(cluster?.evidence ?? '[]') as string[]
      const link = cluster === undefined || byUser
        ? [`You said that ${listed(forms)} is ${root.name}.`]
        : unsure
          ? [`${listed(forms)} may be one of several, and nothing here decides which.`]
          : linkSentences(cluster.link_reason, { name: root.name, form: forms[0] ?? root.name, count, shared }) // prettier-ignore
      return {
        forms,
        starts: rows.map(({ start }) => start),
        confidence: Math.max(...rows.map(({ confidence }) => confidence)),
        unsure,
        sentences: [...evidence.map(asSentence), ...link],
        candidates: cluster === undefined ? [] : candidates(articleId, number, cluster),
      }
    })
    return { id: root.id, name: root.name, groups, decisions: deps.decisions(root.id, articleId) }
  }
}

interface LinkFacts {
  name: string
  form: string
  count: number
  shared: readonly string[]
}

/** How a sure link was made. */
function linkSentences(reason: LinkReason, { name, form, count, shared }: LinkFacts): string[] {
  const others = count === 1 ? 'another article' : `${String(count)} other articles`
  const those = count === 1 ? 'That article also names' : 'Those articles also name'
  const company = shared.length > 0 ? [`${those} ${list(shared)}, as this one does.`] : []
  if (reason === 'decided') return ['You decided something about it, so it stays as it was.']
  if (reason === 'before') return ['It was found by an earlier version; find the entities again to see why.']
  if (count === 0) return [`No other article names ${name}.`]
  const told: Partial<Record<LinkReason, string>> = {
    name: `It is named so in ${others}.`,
    alias: `“${form}” is a name that ${others} ${count === 1 ? 'has' : 'have'} for ${name}.`,
    shared: `It shares a name with ${name} in ${others}.`,
    short: `“${form}” is short for ${name}, whom ${others} ${count === 1 ? 'names' : 'name'} in full.`,
    given: `“${form}” is the given name of ${name} in ${others}, and this one speaks of the same.`,
    'only-short': `It is known by this one word in ${others}, too.`,
    context: `“${form}” stands for ${name} in ${others}, and this one speaks of the same.`,
    chosen: 'You chose it for this name before, where an article spoke of the same.',
    kind: `The same name is in ${others}, as something else; what they speak of is the same.`,
    contradiction: `It is named so in ${others}, where something else is said of it.`,
    new: 'Others of that name are known, but what is said here does not fit them.',
  }
  return [told[reason] ?? `It is named in ${others}.`, ...company]
}

/** What speaks for a candidate; or against it. */
const CANDIDATE_WORDS: Record<LinkReason, (cluster: ClusterRow) => string> = {
  name: () => 'the same name',
  alias: () => 'known by this name',
  shared: () => 'shares one of the names',
  short: () => 'has this name in part',
  given: () => 'has this given name',
  'only-short': () => 'known by this one word',
  context: () => 'the same is spoken of',
  chosen: () => 'you chose it before',
  kind: () => 'the same name for something else',
  contradiction: () => 'the same name, but something else is said of it',
  new: () => 'nobody known',
  decided: () => 'you decided about it',
  before: () => 'found before',
}

const inArticles = (count: number): string =>
  count === 0 ? '' : count === 1 ? 'named in one other article' : `named in ${String(count)} other articles`

const withCompany = (names: readonly string[]): string => (names.length === 0 ? '' : `with ${list(names)}`)

/** `A`, `A and B`, `A, B and C`. */
function list(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}

const listed = (forms: readonly string[]): string => list(forms.slice(0, MOST_COMPANY).map((form) => `“${form}”`))

/** The engine's words with a capital and a full stop. */
function asSentence(words: string): string {
  const first = words.charAt(0).toLocaleUpperCase() + words.slice(1)
  return /[.!?]$/.test(first) ? first : `${first}.`
}
