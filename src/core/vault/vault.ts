// The vault of a library: what the user chose, one sync at a time, and keeping in step in the background.
import { DEFAULT_VAULT, VaultOptions, VaultReport } from '../../contract/vault-model.ts'
import type { VaultEvent, VaultPreview, VaultStatus, VaultSyncInput } from '../../contract/vault-model.ts'
import { Failure, fail } from '../../contract/failure.ts'
import type { ChangeEvent } from '../../contract/model.ts'
import type { ArticleParts } from './article-file.ts'
import { articleFile } from './article-file.ts'
import { DEFAULT_TEMPLATE } from './default-template.ts'
import { linksOf } from './file-links.ts'
import { syncVault } from './sync-vault.ts'
import { TemplateFailure } from './template.ts'
import { compose } from './vault-file.ts'
import type { VaultSource } from './vault-items.ts'

export interface Vault {
  status(): VaultStatus
  /** Remembers what is in the vault and where; null forgets it and leaves the files. Throws TemplateFailure. */
  set(options: VaultOptions | null): VaultStatus
  /**
   * Brings the vault into step. Throws Failure BAD_INPUT when none was chosen, CONFLICT while another sync goes on, and as
   * `syncVault` does.
   */
  sync(input: VaultSyncInput, signal?: AbortSignal): AsyncGenerator<VaultEvent, void>
  /** What a template gives for an article; one with highlights when none is named. */
  preview(input: { template: string; articleId?: string | undefined }): VaultPreview
  /** Waits for what is being written. */
  close(): Promise<void>
}

export interface VaultDeps {
  source: VaultSource
  /** UTC ms. */
  now: () => number
  /** Facts that the library keeps: the options and the last report. */
  fact: (name: string) => string | undefined
  setFact: (name: string, value: string) => void
  /** Told when the options or the last report changed. */
  changed: (event: ChangeEvent) => void
  /** What changes in the library; null where nothing is kept in step, as on the command line. */
  changes: ((signal: AbortSignal) => AsyncIterable<ChangeEvent>) | null
  /** How long a change waits for the next one, ms. */
  settleTime?: number
}

const SETTLE_TIME = 3_000
const TOPICS = new Set<ChangeEvent['topic']>(['articles', 'highlights', 'notes', 'entities'])
/** A report of a large first sync is kept without the lines that say no more than that a file was written. */
const MOST_LINES = 500

/**
 * The vault of an open library.
 * @param deps the library, and where the options are kept
 */
