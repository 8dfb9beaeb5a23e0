// The room's main file: runs the engine over articles in the background and serves what it found with the user's decisions.
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { AnalysisProgress, EntityWhy, LookUpAnswer, LookUpEntry } from '../../contract/entity-model.ts'
import type {
  ArticleEntities,
  ChangeEvent,
  EntityDecision,
  EntityArticle,
  EntityDetails,
  EntityKind,
  EntitySummary,
  Highlight,
} from '../../contract/model.ts'
import { createBackgroundAnalysis } from './background-analysis.ts'
import { createDecisions } from './decisions.ts'
import type { Decisions } from './decisions.ts'
import type { KnownName } from './engine/analyse.ts'
import { createEntityMaps } from './entity-map.ts'
import type { EntityMaps } from './entity-map.ts'
import { createEntityPages } from './entity-page.ts'
import type { EntityPages } from './entity-page.ts'
import { createEntityStore } from './entity-store.ts'
import { createEntityViews } from './entity-views.ts'
import { createFacts } from './facts.ts'
import { createLookUp } from './look-up/look-up.ts'
import type { LookUpDeps } from './look-up/look-up.ts'
import { createRelations } from './related.ts'
import type { Relations } from './related.ts'
import { createUnlinked } from './unlinked.ts'
import type { FindUnlinked } from './unlinked.ts'
import { createWhy } from './why.ts'
import type { WhyInput } from './why.ts'

/** Grows whenever the engine or the linking gets better: articles analysed by an older one are analysed again. */
export const ENGINE_VERSION = 5

/** Beside what stands here, what the page of an entity and the map ask for; ids of merged entities are taken as those they are part of. */
export interface Entities extends EntityPages, Relations, EntityMaps {
  unlinked: FindUnlinked
  /** `others`: so many of the other articles that name an entity are listed with it; all when left out. */
  ofArticle(articleId: string, others?: number): ArticleEntities
  /** `articles`: so many of those that name it, the newest; all when left out. */
  get(id: string, articles?: number): EntityDetails
  /** The entity that stands for an id and the newest article that names it; null when none does or it was rejected. */
  place(id: string): { entity: EntitySummary; article: EntityArticle } | null
  find(input: { query: string; kind?: EntityKind | undefined; limit?: number | undefined }): EntitySummary[]
  rename: Decisions['rename']
  setKind: Decisions['setKind']
  merge: Decisions['merge']
  addAlias: Decisions['addAlias']
  removeAlias: Decisions['removeAlias']
  reject: Decisions['reject']
  assign: Decisions['assign']
  /** Why an article's mentions are taken for an entity. */
  why(input: WhyInput): EntityWhy
  undo(decisionId: string): void
  /** Asks Wikipedia about an entity, in the language of an article; see look-up/look-up.ts. */
  lookUp(
    id: string,
    about: { articleId?: string | undefined; item?: string | undefined; signal?: AbortSignal | undefined },
  ): Promise<LookUpAnswer>
  lookedUp(id: string): LookUpEntry | null
  forgetLookUp(id: string): void
  /** Marks an article as one to analyse again; call it inside the transaction that changes its text. */
  textChanges(articleId: string): void
  /** As `textChanges`, for another text: what was found in the old one stands nowhere in it until then. */
  textReplaced(articleId: string): void
  /**
   * Analyses what was never analysed, in the background; a kill loses at most the few under way. With an id, that article
   * comes first, also while the rest is paused.
   */
  analysePending(articleId?: string): void
  /** Someone looks at an article: if it waits for its analysis, it comes before all others. */
  first(articleId: string): void
  /** How far the analysis of the library is. */
  progress(): AnalysisProgress
  /** Resolves when nothing is left to analyse, or what is left is paused. */
  settled(): Promise<void>
  /** Runs the engine again over one article or all, and resolves when it has; all wait while the analysis is paused. */
  reanalyse(articleId?: string): Promise<number>
  close(): Promise<void>
}

export interface EntitiesDeps {
  now: () => number
  newId: () => string
  device: string
  changed: (event: ChangeEvent) => void
  article: (id: string) => { title: string; text: string; html: string; lang: string | null } | undefined
  highlights: (articleId: string) => Highlight[]
  /** Whether the user wrote a note on just this entity; none when left out. */
  hasNote?: (entityId: string) => boolean
  /** The articles that have highlights; when left out, each is asked for. */
  highlighted?: () => string[]
  /** How Wikipedia is asked; it is not when this is left out. */
  lookUp?: Omit<LookUpDeps, 'now'>
  /** Whether only what the user opens, adds or changes is analysed; never, when left out. */
  isPaused?: () => boolean
}

/**
 * Entities of a library.
 * @param db an open library
 * @param deps clock, ids, and what other rooms know about articles and highlights
 */
