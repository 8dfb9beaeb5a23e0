// The user's settings as the window uses them: a change shows at once and is then saved, one write at a time.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import type { Settings } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'

/** What the user changed and the library has not confirmed; it goes before what the library says. */
let unsaved: Partial<Settings> = {}
let writing = false
const listeners = new Set<() => void>()

function setUnsaved(next: Partial<Settings>): void {
  unsaved = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The settings; the defaults until they are known. */
export function useSettings(): Settings {
  const saved = useQuery(queries.settings()).data
  const changed = useSyncExternalStore(subscribe, () => unsaved)
  return useMemo(() => ({ ...DEFAULT_SETTINGS, ...saved, ...changed }), [saved, changed])
}

/** The settings at this moment, for event handlers. */
export function settingsNow(): Settings {
  return { ...DEFAULT_SETTINGS, ...queryClient.getQueryData(queries.settings().queryKey), ...unsaved }
}

/** Changes some settings. A slider may call it at every step: what comes while a write is under way goes out together. */
export function updateSettings(change: Partial<Settings>): void {
  setUnsaved({ ...unsaved, ...change })
  if (!writing) void write()
}

/** A window that goes away waits for no answer: what has not been sent yet is sent at once. */
function sendAll(): void {
  if (Object.keys(unsaved).length > 0) client.settings.set(unsaved).catch(() => undefined)
}

async function write(): Promise<void> {
  writing = true
  window.addEventListener('pagehide', sendAll)
  while (Object.keys(unsaved).length > 0) {
    const sent = unsaved
    try {
      const saved = await client.settings.set(sent)
      queryClient.setQueryData(queries.settings().queryKey, saved)
      const left = Object.entries(unsaved).filter(([key, value]) => sent[key as keyof Settings] !== value)
      setUnsaved(Object.fromEntries(left))
    } catch (error) {
      // Shown as it is saved: what could not be kept is taken back.
      setUnsaved({})
      toast({ message: sentenceOf(error), tone: 'danger' })
    }
  }
  writing = false
  window.removeEventListener('pagehide', sendAll)
}
