// Links the clusters of an article to the library's entities: looks for candidates by alias, weighs them, those with a choice
// last, when it is known who else the article names.
import type { Database } from 'better-sqlite3'
import type { EntityKind } from '../../contract/model.ts'
import { aliasKey, isWeakForm } from './alias-key.ts'
import { roleWords, saturated, surprise } from './context.ts'
import { chooseEntity, formsOf } from './link.ts'
import type { Candidate, LinkChoice, NameMatch } from './link.ts'

/** A cluster of an article, as the engine found it. */
export interface FoundCluster {
  name: string
  kind: EntityKind
  role: string | null
  /** Surface forms, the name first. */
  forms: readonly string[]
  /** What stands around it (context.ts). */
  words: readonly string[]
  confidence: number
  /** The entity that it was linked to before, when the article was linked already. */
  before: string | null
}

export interface LinkedCluster extends FoundCluster {
  entityId: string
  choice: LinkChoice
}

export interface Linker {
  /**
   * Chooses an entity for each cluster, and makes those that are new. Call it inside a transaction.
   * @param others entities of the article's other clusters, which stay as they are
   */
  link(articleId: string, clusters: readonly FoundCluster[], others?: readonly string[]): LinkedCluster[]
}

interface CandidateRow {
  entity_id: string
  key: string
  weak: number
  root_id: string
  root_kind: EntityKind
  root_name: string
  kind: EntityKind
  engine_kind: EntityKind
  engine_name: string
  rejected: number
  elsewhere: number
}

/** A candidate on its way, with what its context is asked by. */
interface Draft {
  candidate: Candidate
  rootId: string
}

/** Beyond these, more articles tell nothing new of someone. */
const MOST_ARTICLES = 60
/** Sums of surprise that are worth 0.63. */
const ENOUGH_COMPANY = 2
const ENOUGH_WORDS = 5
/** How many clusters are looked at to learn which words are rare. */
const SAMPLE = 3_000
const SAMPLE_AGES_AFTER = 300
const SPREAD_AGES_AFTER = 100
/** One about whom so many articles speak has many roles; another one contradicts none of them. */
const LITTLE_KNOWN = 3
const NOTHING_IN_COMMON = 0.1

/**
 * The linker over the tables of schema.ts and schema-2.ts.
 * @param db an open library
 * @param deps clock, ids and this device's id
 */
