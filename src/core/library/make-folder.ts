// Makes a folder and those above it. Node's own recursive mkdir never returns where the system says "no such folder" of a
// folder that is there, as it does for anything below /proc.
import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Failure } from '../../contract/failure.ts'

/**
 * Makes a folder, with those above it, unless it is there.
 * @param path absolute, or relative to the working directory
 * @throws Failure BAD_INPUT when the path is a file; else what the file system says, as ENOTDIR, EACCES, EROFS or ENOENT
 */
export function makeFolder(path: string): void {
  const missing: string[] = []
  let above = resolve(path)
  while (statSync(above, { throwIfNoEntry: false }) === undefined) {
    missing.push(above)
    above = dirname(above)
  }
  if (missing.length === 0 && !statSync(above).isDirectory()) {
    throw new Failure('BAD_INPUT', `${above} is a file. Choose a folder.`)
  }
  for (const folder of missing.reverse()) makeOne(folder)
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process may have made it in between.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
  }
}
