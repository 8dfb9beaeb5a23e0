// Whether what is kept grows with every article that is opened.
import type { CDPSession, Page } from '@playwright/test'
import { metrics, type AppPage } from './app-page.ts'
import type { BenchLibrary } from './bench-library.ts'

export interface Held {
  opened: number
  heapMB: number
  nodes: number
  listeners: number
  documents: number
  painted: number
}

/** Opens the articles one after the other by their addresses, and looks what is held after so many. */
export async function heldAfter(
  { page, devtools }: AppPage,
  library: BenchLibrary,
  stops: readonly number[],
): Promise<Held[]> {
  const held: Held[] = []
  const last = stops.at(-1) ?? 0
  for (let opened = 1; opened <= last; opened += 1) {
    const id = library.otherIds[(opened - 1) % library.otherIds.length] ?? library.longId
    await open(page, id)
    if (!stops.includes(opened)) continue
    // The same article is on the screen at every stop.
    await open(page, library.longId)
    held.push({ opened, ...(await heldNow(page, devtools)) })
  }
  return held
}

async function open(page: Page, id: string): Promise<void> {
  await page.evaluate((articleId) => {
    location.hash = `#/article/${articleId}`
  }, id)
  await page.locator(`[data-article="${id}"][aria-current="page"]`).waitFor({ state: 'attached' })
  await page.waitForFunction(() => document.querySelector('.article-body p') !== null)
  await page.waitForFunction(() => window.benchProbe.painted('mention-') > 0)
}

async function heldNow(page: Page, devtools: CDPSession): Promise<Omit<Held, 'opened'>> {
  await page.waitForTimeout(2_500)
  for (let turn = 0; turn < 3; turn += 1) await devtools.send('HeapProfiler.collectGarbage')
  const now = await metrics(devtools)
  return {
    heapMB: (now['JSHeapUsedSize'] ?? 0) / 2 ** 20,
    nodes: now['Nodes'] ?? 0,
    listeners: now['JSEventListeners'] ?? 0,
    documents: now['Documents'] ?? 0,
    painted: await page.evaluate(() => window.benchProbe.painted('')),
  }
}
