// The tables of imports: what each was, what it made, what became of every row, and what is known of earlier ones.

/**
 * SQL of a later migration. `import_made` is what undoing takes out: `target_id` is an article, a highlight or a note,
 * `before` what was there, `after` what the import left, by which a change of the user's is seen. `import_known` says under
 * which name something came in before. Times are UTC ms.
 */
export const importSchema = `
CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  format TEXT NOT NULL,
  format_name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'stopped', 'undoing', 'undone')),
  counts TEXT NOT NULL,
  device TEXT NOT NULL
) STRICT;

CREATE TABLE import_made (
  key INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('article', 'highlight', 'note', 'note-words', 'tags', 'favourite', 'text')),
  target_id TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX import_made_run ON import_made (run_id, kind);
CREATE INDEX import_made_target ON import_made (target_id);

CREATE TABLE import_entry (
  key INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  article_id TEXT,
  title TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('added', 'merged', 'trashed', 'broken')),
  problem TEXT,
  placed INTEGER NOT NULL,
  uncertain INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  waiting INTEGER NOT NULL
) STRICT;
CREATE INDEX import_entry_run ON import_entry (run_id);

CREATE TABLE import_known (
  name TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  target_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX import_known_run ON import_known (run_id);

-- The few or many articles that came without their text.
CREATE INDEX article_textless ON article (added_at) WHERE text = '' AND url IS NOT NULL AND trashed_at IS NULL;
`
