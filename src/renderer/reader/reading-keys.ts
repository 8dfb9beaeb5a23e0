// Whether the keys of reading are meant for the text.

/** Lists beside the text have their own j and k while the focus is in them. */
export function readingHasKeys(): boolean {
  const focused = document.activeElement
  return focused === null || focused === document.body || focused.closest('.reader, .highlight-panel') !== null
}
