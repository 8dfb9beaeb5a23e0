// 32-bit hashes: the names of the tagger's features. FNV-1a for strings, a murmur-style mix to combine numbers.

/** Hashes a string (its UTF-16 units) to an unsigned 32-bit number. FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/. */
export function hashString(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return finish(hash)
}

/** Combines two 32-bit numbers into one, order kept: the finaliser of MurmurHash3 (public domain, Austin Appleby). */
export function mix(a: number, b: number): number {
  return finish(Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ (b >>> 3))
}

function finish(value: number): number {
  let h = value
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
