// Former versions of articles, and which of an article's facts the user wrote.

/**
 * SQL of a later migration than `librarySchema`. `content` is an `ArticleContent` and `anchors` what the highlights held
 * of their places in it, both as JSON; `edited` names the facts of an article that no update may write over, as JSON.
 */
export const articleVersionSchema = `
CREATE TABLE article_version (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  reason TEXT NOT NULL CHECK (reason IN ('update', 'replace', 'correct', 'back')),
  content TEXT NOT NULL,
  anchors TEXT NOT NULL,
  kept_at INTEGER NOT NULL,
  device TEXT NOT NULL
) STRICT;
CREATE INDEX article_version_article ON article_version (article_id, key);
ALTER TABLE article ADD COLUMN edited TEXT NOT NULL DEFAULT '[]';
`
