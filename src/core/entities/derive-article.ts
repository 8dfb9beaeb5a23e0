// What holds of an article: its mentions and entities, derived from what the engine and the linker say by replaying the
// decisions about single mentions. Nothing here is lost when a decision is undone.
import type { Database } from 'better-sqlite3'
import { Anchorer } from '../../text/anchor.ts'
import { quoteOf } from '../../text/quote.ts'
import { TokenIndex } from '../../text/token-index.ts'
import type { EntityKind, TextQuoteSelector, TextRange } from '../../contract/model.ts'
import { aliasKey, isWeakForm, namesFrom } from './alias-key.ts'
import { wordsAround } from './context.ts'
import type { Fact, Facts } from './facts.ts'

/** A place that a decision is about: its quote and where that stood last. */
export type Place = TextQuoteSelector & TextRange

/** How far a decision goes from its places: no further, to the same form of the same cluster, to the whole cluster. */
export type Reach = 'mentions' | 'form' | 'cluster'

/** A mention as the engine has it; `cluster` is -1 where only the user says that there is one. */
export interface BaseMention extends TextRange {
  cluster: number
  engineConfidence: number
}

export interface ArticleDerivation {
  /**
   * Derives the mentions, entities and aliases of an article anew. Call it inside a transaction.
   * @param articleId the article
   * @param found what a new analysis found; as it was, when left out
   * @returns folded short forms that someone known in full has got by it
   */
  derive(articleId: string, found?: readonly BaseMention[]): string[]
}

interface ClusterRow {
  cluster: number
  entity_id: string
  name: string
  kind: EntityKind
  role: string | null
  roles: string
  words: string
  link_score: number
  unsure: number
}

interface MentionDecision {
  id: string
  action: 'assign' | 'choose'
  value: string | null
  places: string
  reach: Reach
}

/** A mention while the decisions are replayed; `entityId` null: the user said that it is none. */
interface Replayed extends BaseMention {
  entityId: string | null
  decided: boolean
}

interface Named {
  mentions: Replayed[]
  clusters: Set<number>
  facts: Fact[]
}

/** More rows of an entity are not read to see whether a form is still used. */
const MOST_READ = 500

/**
 * The derivation over the tables of schema.ts and schema-2.ts.
 * @param db an open library
 * @param facts where it is written what an article says of whom
 */
