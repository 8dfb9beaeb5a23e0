// What the scripts say to the user, and how they run other programs.
import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Says one line about what is being done. */
export function say(line) {
  console.log(line)
}

/** Says why it can't go on, and ends with code 1. */
export function giveUp(line) {
  console.error(line)
  process.exit(1)
}

/**
 * Runs a program to its end.
 * @returns {Promise<{code: number, output: string, timedOut: boolean}>} `output` is empty unless `quiet` or `tee`
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = process.env, quiet = false, tee = false, timeoutMs = 0, shell = false } = options
  return new Promise((done) => {
    const capture = quiet || tee
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    })
    let output = ''
    let timedOut = false
    const timer =
      timeoutMs > 0
        ? setTimeout(() => {
            timedOut = true
            // A test runner that is asked ends its own workers too.
            child.kill('SIGTERM')
            setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
          }, timeoutMs)
        : null
    const collect = (stream, target) =>
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
        if (tee) target.write(text)
      })
    collect(child.stdout, process.stdout)
    collect(child.stderr, process.stderr)
    child.once('error', (error) => {
      clearTimeout(timer)
      done({ code: 127, output: output + error.message, timedOut })
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      done({ code: code ?? 1, output, timedOut })
    })
  })
}
