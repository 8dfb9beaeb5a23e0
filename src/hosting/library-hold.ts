// One window shell at a time on a library: a file in its folder says who holds it, and how to ask them to come forward.
import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../contract/failure.ts'
import { makeFolder } from '../core/library/make-folder.ts'
import { answerStarts, askToComeForward, closeServer } from './come-forward.ts'
import type { ComeForward } from './come-forward.ts'

const FILE = 'running.json'
/** The holder touches its file this often; another computer's file untouched for four beats is left over. */
const BEAT_MS = 30_000

const Holder = z.object({
  shell: z.enum(['electron', 'web']),
  host: z.string(),
  pid: z.int(),
  port: z.int(),
  secret: z.string(),
})
type Holder = z.infer<typeof Holder>

export interface Hold {
  status: 'held'
  /** Lets the library go; the next start may take it. */
  release(): Promise<void>
}

export interface HeldElsewhere {
  status: 'running'
  shell: 'electron' | 'web'
  /** What the running one did, for the user. */
  note: string
}

export interface HoldOptions {
  folder: string
  shell: 'electron' | 'web'
  /** What this start was asked to open; passed on to the one that runs already. */
  link: string | null
  /** Called when a later start asks this one to come forward. */
  onComeForward: ComeForward
}

/**
 * Takes hold of a library for a shell, or asks the shell that holds it to come forward.
 * Throws a Failure where the folder can't be written or a holder doesn't answer.
 */
export async function holdLibrary(options: HoldOptions): Promise<Hold | HeldElsewhere> {
  const file = join(options.folder, FILE)
  try {
    makeFolder(options.folder)
  } catch (error) {
    throw asFailure(error, options.folder)
  }
  const secret = randomBytes(32).toString('hex')
  const server = await answerStarts(options.shell, secret, options.onComeForward)
  const { port } = server.address() as AddressInfo
  const self: Holder = { shell: options.shell, host: hostname(), pid: process.pid, port, secret }
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (claim(file, self)) return held(file, self, server)
      const other = readHolder(file)
      if (other === 'gone') continue
      const answer = other === 'unreadable' ? null : await askToComeForward(other, options.link)
      if (answer) {
        await closeServer(server)
        return { status: 'running', ...answer }
      }
      if (other !== 'unreadable' && livesElsewhere(file, other)) throw heldByAnotherComputer(file, other)
      removeStale(file, other)
    }
  } catch (error) {
    await closeServer(server)
    throw error
  }
  await closeServer(server)
  throw new Failure('CONFLICT', `Several copies of Commonplace are starting on ${options.folder}. Try again.`)
}

function held(file: string, self: Holder, server: Server): Hold {
  const beat = setInterval(() => {
    const now = new Date()
    try {
      utimesSync(file, now, now)
    } catch {
      // The folder went away under us; the library's own calls will say so to the user.
    }
  }, BEAT_MS)
  beat.unref()
  return {
    status: 'held',
    release: async () => {
      clearInterval(beat)
      const holder = readHolder(file)
      if (typeof holder === 'object' && holder.secret === self.secret) rmSync(file, { force: true })
      await closeServer(server)
    },
  }
}

/** Puts our file in place whole and at once: written aside first, then linked under its name, which fails if taken. */
function claim(file: string, self: Holder): boolean {
  const aside = `${file}.${randomUUID()}`
  try {
    writeFileSync(aside, JSON.stringify(self), { mode: 0o600, flag: 'wx' })
    return linkOrCreate(aside, file, self)
  } catch (error) {
    throw asFailure(error, file)
  } finally {
    rmSync(aside, { force: true })
  }
}

function linkOrCreate(aside: string, file: string, self: Holder): boolean {
  try {
    linkSync(aside, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
  }
  // A file system without hard links, such as exFAT.
  try {
    writeFileSync(file, JSON.stringify(self), { mode: 0o600, flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function readHolder(file: string): Holder | 'unreadable' | 'gone' {
  try {
    const holder = Holder.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return holder.success ? holder.data : 'unreadable'
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'gone' : 'unreadable'
  }
}

/** Moves a left-over file away, unless another start has replaced it in the meantime. */
function removeStale(file: string, stale: Holder | 'unreadable'): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw asFailure(error, file)
  }
  const moved = readHolder(aside)
  const replaced = typeof moved === 'object' && (stale === 'unreadable' || moved.secret !== stale.secret)
  if (replaced) linkOrCreate(aside, file, moved)
  rmSync(aside, { force: true })
}

function livesElsewhere(file: string, holder: Holder): boolean {
  if (holder.host === hostname()) return false
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - touched < 4 * BEAT_MS
}

function heldByAnotherComputer(file: string, holder: Holder): Failure {
  return new Failure(
    'CONFLICT',
    `The library is open on another computer (${holder.host}). Close Commonplace there; ` +
      `if it isn't running there, wait two minutes or delete ${file}.`,
  )
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}

function asFailure(error: unknown, path: string): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
      return new Failure(
        'NO_ACCESS',
        `The library can't be written: ${path}. Nothing was changed. Give yourself write access, or choose another folder with --library.`,
        { cause: error },
      )
    case 'EEXIST':
    case 'ENOTDIR':
      return new Failure(
        'BAD_INPUT',
        `The library's folder is not a folder: ${path}. Choose another one with --library.`,
        { cause: error },
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure('DISK_FULL', `The disk is full, so the library can't be opened: ${path}. Free some space.`, {
        cause: error,
      })
    default:
      return error
  }
}
