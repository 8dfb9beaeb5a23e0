// What holds of an entity: its name, kind, aliases, whether it is part of another or none at all, derived from what the engine
// says by replaying the decisions about it.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type { EntityKind } from '../../contract/model.ts'
import { aliasKey, isWeakForm, namesFrom } from './alias-key.ts'
import type { DecisionRow } from './decision-log.ts'

export interface EntityRow {
  id: string
  engine_name: string
  engine_kind: EntityKind
  name: string
  kind: EntityKind
  root_id: string
}

export interface EntityDerivation {
  /** The entity that stands for an id now: the one it was merged into, if it was. Throws Failure NOT_FOUND. */
  root(id: string): EntityRow
  /** The entity itself, merged or not. Throws Failure NOT_FOUND. */
  row(id: string): EntityRow
  /** Derives an entity anew, and which one stands for which. Call it inside a transaction. */
  rederive(id: string): void
  /** Makes an entity that a decision names. */
  make(entity: { name: string; kind: EntityKind; madeBy: string }): EntityRow
  isMadeBy(id: string, decisionId: string): boolean
  /** Takes a name away that only a decision gave, until an article is found to use it. */
  dropAlias(id: string, key: string): void
  /** Whether an entity or one merged into it has a folded name. */
  hasAlias(rootId: string, key: string): boolean
}

interface AliasRow {
  key: string
  alias: string
  weak: number
  source: 'engine' | 'user'
}

/**
 * The derivation over the tables of schema.ts and schema-2.ts.
 * @param db an open library
 * @param deps clock, ids and this device's id
 */
