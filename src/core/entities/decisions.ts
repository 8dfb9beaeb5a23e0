// What the user decided about entities: a log. An entity's name, kind, merge and rejection are always what the engine says
// with the decisions that were not undone applied in order, so that running the engine again loses none of them.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type { EntityDecision, EntityKind } from '../../contract/model.ts'
import { aliasKey, isWeakForm } from './alias-key.ts'

export interface Decisions {
  rename(id: string, name: string): EntityDecision
  setKind(id: string, kind: EntityKind): EntityDecision
  merge(id: string, into: string): EntityDecision
  /** `articleId` null: everywhere. */
  reject(id: string, articleId: string | null): EntityDecision
  /** Throws Failure NOT_FOUND for an unknown decision; undoing twice does nothing. */
  undo(decisionId: string): void
  /** Decisions about an entity and those merged into it that hold, newest first. */
  of(rootId: string): EntityDecision[]
}

interface DecisionRow {
  id: string
  entity_id: string
  action: EntityDecision['action']
  value: string | null
  article_id: string | null
  description: string
  created_at: number
  undone_at: number | null
}

interface EntityRow {
  id: string
  engine_name: string
  engine_kind: EntityKind
  name: string
  kind: EntityKind
  root_id: string
}

const KIND_WORDS: Record<EntityKind, string> = {
  person: 'a person',
  organisation: 'an organisation',
  place: 'a place',
  event: 'an event',
  work: 'a work',
  other: 'something else',
}

/**
 * The user's decisions, over `entity_decision`.
 * @param db an open library
 * @param deps clock, ids, this device's id, and the title of an article for descriptions
 */
export function createDecisions(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string; articleTitle: (id: string) => string },
): Decisions {
  const entity = db.prepare<[string], EntityRow>('SELECT * FROM entity WHERE id = ?')
  const add =
    db.prepare(`INSERT INTO entity_decision (id, entity_id, action, value, article_id, description, created_at, device)
    VALUES (@id, @entityId, @action, @value, @articleId, @description, @now, @device)`)
  const byId = db.prepare<[string], DecisionRow>('SELECT * FROM entity_decision WHERE id = ?')
  const holding = db.prepare<[string], DecisionRow>(
    'SELECT * FROM entity_decision WHERE entity_id = ? AND undone_at IS NULL ORDER BY key',
  )
  const ofRoot = db.prepare<
    [string],
    DecisionRow
  >(`SELECT d.* FROM entity_decision d JOIN entity e ON e.id = d.entity_id
    WHERE e.root_id = ? AND d.undone_at IS NULL ORDER BY d.key DESC`)
  const undo = db.prepare('UPDATE entity_decision SET undone_at = ? WHERE id = ? AND undone_at IS NULL')
  const derive =
    db.prepare(`UPDATE entity SET name = @name, kind = @kind, merged_into = @mergedInto, rejected = @rejected,
    updated_at = @now, device = @device WHERE id = @id`)
  const resetRoots = db.prepare(`WITH RECURSIVE chain (id, root) AS (
      SELECT id, id FROM entity WHERE merged_into IS NULL
      UNION ALL SELECT e.id, chain.root FROM entity e JOIN chain ON e.merged_into = chain.id)
    UPDATE entity SET root_id = chain.root FROM chain WHERE chain.id = entity.id AND entity.root_id <> chain.root`)
  const addAlias =
    db.prepare(`INSERT INTO entity_alias (entity_id, key, alias, weak, source) VALUES (?, ?, ?, ?, 'user')
    ON CONFLICT DO NOTHING`)
  const dropAlias = db.prepare("DELETE FROM entity_alias WHERE entity_id = ? AND key = ? AND source = 'user'")

  /** The entity that stands for an id now: the one it was merged into, if it was. */
  function root(id: string): EntityRow {
    const found = entity.get(id)
    const standing = found && found.root_id !== id ? entity.get(found.root_id) : found
    return standing ?? fail('NOT_FOUND', 'That entity is not in the library any more.')
  }

  function rederive(id: string): void {
    const row = entity.get(id)
    if (!row) return
    const state = { name: row.engine_name, kind: row.engine_kind, mergedInto: null as string | null, rejected: 0 }
    for (const decision of holding.all(id)) {
      if (decision.action === 'rename' && decision.value) state.name = decision.value
      if (decision.action === 'set-kind' && decision.value) state.kind = decision.value as EntityKind
      if (decision.action === 'merge') state.mergedInto = decision.value
      if (decision.action === 'reject' && decision.article_id === null) state.rejected = 1
    }
    derive.run({ id, ...state, now: deps.now(), device: deps.device })
    resetRoots.run()
  }

  function decide(
    entityId: string,
    action: EntityDecision['action'],
    details: { value?: string; articleId?: string | null; description: string },
  ): EntityDecision {
    const id = deps.newId()
    const now = deps.now()
    add.run({
      id,
      entityId,
      action,
      value: details.value ?? null,
      articleId: details.articleId ?? null,
      description: details.description,
      now,
      device: deps.device,
    })
    rederive(entityId)
    return { id, action, description: details.description, createdAt: now }
  }

  const rename = db.transaction((id: string, newName: string): EntityDecision => {
    const target = root(id)
    const name = newName.trim().replaceAll(/\s+/g, ' ')
    const key = aliasKey(name)
    if (!key) fail('BAD_INPUT', 'A name needs at least one letter or digit.')
    addAlias.run(target.id, key, name, isWeakForm(target.kind, key) ? 1 : 0)
    return decide(target.id, 'rename', { value: name, description: `Renamed “${target.name}” to “${name}”` })
  })

  const setKind = db.transaction((id: string, kind: EntityKind): EntityDecision => {
    const target = root(id)
    return decide(target.id, 'set-kind', { value: kind, description: `“${target.name}” is ${KIND_WORDS[kind]}` })
  })

  const merge = db.transaction((id: string, intoId: string): EntityDecision => {
    const source = root(id)
    const into = root(intoId)
    if (source.id === into.id) fail('BAD_INPUT', `“${source.name}” and “${into.name}” are one already.`)
    return decide(source.id, 'merge', { value: into.id, description: `“${source.name}” is “${into.name}”` })
  })

  const reject = db.transaction((id: string, articleId: string | null): EntityDecision => {
    const target = root(id)
    const where = articleId === null ? '' : ` in “${deps.articleTitle(articleId)}”`
    return decide(target.id, 'reject', { articleId, description: `“${target.name}” is not an entity${where}` })
  })

  const undoDecision = db.transaction((decisionId: string): void => {
    const decision = byId.get(decisionId) ?? fail('NOT_FOUND', 'That decision is not in the library any more.')
    undo.run(deps.now(), decisionId)
    if (decision.action === 'rename' && decision.value) {
      const key = aliasKey(decision.value)
      const stillUsed = holding
        .all(decision.entity_id)
        .some((other) => other.action === 'rename' && aliasKey(other.value ?? '') === key)
      if (!stillUsed) dropAlias.run(decision.entity_id, key)
    }
    rederive(decision.entity_id)
  })

  return {
    rename: rename.immediate,
    setKind: setKind.immediate,
    merge: merge.immediate,
    reject: reject.immediate,
    undo: undoDecision.immediate,
    of: (rootId) =>
      ofRoot
        .all(rootId)
        .map((row) => ({ id: row.id, action: row.action, description: row.description, createdAt: row.created_at })),
  }
}
