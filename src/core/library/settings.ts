// What the user chose, and the few facts the library keeps about itself, one row a name.
import type { Database } from 'better-sqlite3'
import { DEFAULT_SETTINGS, Settings } from '../../contract/model.ts'
import type { ChangeEvent } from '../../contract/model.ts'

export interface SettingsStore {
  get(): Settings
  set(change: Partial<{ [K in keyof Settings]: Settings[K] | undefined }>): Settings
  /** A fact the library keeps about itself, such as the name of this device; undefined when never written. */
  fact(name: string): string | undefined
  setFact(name: string, value: string): void
}

/**
 * Settings over the table `setting`.
 * @param db an open library
 * @param deps.now UTC ms
 * @param deps.changed is told after a change
 * @returns the store; unknown or unreadable values fall back to the defaults rather than fail
 */
export function createSettings(
  db: Database,
  deps: { now: () => number; changed: (event: ChangeEvent) => void },
): SettingsStore {
  const all = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM setting')
  const one = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck()
  const put = db.prepare(
    `INSERT INTO setting (name, value, updated_at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  )

  function get(): Settings {
    const stored = new Map(all.all().map((row) => [row.name, row.value]))
    const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS }
    for (const [name, schema] of Object.entries(Settings.shape)) {
      const parsed = schema.safeParse(parseJson(stored.get(name)))
      if (parsed.success) settings[name] = parsed.data
    }
    return settings as Settings
  }

  const write = db.transaction((change: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(change)) {
      if (value !== undefined) put.run(name, JSON.stringify(value), deps.now())
    }
  })

  return {
    get,
    set(change) {
      write(change)
      deps.changed({ topic: 'settings', articleId: null })
      return get()
    },
    fact: (name) => one.get(`library.${name}`),
    setFact: (name, value) => {
      put.run(`library.${name}`, value, deps.now())
    },
  }
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
