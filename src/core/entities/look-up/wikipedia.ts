// Asks Wikipedia and Wikidata about a name, through their public interfaces, and takes nothing but plain text from them.
import { z } from 'zod'
import { Failure } from '../../../contract/failure.ts'
import type { LookUpAnswer, LookUpChoice, LookUpEntry } from '../../../contract/entity-model.ts'

/** Where to ask; tests ask a server of their own. */
export interface LookUpSources {
  /** Origin of the Wikipedia of a language: `https://en.wikipedia.org`. */
  wikipedia: (lang: string) => string
  wikidata: string
}

export const PUBLIC_SOURCES: LookUpSources = {
  wikipedia: (lang) => `https://${lang}.wikipedia.org`,
  wikidata: 'https://www.wikidata.org',
}

/** Fetches json within limits of size and time; null where there is no such page. Throws Failures. */
export type FetchJson = (address: URL, signal: AbortSignal | undefined) => Promise<unknown>

export interface Wikipedia {
  /** By a name, or by the item of a choice. */
  ask(input: { name: string; item?: string | undefined; lang: string }, signal?: AbortSignal): Promise<LookUpAnswer>
}

/** https://en.wikipedia.org/api/rest_v1/#/Page%20content/get_page_summary__title_ */
const Summary = z.object({
  type: z.string(),
  title: z.string(),
  description: z.string().optional(),
  extract: z.string().optional(),
})
/** https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities */
const Search = z.object({
  search: z.array(z.object({ id: z.string(), label: z.string().optional(), description: z.string().optional() })),
})
/** https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities */
const Text = z.record(z.string(), z.object({ value: z.string() })).optional()
const Items = z.object({
  entities: z.record(
    z.string(),
    z.object({
      labels: Text,
      descriptions: Text,
      sitelinks: z.record(z.string(), z.object({ title: z.string() })).optional(),
    }),
  ),
})

const CHOICES = 7
/** A page about words of one spelling is no one who could be meant. */
const NOBODY = /disambiguation page|Begriffsklärung|homonymie|desambiguación|disambigua/i
/** UTF-16 code units of each text that is kept. */
const LONGEST = 3_000

/**
 * The two sources as one.
 * @param fetchJson fetches within limits
 * @param sources where to ask
 * @param now UTC ms
 */
export function createWikipedia(fetchJson: FetchJson, sources: LookUpSources, now: () => number): Wikipedia {
  async function summaryOf(title: string, lang: string, signal?: AbortSignal): Promise<z.infer<typeof Summary> | null> {
    const path = `/api/rest_v1/page/summary/${encodeURIComponent(title.replaceAll(' ', '_'))}`
    const answer = await fetchJson(new URL(path, sources.wikipedia(lang)), signal)
    return answer === null ? null : understood(Summary, answer, 'Wikipedia')
  }

  async function wikidata<Schema extends z.ZodType>(
    schema: Schema,
    query: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>> {
    const address = new URL('/w/api.php', sources.wikidata)
    address.search = new URLSearchParams({ ...query, format: 'json', formatversion: '2' }).toString()
    return understood(schema, await fetchJson(address, signal), 'Wikidata')
  }

  async function choicesFor(name: string, lang: string, signal?: AbortSignal): Promise<LookUpChoice[]> {
    const query = { action: 'wbsearchentities', search: name, language: lang, uselang: lang, type: 'item' }
    const { search } = await wikidata(Search, { ...query, limit: String(CHOICES + 1) }, signal)
    return search
      .filter(({ id, description }) => /^Q\d+$/.test(id) && !NOBODY.test(description ?? ''))
      .slice(0, CHOICES)
      .map(({ id, label, description }) => ({
        item: id,
        title: plain(label ?? name),
        description: plain(description ?? '') || null,
      }))
  }

  function entryOf(summary: z.infer<typeof Summary>, lang: string): LookUpEntry {
    const title = plain(summary.title)
    return {
      source: 'wikipedia',
      lang,
      title,
      description: plain(summary.description ?? '') || null,
      text: plain(summary.extract ?? ''),
      // Made here and not taken from the answer: it leads to Wikipedia whatever came back.
      url: new URL(`/wiki/${encodeURIComponent(title.replaceAll(' ', '_'))}`, sources.wikipedia(lang)).href,
      licence: 'CC BY-SA, Wikipedia',
      fetchedAt: now(),
    }
  }

  async function entryOfItem(item: string, lang: string, signal?: AbortSignal): Promise<LookUpEntry | null> {
    const site = `${lang.replaceAll('-', '_')}wiki`
    const props = { props: 'labels|descriptions|sitelinks', languages: `${lang}|en`, sitefilter: site }
    const { entities } = await wikidata(Items, { action: 'wbgetentities', ids: item, ...props }, signal)
    const found = entities[item]
    if (!found) return null
    const title = found.sitelinks?.[site]?.title
    const summary = title === undefined ? null : await summaryOf(title, lang, signal)
    if (summary) return entryOf(summary, lang)
    const label = (found.labels?.[lang] ?? found.labels?.['en'])?.value
    if (label === undefined) return null
    return {
      source: 'wikidata',
      lang,
      title: plain(label),
      description: plain((found.descriptions?.[lang] ?? found.descriptions?.['en'])?.value ?? '') || null,
      text: '',
      url: new URL(`/wiki/${item}`, sources.wikidata).href,
      licence: 'CC0, Wikidata',
      fetchedAt: now(),
    }
  }

  return {
    async ask({ name, item, lang }, signal) {
      if (item !== undefined) {
        const entry = await entryOfItem(item, lang, signal)
        return entry ? { kind: 'found', entry } : { kind: 'nothing' }
      }
      const summary = await summaryOf(name, lang, signal)
      if (summary && summary.type !== 'disambiguation') return { kind: 'found', entry: entryOf(summary, lang) }
      const choices = await choicesFor(name, lang, signal)
      return choices.length > 0 ? { kind: 'choices', choices } : { kind: 'nothing' }
    },
  }
}

/** What came back, when it has the expected form. */
function understood<Schema extends z.ZodType>(schema: Schema, answer: unknown, who: string): z.infer<Schema> {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new Failure(
    'FETCH_FAILED',
    `${who} answered something that Commonplace does not understand. Nothing was kept: try again later.`,
    { cause: parsed.error },
  )
}

/** Without control characters, and not longer than is shown. */
function plain(text: string): string {
  const tidy = text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  return tidy.length <= LONGEST ? tidy : `${tidy.slice(0, tidy.lastIndexOf(' ', LONGEST))} …`
}
