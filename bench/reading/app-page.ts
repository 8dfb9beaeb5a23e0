// The built app in the web shell, in an installed Chromium that is driven from here.
import { chromium } from '@playwright/test'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findBrowser } from '../../src/web/find-browser.ts'

const root = resolve(import.meta.dirname, '..', '..')

export interface AppPage {
  browser: Browser
  page: Page
  devtools: CDPSession
  origin: string
  close(): Promise<void>
}

/** Starts the web shell on a library and opens its page. */
export async function openAppPage(library: string): Promise<AppPage> {
  if (!existsSync(join(root, 'out', 'renderer', 'index.html'))) throw new Error('Build the app first: npm run build')
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('This bench needs Chromium, Chrome or Edge: install one.')
  const args = [join(root, 'src', 'web', 'index.ts'), '--library', library, '--no-open', '--no-seeds']
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((found, failed) => {
    let output = ''
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(output) ?? []
      if (url !== undefined) found(url)
    })
    server.once('exit', () => {
      failed(new Error(`The web shell ended: ${output}`))
    })
  })
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] })
  const context = await browser.newContext({ viewport: { width: 1320, height: 880 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('main').waitFor()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  return {
    browser,
    page,
    devtools,
    origin: new URL(address).origin,
    async close() {
      await browser.close()
      server.kill('SIGTERM')
      if (server.exitCode === null) await once(server, 'exit')
    },
  }
}

/** Figures of the page's process: heap in bytes, seconds of script, style and layout, counts of nodes and listeners. */
export async function metrics(devtools: CDPSession): Promise<Record<string, number>> {
  const answer = await devtools.send('Performance.getMetrics')
  return Object.fromEntries(answer.metrics.map(({ name, value }) => [name, value]))
}
