// `npm start`: installs and builds what is missing, then opens the app in Electron or, where that can't be had, in a browser.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { giveUp, root, say } from './console.mjs'
import { asRootArguments, fetchElectron, findElectron } from './electron-runtime.mjs'
import { ensureInstalled, projectNode } from './install.mjs'

const KILL_AFTER_MS = 15_000
const PARENT_CHECK_MS = 500

const args = process.argv.slice(2).filter((argument) => argument !== '--web' && argument !== '--electron')
const only = ['web', 'electron'].find((shell) => process.argv.includes(`--${shell}`)) ?? null

await ensureInstalled()
const built = await ensureBuilt()
if (!built.ok) giveUp(`${built.output.trim()}\nThe build failed (the lines above say why).`)
const electron = await chooseElectron()
if (electron) await follow(electron, [...asRootArguments(), root, ...args])
else await follow(projectNode, [join(root, 'src', 'web', 'index.ts'), ...args])

/** Electron's executable, or null for the web shell. */
async function chooseElectron() {
  const { platform, env } = process
  // These belong to the web shell: there is no window to open, or none was asked for.
  if (
    only === 'web' ||
    args.some((argument) => argument === '--no-open' || argument === '--help' || argument.startsWith('--port'))
  )
    return null
  const hasDisplay = platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  if (!hasDisplay) {
    if (only === 'electron') giveUp('Electron needs a display, and there is none here (DISPLAY is not set).')
    return null
  }
  const executable = (await findElectron()) ?? (await fetchElectron({ again: only === 'electron' }))
  if (!executable && only === 'electron') process.exit(1)
  if (!executable) say('Opening Commonplace in an installed browser instead of Electron.')
  return executable
}

/** Runs a shell until it ends; ends it when this process is told to end. */
function follow(command, argv) {
  // The fourth channel is never written to. When this process is killed it closes, and the shell ends itself.
  const child = spawn(command, argv, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  const end = (signal) => {
    // Ctrl-C reaches the whole group by itself; a second one does no harm.
    child.kill(signal)
    setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  whenNpmEnds(() => end('SIGTERM'))
  return new Promise(() => {
    child.once('error', (error) => giveUp(`${command} could not be started: ${error.message}`))
    child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
  })
}

/** npm, told to end, ends the shell between it and us, but not us: we then have another parent. */
function whenNpmEnds(act) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    act()
  }, PARENT_CHECK_MS)
}
