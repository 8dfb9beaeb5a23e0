// Bytes to text: byte order mark, HTTP header, the page's own word for it, then detection.
import chardet from 'chardet'
import sniffHtmlEncoding from 'html-encoding-sniffer'

/** The text of a source, and the WHATWG name of the encoding it was read as. */
export interface DecodedText {
  text: string
  encoding: string
}

// A <meta> may stand behind a long head, where the standard's prescan of 1,024 bytes does not look.
const LATE_META_BYTES = 64 * 1024
const DETECTION_SAMPLE_BYTES = 256 * 1024

/**
 * Decodes a source.
 *
 * @param bytes the file or response body
 * @param source `contentType`: the HTTP header, if any; `markup`: whether to look for a `<meta>` declaration
 * @returns the text, without a byte order mark, and the encoding used
 */
export function decodeBytes(
  bytes: Uint8Array,
  source: { contentType?: string | null | undefined; markup?: boolean } = {},
): DecodedText {
  const marked = byteOrderMark(bytes)
  if (marked) return decodeAs(bytes, marked)
  const wide = wideWithoutMark(bytes)
  if (wide) return decodeAs(bytes, wide)
  const valid = isValidUtf8(bytes)
  const declared = supported(declaredEncoding(bytes, source.contentType, source.markup ?? true))
  // Text that is valid UTF-8 beyond ASCII is never something else by chance, whatever a header claims.
  if (valid && (declared === null || isSingleByte(declared)))
    return decodeAs(bytes, hasHighBytes(bytes) ? 'utf-8' : (declared ?? 'utf-8'))
  if (declared && (declared !== 'utf-8' || valid || mostlyUtf8(bytes))) return decodeAs(bytes, declared)
  return decodeAs(bytes, detected(bytes) ?? (mostlyUtf8(bytes) ? 'utf-8' : 'windows-1252'))
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: Latin text has a zero in every other byte. */
function wideWithoutMark(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length - (bytes.length % 2), 4096)
  if (length < 8) return null
  const zeros = [0, 0]
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const pairs = length / 2
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be'
  return null
}

function declaredEncoding(bytes: Uint8Array, contentType: string | null | undefined, markup: boolean): string | null {
  const transport = /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1]
  if (!markup) return transport ?? null
  const found = sniffHtmlEncoding(bytes, {
    ...(transport ? { transportLayerEncodingLabel: transport } : {}),
    defaultEncoding: 'replacement',
  })
  if (found !== 'replacement') return found
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, LATE_META_BYTES))
  return /<meta\s[^>]*charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? null
}

function supported(label: string | null): string | null {
  if (!label) return null
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

function isSingleByte(encoding: string): boolean {
  return /^(?:windows-|iso-8859-|macintosh|ibm866|koi8)/.test(encoding)
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function hasHighBytes(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80)
}

/** A page in UTF-8 with a few damaged characters is still UTF-8: one bad sequence for each hundred good ones at most. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, DETECTION_SAMPLE_BYTES))
  let bad = 0
  let good = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) bad++
    else if (code >= 0x80) good++
  }
  return bad * 100 <= good
}

function detected(bytes: Uint8Array): string | null {
  const sample = sampleOf(bytes)
  return supported(chardet.detect(sample))
}

/** Detection counts pairs of letters: the mark-up around them only dilutes the evidence. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample = bytes.subarray(0, DETECTION_SAMPLE_BYTES)
  const first = sample.findIndex((byte) => byte >= 0x80)
  return first > 4096 ? bytes.subarray(first - 1024, first - 1024 + DETECTION_SAMPLE_BYTES) : sample
}
