// The vault as the dialog has it: what the user is choosing, and the sync that goes on.
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { DEFAULT_VAULT } from '../../contract/vault-model.ts'
import type { VaultOptions, VaultReport, VaultStatus } from '../../contract/vault-model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'

export type Work =
  | { state: 'idle' }
  | { state: 'working'; dryRun: boolean; done: number; total: number }
  | { state: 'done'; report: VaultReport }
  | { state: 'stopped' }
  | { state: 'failed'; problem: string }

export const vaultQuery = {
  queryKey: ['vault', 'status'],
  queryFn: () => client.vault.status(),
} as const

/** The choices: those that the library remembers, with what was changed in the dialog since. */
export function useChoices() {
  const status = useQuery(vaultQuery)
  const suggested = useQuery(queries.info()).data?.suggestedExportFolder
  const [changed, setChanged] = useState<Partial<VaultOptions>>({})
  const saved = status.data?.options ?? null
  const options: VaultOptions = { ...DEFAULT_VAULT, folder: suggested ?? '', ...saved, ...changed }
  return {
    status: status.data ?? null,
    saved,
    options,
    choose: (change: Partial<VaultOptions>) => {
      setChanged((before) => ({ ...before, ...change }))
      // Whether it is kept in step is no choice for the next sync: it holds at once, once there is a vault.
      if (change.inStep !== undefined && saved) void remember({ ...saved, inStep: change.inStep })
    },
  }
}

async function remember(options: VaultOptions): Promise<VaultStatus> {
  const status = await client.vault.set({ options })
  queryClient.setQueryData(vaultQuery.queryKey, status)
  return status
}

/** Runs a sync, with its number and a way to stop; leaving the dialog stops it. */
export function useSync() {
  const [work, setWork] = useState<Work>({ state: 'idle' })
  const abort = useRef<AbortController>(null)
  useLayoutEffect(
    () => () => {
      abort.current?.abort()
    },
    [],
  )
  const begin = async (options: VaultOptions, how: { dryRun: boolean; restore?: boolean }) => {
    const control = new AbortController()
    abort.current = control
    const { dryRun, restore = false } = how
    setWork({ state: 'working', dryRun, done: 0, total: 0 })
    try {
      if (!dryRun) await remember(options)
      const input = dryRun ? { options, dryRun } : { restore }
      for await (const event of await client.vault.sync(input, { signal: control.signal })) {
        if (event.type === 'progress') setWork({ state: 'working', dryRun, done: event.done, total: event.total })
        else setWork({ state: 'done', report: event.report })
      }
    } catch (error) {
      if (!control.signal.aborted) setWork({ state: 'failed', problem: sentenceOf(error) })
    }
  }
  const stop = () => {
    abort.current?.abort()
    setWork({ state: 'stopped' })
  }
  return { work, begin, stop }
}
