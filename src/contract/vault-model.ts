// What the contract says of the vault: a folder of Markdown files that is kept in step with the library.
import { z } from 'zod'
import { ArticleState, Id } from './model.ts'

export const VaultOptions = z.object({
  /** Absolute; `~/` stands for the user's home. */
  folder: z.string().trim().min(1),
  /** What has files: every article that the filters let through, standalone notes, entities. */
  articles: z.boolean(),
  notes: z.boolean(),
  entities: z.boolean(),
  /** Of the articles: only those with a highlight or a note. */
  annotatedOnly: z.boolean(),
  /** Of the articles: only those with one of these tags, and in one of these states; all when empty. */
  tags: z.array(z.string().min(1)),
  states: z.array(ArticleState),
  links: z.enum(['wikilinks', 'relative']),
  /** Whether pictures are copied beside the files that show them. */
  assets: z.boolean(),
  /** How the file of an article is written, in Liquid; null as the app writes it. */
  articleTemplate: z.string().max(100_000).nullable(),
  /** Whether it is brought up to date by itself after every change in the library. */
  inStep: z.boolean(),
})
export type VaultOptions = z.infer<typeof VaultOptions>

/** What happened, or would, to one file; a few words in `detail` say to what in it. */
export const VaultLine = z.object({
  kind: z.enum([
    /** A new file, or one brought up to date. */
    'written',
    /** Brought up to date where the user had edited it: the edits stay. */
    'merged',
    'renamed',
    'removed',
    /** An edit in the file came into the library. */
    'brought-in',
    /** Changed here and there since the last time: both are kept. */
    'conflict',
    /** An edit that the file keeps and the library does not take. */
    'kept',
    /** Taken out of the file by the user, and not written again. */
    'deleted',
    /** Ours, written beside a file that could not be merged. */
    'beside',
    'problem',
  ]),
  /** Relative to the folder, `/` between its parts. */
  file: z.string(),
  detail: z.string(),
  /** What the file is of. */
  item: z.object({ kind: z.enum(['article', 'note', 'entity']), id: Id }),
})
export type VaultLine = z.infer<typeof VaultLine>

export const VaultReport = z.object({
  folder: z.string(),
  /** Whether nothing was done: what would be is told. */
  dryRun: z.boolean(),
  /** UTC ms. */
  at: z.number(),
  lines: z.array(VaultLine),
  /** Files that were in step already. */
  unchanged: z.int(),
  /** Pictures copied. */
  assets: z.int(),
})
export type VaultReport = z.infer<typeof VaultReport>

export const VaultEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.int(), total: z.int() }),
  z.object({ type: z.literal('done'), report: VaultReport }),
])
export type VaultEvent = z.infer<typeof VaultEvent>

export const VaultSyncInput = z.object({
  /** Instead of the options that the library remembers, which are then not changed. */
  options: VaultOptions.optional(),
  /** Changes nothing, here or there, and says what would be. */
  dryRun: z.boolean().default(false),
  /** Writes files and blocks again that the user deleted. */
  restore: z.boolean().default(false),
})
export type VaultSyncInput = z.input<typeof VaultSyncInput>

export const VaultStatus = z.object({
  /** Null before a folder was chosen. */
  options: VaultOptions.nullable(),
  lastReport: VaultReport.nullable(),
  /** Why it could not be kept in step, the last time; null when it could. */
  problem: z.string().nullable(),
  /** The template that the app writes articles by. */
  defaultTemplate: z.string(),
})
export type VaultStatus = z.infer<typeof VaultStatus>

/** What a template gives for an article, or what is wrong with it. */
export const VaultPreview = z.object({
  /** The article it was tried on; null when there is none in the library. */
  title: z.string().nullable(),
  markdown: z.string(),
  problem: z.object({ message: z.string(), line: z.int().nullable() }).nullable(),
})
export type VaultPreview = z.infer<typeof VaultPreview>

/** What a vault is before anything was chosen. */
export const DEFAULT_VAULT: Omit<VaultOptions, 'folder'> = {
  articles: true,
  notes: true,
  entities: false,
  annotatedOnly: false,
  tags: [],
  states: [],
  links: 'wikilinks',
  assets: true,
  articleTemplate: null,
  inStep: false,
}
