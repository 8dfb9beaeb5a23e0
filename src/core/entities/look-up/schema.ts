// What was looked up about entities.

/** SQL of a later migration than `entitiesSchema`. Kept under the entity that was asked about, also when it is merged. */
export const lookUpSchema = `
CREATE TABLE entity_look_up (
  entity_id TEXT PRIMARY KEY REFERENCES entity (id),
  source TEXT NOT NULL CHECK (source IN ('wikipedia', 'wikidata')),
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT,
  text TEXT NOT NULL,
  url TEXT NOT NULL,
  licence TEXT NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
