// Rows of a table as plain records and back, for a copy of a library that leaves nothing out: dates, ids and all.
import type { Database } from 'better-sqlite3'

/** A row: its columns by their names in camel case, JSON read, 0 and 1 as false and true where the table means that. */
export type TableRecord = Record<string, unknown>

export interface TableRows {
  /** Rows in their order, where a condition holds; `?` in it stands for the parameters. */
  read(condition: string, ...parameters: (string | number)[]): TableRecord[]
  /**
   * Inserts a row unless one of its kind is there: what a record does not say has the table's default, and what the table
   * does not know is passed over. Returns whether it was inserted. Throws the database's own error for what cannot be.
   */
  insert(record: TableRecord): boolean
}

export interface TableShape {
  table: string
  /** How rows are ordered: the expression after ORDER BY. */
  order: string
  /** Columns that hold JSON. */
  json?: readonly string[]
  /** Columns that hold 0 or 1. */
  flags?: readonly string[]
}

/** Numbers that only this database gives, and whose device it was: another library has its own. */
const LEFT_OUT = new Set(['key', 'device'])

/**
 * The rows of one table.
 * @param db an open library
 * @param device who writes
 * @param shape which table, and what its columns hold
 */
export function createTableRows(db: Database, device: string, shape: TableShape): TableRows {
  const { table } = shape
  const known = db.pragma(`table_info("${table}")`) as { name: string; pk: number }[]
  const hasDevice = known.some(({ name }) => name === 'device')
  // `key` is a number of this database only where it is the primary key; aliases and tags have names by that name.
  const ownNumber =
    known.some(({ name, pk }) => name === 'key' && pk === 1) && known.filter(({ pk }) => pk > 0).length === 1
  const columns = known
    .map(({ name }) => name)
    .filter((name) => !LEFT_OUT.has(name) || (name === 'key' && !ownNumber))
    .map((name) => ({
      name,
      field: camelCase(name),
      json: shape.json?.includes(name) ?? false,
      flag: shape.flags?.includes(name) ?? false,
    }))
  const listed = columns.map(({ name }) => `"${name}"`).join(', ')

  const toRecord = (row: Record<string, unknown>): TableRecord =>
    Object.fromEntries(
      columns.map(({ name, field, json, flag }) => {
        const value = row[name]
        if (json) return [field, typeof value === 'string' ? (JSON.parse(value) as unknown) : null]
        return [field, flag ? value === 1 : value]
      }),
    )

  return {
    read: (condition, ...parameters) =>
      db
        .prepare<(string | number)[], Record<string, unknown>>(
          `SELECT ${listed} FROM "${table}" WHERE ${condition} ORDER BY ${shape.order}`,
        )
        .all(...parameters)
        .map(toRecord),
    insert(record) {
      const given = columns.filter(({ field }) => record[field] !== undefined)
      const names = [...given.map(({ name }) => `"${name}"`), ...(hasDevice ? ['device'] : [])]
      const values = [
        ...given.map(({ field, json, flag }) => {
          const value = record[field]
          if (json) return value === null ? null : JSON.stringify(value)
          return flag ? Number(value === true) : value
        }),
        ...(hasDevice ? [device] : []),
      ]
      const places = names.map(() => '?').join(', ')
      return (
        db
          .prepare(`INSERT INTO "${table}" (${names.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING`)
          .run(...values).changes > 0
      )
    },
  }
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