export function createLinker(db: Database, deps: { now: () => number; newId: () => string; device: string }): Linker {
  // Only who is named elsewhere for sure, or was decided about, can be meant: the article's own names say nothing new.
  const rowsOf = db.prepare<
    [{ keys: string; article: string }],
    CandidateRow
  >(`SELECT a.entity_id, a.key, a.weak, e.root_id,
      r.kind AS root_kind, r.name AS root_name, e.kind, e.engine_kind, e.engine_name, r.rejected,
      (SELECT count(*) FROM (SELECT 1 FROM article_entity ae WHERE ae.entity_id = e.id AND ae.unsure = 0
        AND ae.article_id <> @article LIMIT ${String(MOST_ARTICLES)})) AS elsewhere
    FROM json_each(@keys) wanted JOIN entity_alias a ON a.key = wanted.value JOIN entity e ON e.id = a.entity_id
      JOIN entity r ON r.id = e.root_id
    WHERE e.made_by IS NULL OR e.made_by NOT IN (SELECT id FROM entity_decision WHERE undone_at IS NOT NULL)`)
  // Who is said to be meant in the article itself is no candidate for that: the decision is applied to whatever is linked.
  const decided = db.prepare<
    [string],
    { entity_id: string; value: string | null; action: string }
  >(`SELECT entity_id, value,
    action FROM entity_decision WHERE undone_at IS NULL AND action <> 'remove-alias'
      AND (places IS NULL OR article_id <> ?)`)
  const articlesOf = `SELECT ae.article_id FROM entity e JOIN article_entity ae ON ae.entity_id = e.id AND ae.unsure = 0
    WHERE e.root_id = @root AND ae.article_id <> @article ORDER BY ae.article_id DESC LIMIT ${String(MOST_ARTICLES)}`
  const company = db
    .prepare<[{ root: string; article: string; others: string }], string>(
      `SELECT DISTINCT e.root_id
    FROM (${articlesOf}) named CROSS JOIN article_entity ae ON ae.article_id = named.article_id AND ae.unsure = 0
      AND ae.entity_id IN (SELECT id FROM entity WHERE root_id IN (SELECT value FROM json_each(@others)))
    CROSS JOIN entity e ON e.id = ae.entity_id WHERE e.root_id <> @root`,
    )
    .pluck()
  const spread = db
    .prepare<[string], number>(
      `SELECT count(DISTINCT ae.article_id) FROM entity e
    JOIN article_entity ae ON ae.entity_id = e.id WHERE e.root_id = ?`,
    )
    .pluck()
  const said = db.prepare<
    [{ root: string; article: string }],
    { words: string; role: string | null; decided: number; forms: string }
  >(
    `SELECT ae.words, ae.role, ae.decided, ae.forms FROM entity e JOIN article_entity ae ON ae.entity_id = e.id AND ae.unsure = 0
    WHERE e.root_id = @root AND ae.article_id <> @article ORDER BY ae.decided DESC, ae.article_id DESC LIMIT ${String(MOST_ARTICLES)}`,
  )
  const analysed = db.prepare<[], number>('SELECT count(*) FROM article_analysis').pluck()
  const sample = db.prepare<[], { article_id: string; words: string }>(
    `SELECT article_id, words FROM article_cluster ORDER BY article_id, cluster LIMIT ${String(SAMPLE)}`,
  )
  const isElsewhere = db
    .prepare<[{ id: string; article: string }], number>(
      `SELECT 1 FROM article_cluster
    WHERE entity_id = @id AND article_id <> @article UNION ALL SELECT 1 FROM article_entity
    WHERE entity_id = @id AND article_id <> @article LIMIT 1`,
    )
    .pluck()
  const known = db.prepare<
    [string],
    { engine_name: string; engine_kind: EntityKind; made_by: string | null; root_id: string }
  >('SELECT engine_name, engine_kind, made_by, root_id FROM entity WHERE id = ?')
  const aliasKeys = db.prepare<[string], string>('SELECT key FROM entity_alias WHERE entity_id = ?').pluck()
  const given = db
    .prepare<[{ from: string; to: string }], number>(
      'SELECT 1 FROM entity_alias WHERE key > @from AND key < @to AND weak = 0 LIMIT 1',
    )
    .pluck()
  const addEntity =
    db.prepare(`INSERT INTO entity (id, engine_name, engine_kind, name, kind, root_id, created_at, updated_at, device)
    VALUES (@id, @name, @kind, @name, @kind, @id, @now, @now, @device)`)
  const sayAgain = db.prepare(`UPDATE entity SET engine_name = @name, engine_kind = @kind,
    name = iif(name = engine_name, @name, name), kind = iif(kind = engine_kind, @kind, kind), updated_at = @now
    WHERE id = @id AND (engine_name <> @name OR engine_kind <> @kind)`)

  /** Whether someone in the library has it as the first of several names. */
  const isGivenName = (key: string): boolean => given.get({ from: `${key} `, to: `${key}!` }) === 1

  /** In how many articles an entity is named: counted anew when many were analysed since, as it takes long for the well known. */
  let spreads = { at: 0, of: new Map<string, number>() }
  function spreadOf(rootId: string, among: number): number {
    if (Math.abs(among - spreads.at) > Math.min(SPREAD_AGES_AFTER, among / 20)) spreads = { at: among, of: new Map() }
    const known = spreads.of.get(rootId) ?? spread.get(rootId) ?? 0
    spreads.of.set(rootId, known)
    return known
  }

  let frequency = { at: -SAMPLE_AGES_AFTER, articles: 0, of: new Map<string, number>() }

  /** In how many of the sampled articles a word stands near a name. */
  function frequencies(count: number): { articles: number; of: Map<string, number> } {
    if (Math.abs(count - frequency.at) < Math.min(SAMPLE_AGES_AFTER, count / 4)) return frequency
    const of = new Map<string, number>()
    const articles = Map.groupBy(sample.all(), (row) => row.article_id)
    for (const rows of articles.values()) {
      for (const word of new Set(rows.flatMap(({ words }) => words.split(' ')))) of.set(word, (of.get(word) ?? 0) + 1)
    }
    frequency = { at: count, articles: articles.size, of }
    return frequency
  }

  /** Those whom the user decided something about, which is not a mere "not by this name". */
  function decidedIds(articleId: string): Set<string> {
    const ids = new Set<string>()
    for (const { entity_id: id, value, action } of decided.all(articleId)) {
      const elsewhere = action === 'assign' || action === 'choose'
      if (!elsewhere) ids.add(id)
      if (value !== null && (elsewhere || action === 'merge')) ids.add(value)
    }
    return ids
  }

  function draftsOf(cluster: FoundCluster, rows: readonly CandidateRow[]): Draft[] {
    const forms = formsOf({ name: cluster.name, kind: cluster.kind, aliases: cluster.forms })
    const nameKey = forms[0]?.key ?? ''
    const named = forms.some((form) => !form.weak)
    const best = new Map<string, { match: NameMatch; row: CandidateRow; kinds: Set<EntityKind>; articles: number }>()
    for (const form of forms) {
      for (const row of rows) {
        if (row.key !== form.key) continue
        const match = matchOf(form, row, { nameKey, named }, isGivenName)
        if (match === null || (row.rejected === 1 && match !== 'name')) continue
        const held = best.get(row.root_id)
        const kinds = held?.kinds ?? new Set<EntityKind>()
        for (const kind of [row.root_kind, row.kind, row.engine_kind]) kinds.add(kind)
        const better = held === undefined || rank(match) < rank(held.match) || (rank(match) === rank(held.match) && prefers(row, held.row)) // prettier-ignore
        best.set(row.root_id, {
          ...(better ? { match, row } : held),
          kinds,
          articles: Math.max(row.elsewhere, held?.articles ?? 0),
        })
      }
    }
    return [...best].map(([rootId, { match, row, kinds, articles }]) => ({
      rootId,
      candidate: {
        entityId: row.entity_id,
        match,
        kinds: [...kinds],
        articleCount: articles,
        context: null,
        contradicts: false,
        chosenBefore: false,
      },
    }))
  }

  /** Looks at what the library says of a candidate, and at who the article names. */
  function weigh(
    articleId: string,
    cluster: FoundCluster,
    draft: Draft,
    others: readonly string[],
    all: number,
  ): Draft {
    const { rootId, candidate } = draft
    const at = { root: rootId, article: articleId }
    const lines = said.all(at)
    const wanted = others.filter((id) => id !== rootId)
    const shared = new Set(company.all({ ...at, others: JSON.stringify(wanted) }))
    const inCompany = wanted.reduce(
      (sum, id) => sum + surprise(shared.has(id), all, spreadOf(id, all), lines.length),
      0,
    )
    const theirs = new Set(lines.flatMap(({ words }) => (words === '' ? [] : words.split(' '))))
    const { articles, of } = frequencies(all)
    const inWords = cluster.words.reduce(
      (sum, word) => sum + surprise(theirs.has(word), articles, of.get(word) ?? 0, lines.length),
      0,
    )
    const context = 1 - (1 - saturated(inCompany, ENOUGH_COMPANY)) * (1 - saturated(inWords, ENOUGH_WORDS))
    const keys = new Set(
      formsOf({ name: cluster.name, kind: cluster.kind, aliases: cluster.forms }).map(({ key }) => key),
    )
    const chosenBefore = lines.some(
      (line) => line.decided === 1 && (JSON.parse(line.forms) as string[]).some((form) => keys.has(aliasKey(form))),
    )
    const contradicts = context < NOTHING_IN_COMMON && lines.length <= LITTLE_KNOWN && otherRole(cluster, lines)
    return { rootId, candidate: { ...candidate, context, chosenBefore, contradicts } }
  }

  /** The entity of a cluster that is nobody known: the one it had, while that is only its own, or a new one. */
  function ownEntity(articleId: string, cluster: FoundCluster, taken: Set<string>): string {
    const { before, name, kind } = cluster
    const had = before === null || taken.has(before) ? undefined : known.get(before)
    if (before !== null && had?.made_by === null && sharesName(cluster, before)) {
      const samePersonhood = (had.engine_kind === 'person') === (kind === 'person')
      if (samePersonhood && isElsewhere.get({ id: before, article: articleId }) === undefined) {
        sayAgain.run({ id: before, name, kind, now: deps.now() })
        return before
      }
    }
    const id = deps.newId()
    addEntity.run({ id, name, kind, now: deps.now(), device: deps.device })
    return id
  }

  function sharesName(cluster: FoundCluster, entityId: string): boolean {
    const keys = new Set(aliasKeys.all(entityId))
    return keys.size === 0 || cluster.forms.some((form) => keys.has(aliasKey(form))) || keys.has(aliasKey(cluster.name))
  }

  return {
    link(articleId, clusters, others = []) {
      const drafts = new Map<FoundCluster, Draft[]>()
      const keys = new Set(clusters.flatMap(({ name, forms }) => [name, ...forms].map(aliasKey)))
      const decidedOnes = decidedIds(articleId)
      const rows = Map.groupBy(
        rowsOf
          .all({ keys: JSON.stringify([...keys].filter(Boolean)), article: articleId })
          .filter((row) => row.elsewhere > 0 || decidedOnes.has(row.entity_id)),
        (row) => row.key,
      )
      for (const cluster of clusters) {
        const own = new Set([cluster.name, ...cluster.forms].map(aliasKey))
        drafts.set(cluster, draftsOf(cluster, [...own].flatMap((key) => rows.get(key) ?? []))) // prettier-ignore
      }
      const linked = new Map<FoundCluster, { entityId: string | null; choice: LinkChoice }>()
      const roots = new Set(others.map((id) => known.get(id)?.root_id ?? id))
      const settle = (cluster: FoundCluster, known: readonly Draft[]) => {
        const choice = chooseEntity({ ...cluster, aliases: cluster.forms }, known.map(({ candidate }) => candidate)) // prettier-ignore
        linked.set(cluster, { entityId: choice.entityId, choice })
        const root = known.find(({ candidate }) => candidate.entityId === choice.entityId)?.rootId
        if (root !== undefined && !choice.unsure) roots.add(root)
      }
      for (const cluster of clusters) {
        const known = drafts.get(cluster)!
        const { before } = cluster
        // What the user decided about stays where it was.
        if (before !== null && decidedOnes.has(before) && sharesName(cluster, before)) {
          const choice: LinkChoice = { entityId: before, score: 0.9, reason: 'decided', unsure: false, weighed: [] }
          linked.set(cluster, { entityId: before, choice })
          roots.add(known.find(({ candidate }) => candidate.entityId === before)?.rootId ?? before)
        } else if (isPlain(cluster, known)) settle(cluster, known)
      }
      const all = analysed.get() ?? 0
      for (const cluster of clusters) {
        if (linked.has(cluster)) continue
        const company = [...roots]
        settle(cluster, drafts.get(cluster)!.map((draft) => weigh(articleId, cluster, draft, company, all))) // prettier-ignore
      }
      const taken = new Set([...others, ...[...linked.values()].flatMap(({ entityId }) => entityId ?? [])])
      const own = new Map<string, string>()
      return clusters.map((cluster) => {
        const { entityId, choice } = linked.get(cluster)!
        // What the engine left apart because of its spelling is one here, as it would be in two articles.
        const name = `${cluster.kind} ${aliasKey(cluster.name)}`
        const id = entityId ?? own.get(name) ?? ownEntity(articleId, cluster, taken)
        if (entityId === null && cluster.kind !== 'person') own.set(name, id)
        taken.add(id)
        return { ...cluster, entityId: id, choice }
      })
    },
  }
}