export function createArticleDerivation(db: Database, facts: Pick<Facts, 'add' | 'clear'>): ArticleDerivation {
  const textOf = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const clustersOf = db.prepare<[string], ClusterRow>(
    'SELECT cluster, entity_id, name, kind, role, roles, words, link_score, unsure FROM article_cluster WHERE article_id = ?',
  )
  const base = db.prepare<
    [{ article: string }],
    BaseMention
  >(`SELECT start, "end", cluster, engine_confidence AS engineConfidence
    FROM mention WHERE article_id = @article AND cluster >= 0
    UNION ALL SELECT start, "end", cluster, engine_confidence FROM mention_aside WHERE article_id = @article`)
  const decisionsOf = db.prepare<
    [string],
    MentionDecision
  >(`SELECT id, action, value, places, reach FROM entity_decision
    WHERE article_id = ? AND undone_at IS NULL AND places IS NOT NULL ORDER BY key`)
  const movePlaces = db.prepare('UPDATE entity_decision SET places = ? WHERE id = ?')
  const clearMentions = db.prepare('DELETE FROM mention WHERE article_id = ?')
  const clearAside = db.prepare('DELETE FROM mention_aside WHERE article_id = ?')
  const addMention = db.prepare(`INSERT INTO mention (article_id, start, "end", entity_id, confidence, cluster,
    engine_confidence, unsure) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const addAside = db.prepare(`INSERT INTO mention_aside (article_id, start, "end", cluster, engine_confidence)
    VALUES (?, ?, ?, ?, ?)`)
  const namedBefore = db.prepare<[string], { entity_id: string; forms: string }>(
    'SELECT entity_id, forms FROM article_entity WHERE article_id = ?',
  )
  const clearNamed = db.prepare('DELETE FROM article_entity WHERE article_id = ?')
  const addNamed =
    db.prepare(`INSERT INTO article_entity (article_id, entity_id, kind, role, unsure, decided, forms, words)
    VALUES (@articleId, @entityId, @kind, @role, @unsure, @decided, @forms, @words)`)
  const entity = db.prepare<[string], { kind: EntityKind; engine_kind: EntityKind; engine_name: string }>(
    'SELECT kind, engine_kind, engine_name FROM entity WHERE id = ?',
  )
  const removedAliases = db
    .prepare<[{ id: string }], string>(
      `SELECT d.value FROM entity_decision d
    WHERE d.action = 'remove-alias' AND d.undone_at IS NULL
      AND d.entity_id IN (@id, (SELECT root_id FROM entity WHERE id = @id))`,
    )
    .pluck()
  const addAlias =
    db.prepare(`INSERT INTO entity_alias (entity_id, key, alias, weak, source) VALUES (?, ?, ?, ?, 'engine')
    ON CONFLICT DO NOTHING`)
  const dropAlias = db.prepare("DELETE FROM entity_alias WHERE entity_id = ? AND key = ? AND source = 'engine'")
  const formsElsewhere = db
    .prepare<[string], string>(`SELECT forms FROM article_entity WHERE entity_id = ? LIMIT ${String(MOST_READ)}`)
    .pluck()

  /** Where the places of a decision are in the text as it is; what moved is written down. */
  function placesOf(decision: MentionDecision, text: string, anchorer: () => Anchorer): TextRange[] {
    let moved = false
    const places = (JSON.parse(decision.places) as Place[]).map((place) => {
      const from = place.start - place.prefix.length
      if (from >= 0 && text.startsWith(place.prefix + place.exact + place.suffix, from)) return { place, found: true }
      const { status, start, end } = anchorer().anchor(place)
      if (status !== 'exact' && status !== 'moved') return { place, found: false }
      moved = true
      return { place: { start, end, ...quoteOf(text, { start, end }) }, found: true }
    })
    if (moved) movePlaces.run(JSON.stringify(places.map(({ place }) => place)), decision.id)
    return places.flatMap(({ place, found }) => (found ? [{ start: place.start, end: place.end }] : []))
  }

  function replay(articleId: string, text: string, start: readonly BaseMention[], clusters: Map<number, ClusterRow>) {
    const mentions: Replayed[] = start.flatMap((mention) => {
      const entityId = clusters.get(mention.cluster)?.entity_id
      return entityId === undefined ? [] : [{ ...mention, entityId, decided: false }]
    })
    let known: Anchorer | undefined
    const anchorer = () => (known ??= new Anchorer(new TokenIndex(text)))
    for (const decision of decisionsOf.all(articleId)) {
      const places = placesOf(decision, text, anchorer)
      const hit = (mention: TextRange) => places.some((place) => place.start < mention.end && mention.start < place.end)
      const direct = mentions.filter(hit)
      // Those go with it that stand with it: in its cluster, and thought to be the same until now.
      const also = decision.reach === 'mentions' ? [] : mentions.filter((mention) =>
        !direct.includes(mention) && mention.cluster >= 0 &&
        direct.some((one) => one.cluster === mention.cluster && one.entityId === mention.entityId &&
          (decision.reach === 'cluster' || sameForm(text, one, mention)))) // prettier-ignore
      for (const mention of [...direct, ...also]) Object.assign(mention, { entityId: decision.value, decided: true })
      if (decision.value === null) continue
      for (const place of places) {
        if (mentions.some((mention) => place.start < mention.end && mention.start < place.end)) continue
        mentions.push({ ...place, cluster: -1, engineConfidence: 1, entityId: decision.value, decided: true })
      }
    }
    return mentions.sort((a, b) => a.start - b.start)
  }

  function writeNamed(
    articleId: string,
    text: string,
    mentions: readonly Replayed[],
    clusters: Map<number, ClusterRow>,
  ) {
    const before = new Map(namedBefore.all(articleId).map((row) => [row.entity_id, JSON.parse(row.forms) as string[]]))
    clearNamed.run(articleId)
    const named = new Map<string, Named>()
    for (const mention of mentions) {
      if (mention.entityId === null) continue
      const entry = named.get(mention.entityId) ?? { mentions: [], clusters: new Set<number>(), facts: [] }
      entry.mentions.push(mention)
      if (mention.cluster >= 0) entry.clusters.add(mention.cluster)
      named.set(mention.entityId, entry)
    }
    shareFacts(named, mentions, clusters)
    facts.clear(articleId)
    const short: string[] = []
    for (const [entityId, entry] of named) {
      facts.add(articleId, entityId, entry.facts)
      const row = rowOf(entityId, entry, text, mentions, clusters)
      addNamed.run({ articleId, ...row, forms: JSON.stringify(row.forms) })
      short.push(...writeAliases(entityId, row.forms, row.kind))
    }
    for (const [entityId, forms] of before) {
      const kind = entity.get(entityId)?.engine_kind ?? 'other'
      const now = named.get(entityId)?.mentions.map(({ start, end }) => text.slice(start, end)) ?? []
      const still = namesFrom(kind, now)
      dropUnused(entityId, kind, [...namesFrom(kind, forms).keys()].filter((key) => !still.has(key))) // prettier-ignore
    }
    return short
  }

  function rowOf(
    entityId: string,
    entry: Named,
    text: string,
    all: readonly Replayed[],
    clusters: Map<number, ClusterRow>,
  ) {
    const forms = [...new Set(entry.mentions.map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/g, ' ')))]
    const own = [...entry.clusters].flatMap((number) => clusters.get(number) ?? [])
    const isWhole = (cluster: ClusterRow) =>
      all.every((mention) => mention.cluster !== cluster.cluster || mention.entityId === entityId)
    const whole = own.filter(isWhole)
    // The linker's own name for it is a form too: `United States` where the article has `U.S.`
    const names = whole.filter((cluster) => cluster.entity_id === entityId).map(({ name }) => name)
    const words = own.every(isWhole)
      ? own.flatMap((cluster) => cluster.words.split(' ').filter(Boolean))
      : wordsAround(text, entry.mentions, forms, null)
    return {
      entityId,
      kind: own[0]?.kind ?? entity.get(entityId)?.kind ?? 'other',
      role: whole.find(({ role }) => role !== null)?.role ?? entry.facts[0]?.text ?? null,
      unsure: entry.mentions.every((mention) => !mention.decided && clusters.get(mention.cluster)?.unsure === 1)
        ? 1
        : 0,
      decided: entry.mentions.some(({ decided }) => decided) ? 1 : 0,
      forms: [...new Set([...names, ...forms])],
      words: [...new Set(words)].sort().join(' '),
    }
  }

  function writeAliases(entityId: string, forms: readonly string[], kind: EntityKind): string[] {
    const own = entity.get(entityId)
    const removed = new Set(removedAliases.all({ id: entityId }).map(aliasKey))
    const inFull = own?.kind === 'person' && !isWeakForm('person', aliasKey(own.engine_name))
    const short: string[] = []
    for (const [key, alias] of namesFrom(kind, forms)) {
      if (removed.has(key)) continue
      const weak = isWeakForm(kind, key)
      if (addAlias.run(entityId, key, alias, weak ? 1 : 0).changes > 0 && weak && inFull) short.push(key)
    }
    return short
  }

  /** A form that no article uses for an entity any more leads to it no more. */
  function dropUnused(entityId: string, kind: EntityKind, keys: readonly string[]): void {
    if (keys.length === 0) return
    const elsewhere = formsElsewhere.all(entityId)
    if (elsewhere.length === MOST_READ) return
    const own = entity.get(entityId)?.engine_name ?? ''
    const used = namesFrom(kind, [own, ...elsewhere.flatMap((forms) => JSON.parse(forms) as string[])])
    for (const key of keys) if (!used.has(key)) dropAlias.run(entityId, key)
  }

  return {
    derive(articleId, found) {
      const text = textOf.get(articleId) ?? ''
      const clusters = new Map(clustersOf.all(articleId).map((row) => [row.cluster, row]))
      const mentions = replay(articleId, text, found ?? base.all({ article: articleId }), clusters)
      clearMentions.run(articleId)
      clearAside.run(articleId)
      for (const { start, end, cluster, engineConfidence, entityId, decided } of mentions) {
        const link = clusters.get(cluster)
        if (entityId === null) {
          if (cluster >= 0) addAside.run(articleId, start, end, cluster, engineConfidence)
          continue
        }
        const confidence = decided ? 1 : Math.min(engineConfidence, link?.link_score ?? 1)
        addMention.run(articleId, start, end, entityId, confidence, cluster, engineConfidence, decided ? 0 : (link?.unsure ?? 0)) // prettier-ignore
      }
      return writeNamed(articleId, text, mentions, clusters)
    },
  }
}

/** What is said of a cluster is said of the entity of the mention beside it. */
function shareFacts(named: Map<string, Named>, mentions: readonly Replayed[], clusters: Map<number, ClusterRow>): void {
  for (const { cluster, roles } of clusters.values()) {
    const own = mentions.filter((mention) => mention.cluster === cluster)
    for (const fact of JSON.parse(roles) as Fact[]) {
      const distance = ({ start, end }: TextRange) => Math.max(start - fact.end, fact.start - end)
      const nearest = own.toSorted((a, b) => distance(a) - distance(b))[0]
      if (nearest && nearest.entityId !== null) named.get(nearest.entityId)?.facts.push(fact)
    }
  }
}

function sameForm(text: string, a: TextRange, b: TextRange): boolean {
  return aliasKey(text.slice(a.start, a.end)) === aliasKey(text.slice(b.start, b.end))
}
