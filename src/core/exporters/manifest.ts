// What the last export wrote, kept in the export folder itself: so that names stay, and the user's edits are seen.
import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Where it is kept, relative to the export folder. */
export const MANIFEST_PATH = '.commonplace/export.json'

// A folder may come from elsewhere: a path that leads out of it is not taken from its manifest.
const FileName = z.string().regex(/^(?!\.)[^/\\\p{Cc}]+\.md$/u)
const Written = z.object({ path: FileName, sha256: z.string() })

const Entry = z.object({
  id: z.string(),
  path: FileName,
  /** SHA-256 of what was last written there, hex. */
  sha256: z.string(),
  /** The copy beside a file that the user had edited. */
  beside: Written.optional(),
})
export type ManifestEntry = z.infer<typeof Entry>

const Manifest = z.object({ version: z.literal(1), files: z.array(z.unknown()) })

/**
 * Reads a manifest.
 * @param json its text; null when there is none
 * @returns entries by article id; those that cannot be read are left out, their files are then treated as the user's
 */
export function readManifest(json: string | null): Map<string, ManifestEntry> {
  const entries = new Map<string, ManifestEntry>()
  if (json === null) return entries
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    return entries
  }
  const manifest = Manifest.safeParse(parsed)
  for (const file of manifest.data?.files ?? []) {
    const entry = Entry.safeParse(file)
    if (entry.success) entries.set(entry.data.id, entry.data)
  }
  return entries
}

/**
 * Writes a manifest.
 * @returns JSON, one entry a line, ordered by path, so that it reads well in version control
 */
export function writeManifest(entries: ReadonlyMap<string, ManifestEntry>): string {
  const files = [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  return `{"version":1,"files":[\n${files.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}\n`
}

/** SHA-256 of text as UTF-8 or of bytes, hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
