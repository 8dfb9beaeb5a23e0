// Every migration, in order. Only ever append: a library that went through one must find it unchanged.
import { annotationsSchema } from './annotations/schema.ts'
import { highlightTagsSchema } from './annotations/schema-2.ts'
import { highlightReviewSchema } from './annotations/schema-3.ts'
import { entitiesSchema } from './entities/schema.ts'
import { linkingSchema } from './entities/schema-2.ts'
import { entityFactSchema } from './entities/schema-3.ts'
import { backgroundSchema } from './entities/schema-4.ts'
import { lookUpSchema } from './entities/look-up/schema.ts'
import { importSchema } from './importers/schema.ts'
import type { Migration } from './library/migrate.ts'
import { librarySchema } from './library/schema.ts'
import { articleAppearanceSchema } from './library/schema-2.ts'
import { articleVersionSchema } from './library/schema-3.ts'
import { articleIndexSchema } from './library/schema-4.ts'
import { notesSchema } from './notes/schema.ts'
import { entityNotesSchema } from './notes/schema-2.ts'
import { standaloneNotesSchema } from './notes/schema-3.ts'
import { noteIndexSchema } from './notes/schema-4.ts'
import { searchSchema } from './search/schema.ts'

export const migrations: readonly Migration[] = [
  {
    name: 'articles, highlights, notes, entities and their index',
    sql: [librarySchema, annotationsSchema, notesSchema, entitiesSchema, searchSchema].join('\n'),
  },
  { name: 'tags of highlights', sql: highlightTagsSchema },
  { name: 'how one article is set', sql: articleAppearanceSchema },
  {
    name: 'former versions of articles, highlights to be looked at',
    sql: articleVersionSchema + highlightReviewSchema,
  },
  { name: 'why a name is linked, and decisions about single mentions', sql: linkingSchema },
  { name: 'facts about entities, visits to their pages, notes on them', sql: entityFactSchema + entityNotesSchema },
  { name: 'indexes for libraries of many articles', sql: articleIndexSchema },
  { name: 'articles whose names are to be linked once more', sql: backgroundSchema },
  { name: 'what was looked up about entities', sql: lookUpSchema },
  { name: 'notes that stand alone, links between notes, their former states', sql: standaloneNotesSchema },
  { name: 'imports, and articles that wait for their text', sql: importSchema },
  { name: 'an index for libraries of many notes', sql: noteIndexSchema },
]
