// Indexes for libraries of many thousand articles: a row holds the whole html and text, so that a scan reads all of them.

/** SQL of a later migration than `librarySchema`. */
export const articleIndexSchema = `
-- The list of a view in order of addition, and the counts of all views without a look at a single row.
CREATE INDEX article_shelf ON article (state, trashed_at, added_at, favourite);
-- The newest articles first, as "other articles" of an entity are asked for.
CREATE INDEX article_published ON article (published_at) WHERE trashed_at IS NULL;
-- The few that do not count.
CREATE INDEX article_trashed ON article (id) WHERE trashed_at IS NOT NULL;
`
