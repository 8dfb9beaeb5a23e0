// The tables of entities. What the engine found and what the user decided are kept apart, so that the engine can run again.

/** SQL of the first migration. `mention` offsets are UTF-16 code units of the article's canonical text. */
export const entitiesSchema = `
CREATE TABLE entity (
  id TEXT PRIMARY KEY,
  -- What the engine says, and what holds after the user's decisions (derived from entity_decision).
  engine_name TEXT NOT NULL,
  engine_kind TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'place', 'event', 'work', 'other')),
  merged_into TEXT REFERENCES entity (id),
  -- Itself, or the entity it is part of at the end of a chain of merges.
  root_id TEXT NOT NULL,
  rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device TEXT NOT NULL
) STRICT;
CREATE INDEX entity_root ON entity (root_id);

CREATE TABLE entity_alias (
  entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
  -- The alias folded for comparison.
  key TEXT NOT NULL,
  alias TEXT NOT NULL,
  -- A form too short to identify on its own, such as a surname.
  weak INTEGER NOT NULL CHECK (weak IN (0, 1)),
  source TEXT NOT NULL CHECK (source IN ('engine', 'user')),
  PRIMARY KEY (entity_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_alias_key ON entity_alias (key);

CREATE TABLE mention (
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  entity_id TEXT NOT NULL REFERENCES entity (id),
  confidence REAL NOT NULL,
  PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity_id, article_id, start);

CREATE TABLE article_entity (
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  entity_id TEXT NOT NULL REFERENCES entity (id),
  kind TEXT NOT NULL,
  role TEXT,
  PRIMARY KEY (article_id, entity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_analysis (
  article_id TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  engine_version INTEGER NOT NULL,
  text_hash TEXT NOT NULL,
  analysed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_decision (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  entity_id TEXT NOT NULL REFERENCES entity (id),
  action TEXT NOT NULL CHECK (action IN ('rename', 'merge', 'set-kind', 'reject', 'add-alias', 'remove-alias')),
  -- The new name, the new kind, or the id of the entity merged into; null for a rejection.
  value TEXT,
  -- Where a rejection holds; null for everywhere.
  article_id TEXT REFERENCES article (id) ON DELETE CASCADE,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  undone_at INTEGER,
  device TEXT NOT NULL
) STRICT;
CREATE INDEX entity_decision_entity ON entity_decision (entity_id);
`
