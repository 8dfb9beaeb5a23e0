// The browser that the end-to-end tests drive: found, or installed where that is allowed.
import { existsSync } from 'node:fs'
import { run, say } from './console.mjs'
import { projectNode } from './install.mjs'

const PACKAGES = ['chromium', 'xvfb', 'xauth', 'fonts-liberation']
const HOW = {
  linux: 'install Chromium with your package manager (Debian, Ubuntu: sudo apt-get install chromium)',
  darwin: 'install Google Chrome or Chromium',
  win32: 'install Google Chrome or Microsoft Edge',
}

/** The browser's executable; null, after a line that says what to install, when there is none and none can be had. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) await aptInstall()
  const installed = mayInstall ? await findBrowser() : null
  if (!installed)
    say(`The end-to-end tests need a browser: ${HOW[process.platform] ?? HOW.linux}, then run npm test again.`)
  return installed
}

async function findBrowser() {
  const code = `import { findBrowser } from './src/web/find-browser.ts'; process.stdout.write(findBrowser() ?? '')`
  const { output } = await run(projectNode, ['--no-warnings', '--input-type=module', '-e', code], { quiet: true })
  return existsSync(output.trim()) ? output.trim() : null
}

async function aptInstall() {
  say('Installing Chromium for the end-to-end tests …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...PACKAGES]]) {
    const { code, output } = await run('apt-get', args, { quiet: true, env, timeoutMs: 300_000 })
    // An update that fails half-way (one mirror down) often leaves enough to install from.
    if (code !== 0) say(output.trim().split('\n').slice(-5).join('\n'))
  }
}
