// The tags of highlights, and their place in the index of what can be searched for.

/**
 * SQL of a later migration than `annotationsSchema`. A highlight's tags are compared without regard to case and stand in
 * `search_item` below its words, so that searching for a tag finds the highlight.
 */
export const highlightTagsSchema = `
CREATE TABLE highlight_tag (
  highlight_id TEXT NOT NULL REFERENCES highlight (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (highlight_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_tag_name ON highlight_tag (name);

CREATE VIEW highlight_words AS SELECT id, removed_at,
  exact || coalesce((SELECT char(10) || group_concat('#' || name, ' ') FROM highlight_tag WHERE highlight_id = highlight.id), '')
  AS body FROM highlight;

DROP TRIGGER highlight_search_update;
CREATE TRIGGER highlight_search_update AFTER UPDATE OF exact, removed_at ON highlight BEGIN
  DELETE FROM search_item WHERE id = old.id;
  INSERT INTO search_item (kind, id, body) SELECT 'highlight', id, body FROM highlight_words
    WHERE id = new.id AND removed_at IS NULL;
END;
CREATE TRIGGER highlight_tag_insert AFTER INSERT ON highlight_tag BEGIN
  UPDATE search_item SET body = (SELECT body FROM highlight_words WHERE id = new.highlight_id) WHERE id = new.highlight_id;
END;
CREATE TRIGGER highlight_tag_delete AFTER DELETE ON highlight_tag
WHEN EXISTS (SELECT 1 FROM highlight WHERE id = old.highlight_id) BEGIN
  UPDATE search_item SET body = (SELECT body FROM highlight_words WHERE id = old.highlight_id) WHERE id = old.highlight_id;
END;
`
