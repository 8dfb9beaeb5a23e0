// A title as the name of a file: readable in its own script, and allowed on every system that the folder may travel to.

/** Bytes of UTF-8; leaves room below the usual 255 for a suffix and the ending. */
const MAX_BYTES = 150

/** Names of devices on Windows, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])$/i

/**
 * @param title of an article, any text
 * @returns the name without its ending: no character that Windows, macOS, Linux or a link between notes forbids, at most
 *   150 bytes, never empty, never a reserved name (https://learn.microsoft.com/windows/win32/fileio/naming-a-file)
 */
export function fileNameOf(title: string): string {
  const name = title
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Co}\p{Cn}\u{FFFD}\s]+/gu, ' ')
    // Invisible marks, except the joiners that emoji and some scripts are spelt with.
    .replace(/[^\P{Cf}\u{200C}\u{200D}]/gu, '')
    .replace(/\s*:\s+/g, ' - ')
    .replace(/[:/\\|]+/g, '-')
    .replace(/"/g, '’')
    .replace(/\[/g, '(')
    .replace(/\]/g, ')')
    .replace(/[<>?*#^`]+/g, '')
    .replace(/\s+/g, ' ')
  const short = trimmed(withinBytes(trimmed(name)))
  if (short === '') return 'Untitled'
  const stem = short.split('.')[0] ?? short
  return RESERVED.test(stem.trim()) ? `${stem}_${short.slice(stem.length)}` : short
}

function trimmed(name: string): string {
  return name.replace(/^[\s.~-]+|[\s.]+$/g, '')
}

function withinBytes(name: string): string {
  if (byteLength(name) <= MAX_BYTES) return name
  let kept = ''
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name)) {
    if (byteLength(kept) + byteLength(segment) > MAX_BYTES) break
    kept += segment
  }
  // Better a whole word less than half a word, unless the one word is most of the name.
  const lastSpace = kept.lastIndexOf(' ')
  return lastSpace > kept.length * 0.6 ? kept.slice(0, lastSpace) : kept
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/**
 * What two names have in common when a file system takes them for one.
 * @param path a file name
 */
export function nameKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC')
}
