// What is offered to complete: notes, articles and entities by their names, and the tags that there are.
import { queryOptions } from '@tanstack/react-query'
import type { NamedReference } from '../../contract/note-model.ts'
import { isTagName } from '../../rich-text/tag-names.ts'
import { client } from '../client.ts'
import { queryClient } from '../queries.ts'
import type { CompletionKind } from './completion-trigger.ts'

export type CompletionOption =
  { act: 'refer'; named: NamedReference } | { act: 'tag'; name: string } | { act: 'new-note'; title: string }

const MOST = 8

/** The options for some words; the list of the words before stays until it is there. */
export function completionQuery(kind: CompletionKind, query: string) {
  return queryOptions({
    queryKey: ['notes', 'completion', kind, query],
    queryFn: () => (kind === 'tag' ? tagOptions(query) : referenceOptions(kind, query.trim())),
    staleTime: 5_000,
    gcTime: 30_000,
  })
}

async function referenceOptions(kind: 'link' | 'entity', query: string): Promise<CompletionOption[]> {
  const found = await client.note.find(
    kind === 'entity' ? { query, kinds: ['entity'], limit: MOST } : { query, limit: MOST },
  )
  const options = found.map((named): CompletionOption => ({ act: 'refer', named }))
  const exists = found.some((named) => named.kind === 'note' && named.label.toLowerCase() === query.toLowerCase())
  return kind === 'link' && query !== '' && !exists ? [...options, { act: 'new-note', title: query }] : options
}

/** Tags of articles, highlights and notes; those that begin with the words first, then by how often they are used. */
async function tagOptions(query: string): Promise<CompletionOption[]> {
  const counts = await queryClient.fetchQuery({ queryKey: ['notes', 'all-tags'], queryFn: allTags, staleTime: 10_000 })
  const wanted = query.toLowerCase()
  const names = [...counts]
    .filter(([name]) => name.toLowerCase().includes(wanted) && isTagName(name))
    .sort(([a, often], [b, less]) => rank(a, wanted) - rank(b, wanted) || less - often || a.localeCompare(b))
    .map(([name]) => name)
    .slice(0, MOST)
  const exists = names.some((name) => name.toLowerCase() === wanted)
  const offered = isTagName(query) && !exists ? [...names, query] : names
  return offered.map((name) => ({ act: 'tag', name }))
}

function rank(name: string, wanted: string): number {
  return name.toLowerCase() === wanted ? 0 : name.toLowerCase().startsWith(wanted) ? 1 : 2
}

async function allTags(): Promise<Map<string, number>> {
  const [articles, highlights, notes] = await Promise.all([
    client.article.list({ view: 'all', limit: 1 }),
    client.highlight.library({ limit: 1 }),
    client.note.list({ limit: 1 }),
  ])
  const counts = new Map<string, number>()
  for (const { name, count } of [...articles.tags, ...highlights.tags, ...notes.tags]) {
    counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return counts
}

/** Names an option for a list; a screen reader hears its kind too. */
export function optionLabel(option: CompletionOption): string {
  if (option.act === 'tag') return `#${option.name}`
  return option.act === 'new-note'
    ? `New note “${option.title}”`
    : option.named.label || `Untitled ${option.named.kind}`
}
