// An index for libraries of many notes.

/**
 * SQL of a later migration than `standaloneNotesSchema`: all that the list, its counts and the completion of links ask of every
 * note, so that none of them reads the notes themselves.
 */
export const noteIndexSchema = `
DROP INDEX note_standalone;
CREATE INDEX note_listed ON note (updated_at, id, trashed_at, template, title) WHERE target_kind = 'note';
`
