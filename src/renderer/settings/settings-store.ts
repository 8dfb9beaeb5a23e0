// The user's settings as the window uses them: shown at once, then saved; put back when saving fails.
import { useQuery } from '@tanstack/react-query'
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import type { Settings } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'

/** The settings; the defaults until they are known. */
export function useSettings(): Settings {
  return useQuery(queries.settings()).data ?? DEFAULT_SETTINGS
}

/** Changes some settings. */
export async function updateSettings(change: Partial<Settings>): Promise<void> {
  const { queryKey } = queries.settings()
  await queryClient.cancelQueries({ queryKey })
  const before = queryClient.getQueryData(queryKey)
  queryClient.setQueryData(queryKey, { ...DEFAULT_SETTINGS, ...before, ...change })
  try {
    await client.settings.set(change)
  } catch (error) {
    if (before) queryClient.setQueryData(queryKey, before)
    toast({ message: sentenceOf(error), tone: 'danger' })
  }
}