export function createVault(deps: VaultDeps): Vault {
  let running: Promise<void> | null = null
  let problem: string | null = null
  const closing = new AbortController()
  const options = (): VaultOptions | null => VaultOptions.safeParse(json(deps.fact('vault'))).data ?? null
  const tell = () => {
    deps.changed({ topic: 'vault', articleId: null })
  }

  async function* run(
    input: VaultSyncInput & { only?: ReadonlySet<string> },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<VaultEvent, void> {
    const chosen = input.options ?? options()
    if (!chosen) return fail('BAD_INPUT', 'Choose a folder for the vault first.')
    if (running) return fail('CONFLICT', 'The vault is being brought into step already. Wait until that is done.')
    let finished: () => void = () => undefined
    running = new Promise((resolve) => {
      finished = resolve
    })
    const ends = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
    const { dryRun = false, restore = false, only } = input
    try {
      for await (const event of syncVault(
        { options: chosen, dryRun, restore, only, signal: ends, now: deps.now() },
        deps.source,
      )) {
        if (event.type === 'done' && !dryRun) keep(event.report, only !== undefined)
        yield event
      }
      if (!dryRun) problem = null
    } finally {
      running = null
      finished()
    }
  }

  /** The last report; of a sync in the background only where something happened, so that one can still read the other. */
  function keep(report: VaultReport, isPart: boolean): void {
    if (isPart && report.lines.length === 0) return
    const telling = report.lines.filter(({ kind }) => kind !== 'written')
    const written = report.lines.filter(({ kind }) => kind === 'written')
    const lines = [...telling, ...written].slice(0, MOST_LINES)
    deps.setFact('vault-report', JSON.stringify({ ...report, lines }))
    tell()
  }

  const follower = deps.changes && follow(deps.changes, deps.settleTime ?? SETTLE_TIME)

  function follow(changes: NonNullable<VaultDeps['changes']>, settleTime: number): Promise<void> {
    let timer: NodeJS.Timeout | null = null
    let all = true
    let only = new Set<string>()
    const flush = async (): Promise<void> => {
      timer = null
      if (closing.signal.aborted || options()?.inStep !== true) return
      if (running) {
        await running
        wait()
        return
      }
      const part = all ? {} : { only }
      ;[all, only] = [false, new Set()]
      try {
        for await (const _ of run(part, undefined));
      } catch (error) {
        if (closing.signal.aborted) return
        all = true
        problem = error instanceof Failure ? error.message : 'Something went wrong, and the vault was left as it was.'
        if (!(error instanceof Failure)) console.error('The vault could not be kept in step:', error)
        tell()
      }
    }
    const wait = () => {
      if (timer) clearTimeout(timer)
      timer = setTimeout(() => void flush(), settleTime)
      timer.unref()
    }
    closing.signal.addEventListener('abort', () => {
      if (timer) clearTimeout(timer)
    })
    wait()
    return (async () => {
      for await (const event of changes(closing.signal)) {
        if (event.topic === 'vault') {
          // Another window or the command line may have chosen to keep in step.
          if (options()?.inStep === true && all) wait()
        } else if (TOPICS.has(event.topic)) {
          const id =
            event.articleId ?? (event.note?.kind === 'note' || event.note?.kind === 'entity' ? event.note.id : null)
          if (id === null) all = true
          else only.add(id)
          wait()
        }
      }
    })().catch((error: unknown) => {
      if (!closing.signal.aborted) console.error('The vault is not kept in step any more:', error)
    })
  }

  const status = (): VaultStatus => ({
    options: options(),
    lastReport: VaultReport.safeParse(json(deps.fact('vault-report'))).data ?? null,
    problem,
    defaultTemplate: DEFAULT_TEMPLATE,
  })

  return {
    status,
    set(chosen) {
      if (typeof chosen?.articleTemplate === 'string') checkTemplate(chosen.articleTemplate, deps.source)
      deps.setFact('vault', JSON.stringify(chosen))
      problem = null
      tell()
      return status()
    },
    sync: run,
    preview: (input) => preview(input, deps.source),
    async close() {
      closing.abort()
      await running
      await follower
    },
  }
}

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function checkTemplate(template: string, source: VaultSource): void {
  const { problem } = preview({ template }, source)
  if (problem) throw new TemplateFailure(problem.message, problem.line)
}

function preview(
  { template, articleId }: { template: string; articleId?: string | undefined },
  source: VaultSource,
): VaultPreview {
  const parts = articleToTry(articleId, source)
  if (!parts) return { title: null, markdown: '', problem: null }
  const { article } = parts
  const nowhere = {
    fileOf: () => null,
    itemOf: () => null,
    articleOf: () => null,
    fileNamed: () => null,
    highlightAt: () => null,
  }
  const links = linksOf(`${article.id}.md`, nowhere, { ...DEFAULT_VAULT })
  try {
    const { text } = compose(articleFile(parts, links, template), [])
    return { title: article.title, markdown: text, problem: null }
  } catch (error) {
    if (!(error instanceof TemplateFailure)) throw error
    const message = error.message.replace(/^Line \d+ of the template: /, '')
    return { title: article.title, markdown: '', problem: { message, line: error.line } }
  }
}

function articleToTry(articleId: string | undefined, source: VaultSource): ArticleParts | null {
  if (articleId !== undefined) return source.articleParts(articleId)
  const articles = source.articles()
  const best = articles.find(({ highlightCount }) => highlightCount > 0) ?? articles[0]
  return best ? source.articleParts(best.id) : null
}
