// Notes on entities.

/**
 * SQL of a later migration than `notesSchema`: an entity may be what a note is on. SQLite cannot change a CHECK, so the table
 * is made anew, with the triggers that keep it in the index.
 */
export const entityNotesSchema = `
DROP TRIGGER note_search_insert;
DROP TRIGGER note_search_update;
DROP TRIGGER note_search_delete;
CREATE TABLE note_2 (
  id TEXT PRIMARY KEY,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('article', 'highlight', 'entity')),
  target_id TEXT NOT NULL,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device TEXT NOT NULL,
  UNIQUE (target_kind, target_id)
) STRICT;
INSERT INTO note_2 SELECT id, target_kind, target_id, state, text, revision, created_at, updated_at, device FROM note;
DROP TABLE note;
ALTER TABLE note_2 RENAME TO note;
CREATE TRIGGER note_search_insert AFTER INSERT ON note BEGIN
  INSERT INTO search_item (kind, id, body) VALUES ('note', new.id, new.text);
END;
CREATE TRIGGER note_search_update AFTER UPDATE OF text ON note BEGIN
  UPDATE search_item SET body = new.text WHERE id = new.id;
END;
CREATE TRIGGER note_search_delete AFTER DELETE ON note BEGIN
  DELETE FROM search_item WHERE id = old.id;
END;
`
