// What articles say of entities, and when the user last looked at an entity's page.

/**
 * SQL of a later migration than `entitiesSchema`. A fact is a range of the article's canonical text (UTF-16 code units) that
 * says who or what an entity is; `key` is its words folded, so that the same role in several articles is one. Both tables
 * name entities as they were linked: what is merged is brought together when it is read.
 */
export const entityFactSchema = `
CREATE TABLE entity_fact (
  entity_id TEXT NOT NULL REFERENCES entity (id),
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (entity_id, article_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_fact_article ON entity_fact (article_id);

CREATE TABLE entity_visit (
  entity_id TEXT PRIMARY KEY REFERENCES entity (id),
  visited_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
