// What the user decided about entities: a log. An entity's name, kind, merge, aliases and rejection, and who is meant by the
// mentions of an article, are always what the engine says with the decisions that were not undone applied in order, so that
// running the engine again loses none of them.
import type { Database } from 'better-sqlite3'
import type { DecisionOrigin, MentionAssignment } from '../../contract/entity-model.ts'
import { fail } from '../../contract/failure.ts'
import type { EntityDecision, EntityKind, TextRange } from '../../contract/model.ts'
import { quoteOf } from '../../text/quote.ts'
import { aliasKey, namesFrom } from './alias-key.ts'
import { createDecisionLog } from './decision-log.ts'
import type { DecisionRow } from './decision-log.ts'
import type { Place, Reach } from './derive-article.ts'
import { createEntityDerivation } from './derive-entity.ts'
import type { EntityRow } from './derive-entity.ts'
import type { EntityStore } from './entity-store.ts'

type From = DecisionOrigin | undefined

export interface Decisions {
  /** All throw Failure NOT_FOUND for an unknown entity. `from`: what was being read. BAD_INPUT: a name without letters. */
  rename(id: string, name: string, from?: From): EntityDecision
  setKind(id: string, kind: EntityKind, from?: From): EntityDecision
  /** Throws Failure BAD_INPUT when the two are one. */
  merge(id: string, into: string, from?: From): EntityDecision
  addAlias(id: string, alias: string, from?: From): EntityDecision
  /** Throws Failure CONFLICT for the name that it is shown under, NOT_FOUND for what is no name of it. */
  removeAlias(id: string, alias: string, from?: From): EntityDecision
  /** `articleId` null: everywhere; with a `start`, only the mention there. */
  reject(id: string, articleId: string | null, start?: number, from?: From): EntityDecision
  /** Throws Failure NOT_FOUND when there is no such mention, CONFLICT when the same is meant already. */
  assign(assignment: MentionAssignment): EntityDecision
  /** Throws Failure NOT_FOUND for an unknown decision; undoing twice does nothing. */
  undo(decisionId: string): void
  /** Decisions about an entity, those merged into it and their mentions that hold, newest first. */
  of(rootId: string): EntityDecision[]
  /** As `of`, those that apply in an article. */
  inArticle(rootId: string, articleId: string): EntityDecision[]
}

const KIND_WORDS: Record<EntityKind, string> = {
  person: 'a person',
  organisation: 'an organisation',
  place: 'a place',
  event: 'an event',
  work: 'a work',
  other: 'something else',
}

const NEW_WORDS = { person: 'someone new: ', other: 'something new: ' }
const GIVES_NAME = new Set<EntityDecision['action']>(['rename', 'add-alias', 'remove-alias'])

interface MentionRow extends TextRange {
  root_id: string
  unsure: number
}

/**
 * The user's decisions, over `entity_decision`.
 * @param db an open library
 * @param deps clock, ids, this device's id, the title of an article for descriptions, and the store that follows them
 */
