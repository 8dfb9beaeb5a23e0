// Builds out/ when it is missing or not made from the sources as they are now.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root, run, say } from './console.mjs'
import { projectNode } from './install.mjs'

const stamp = join(root, 'out', '.built-from')
const RESULTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Builds unless the last build was made from exactly these sources. Returns whether out/ is good, and npm's output. */
export async function ensureBuilt({ quiet = true } = {}) {
  const sources = fingerprint()
  if (RESULTS.every((file) => existsSync(join(root, file))) && builtFrom() === sources) return { ok: true, output: '' }
  if (quiet) say('Building …')
  return build(sources)
}

/** Builds whatever is there. */
export async function build(sources = fingerprint()) {
  rmSync(stamp, { force: true })
  const bin = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = await run(projectNode, [bin, 'build', '--logLevel', 'warn'], {
    quiet: true,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (code === 0) writeFileSync(stamp, sources)
  return { ok: code === 0, output }
}

function builtFrom() {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return null
  }
}

/** Names, sizes and times of all that the build reads: also a deleted file changes it. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const path of ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json']) visit(join(root, path))
  return hash.digest('hex')

  function visit(path) {
    const stats = statSync(path)
    if (stats.isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name))
    } else {
      hash.update(`${relative(root, path)}\0${stats.size}\0${stats.mtimeMs}\n`)
    }
  }
}
