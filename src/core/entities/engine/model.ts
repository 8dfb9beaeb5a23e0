// Loads the trained weights, once: from the path given, or from beside the sources.
import { readFileSync } from 'node:fs'
import { readModel } from './model-file.ts'
import type { ModelFile } from './model-file.ts'

let loaded: ModelFile | null = null

/**
 * Loads the weights if need be. Takes the path of the weights file (or its URL) when it is not at
 * `../model/entities.bin` beside this module, as in a bundle: a path given replaces what was loaded before. Returns the
 * model. Throws when the file is missing or of another version.
 */
export function loadModel(path?: string | URL): ModelFile {
  if (loaded && path === undefined) return loaded
  loaded = readModel(readFileSync(path ?? new URL('../model/entities.bin', import.meta.url)))
  return loaded
}
