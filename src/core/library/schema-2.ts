// How an article is set where that differs from the others.

/** SQL of a later migration than `librarySchema`: the model's `Appearance` as JSON, null for none. */
export const articleAppearanceSchema = `
ALTER TABLE article ADD COLUMN appearance TEXT;
`
