// A highlight whose place is not sure, and what is kept of the text that it stood in.

/**
 * SQL of a later migration than `highlightTagsSchema`. SQLite cannot change a CHECK, so the table is made anew; its tags are
 * put aside meanwhile, as dropping it would delete them. `start` and `"end"` of an uncertain row are the place proposed for
 * it; `score` says how sure that is, 0..1. What is not anchored keeps its quote, the last range that held it
 * (`last_start`, `last_end`) and that text around it (`old_before`, `old_after`); an orphan from before has only what its
 * quote kept. `settled` is set when the user keeps an orphan as one.
 */
export const highlightReviewSchema = `
CREATE TEMP TABLE kept_highlight_tag AS SELECT highlight_id, name FROM highlight_tag;
DROP TRIGGER highlight_tag_insert;
DROP TRIGGER highlight_tag_delete;
DROP TRIGGER highlight_search_insert;
DROP TRIGGER highlight_search_update;
DROP TRIGGER highlight_search_delete;
DROP VIEW highlight_words;

CREATE TABLE highlight_3 (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  colour TEXT NOT NULL CHECK (colour IN ('yellow', 'green', 'blue', 'pink', 'purple')),
  status TEXT NOT NULL DEFAULT 'anchored' CHECK (status IN ('anchored', 'uncertain', 'orphan')),
  score REAL,
  last_start INTEGER,
  last_end INTEGER,
  old_before TEXT NOT NULL DEFAULT '',
  old_after TEXT NOT NULL DEFAULT '',
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  removed_at INTEGER,
  device TEXT NOT NULL,
  CHECK ("end" > start),
  CHECK ((status = 'uncertain') = (score IS NOT NULL)),
  CHECK ((status = 'anchored') = (last_start IS NULL)),
  CHECK ((last_start IS NULL) = (last_end IS NULL)),
  CHECK (settled = 0 OR status = 'orphan')
) STRICT;
INSERT INTO highlight_3 (id, article_id, start, "end", exact, prefix, suffix, colour, status, last_start, last_end,
    old_before, old_after, created_at, updated_at, removed_at, device)
  SELECT id, article_id, start, "end", exact, prefix, suffix, colour, status,
    iif(status = 'orphan', start, NULL), iif(status = 'orphan', "end", NULL),
    iif(status = 'orphan', prefix, ''), iif(status = 'orphan', suffix, ''), created_at, updated_at, removed_at, device
  FROM highlight;
DROP TABLE highlight;
ALTER TABLE highlight_3 RENAME TO highlight;
CREATE INDEX highlight_article ON highlight (article_id, start, "end");
CREATE INDEX highlight_review ON highlight (article_id) WHERE status <> 'anchored';

CREATE VIEW highlight_words AS SELECT id, removed_at,
  exact || coalesce((SELECT char(10) || group_concat('#' || name, ' ') FROM highlight_tag WHERE highlight_id = highlight.id), '')
  AS body FROM highlight;
DELETE FROM highlight_tag;
INSERT INTO highlight_tag (highlight_id, name) SELECT highlight_id, name FROM kept_highlight_tag;
DROP TABLE kept_highlight_tag;

CREATE TRIGGER highlight_search_insert AFTER INSERT ON highlight WHEN new.removed_at IS NULL BEGIN
  INSERT INTO search_item (kind, id, body) VALUES ('highlight', new.id, new.exact);
END;
CREATE TRIGGER highlight_search_update AFTER UPDATE OF exact, removed_at ON highlight BEGIN
  DELETE FROM search_item WHERE id = old.id;
  INSERT INTO search_item (kind, id, body) SELECT 'highlight', id, body FROM highlight_words
    WHERE id = new.id AND removed_at IS NULL;
END;
CREATE TRIGGER highlight_search_delete AFTER DELETE ON highlight BEGIN
  DELETE FROM search_item WHERE id = old.id;
END;
CREATE TRIGGER highlight_tag_insert AFTER INSERT ON highlight_tag BEGIN
  UPDATE search_item SET body = (SELECT body FROM highlight_words WHERE id = new.highlight_id) WHERE id = new.highlight_id;
END;
CREATE TRIGGER highlight_tag_delete AFTER DELETE ON highlight_tag
WHEN EXISTS (SELECT 1 FROM highlight WHERE id = old.highlight_id) BEGIN
  UPDATE search_item SET body = (SELECT body FROM highlight_words WHERE id = old.highlight_id) WHERE id = old.highlight_id;
END;
`
