// The tables of the library itself: articles, their tags and assets, settings.

/** SQL of the first migration. Offsets are UTF-16 code units of `article.text`; times are UTC ms. */
export const librarySchema = `
CREATE TABLE article (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  url TEXT,
  canonical_url TEXT,
  content_hash TEXT NOT NULL,
  title TEXT NOT NULL,
  byline TEXT,
  site_name TEXT,
  published_at INTEGER,
  lang TEXT,
  dir TEXT NOT NULL CHECK (dir IN ('ltr', 'rtl')),
  excerpt TEXT NOT NULL,
  lead_image TEXT,
  html TEXT NOT NULL,
  text TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  set_aside TEXT NOT NULL DEFAULT '[]',
  -- Lengths of html and text without the set-aside blocks, while those are shown; null while they are not.
  body_html_length INTEGER,
  body_text_length INTEGER,
  missing_images TEXT NOT NULL DEFAULT '[]',
  source TEXT NOT NULL CHECK (source IN ('url', 'file', 'text', 'sample')),
  state TEXT NOT NULL DEFAULT 'inbox' CHECK (state IN ('inbox', 'later', 'archive')),
  favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
  position INTEGER NOT NULL DEFAULT 0,
  fraction REAL NOT NULL DEFAULT 0,
  added_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  opened_at INTEGER,
  trashed_at INTEGER,
  device TEXT NOT NULL
) STRICT;
CREATE INDEX article_canonical_url ON article (canonical_url) WHERE canonical_url IS NOT NULL;
CREATE INDEX article_content_hash ON article (content_hash);
CREATE INDEX article_added_at ON article (added_at);

CREATE TABLE article_tag (
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (article_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_name ON article_tag (name);

CREATE TABLE asset (
  path TEXT PRIMARY KEY,
  byte_length INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE article_asset (
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  path TEXT NOT NULL REFERENCES asset (path),
  PRIMARY KEY (article_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