export function createDecisions(
  db: Database,
  deps: {
    now: () => number
    newId: () => string
    device: string
    articleTitle: (id: string) => string
    store: Pick<EntityStore, 'derive' | 'relink' | 'articlesWithForm' | 'articlesLinkedTo'>
  },
): Decisions {
  const { store, newId } = deps
  const log = createDecisionLog(db, deps)
  const entities = createEntityDerivation(db, deps)
  const textOf = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const mentionsIn = db.prepare<[string], MentionRow>(`SELECT m.start, m."end", m.unsure, e.root_id FROM mention m
    JOIN entity e ON e.id = m.entity_id WHERE m.article_id = ? ORDER BY m.start`)
  const { root } = entities

  function decide(entityId: string, row: Parameters<typeof log.add>[1]): EntityDecision {
    const decision = log.add(entityId, row)
    entities.rederive(entityId)
    return decision
  }

  /** After a change of who has a name, its bearers are chosen anew wherever it stands. */
  function relinkForm(key: string, act: () => EntityDecision): EntityDecision {
    const before = store.articlesWithForm(key)
    const decision = act()
    store.relink([...before, ...store.articlesWithForm(key)], { onlyName: key })
    return decision
  }

  const rename = (id: string, newName: string, from?: From): EntityDecision => {
    const target = root(id)
    const name = cleaned(newName)
    return decide(target.id, {
      action: 'rename',
      value: name,
      from,
      description: `Renamed “${target.name}” to “${name}”`,
    })
  }

  const setKind = (id: string, kind: EntityKind, from?: From): EntityDecision => {
    const target = root(id)
    return decide(target.id, {
      action: 'set-kind',
      value: kind,
      from,
      description: `“${target.name}” is ${KIND_WORDS[kind]}`,
    })
  }

  const merge = (id: string, intoId: string, from?: From): EntityDecision => {
    const source = root(id)
    const into = root(intoId)
    if (source.id === into.id) fail('BAD_INPUT', `“${source.name}” and “${into.name}” are one already.`)
    return decide(source.id, {
      action: 'merge',
      value: into.id,
      from,
      description: `“${source.name}” is “${into.name}”`,
    })
  }

  const addAlias = (id: string, newAlias: string, from?: From): EntityDecision => {
    const target = root(id)
    const alias = cleaned(newAlias)
    const description = `“${alias}” is a name of “${target.name}”`
    return relinkForm(aliasKey(alias), () =>
      decide(target.id, { action: 'add-alias', value: alias, from, description }),
    )
  }

  const removeAlias = (id: string, oldAlias: string, from?: From): EntityDecision => {
    const target = root(id)
    const alias = cleaned(oldAlias)
    const key = aliasKey(alias)
    if (key === aliasKey(target.name)) {
      fail('CONFLICT', `“${target.name}” is the name it is shown under. Rename it first; nothing was changed.`)
    }
    if (!entities.hasAlias(target.id, key)) fail('NOT_FOUND', `“${alias}” is no name of “${target.name}”.`)
    const description = `“${alias}” is not a name of “${target.name}”`
    return relinkForm(key, () => decide(target.id, { action: 'remove-alias', value: alias, from, description }))
  }

  /** Writes down who is meant at some places of an article; `value` null: nobody. */
  function decidePlaces(
    entity: EntityRow,
    at: { articleId: string; text: string; ranges: readonly TextRange[]; reach: Reach; start: number | undefined },
    decision: { action: 'assign' | 'choose'; value: string | null; description: string; id?: string },
  ): EntityDecision {
    const places = at.ranges.map(({ start, end }): Place => ({ start, end, ...quoteOf(at.text, { start, end }) }))
    const start = at.start ?? at.ranges[0]?.start
    const made = log.add(entity.id, {
      ...decision,
      ...{ articleId: at.articleId, places, reach: at.reach },
      from: { articleId: at.articleId, ...(start !== undefined && { start }) },
    })
    store.derive(at.articleId)
    return made
  }

  const rejectMention = (id: string, articleId: string, start: number): EntityDecision => {
    const target = root(id)
    const text = textOf.get(articleId) ?? fail('NOT_FOUND', 'That article is not in the library any more.')
    const mention = mentionsIn.all(articleId).find((one) => one.start === start && one.root_id === target.id)
    if (!mention) fail('NOT_FOUND', `“${target.name}” is not named there any more. Nothing was changed.`)
    const description = `“${words(text, mention)}” is not an entity at one place in “${deps.articleTitle(articleId)}”`
    const at = { articleId, text, ranges: [mention], reach: 'mentions' as const, start }
    return decidePlaces(target, at, { action: 'assign', value: null, description })
  }

  const reject = (id: string, articleId: string | null, start?: number, from?: From): EntityDecision => {
    if (articleId !== null && start !== undefined) return rejectMention(id, articleId, start)
    const target = root(id)
    const where = articleId === null ? '' : ` in “${deps.articleTitle(articleId)}”`
    return decide(target.id, {
      ...{ action: 'reject', articleId, from: from ?? (articleId === null ? undefined : { articleId }) },
      description: `“${target.name}” is not an entity${where}`,
    })
  }

  /** The places that an assignment is about, and how far it goes from there. */
  function meant({ articleId, entityId, which }: MentionAssignment, text: string) {
    const own = entityId === null ? null : root(entityId)
    if (which.kind === 'places') {
      const ranges = which.ranges.filter(({ start, end }) => end > start && end <= text.length)
      return { own, ranges, unsure: false, reach: 'mentions' as const }
    }
    const all = mentionsIn.all(articleId).filter((mention) => mention.root_id === own?.id)
    if (which.kind === 'all') {
      return { own, ranges: all, unsure: all.some(({ unsure }) => unsure === 1), reach: 'cluster' as const }
    }
    const key = aliasKey(which.form)
    return {
      own,
      ranges: all.filter((one) => aliasKey(words(text, one)) === key),
      unsure: false,
      reach: 'form' as const,
    }
  }

  const assign = (assignment: MentionAssignment): EntityDecision => {
    const { articleId, to, which } = assignment
    const text = textOf.get(articleId) ?? fail('NOT_FOUND', 'That article is not in the library any more.')
    const { own, ranges, unsure, reach } = meant(assignment, text)
    const first = ranges[0] ?? fail('NOT_FOUND', 'Those words are not named there any more. Nothing was changed.')
    const id = newId()
    const isOne = which.kind === 'places' && ranges.length === 1
    const target =
      to.kind === 'known'
        ? root(to.id)
        : entities.make({ name: cleaned(to.name), kind: to.entityKind ?? own?.kind ?? 'other', madeBy: id })
    if (target.id === own?.id && !unsure && assignment.chosen !== true) {
      fail('CONFLICT', `That is “${target.name}” already. Nothing was changed.`)
    }
    const named = which.kind === 'form' || isOne ? words(text, first) : (own?.name ?? words(text, first))
    const where = `${isOne ? ' at one place' : ''} in “${deps.articleTitle(articleId)}”`
    const description = `“${named}”${where} is ${to.kind === 'new' ? NEW_WORDS[target.kind === 'person' ? 'person' : 'other'] : ''}“${target.name}”`
    const at = { articleId, text, ranges, reach, start: assignment.start }
    const action = assignment.chosen === true ? 'choose' : 'assign'
    return decidePlaces(own ?? target, at, { action, value: target.id, description, id })
  }

  const undo = (decisionId: string): void => {
    const decision = log.get(decisionId) ?? fail('NOT_FOUND', 'That decision is not in the library any more.')
    if (decision.undone_at !== null) return
    const key = GIVES_NAME.has(decision.action) ? aliasKey(decision.value ?? '') : null
    const before = key === null ? [] : store.articlesWithForm(key)
    log.undo(decisionId)
    entities.rederive(decision.entity_id)
    if (decision.places !== null && decision.article_id !== null) store.derive(decision.article_id)
    relinkMade(decision)
    unlearn(decision)
    if (key === null) return
    const again = [...before, ...store.articlesWithForm(key)]
    // Linked by that name they would give it to the entity themselves: only those that do without it may.
    if (decision.action !== 'remove-alias' && !isGiven(decision.entity_id, key)) {
      entities.dropAlias(decision.entity_id, key)
      store.relink(again, { onlyName: key })
    }
    store.relink(again, { onlyName: key })
  }

  /** Whether another decision that holds gives an entity a name. */
  function isGiven(entityId: string, key: string): boolean {
    return log.holding(entityId).some(({ action, value }) => {
      return (action === 'rename' || action === 'add-alias') && aliasKey(value ?? '') === key
    })
  }

  /** The names that mentions had given to whom they were assigned lead there no more, but where others give them too. */
  function unlearn({ value: entityId, places }: DecisionRow): void {
    if (entityId === null || places === null) return
    const { engine_name: name, engine_kind: kind } = entities.row(entityId)
    const own = namesFrom(kind, [name])
    const forms = (JSON.parse(places) as Place[]).map(({ exact }) => exact)
    const learnt = [...namesFrom('person', forms).keys()].filter((key) => !own.has(key) && !isGiven(entityId, key))
    const where = learnt.flatMap((key) => store.articlesWithForm(key))
    for (const key of learnt) entities.dropAlias(entityId, key)
    store.relink(where, { entityId, by: new Set(learnt) })
    entities.rederive(entityId)
  }

  /** An entity that a decision made goes with it: what other articles have of it is linked again. */
  function relinkMade({ id, value: entityId }: DecisionRow): void {
    if (entityId === null || !entities.isMadeBy(entityId, id)) return
    store.relink(store.articlesLinkedTo(entityId), { entityId })
  }

  return {
    rename: db.transaction(rename).immediate,
    setKind: db.transaction(setKind).immediate,
    merge: db.transaction(merge).immediate,
    addAlias: db.transaction(addAlias).immediate,
    removeAlias: db.transaction(removeAlias).immediate,
    reject: db.transaction(reject).immediate,
    assign: db.transaction(assign).immediate,
    undo: db.transaction(undo).immediate,
    of: log.ofRoot,
    inArticle: log.inArticle,
  }
}

/** A name as it is kept. Throws Failure BAD_INPUT when it has no letter or digit. */
function cleaned(name: string): string {
  const clean = name.trim().replaceAll(/\s+/g, ' ')
  if (!aliasKey(clean)) fail('BAD_INPUT', 'A name needs at least one letter or digit.')
  return clean
}

function words(text: string, { start, end }: TextRange): string {
  return text.slice(start, end).replaceAll(/\s+/g, ' ')
}