export function createEntityDerivation(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string },
): EntityDerivation {
  const entity = db.prepare<[string], EntityRow>('SELECT * FROM entity WHERE id = ?')
  const membersOf = db.prepare<[string], EntityRow>('SELECT * FROM entity WHERE root_id = ?')
  const holding = db.prepare<[string], DecisionRow>(
    'SELECT * FROM entity_decision WHERE entity_id = ? AND undone_at IS NULL ORDER BY key',
  )
  const derive =
    db.prepare(`UPDATE entity SET name = @name, kind = @kind, merged_into = @mergedInto, rejected = @rejected,
    updated_at = @now, device = @device WHERE id = @id`)
  const resetRoots = db.prepare(`WITH RECURSIVE chain (id, root) AS (
      SELECT id, id FROM entity WHERE merged_into IS NULL
      UNION ALL SELECT e.id, chain.root FROM entity e JOIN chain ON e.merged_into = chain.id)
    UPDATE entity SET root_id = chain.root FROM chain WHERE chain.id = entity.id AND entity.root_id <> chain.root`)
  const addEntity =
    db.prepare(`INSERT INTO entity (id, engine_name, engine_kind, name, kind, root_id, made_by, created_at,
      updated_at, device) VALUES (@id, @name, @kind, @name, @kind, @id, @madeBy, @now, @now, @device)`)
  const madeBy = db.prepare<[string], string | null>('SELECT made_by FROM entity WHERE id = ?').pluck()
  const bearer = db
    .prepare<[{ root: string; key: string }], number>(
      `SELECT 1 FROM entity_alias al
    JOIN entity e ON e.id = al.entity_id WHERE e.root_id = @root AND al.key = @key LIMIT 1`,
    )
    .pluck()
  const aliasesOf = db.prepare<[string], AliasRow>(
    'SELECT key, alias, weak, source FROM entity_alias WHERE entity_id = ?',
  )
  const putAlias =
    db.prepare(`INSERT INTO entity_alias (entity_id, key, alias, weak, source) VALUES (@id, @key, @alias, @weak, @source)
    ON CONFLICT DO UPDATE SET alias = excluded.alias, weak = excluded.weak, source = excluded.source`)
  const dropAlias = db.prepare('DELETE FROM entity_alias WHERE entity_id = ? AND key = ?')
  const formsOf = db.prepare<[string], string>('SELECT forms FROM article_entity WHERE entity_id = ?').pluck()
  const mergedInto = db.prepare<[string], string | null>('SELECT merged_into FROM entity WHERE id = ?').pluck()

  /** The names of an entity: those that articles use for it and those that the user gave, without those that the user took. */
  function rederiveAliases(row: EntityRow): void {
    const wanted = new Map<string, AliasRow>()
    const put = (alias: string, source: AliasRow['source']) => {
      const key = aliasKey(alias)
      if (key && wanted.get(key)?.source !== 'user')
        wanted.set(key, { key, alias, weak: isWeakForm(row.kind, key) ? 1 : 0, source })
    }
    const before = aliasesOf.all(row.id)
    const used = formsOf.all(row.id).flatMap((forms) => JSON.parse(forms) as string[])
    const isMade = (madeBy.get(row.id) ?? null) !== null
    if (isMade) put(row.engine_name, 'user')
    // Of a form that several articles write differently the spelling stays that was there first.
    const known = new Map(before.filter(({ source }) => source === 'engine').map(({ key, alias }) => [key, alias]))
    for (const [key, form] of namesFrom(row.engine_kind, used)) put(known.get(key) ?? form, 'engine')
    if (used.length === 0) for (const { source, alias } of before) if (source === 'engine') put(alias, 'engine')
    const both = row.root_id === row.id ? holding.all(row.id) : [...holding.all(row.root_id), ...holding.all(row.id)]
    for (const { action, value, entity_id: of } of both) {
      if (value === null) continue
      if ((action === 'rename' || action === 'add-alias') && of === row.id) put(value, 'user')
      if (action === 'remove-alias') wanted.delete(aliasKey(value))
    }
    for (const { key } of before) if (!wanted.has(key)) dropAlias.run(row.id, key)
    for (const alias of wanted.values()) {
      const old = before.find(({ key }) => key === alias.key)
      const same = old?.alias === alias.alias && old.weak === alias.weak && old.source === alias.source
      if (!same) putAlias.run({ id: row.id, ...alias })
    }
  }

  return {
    root(id) {
      const found = entity.get(id)
      const standing = found && found.root_id !== id ? entity.get(found.root_id) : found
      return standing ?? fail('NOT_FOUND', 'That entity is not in the library any more.')
    },
    row: (id) => entity.get(id) ?? fail('NOT_FOUND', 'That entity is not in the library any more.'),
    rederive(id) {
      const row = entity.get(id)
      if (!row) return
      const state = { name: row.engine_name, kind: row.engine_kind, mergedInto: null as string | null, rejected: 0 }
      for (const decision of holding.all(id)) {
        if (decision.action === 'rename' && decision.value) state.name = decision.value
        if (decision.action === 'set-kind' && decision.value) state.kind = decision.value as EntityKind
        if (decision.action === 'merge') state.mergedInto = decision.value
        if (decision.action === 'reject' && decision.article_id === null) state.rejected = 1
      }
      const moved = mergedInto.get(id) !== state.mergedInto
      const members = new Map(membersOf.all(row.root_id).map((member) => [member.id, member]))
      derive.run({ id, ...state, now: deps.now(), device: deps.device })
      if (moved) resetRoots.run()
      const now = entity.get(id)!
      for (const member of [...membersOf.all(now.root_id), ...membersOf.all(id)]) members.set(member.id, member)
      for (const memberId of members.keys()) rederiveAliases(entity.get(memberId)!)
    },
    make({ name, kind, madeBy: decisionId }) {
      const id = deps.newId()
      addEntity.run({ id, name, kind, madeBy: decisionId, now: deps.now(), device: deps.device })
      const key = aliasKey(name)
      putAlias.run({ id, key, alias: name, weak: isWeakForm(kind, key) ? 1 : 0, source: 'user' })
      return entity.get(id)!
    },
    dropAlias(id, key) {
      dropAlias.run(id, key)
    },
    isMadeBy: (id, decisionId) => madeBy.get(id) === decisionId,
    hasAlias: (rootId, key) => bearer.get({ root: rootId, key }) === 1,
  }
}
