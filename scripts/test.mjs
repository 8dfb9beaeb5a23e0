// `npm test`: installs what is missing, runs every check to its end, and says in its last line how many passed and failed.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { ensureBrowser } from './chromium.mjs'
import { root, run, say } from './console.mjs'
import { findElectron } from './electron-runtime.mjs'
import { ensureInstalled, projectNode } from './install.mjs'
import { countPlaywright, countRun, countVitest, readReport } from './test-results.mjs'

// A hang ends as a failure with a name, and all of it within twenty minutes.
const UNIT_LIMIT_MS = 9 * 60_000
const ALL_LIMIT_MS = 18 * 60_000
const begun = Date.now()
const reports = join(root, '.tmp', 'reports')
const env = { ...process.env, PATH: withProjectNode(process.env.PATH), NO_COLOR: '1' }
delete env.FORCE_COLOR

await ensureInstalled()
const browser = await ensureBrowser()
const electron = await findElectron()
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const results = []
await step('types', () => check('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']))
await step('lint', () => check('eslint/bin/eslint.js', ['.', '--max-warnings', '0']))
await step('format', () => check('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']))
await step('unit tests', runUnitTests)
await step('build', runBuild)
await step('end-to-end tests', runEndToEndTests)
report()

async function step(name, work) {
  say(`\n── ${name}`)
  const started = Date.now()
  const counts = await work()
  results.push({ name, seconds: Math.round((Date.now() - started) / 1000), ...counts })
}

/** A check that passes or fails as one. */
async function check(bin, args) {
  const { code } = await run(projectNode, [join(root, 'node_modules', bin), ...args], { env })
  return countRun(code, {}, () => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }))
}

async function runUnitTests() {
  const file = join(reports, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, '--silent=passed-only']
  const { code, timedOut } = await run(projectNode, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    env,
    timeoutMs: UNIT_LIMIT_MS,
  })
  if (timedOut) say(`The unit tests were stopped after ${UNIT_LIMIT_MS / 60_000} minutes.`)
  return countRun(code, readReport(file), countVitest)
}

async function runBuild() {
  const { ok, output } = await build()
  if (!ok) say(output.trim())
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

async function runEndToEndTests() {
  if (!browser) return { passed: 0, failed: 1, skipped: 0 }
  const file = join(reports, 'playwright.json')
  // Playwright stops by itself at this limit, and still reports what had passed and failed.
  const limit = Math.max(ALL_LIMIT_MS - (Date.now() - begun), 60_000)
  const options = ['test', '--reporter=list,json', `--global-timeout=${limit}`]
  const cli = [projectNode, join(root, 'node_modules/@playwright/test/cli.js'), ...options]
  const [command, ...args] = electron && needsVirtualDisplay() ? ['xvfb-run', '-a', ...cli] : cli
  const { code } = await run(command, args, {
    env: {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      COMMONPLACE_TEST_BROWSER: browser,
      ...(electron ? { COMMONPLACE_TEST_ELECTRON: electron } : {}),
    },
    timeoutMs: limit + 60_000,
  })
  return countRun(code, readReport(file), countPlaywright)
}

function needsVirtualDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

/** The project's Node.js first, for whatever a tool starts by name. */
function withProjectNode(path) {
  return `${join(projectNode, '..')}${process.platform === 'win32' ? ';' : ':'}${path ?? ''}`
}

function report() {
  say('')
  for (const { name, passed, failed, skipped, seconds } of results) {
    const skips = skipped > 0 ? `, ${skipped} skipped` : ''
    say(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed${skips} (${seconds} s)`)
  }
  const unsteady = results.flatMap((result) => result.unsteady ?? [])
  if (unsteady.length > 0) say('Passed only when tried again, each a race to be found:')
  for (const test of unsteady) say(`  ${test}`)
  if (!electron) say('The tests in Electron were not run: its runtime is not installed here.')
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0)
  // Whoever reads this by machine reads the last line.
  say(`${total('passed')} passed, ${total('failed')} failed`)
  process.exitCode = total('failed') === 0 && total('passed') > 0 ? 0 : 1
}
