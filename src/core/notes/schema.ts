// The table of notes.

/**
 * SQL of the first migration. One note a target; `state` is a serialised Lexical state, `text` its words as
 * `textOfState` gives them. `revision` grows by one with every save; times are UTC ms. A target's table is not named
 * here: a highlight that is removed keeps its note for `restore`.
 */
export const notesSchema = `
CREATE TABLE note (
  id TEXT PRIMARY KEY,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('article', 'highlight')),
  target_id TEXT NOT NULL,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device TEXT NOT NULL,
  UNIQUE (target_kind, target_id)
) STRICT;
`
