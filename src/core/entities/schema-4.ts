// What analysing a large library needs: an index for the linker, and the articles whose names are to be linked once more.

/** SQL of a later migration than `linkingSchema`. */
export const backgroundSchema = `
-- The articles that name an entity for sure, without a look at what they say of it.
CREATE INDEX article_entity_sure ON article_entity (entity_id, unsure, article_id);

-- Articles with a surname whose bearer was met in full elsewhere since: where, and the surname folded.
CREATE TABLE article_relink (
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;
`
