// End-to-end tests on the built app: in the web shell everywhere, and in Electron where its runtime is there.
import { defineConfig } from '@playwright/test'
import type { AppOptions } from './tests/e2e/fixtures.ts'
import { findBrowser } from './src/web/find-browser.ts'

const browser = process.env['COMMONPLACE_TEST_BROWSER'] ?? findBrowser()
if (!browser) throw new Error('The end-to-end tests need Chromium, Chrome or Edge: install one.')
const asRoot = process.platform === 'linux' && process.getuid?.() === 0
const electron = process.env['COMMONPLACE_TEST_ELECTRON']

export default defineConfig<AppOptions>({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 2,
  // Once more for what a busy machine tripped; it is named at the end, and more than a few such are failures.
  retries: 1,
  forbidOnly: true,
  fullyParallel: true,
  timeout: 180_000,
  // Patience for a machine that has other things to do; nothing is ever waited for that long on an idle one.
  expect: { timeout: 40_000 },
  reporter: 'list',
  use: {
    actionTimeout: 40_000,
    viewport: { width: 1320, height: 880 },
    locale: 'en-GB',
    // Recording every test for the few that fail takes a sixth of the time: --trace on records those that are run again.
    trace: 'off',
    launchOptions: {
      executablePath: browser,
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'web', use: { shell: 'web' } },
    ...(electron ? [{ name: 'electron', use: { shell: 'electron' as const } }] : []),
  ],
})
