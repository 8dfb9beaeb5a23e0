// Puts node_modules in the state of package-lock.json, with nothing but Node and npm; quick when there is nothing to do.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { giveUp, root, run, say } from './console.mjs'

const OLDEST_NODE = 20

/** The project's own Node.js, on which everything but these scripts runs. */
export const projectNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Ends with a clear line on a Node.js too old to install with. */
export function checkNode(version = process.versions.node) {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return
  giveUp(`Commonplace needs Node.js ${OLDEST_NODE} or newer; this is ${version}. Get one from https://nodejs.org.`)
}

/**
 * Whether what npm says it installed is what the lock file asks for.
 * Both are lock files: npm writes the second into node_modules when an installation is complete.
 */
export function isInstalled(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || wanted.optional || wanted.devOptional || wanted.peer) return true
    return installed.packages[path]?.version === wanted.version
  })
}

/** Installs what is missing or out of date. */
export async function ensureInstalled() {
  checkNode()
  const lock = readJson(join(root, 'package-lock.json'))
  if (!lock) giveUp('package-lock.json is missing or damaged: get it back from the repository.')
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))
  if (!installed || !isInstalled(lock, installed)) {
    say('Installing what Commonplace is built from (once, about half a minute) …')
    // No package's own install script is run, whatever the version of npm: all but Node.js come ready to use.
    await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  }
  if (!existsSync(projectNode)) await installProjectNode()
}

async function installProjectNode() {
  const folder = dirname(dirname(projectNode))
  const { code, output } = await run(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    quiet: true,
    env: { ...process.env, npm_config_loglevel: 'error' },
  })
  if (code !== 0 || !existsSync(projectNode)) {
    giveUp(
      `${output.trim()}\nThe Node.js that Commonplace runs on could not be installed. Check the network and try again.`,
    )
  }
  // npm could not link a program that was not there yet: npx and npm's scripts find it by this link.
  await npm(['rebuild', 'node', '--ignore-scripts', '--loglevel=error'])
}

async function npm(args) {
  // Under `npm start` npm says where it is; else it is on the PATH (on Windows as npm.cmd, which needs a shell).
  const cli = process.env.npm_execpath
  const inNode = cli !== undefined && /\.c?js$/.test(cli)
  const { code, output } = inNode
    ? await run(process.execPath, [cli, ...args], { quiet: true })
    : await run('npm', args, { quiet: true, shell: process.platform === 'win32' })
  if (code === 0) return
  giveUp(
    `${output.trim()}\nnpm could not install the packages (the lines above say why). Check the network and try again.`,
  )
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