export function createEntities(db: Database, deps: EntitiesDeps): Entities {
  const store = createEntityStore(db, deps)
  const decisions = createDecisions(db, {
    ...deps,
    store,
    articleTitle: (id) => deps.article(id)?.title ?? 'an article',
  })
  const why = createWhy(db, { decisions: decisions.inArticle })
  const views = createEntityViews(db, deps)
  const hasNote = deps.hasNote ?? (() => false)
  const pages = createEntityPages(db, {
    now: deps.now,
    views,
    facts: createFacts(db),
    decisions: (id) => decisions.of(id),
    hasNote,
  })
  const relations = createRelations(db)
  const findUnlinked = createUnlinked(db)
  const rootOf = (id: string) => views.summary(id).id
  const knownNames = db.prepare<[], { alias: string; kind: EntityKind }>(`
    SELECT DISTINCT al.alias, r.kind FROM entity_decision d
    JOIN entity e ON e.id = iif(d.action IN ('assign', 'choose'), d.value, d.entity_id)
    JOIN entity r ON r.id = e.root_id JOIN entity_alias al ON al.entity_id = e.id
    WHERE d.undone_at IS NULL AND r.rejected = 0 AND al.weak = 0 ORDER BY al.alias`)

  /**
   * The names whose kind the user decided, for the engine to learn from. Rejected ones are not told: their mentions are
   * found as before and left out when shown, so that taking a rejection back needs no new analysis.
   */
  function known(): KnownName[] {
    return knownNames.all().map(({ alias, kind }) => ({ name: alias, kind }))
  }

  const lookUps = createLookUp(db, { ...deps.lookUp, now: deps.now })
  const analysis = createBackgroundAnalysis(db, {
    engineVersion: ENGINE_VERSION,
    known,
    keep(articleId, found, text) {
      const textHash = createHash('sha256').update(text).digest('base64url')
      store.replaceAnalysis(articleId, found, { engineVersion: ENGINE_VERSION, textHash })
    },
    followUp: store.relinkNext,
    changed: deps.changed,
    isPaused: deps.isPaused ?? (() => false),
  })

  function decided(decision: EntityDecision): EntityDecision {
    deps.changed({ topic: 'entities', articleId: null })
    return decision
  }

  return {
    ...createEntityMaps(db),
    ofArticle(articleId, others) {
      const unread = analysis.failedOn(articleId) ? 'failed' : 'pending'
      return { status: store.isAnalysed(articleId) ? 'ready' : unread, ...views.ofArticle(articleId, others) }
    },
    get(id, articles) {
      const summary = views.summary(id)
      return {
        ...summary,
        aliases: views.aliases(summary.id),
        articles: views.articles(summary.id, articles),
        highlights: views.highlights(summary.id),
        decisions: decisions.of(summary.id),
      }
    },
    place(id) {
      const [article] = views.articles(id)
      return article ? { entity: views.summary(id), article } : null
    },
    find: views.find,
    rename: (...input) => decided(decisions.rename(...input)),
    setKind: (...input) => decided(decisions.setKind(...input)),
    merge: (...input) => decided(decisions.merge(...input)),
    addAlias: (...input) => decided(decisions.addAlias(...input)),
    removeAlias: (...input) => decided(decisions.removeAlias(...input)),
    reject: (...input) => decided(decisions.reject(...input)),
    assign: (assignment) => decided(decisions.assign(assignment)),
    why,
    ...pages,
    related: async (id, limit) => relations.related(rootOf(id), limit),
    ties: (id, otherId, limit) => relations.ties(rootOf(id), rootOf(otherId), limit),
    unlinked: (id, after) => findUnlinked(rootOf(id), after),
    undo(decisionId) {
      decisions.undo(decisionId)
      deps.changed({ topic: 'entities', articleId: null })
    },
    async lookUp(id, { articleId, item, signal }) {
      const entity = views.summary(id)
      const lang = (articleId === undefined ? undefined : deps.article(articleId))?.lang ?? null
      const answer = await lookUps.ask({ entity, item, lang, signal })
      if (answer.kind === 'found') deps.changed({ topic: 'entities', articleId: null })
      return answer
    },
    lookedUp: (id) => lookUps.kept(views.summary(id).id),
    forgetLookUp(id) {
      lookUps.forget(views.summary(id).id)
      deps.changed({ topic: 'entities', articleId: null })
    },
    textChanges(articleId) {
      store.forget(articleId)
      analysis.forgive(articleId)
    },
    textReplaced(articleId) {
      store.forget(articleId)
      store.clearMentions(articleId)
      analysis.forgive(articleId)
    },
    analysePending: analysis.start,
    first: analysis.first,
    progress: analysis.progress,
    settled: analysis.settled,
    async reanalyse(articleId) {
      store.forget(articleId)
      analysis.forgive(articleId)
      analysis.start(articleId)
      const { total, done } = analysis.progress()
      await analysis.settled()
      return articleId === undefined ? total - done : 1
    },
    close: analysis.close,
  }
}
