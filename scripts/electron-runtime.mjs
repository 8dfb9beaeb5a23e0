// Finds the Electron runtime, or fetches it where the network allows, without ever holding up a start for long.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, say } from './console.mjs'
import { projectNode } from './install.mjs'

const PROBE_MS = 5_000
const FETCH_MS = 120_000
const folder = join(root, 'node_modules', 'electron')
const failureNote = join(root, 'node_modules', '.commonplace-no-electron')

const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }

/** The runtime's executable if it is there and can run on this machine, else null. */
export async function findElectron() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
  const executable = join(dist, EXECUTABLES[process.platform] ?? 'electron')
  if (!existsSync(executable)) return null
  // It needs libraries of the desktop (GTK, NSS …) that a server may not have.
  const { code } = await run(executable, [...asRootArguments(), '--version'], { quiet: true, timeoutMs: 20_000 })
  return code === 0 ? executable : null
}

/** Fetches the runtime; says in one line why not when it can't. A failure is remembered, so the next start is quick. */
export async function fetchElectron({ again = false } = {}) {
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
  if (!again && noteOf() === version) return null
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return null
  const why = (await isReachable()) ? await download() : 'its download server is out of reach'
  const executable = why === null ? await findElectron() : null
  if (executable) {
    rmSync(failureNote, { force: true })
    return executable
  }
  writeFileSync(failureNote, version)
  const reason = why ?? 'this machine lacks libraries that it needs'
  say(`The Electron runtime can't be used: ${reason}. To try again: npm start -- --electron`)
  return null
}

/** What Electron needs on Linux as root, where Chromium refuses to sandbox itself. */
export function asRootArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function noteOf() {
  try {
    return readFileSync(failureNote, 'utf8')
  } catch {
    return null
  }
}

async function download() {
  say('Fetching the Electron runtime (once, about 100 MB) …')
  const { code, timedOut } = await run(projectNode, [join(folder, 'install.js')], { quiet: true, timeoutMs: FETCH_MS })
  if (timedOut) return `its download took longer than ${FETCH_MS / 1000} seconds`
  return code === 0 ? null : 'its download failed'
}

/** A quick look before the long download. Behind a proxy only the download itself, which knows proxies, can tell. */
async function isReachable() {
  const { env } = process
  if (['HTTPS_PROXY', 'https_proxy', 'npm_config_https_proxy', 'npm_config_proxy'].some((name) => env[name]))
    return true
  const mirror =
    env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/'
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) })
    return true
  } catch {
    return false
  }
}
