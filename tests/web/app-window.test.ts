// The app window in the installed browser, led over its pipe. A display is not needed: the browser is told to do without.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAppWindow } from '../../src/web/app-window.ts'
import { findBrowser } from '../../src/web/find-browser.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-window-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** The installed browser, without a screen. */
function headlessBrowser(): string {
  const browser = findBrowser()
  if (!browser) throw new Error('This test needs an installed Chromium')
  const file = join(folder, 'browser')
  writeFileSync(file, `#!/bin/sh\nexec "${browser}" --headless "$@"\n`)
  chmodSync(file, 0o755)
  return file
}

test('the window waits without the token, goes to the address, comes forward at a place, and ends', async () => {
  const visited: string[] = []
  const server = createServer((request, response) => {
    visited.push(request.url ?? '')
    const page = `<title>x</title><script>onhashchange = () => fetch('/at' + location.hash.replace('#', '?'))</script>`
    response.setHeader('content-type', 'text/html').end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const window = await openAppWindow({
    browser: headlessBrowser(),
    waitingUrl: `${origin}/opening`,
    address: `${origin}/?token=secret`,
    profileFolder: join(folder, 'profile'),
  })
  await expect.poll(() => visited).toContain('/?token=secret')
  expect(visited.indexOf('/opening')).toBeLessThan(visited.indexOf('/?token=secret'))
  await window.bringToFront(null)
  await window.bringToFront('#/article/1')
  await expect.poll(() => visited.length).toBeGreaterThan(2)
  await window.close()
  await window.closed
  server.close()
  server.closeAllConnections()
})

test('a browser that does not start is an error, and leaves nothing running', async () => {
  const options = {
    waitingUrl: 'http://127.0.0.1:1/',
    address: 'http://127.0.0.1:1/',
    profileFolder: join(folder, 'p'),
  }
  const broken = join(folder, 'broken')
  writeFileSync(broken, '#!/bin/sh\nexit 3\n')
  chmodSync(broken, 0o755)
  await expect(openAppWindow({ browser: broken, ...options })).rejects.toThrow()
})