const RANKS: readonly NameMatch[] = ['name', 'alias', 'short', 'only-short', 'given', 'shared']
const rank = (match: NameMatch): number => RANKS.indexOf(match)

const prefers = (row: CandidateRow, other: CandidateRow): boolean =>
  row.elsewhere > other.elsewhere || (row.elsewhere === other.elsewhere && row.entity_id < other.entity_id)

const INITIALS = /^[\p{Lu}\d][\p{Lu}\d.&]+$/u

/** How a form that both have in common makes them meet; null when it proves nothing. */
function matchOf(
  form: { key: string; alias: string; weak: boolean },
  row: CandidateRow,
  { nameKey, named }: { nameKey: string; named: boolean },
  isGivenName: (key: string) => boolean,
): NameMatch | null {
  const names = [row.root_name, row.engine_name].map(aliasKey)
  const isName = form.key === nameKey
  if (row.weak === 1) {
    // Who is named in full is not known by a surname.
    if (named || !isName) return null
    const full = names.find((name) => !isWeakForm('person', name))
    if (full === undefined) return isGivenName(form.key) ? 'given' : 'only-short'
    return full.startsWith(`${form.key} `) && !full.endsWith(` ${form.key}`) ? 'given' : 'short'
  }
  if (isName && names.includes(form.key)) return 'name'
  if (form.weak && !isName) return null
  // “Bank” for the Bank of England is not whoever else is called Bank; initials say more than a word.
  return isName || form.key.includes(' ') || (names.includes(form.key) && INITIALS.test(form.alias))
    ? 'alias'
    : 'shared'
}

/** Whether there is nothing to weigh: nobody, or one of the same name and kind who is not contradicted. */
function isPlain(cluster: FoundCluster, drafts: readonly Draft[]): boolean {
  const [first, ...others] = drafts
  if (!first) return true
  const { match, kinds, articleCount } = first.candidate
  if (others.length > 0 || match !== 'name' || !kinds.includes(cluster.kind)) return false
  return cluster.kind !== 'person' || cluster.role === null || articleCount > LITTLE_KNOWN
}

/** Whether a person is said to be something that no word of is said of the other. */
function otherRole(cluster: FoundCluster, lines: readonly { role: string | null }[]): boolean {
  if (cluster.kind !== 'person' || cluster.role === null) return false
  const own = roleWords(cluster.role)
  const theirs = lines.flatMap(({ role }) => (role === null ? [] : [...roleWords(role)]))
  return own.size > 0 && theirs.length > 0 && !theirs.some((word) => own.has(word))
}
