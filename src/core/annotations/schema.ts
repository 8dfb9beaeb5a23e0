// The table of highlights.

/**
 * SQL of the first migration; the table `article` exists before it. `start` and `"end"` are UTF-16 code units of
 * `article.text`; times are UTC ms. An anchored row's words stand at its range: `exact` is `text.slice(start, "end")`.
 * An orphan keeps its quote and the last range that held it; a removed row stays for `restore`.
 */
export const annotationsSchema = `
CREATE TABLE highlight (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  colour TEXT NOT NULL CHECK (colour IN ('yellow', 'green', 'blue', 'pink', 'purple')),
  status TEXT NOT NULL DEFAULT 'anchored' CHECK (status IN ('anchored', 'orphan')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  removed_at INTEGER,
  device TEXT NOT NULL,
  CHECK ("end" > start)
) STRICT;
CREATE INDEX highlight_article ON highlight (article_id, start, "end");
`
