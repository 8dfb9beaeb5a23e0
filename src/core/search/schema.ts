// The full-text index: one FTS5 table over articles, one over the short things (highlights, notes, entity names), kept in step
// by triggers, so that no write path can forget it. https://www.sqlite.org/fts5.html#external_content_tables

/** SQL of the first migration; the tables of articles, highlights, notes and entities exist before it. */
export const searchSchema = `
CREATE VIRTUAL TABLE article_fts USING fts5 (
  title, byline, text, content = 'article', content_rowid = 'key',
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
CREATE TRIGGER article_fts_insert AFTER INSERT ON article BEGIN
  INSERT INTO article_fts (rowid, title, byline, text) VALUES (new.key, new.title, new.byline, new.text);
END;
CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN
  INSERT INTO article_fts (article_fts, rowid, title, byline, text) VALUES ('delete', old.key, old.title, old.byline, old.text);
END;
CREATE TRIGGER article_fts_update AFTER UPDATE OF title, byline, text ON article BEGIN
  INSERT INTO article_fts (article_fts, rowid, title, byline, text) VALUES ('delete', old.key, old.title, old.byline, old.text);
  INSERT INTO article_fts (rowid, title, byline, text) VALUES (new.key, new.title, new.byline, new.text);
END;

CREATE TABLE search_item (
  key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('highlight', 'note', 'entity')),
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_item_fts USING fts5 (
  body, content = 'search_item', content_rowid = 'key', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
CREATE TRIGGER search_item_insert AFTER INSERT ON search_item BEGIN
  INSERT INTO search_item_fts (rowid, body) VALUES (new.key, new.body);
END;
CREATE TRIGGER search_item_delete AFTER DELETE ON search_item BEGIN
  INSERT INTO search_item_fts (search_item_fts, rowid, body) VALUES ('delete', old.key, old.body);
END;
CREATE TRIGGER search_item_update AFTER UPDATE OF body ON search_item BEGIN
  INSERT INTO search_item_fts (search_item_fts, rowid, body) VALUES ('delete', old.key, old.body);
  INSERT INTO search_item_fts (rowid, body) VALUES (new.key, new.body);
END;

CREATE TRIGGER highlight_search_insert AFTER INSERT ON highlight WHEN new.removed_at IS NULL BEGIN
  INSERT INTO search_item (kind, id, body) VALUES ('highlight', new.id, new.exact);
END;
CREATE TRIGGER highlight_search_update AFTER UPDATE OF exact, removed_at ON highlight BEGIN
  DELETE FROM search_item WHERE id = old.id;
  INSERT INTO search_item (kind, id, body) SELECT 'highlight', new.id, new.exact WHERE new.removed_at IS NULL;
END;
CREATE TRIGGER highlight_search_delete AFTER DELETE ON highlight BEGIN
  DELETE FROM search_item WHERE id = old.id;
END;

CREATE TRIGGER note_search_insert AFTER INSERT ON note BEGIN
  INSERT INTO search_item (kind, id, body) VALUES ('note', new.id, new.text);
END;
CREATE TRIGGER note_search_update AFTER UPDATE OF text ON note BEGIN
  UPDATE search_item SET body = new.text WHERE id = new.id;
END;
CREATE TRIGGER note_search_delete AFTER DELETE ON note BEGIN
  DELETE FROM search_item WHERE id = old.id;
END;

CREATE TRIGGER entity_search_alias AFTER INSERT ON entity_alias BEGIN
  INSERT INTO search_item (kind, id, body)
    VALUES ('entity', new.entity_id, (SELECT group_concat(alias, ' · ') FROM entity_alias WHERE entity_id = new.entity_id))
    ON CONFLICT (id) DO UPDATE SET body = excluded.body;
END;
CREATE TRIGGER entity_search_alias_delete AFTER DELETE ON entity_alias BEGIN
  UPDATE search_item SET body = coalesce((SELECT group_concat(alias, ' · ') FROM entity_alias WHERE entity_id = old.entity_id), '')
    WHERE id = old.entity_id;
END;
CREATE TRIGGER entity_search_delete AFTER DELETE ON entity BEGIN
  DELETE FROM search_item WHERE id = old.id;
END;
`
