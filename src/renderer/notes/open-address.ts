// Opening what a link in a note leads to: outside the app, and only addresses that are safe to open.
import { safeAddress } from '../../rich-text/links.ts'

/** Opens an address in the system's browser or mail program; does nothing for one that must not be opened. */
export function openAddress(address: string): void {
  const safe = safeAddress(address)
  if (safe) window.open(safe, '_blank', 'noopener,noreferrer')
}
