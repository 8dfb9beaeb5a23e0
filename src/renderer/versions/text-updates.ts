// The article whose text is being fetched or read anew: one at a time, with its progress and a way to stop it.
import { useSyncExternalStore } from 'react'
import type { CaptureInput, CaptureProgress } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { closeDialog, openDialog } from '../frame/dialogs.ts'
import { toast } from '../ui/toast.tsx'
import { tellChange } from './text-changes.ts'

export interface TextUpdate {
  articleId: string
  /** `update` from the original page, `replace` from a source. */
  kind: 'update' | 'replace'
  status: 'running' | 'failed'
  progress: CaptureProgress | null
  /** Why it could not be done, in words. */
  problem: string
}

let current: TextUpdate | null = null
let abort = new AbortController()
const listeners = new Set<() => void>()

function set(next: TextUpdate | null): void {
  current = next
  for (const listener of listeners) listener()
}

/** What is under way, or has failed and was not put away yet. */
export function useTextUpdate(): TextUpdate | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}

/** Stops what is under way; the article is as it was. */
export function stopTextUpdate(): void {
  abort.abort()
  set(null)
}

/** Forgets what failed. */
export function forgetTextUpdate(): void {
  if (current?.status === 'failed') set(null)
}

const isRunning = (): boolean => current?.status === 'running'

/** Fetches an article's page again or, with a source, reads that. Does nothing while another is under way. */
export async function startTextUpdate(
  articleId: string,
  source?: () => CaptureInput | Promise<CaptureInput>,
): Promise<void> {
  if (isRunning()) return
  abort = new AbortController()
  const { signal } = abort
  const kind = source === undefined ? 'update' : 'replace'
  const base = { articleId, kind, progress: null, problem: '' } as const
  set({ ...base, status: 'running' })
  try {
    const given = await source?.()
    const input = { id: articleId, ...(given && { source: given }) }
    for await (const event of await client.article.updateText(input, { signal })) {
      if (signal.aborted) return
      if (event.type === 'progress') {
        set({ ...base, status: 'running', progress: event })
        continue
      }
      set(null)
      if (isShown()) closeDialog()
      tellChange(event, kind === 'update' ? 'Updated' : 'Text replaced', unchanged(kind))
    }
  } catch (error) {
    if (signal.aborted) return
    set({ ...base, status: 'failed', problem: sentenceOf(error) })
    if (!isShown()) toast({ message: sentenceOf(error), tone: 'danger' })
  }
}

function unchanged(kind: TextUpdate['kind']): string {
  return kind === 'update'
    ? 'The page says the same as before. Nothing was changed.'
    : 'It is the same text. Nothing was changed.'
}

function isShown(): boolean {
  const name = openDialog()?.name
  return name === 'update' || name === 'replace'
}
