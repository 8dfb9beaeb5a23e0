// What linking keeps: the clusters of each article with the reasons of their links, the candidates of those that are not sure,
// and decisions that concern single mentions.

/**
 * SQL of a later migration than `entitiesSchema`. `article_cluster` is what the engine and the linker say of an article;
 * `mention` and `article_entity` are derived from it by the decisions that hold. SQLite cannot change a CHECK, so the table of
 * decisions is made anew; ids, order and `undone_at` stay. What was analysed before has one cluster an entity, without the
 * words around it, until it is analysed again.
 */
export const linkingSchema = `
CREATE TABLE article_cluster (
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  -- Number of the cluster in the engine's answer.
  cluster INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  role TEXT,
  -- JSON list of all that is said of it, each with its range.
  roles TEXT NOT NULL DEFAULT '[]',
  -- JSON list of the surface forms, the name first.
  forms TEXT NOT NULL,
  -- What stands around its mentions: words folded and in order of the alphabet, with a space between.
  words TEXT NOT NULL,
  -- 0..1: how sure the engine is.
  confidence REAL NOT NULL,
  -- JSON list of sentences; null when there is nothing to say.
  evidence TEXT,
  -- What the linker chose, why in a word, and how sure that is, 0..1.
  entity_id TEXT NOT NULL REFERENCES entity (id),
  link_reason TEXT NOT NULL,
  link_score REAL NOT NULL,
  -- Whether several entities may be meant; the cluster then has candidates.
  unsure INTEGER NOT NULL CHECK (unsure IN (0, 1)),
  PRIMARY KEY (article_id, cluster)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_cluster_entity ON article_cluster (entity_id);

CREATE TABLE cluster_candidate (
  article_id TEXT NOT NULL,
  cluster INTEGER NOT NULL,
  -- The likeliest is 0.
  place INTEGER NOT NULL,
  -- Null for someone whom the library does not know.
  entity_id TEXT REFERENCES entity (id),
  score REAL NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (article_id, cluster, place),
  FOREIGN KEY (article_id, cluster) REFERENCES article_cluster (article_id, cluster) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_candidate_entity ON cluster_candidate (entity_id);

-- The cluster a mention is of; -1 where the user named a place that the engine does not.
ALTER TABLE mention ADD COLUMN cluster INTEGER;
ALTER TABLE mention ADD COLUMN engine_confidence REAL;
ALTER TABLE mention ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;

-- Mentions that the user said are none.
CREATE TABLE mention_aside (
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  cluster INTEGER NOT NULL,
  engine_confidence REAL NOT NULL,
  PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;

-- Whether it is not sure that the article names it; whether the user said that it does.
ALTER TABLE article_entity ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article_entity ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
-- As of clusters: the forms that are its own here, and the words around them.
ALTER TABLE article_entity ADD COLUMN forms TEXT NOT NULL DEFAULT '[]';
ALTER TABLE article_entity ADD COLUMN words TEXT NOT NULL DEFAULT '';
CREATE INDEX article_entity_entity ON article_entity (entity_id, article_id);

INSERT INTO article_cluster (article_id, cluster, name, kind, role, forms, words, confidence, entity_id, link_reason,
    link_score, unsure)
  SELECT ae.article_id, row_number() OVER (PARTITION BY ae.article_id ORDER BY ae.entity_id) - 1, e.engine_name, ae.kind,
    ae.role, json_array(e.engine_name), '', 1, ae.entity_id, 'before', 1, 0
  FROM article_entity ae JOIN entity e ON e.id = ae.entity_id;
UPDATE mention SET engine_confidence = confidence, cluster = (SELECT c.cluster FROM article_cluster c
  WHERE c.article_id = mention.article_id AND c.entity_id = mention.entity_id);

-- The decision that made it, of one that the user named; null of one that the engine found.
ALTER TABLE entity ADD COLUMN made_by TEXT;

CREATE TABLE entity_decision_2 (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Of 'assign' and 'choose' whose mentions they were.
  entity_id TEXT NOT NULL REFERENCES entity (id),
  action TEXT NOT NULL CHECK (action IN ('rename', 'merge', 'set-kind', 'reject', 'add-alias', 'remove-alias', 'assign', 'choose')),
  -- The new name, the new kind, the alias, or the id of the entity that is meant; null for a rejection.
  value TEXT,
  -- Where a decision holds; null for everywhere.
  article_id TEXT REFERENCES article (id) ON DELETE CASCADE,
  -- JSON list of quotes with their ranges: the mentions that it is about; null when it is about none in particular.
  places TEXT,
  -- Whether it is about those mentions only, or about what goes with them: of the same form, or of the same cluster.
  reach TEXT NOT NULL DEFAULT 'mentions' CHECK (reach IN ('mentions', 'form', 'cluster')),
  description TEXT NOT NULL,
  -- What was being read, and the mention at hand.
  origin_article_id TEXT REFERENCES article (id) ON DELETE SET NULL,
  origin_start INTEGER,
  created_at INTEGER NOT NULL,
  undone_at INTEGER,
  device TEXT NOT NULL
) STRICT;
INSERT INTO entity_decision_2 (key, id, entity_id, action, value, article_id, description, origin_article_id, created_at,
    undone_at, device)
  SELECT key, id, entity_id, action, value, article_id, description, article_id, created_at, undone_at, device
  FROM entity_decision;
DROP TABLE entity_decision;
ALTER TABLE entity_decision_2 RENAME TO entity_decision;
CREATE INDEX entity_decision_entity ON entity_decision (entity_id);
CREATE INDEX entity_decision_article ON entity_decision (article_id);
`
