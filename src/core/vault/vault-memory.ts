// What the vault remembers in its own folder, `.commonplace/`: which file is whose, and what was written last into each.
import { z } from 'zod'
import { MatterValue } from './front-matter.ts'
import type { MatterRecord } from './front-matter.ts'
import type { LastPiece } from './pieces.ts'
import { isOwnPath } from './vault-folder.ts'
import type { VaultFolder } from './vault-folder.ts'

const MANIFEST = '.commonplace/vault.json'

// A folder may come from elsewhere: a path that leads out of it is not taken from its manifest.
const OwnPath = z.string().refine(isOwnPath)

const Entry = z.object({
  id: z.uuid(),
  path: OwnPath,
  /** The name that the title gave it, and the name that it then got: they differ where that was taken. */
  stem: z.string(),
  given: z.string(),
  /** SHA-256 of what the library had to write, and of what stood in the file, after the last time. */
  ours: z.string(),
  file: z.string(),
  /** What stood in the file was not all ours. */
  edited: z.literal(true).optional(),
  /** The user deleted the file. */
  gone: z.literal(true).optional(),
  /** What it is of is not in the vault at the moment, and the file is the user's as it was edited. */
  away: z.literal(true).optional(),
  /** The copy beside a file that could not be merged, with its SHA-256. */
  beside: z.object({ path: OwnPath, hash: z.string() }).optional(),
})
export type VaultEntry = z.infer<typeof Entry>

const Base = z.object({
  matter: z.record(z.string(), MatterValue),
  gone: z.array(z.string()).optional(),
  pieces: z.array(
    z.object({ key: z.string(), type: z.string(), ours: z.string(), file: z.string().nullable().optional() }),
  ),
})

/** What was written last into one file. */
export interface VaultBase {
  matter: MatterRecord
  /** Properties of ours that the user had taken out. */
  gone?: string[]
  pieces: LastPiece[]
}

export interface VaultMemory {
  /** By the id of what the file is of. */
  readonly entries: Map<string, VaultEntry>
  base(id: string): Promise<VaultBase | null>
  hasBase(id: string): Promise<boolean>
  setBase(id: string, base: VaultBase): Promise<void>
  forget(id: string): Promise<void>
  /** Writes which file is whose, if that changed. */
  save(): Promise<void>
}

/**
 * Reads what the vault in a folder remembers; what cannot be read is as if it were not there.
 * @param folder of the vault
 */
export async function openVaultMemory(folder: VaultFolder): Promise<VaultMemory> {
  const written = decode(await folder.read(MANIFEST))
  let saved = written
  const entries = new Map<string, VaultEntry>()
  const manifest = z.object({ version: z.literal(1), files: z.array(z.unknown()) }).safeParse(parse(written))
  for (const file of manifest.data?.files ?? []) {
    const entry = Entry.safeParse(file)
    if (entry.success) entries.set(entry.data.id, entry.data)
  }
  const baseFile = (id: string) => `.commonplace/written/${id}.json`
  return {
    entries,
    async base(id) {
      const read = Base.safeParse(parse(decode(await folder.read(baseFile(id)))))
      if (!read.success) return null
      const pieces = read.data.pieces.map(({ file, ...piece }) => (file === undefined ? piece : { ...piece, file }))
      const { matter, gone } = read.data
      return { matter, pieces, ...(gone && { gone }) }
    },
    hasBase: (id) => folder.has(baseFile(id)),
    setBase: (id, base) => folder.write(baseFile(id), `${JSON.stringify(base)}\n`),
    async forget(id) {
      entries.delete(id)
      if (await folder.has(baseFile(id))) await folder.remove(baseFile(id))
    },
    async save() {
      const files = [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
      const text = `{"version":1,"files":[\n${files.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}\n`
      if (text === saved) return
      await folder.write(MANIFEST, text)
      saved = text
    },
  }
}

function decode(bytes: Uint8Array | null): string {
  return bytes === null ? '' : new TextDecoder().decode(bytes)
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
