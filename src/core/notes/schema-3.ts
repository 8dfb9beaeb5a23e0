// Notes that stand alone, what notes refer to, their tags, and their former states.

/**
 * SQL of a later migration than `entityNotesSchema`. A note of the kind `note` is its own target and has a title, empty while
 * it has none; the others have none. `written_at` is the last save of the state, `updated_at` also that of the title. SQLite
 * cannot change a CHECK, so the table is made anew, with the triggers that keep it in the index: what is in the trash is not
 * in it. `note_link` and `note_tag` are derived from the state with every save; no note had any before.
 */
export const standaloneNotesSchema = `
DROP TRIGGER note_search_insert;
DROP TRIGGER note_search_update;
DROP TRIGGER note_search_delete;
CREATE TABLE note_3 (
  id TEXT PRIMARY KEY,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('article', 'highlight', 'entity', 'note')),
  target_id TEXT NOT NULL,
  title TEXT,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  -- 'note' or 'daily': whether notes, or those of a day, may begin as a copy of it.
  template TEXT CHECK (template IN ('note', 'daily')),
  -- The local day of which it is the note, YYYY-MM-DD.
  day TEXT,
  created_at INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  trashed_at INTEGER,
  device TEXT NOT NULL,
  UNIQUE (target_kind, target_id),
  CHECK ((target_kind = 'note') = (title IS NOT NULL)),
  CHECK (target_kind <> 'note' OR target_id = id),
  CHECK (target_kind = 'note' OR (template IS NULL AND day IS NULL AND trashed_at IS NULL))
) STRICT;
INSERT INTO note_3 (id, target_kind, target_id, state, text, revision, created_at, written_at, updated_at, device)
  SELECT id, target_kind, target_id, state, text, revision, created_at, updated_at, updated_at, device FROM note;
DROP TABLE note;
ALTER TABLE note_3 RENAME TO note;
CREATE UNIQUE INDEX note_day ON note (day) WHERE day IS NOT NULL AND trashed_at IS NULL;
CREATE INDEX note_standalone ON note (updated_at) WHERE target_kind = 'note';

CREATE TABLE note_link (
  note_id TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('note', 'article', 'entity', 'highlight')),
  target_id TEXT NOT NULL,
  PRIMARY KEY (note_id, kind, target_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_link_target ON note_link (kind, target_id);

CREATE TABLE note_tag (
  note_id TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (note_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_tag_name ON note_tag (name);

CREATE TABLE note_version (
  id TEXT PRIMARY KEY,
  note_id TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  title TEXT,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  -- A NoteVersionReason of the contract.
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX note_version_note ON note_version (note_id, kept_at);

CREATE TRIGGER note_search_insert AFTER INSERT ON note WHEN new.trashed_at IS NULL BEGIN
  INSERT INTO search_item (kind, id, body) VALUES ('note', new.id, iif(coalesce(new.title, '') = '', '', new.title || char(10)) || new.text);
END;
CREATE TRIGGER note_search_update AFTER UPDATE OF title, text, trashed_at ON note BEGIN
  DELETE FROM search_item WHERE id = old.id AND new.trashed_at IS NOT NULL;
  INSERT INTO search_item (kind, id, body)
    SELECT 'note', new.id, iif(coalesce(new.title, '') = '', '', new.title || char(10)) || new.text WHERE new.trashed_at IS NULL
    ON CONFLICT (id) DO UPDATE SET body = excluded.body;
END;
CREATE TRIGGER note_search_delete AFTER DELETE ON note BEGIN
  DELETE FROM search_item WHERE id = old.id;
END;
`
