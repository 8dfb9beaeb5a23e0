// Every call, once. Shells serve it, the renderer and the CLI derive their client from it.
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import * as e from './entity-model.ts'
import * as x from './export-model.ts'
import { FAILURE_CODES } from './failure.ts'
import type { FailureCode } from './failure.ts'
import * as i from './import-model.ts'
import * as map from './map-model.ts'
import * as m from './model.ts'
import * as n from './note-model.ts'
import * as v from './vault-model.ts'

type ErrorMap = Record<FailureCode, { status: number }>
const failures = Object.fromEntries(
  Object.entries(FAILURE_CODES).map(([code, status]) => [code, { status }]),
) as ErrorMap

const call = oc.errors(failures)
const byId = z.object({ id: m.Id })
const origin = e.DecisionOrigin.optional()

export const contract = {
  library: {
    info: call.output(m.LibraryInfo),
    /** Emits whenever something changes, from this window, another one or the CLI, until the caller stops listening. */
    changes: call.output(eventIterator(m.ChangeEvent)),
    /**
     * Puts the library's own file in: what is there already stays as it is, and once is enough. Aborting keeps what has come
     * in; the file can be put in again.
     */
    putIn: call.input(z.object({ path: z.string().min(1) })).output(eventIterator(x.LibraryFileEvent)),
  },
  article: {
    list: call.input(m.ArticleListInput).output(m.ArticleList),
    get: call.input(byId).output(m.Article),
    update: call
      .input(
        z.object({
          id: m.Id,
          title: z.string().min(1).optional(),
          byline: z.string().nullable().optional(),
          state: m.ArticleState.optional(),
          favourite: z.boolean().optional(),
          tags: z.array(z.string().min(1)).optional(),
        }),
      )
      .output(m.ArticleSummary),
    /** Remembers the reading position; also marks the article as opened. */
    setProgress: call.input(z.object({ id: m.Id, progress: m.Progress })).output(z.void()),
    /** Sets this article apart from the others in how it is set; null sets it as all are. Replaces what was there. */
    setAppearance: call.input(z.object({ id: m.Id, appearance: m.Appearance.nullable() })).output(z.void()),
    trash: call.input(byId).output(z.void()),
    untrash: call.input(byId).output(z.void()),
    /** Appends the set-aside blocks to the body, or takes them out again; refused (CONFLICT) when a highlight is in them. */
    showSetAside: call.input(z.object({ id: m.Id, show: z.boolean() })).output(m.Article),
    /**
     * Replaces the text by what the original page holds now or, with a source, by that. Highlights are anchored again, and
     * the former text is kept. Aborting the call stops the work and changes nothing.
     */
    updateText: call
      .input(z.object({ id: m.Id, source: m.CaptureInput.optional() }))
      .output(eventIterator(m.TextUpdateEvent)),
    /** Replaces the text by what the user made of it. */
    correct: call.input(m.Correction).output(m.TextChange),
    /** Former versions, newest first. */
    versions: call.input(byId).output(z.array(m.ArticleVersion)),
    /**
     * Makes a former version the text again; what it replaces becomes one. `undo` gives every highlight back exactly what
     * it held of its place in that version, and the version is no former one any more: done twice, all is as it was.
     */
    goToVersion: call.input(z.object({ id: m.Id, versionId: m.Id, undo: z.boolean() })).output(m.TextChange),
  },
  capture: {
    /** Adds an article. Aborting the call stops the capture and leaves nothing behind. */
    add: call.input(m.CaptureInput).output(eventIterator(m.CaptureEvent)),
  },
  highlight: {
    /** In document order. */
    list: call.input(z.object({ articleId: m.Id })).output(z.array(m.Highlight)),
    /** With an `id` (a UUIDv7) the caller knows what it will be called before it is written. */
    create: call
      .input(z.object({ id: m.Id.optional(), articleId: m.Id, range: m.TextRange, colour: m.HighlightColour }))
      .output(m.Highlight),
    update: call.input(m.HighlightChange).output(m.Highlight),
    /** All of the changes or, when one is refused, none. */
    updateMany: call.input(z.object({ changes: z.array(m.HighlightChange).max(20_000) })).output(z.array(m.Highlight)),
    /**
     * Makes one new highlight of several of one article that overlap or follow one another with nothing but white space
     * or punctuation between; with their tags, and their notes joined. Those merged are removed; `exchange` is the way back.
     */
    merge: call.input(z.object({ ids: z.array(m.Id).min(2) })).output(m.Highlight),
    /** Makes two new highlights of one, at an offset within it; the first has the note. The one is removed. */
    split: call.input(z.object({ id: m.Id, at: z.int().nonnegative() })).output(z.tuple([m.Highlight, m.Highlight])),
    /** Removes some and restores others in one step: the way back, and forth, of merging, splitting and bulk deletion. */
    exchange: call
      .input(z.object({ remove: z.array(m.Id).max(20_000), restore: z.array(m.Id).max(20_000) }))
      .output(z.array(m.Highlight)),
    /** Highlights of the whole library, without those of articles in the trash. */
    library: call.input(m.HighlightLibraryInput).output(m.HighlightLibrary),
    /**
     * Writes down what it holds of its place: to keep one as an orphan, and as the way back of acts upon its place. Refused
     * (CONFLICT) when an anchored one's words are not there, or a proposed range is not in the text.
     */
    setAnchor: call.input(m.HighlightAnchor).output(m.Highlight),
    /** Deletes it, with its note, until `restore`. */
    remove: call.input(byId).output(z.void()),
    restore: call.input(byId).output(m.Highlight),
  },
  note: {
    /** Null when nothing was written yet. Of the kind `note`: one that stands alone, also when it is in the trash. */
    get: call.input(m.NoteTarget).output(m.Note.nullable()),
    /** Writes the whole state. Saving an empty text removes nothing: the note stays, empty. */
    save: call.input(z.object({ target: m.NoteTarget, state: z.string(), text: z.string() })).output(m.Note),
    /** Begins a note that stands alone. Asked again with the same id it is the one that was begun. */
    create: call.input(n.NewNote).output(m.Note),
    rename: call.input(byId.extend({ title: z.string().max(1000) })).output(m.Note),
    /** Notes that stand alone. */
    list: call.input(n.NoteListInput).output(n.NoteList),
    trash: call.input(byId).output(z.void()),
    untrash: call.input(byId).output(z.void()),
    setTemplate: call.input(byId.extend({ template: z.enum(['note', 'daily']).nullable() })).output(m.Note),
    /** The note of a day, begun when there is none. */
    daily: call.input(z.object({ date: z.iso.date() })).output(m.Note),
    /** Notes, entities and articles by their names, best first: what `[[` offers. */
    find: call.input(n.NoteFindInput).output(z.array(n.NamedReference)),
    /** What each is called now, in the order asked for; null for what is gone. */
    describe: call
      .input(z.object({ references: z.array(n.NoteReference).max(500) }))
      .output(z.array(n.NamedReference.nullable())),
    /** Keeps a picture for a note; the same one is kept once. */
    addImage: call.input(z.object({ base64: z.string() })).output(z.object({ src: z.string() })),
    /** The notes that refer to something; to a highlight of an article is to that article too. */
    backlinks: call.input(n.NoteReference).output(z.array(n.NoteWithLines)),
    /** The notes that say the title of a note without linking to it. */
    unlinked: call.input(byId).output(z.array(n.NoteWithLines)),
    /** Makes the first place where a note says the title of another one a link to it. */
    link: call.input(z.object({ noteId: m.Id, toId: m.Id })).output(n.NoteChange),
    /** Former states of a note, by its id, newest first. */
    versions: call.input(byId).output(z.array(n.NoteVersion)),
    version: call.input(z.object({ noteId: m.Id, versionId: m.Id })).output(n.NoteVersionContent),
    /** Makes a former state the note again; what it replaces becomes one. */
    restore: call.input(z.object({ noteId: m.Id, versionId: m.Id })).output(n.NoteChange),
  },
  entity: {
    /** `others`: so many of the other articles that name an entity are listed with it; all when left out. */
    ofArticle: call.input(z.object({ articleId: m.Id, others: z.int().min(0).optional() })).output(m.ArticleEntities),
    /** `articles`: so many of those that name it, the newest; all when left out. */
    get: call.input(byId.extend({ articles: z.int().min(0).optional() })).output(m.EntityDetails),
    /** For choosing one to merge with: by name or alias, best first; all by count when the query is empty. */
    find: call
      .input(z.object({ query: z.string(), kind: m.EntityKind.optional(), limit: z.int().min(1).max(100).default(20) }))
      .output(z.array(m.EntitySummary)),
    /** `from`, of every decision: what was being read, kept as where it comes from. */
    rename: call.input(z.object({ id: m.Id, name: z.string().min(1), from: origin })).output(m.EntityDecision),
    setKind: call.input(z.object({ id: m.Id, kind: m.EntityKind, from: origin })).output(m.EntityDecision),
    /** `id` becomes part of `into`, with its aliases and mentions. */
    merge: call.input(z.object({ id: m.Id, into: m.Id, from: origin })).output(m.EntityDecision),
    addAlias: call.input(z.object({ id: m.Id, alias: z.string().min(1), from: origin })).output(m.EntityDecision),
    /** It is not linked by that name again. Refused (CONFLICT) for the name that it is shown under. */
    removeAlias: call.input(z.object({ id: m.Id, alias: z.string().min(1), from: origin })).output(m.EntityDecision),
    /** "Not an entity": everywhere, only in one article, or there only the mention that starts at `start`. */
    reject: call
      .input(z.object({ id: m.Id, articleId: m.Id.optional(), start: z.int().nonnegative().optional(), from: origin }))
      .output(m.EntityDecision),
    /** Says who is meant by some mentions of an article: someone else, a part of them, one of several candidates. */
    assign: call.input(e.MentionAssignment).output(m.EntityDecision),
    /** Why an article's mentions are taken for an entity, with those who may be meant instead. */
    why: call.input(z.object({ articleId: m.Id, entityId: m.Id })).output(e.EntityWhy),
    undo: call.input(z.object({ decisionId: m.Id })).output(z.void()),
    /** What its page begins with. The id of a merged entity gives the one it is part of. */
    page: call.input(byId).output(e.EntityPage),
    /** Says that its page is open: what comes into the library from now on is new there at the next visit. */
    visit: call.input(byId).output(z.void()),
    /** The sentences of some articles that name it, in the order asked for and then of the text. */
    sentences: call.input(z.object({ id: m.Id, articleIds: z.array(m.Id).max(100) })).output(z.array(e.EntitySentence)),
    /** The sentence of each source of a role, in their order; a source whose text is gone is left out. */
    roleSentences: call
      .input(z.object({ sources: e.EntityRole.shape.sources.max(20) }))
      .output(z.array(e.EntitySentence)),
    /** Those that share its sentences or its articles, the closest first. */
    related: call
      .input(z.object({ id: m.Id, limit: z.int().min(1).max(200).default(40) }))
      .output(z.array(e.RelatedEntity)),
    /** The sentences that name both, those of the newest articles first. */
    ties: call
      .input(z.object({ id: m.Id, otherId: m.Id, limit: z.int().min(1).max(200).default(20) }))
      .output(z.array(e.EntitySentence)),
    /** Where its names stand in the library without being linked, batch by batch; `after` is the `next` of the last one. */
    unlinked: call.input(z.object({ id: m.Id, after: z.string().nullish() })).output(e.UnlinkedMentions),
    /** Entities and what ties them, to be drawn. */
    map: call.input(map.EntityMapInput).output(map.EntityMap),
    /** What a tie stands on: the sentences that name both or, where an article has none, those nearest to each other. */
    tie: call.input(map.EntityTieInput).output(map.EntityTie),
    /** Runs the engine again over one article or all; the user's decisions are kept. */
    reanalyse: call.input(z.object({ articleId: m.Id.optional() })).output(z.object({ articles: z.int() })),
    /**
     * Asks Wikipedia about it by its name, in the language of an article; with an `item`, about that. Nothing else is sent,
     * and nothing without this call. What is found is kept. Aborting the call stops it.
     */
    lookUp: call
      .input(z.object({ id: m.Id, articleId: m.Id.optional(), item: e.LookUpChoice.shape.item.optional() }))
      .output(e.LookUpAnswer),
    /** What was kept of the last time; null when nothing was. */
    lookedUp: call.input(byId).output(e.LookUpEntry.nullable()),
    forgetLookUp: call.input(byId).output(z.void()),
    /** How far the library was read for names in the background. */
    progress: call.output(e.AnalysisProgress),
  },
  search: {
    query: call
      .input(z.object({ query: z.string(), limit: z.int().min(1).max(100).default(30) }))
      .output(z.object({ hits: z.array(m.SearchHit), total: z.int() })),
  },
  export: {
    /**
     * Writes Markdown files into a folder: the whole library, the articles named, or those that a filter lets through. Aborting
     * stops between files.
     */
    markdown: call
      .input(
        z.object({
          folder: z.string().min(1),
          articleIds: z.array(m.Id).optional(),
          filter: x.ExportFilter.optional(),
        }),
      )
      .output(eventIterator(m.ExportEvent)),
    /** The Markdown of one article, as an export would write it, without links between files. */
    copy: call.input(z.object({ articleId: m.Id })).output(z.object({ markdown: z.string() })),
    /**
     * Writes one file in a format of its own, or hands its bytes out for a download. Aborting leaves no file, and a file that
     * was there as it was.
     */
    file: call.input(x.ExportFileInput).output(eventIterator(x.ExportFileEvent)),
  },
  import: {
    /** Those that can be read. */
    formats: call.output(z.array(i.ImportFormatName)),
    /** Begins a file that is handed over piece by piece. */
    beginUpload: call.input(z.object({ name: z.string().min(1) })).output(z.object({ uploadId: m.Id })),
    upload: call.input(z.object({ uploadId: m.Id, base64: z.string() })).output(z.void()),
    /** Reads a file to its end and writes nothing. Without a format it is found out by what is in the file. */
    preview: call
      .input(z.object({ source: i.ImportSource, format: z.string().optional() }))
      .output(eventIterator(i.ImportPreviewEvent)),
    /** Imports a file; nothing is fetched. Aborting keeps what has come in, as an import that can be undone like any other. */
    run: call
      .input(z.object({ source: i.ImportSource, format: z.string().optional(), options: i.ImportOptions.optional() }))
      .output(eventIterator(i.ImportEvent)),
    /** The newest first. */
    runs: call.output(z.array(i.ImportRun)),
    /** What became of each row of one import. */
    report: call.input(i.ImportReportInput).output(i.ImportReport),
    /** Takes out what an import brought in, but for what the user made his own since. Aborted, it can be gone on with. */
    undo: call.input(z.object({ runId: m.Id })).output(eventIterator(i.ImportUndoEvent)),
    /** Puts in the library's own file: everything with its ids; what is there already stays as it is. */
    ownFile: call.input(z.object({ source: i.ImportSource })).output(eventIterator(x.LibraryFileEvent)),
    /** How many articles have an address and no text yet. */
    textless: call.output(z.object({ count: z.int() })),
    /** Fetches the texts of those, or only of those that one import brought in. Aborting keeps what was fetched. */
    fetchTexts: call.input(z.object({ runId: m.Id.nullable() })).output(eventIterator(i.FetchTextsEvent)),
  },
  vault: {
    /** What was chosen, and how it went the last time. */
    status: call.output(v.VaultStatus),
    /** Remembers what is in the vault and where. Null forgets it and leaves its files. */
    set: call.input(z.object({ options: v.VaultOptions.nullable() })).output(v.VaultStatus),
    /** Brings the vault into step with the library, and the library with what was edited there. Aborting stops between files. */
    sync: call.input(v.VaultSyncInput).output(eventIterator(v.VaultEvent)),
    /** What a template gives for an article; one with highlights when none is named. */
    preview: call
      .input(z.object({ template: z.string().max(100_000), articleId: m.Id.optional() }))
      .output(v.VaultPreview),
  },
  settings: {
    get: call.output(m.Settings),
    set: call.input(m.Settings.partial()).output(m.Settings),
  },
}
