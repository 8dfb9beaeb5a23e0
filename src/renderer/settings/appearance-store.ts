// How one article is set apart from the others: a change shows at once and is then saved, one write at a time.
import { useMemo, useSyncExternalStore } from 'react'
import { Appearance } from '../../contract/model.ts'
import type { Article, Settings } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { updateSettings, useSettings } from './settings-store.ts'

type Apart = Appearance | null
type OneArticle = Pick<Article, 'id' | 'appearance'>

/** What was changed and the library has not confirmed, by article; it goes before what the library says. */
let unsaved: ReadonlyMap<string, Apart> = new Map()
const writing = new Set<string>()
const listeners = new Set<() => void>()

function setUnsaved(id: string, appearance: Apart | undefined): void {
  const next = new Map(unsaved)
  if (appearance === undefined) next.delete(id)
  else next.set(id, appearance)
  unsaved = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const isTextSetting = (name: string): name is keyof Appearance => name in Appearance.shape

/** How an article is set apart at this moment; null when it is not. */
export function useAppearance(article: OneArticle | undefined): Apart {
  const changed = useSyncExternalStore(subscribe, () => (article === undefined ? undefined : unsaved.get(article.id)))
  return changed === undefined ? (article?.appearance ?? null) : changed
}

/** The settings as they are for an article: its own where it has some. */
export function useTextSettings(article: OneArticle | undefined): Settings {
  const settings = useSettings()
  const apart = useAppearance(article)
  return useMemo(() => ({ ...settings, ...(apart as Partial<Settings> | null) }), [settings, apart])
}

/** Replaces how an article is set apart; null sets it as all are. */
export function setAppearance(id: string, appearance: Apart): void {
  setUnsaved(id, appearance)
  if (!writing.has(id)) void write(id)
}

/** Changes settings: those of the text for this article alone when it is set apart, all others for all. */
export function changeTextSettings(article: OneArticle | undefined, apart: Apart, change: Partial<Settings>): void {
  if (article === undefined || apart === null) {
    updateSettings(change)
    return
  }
  const entries = Object.entries(change)
  const own = Object.fromEntries(entries.filter(([name]) => isTextSetting(name)))
  const others = Object.fromEntries(entries.filter(([name]) => !isTextSetting(name)))
  if (Object.keys(own).length > 0) setAppearance(article.id, { ...apart, ...own })
  if (Object.keys(others).length > 0) updateSettings(others)
}

/** A window that goes away waits for no answer: what has not been sent yet is sent at once. */
function sendAll(): void {
  for (const [id, appearance] of unsaved) client.article.setAppearance({ id, appearance }).catch(() => undefined)
}

async function write(id: string): Promise<void> {
  writing.add(id)
  window.addEventListener('pagehide', sendAll)
  for (;;) {
    const appearance = unsaved.get(id)
    if (appearance === undefined) break
    try {
      await client.article.setAppearance({ id, appearance })
      queryClient.setQueryData(queries.article(id).queryKey, (article) => article && { ...article, appearance })
      if (unsaved.get(id) === appearance) setUnsaved(id, undefined)
    } catch (error) {
      // Shown as it is saved: what could not be kept is taken back.
      setUnsaved(id, undefined)
      toast({ message: sentenceOf(error), tone: 'danger' })
    }
  }
  writing.delete(id)
  if (writing.size === 0) window.removeEventListener('pagehide', sendAll)
}
