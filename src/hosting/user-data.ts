// Where the shells keep what belongs to a window and not to the library: browser profiles, window sizes.
import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** A folder of the user's for one shell and one library, so that two libraries can be open side by side. */
export function windowDataFolder(shell: 'electron' | 'web', library: string): string {
  const name = createHash('sha256').update(resolve(library)).digest('hex').slice(0, 16)
  return join(base(), 'windows', `${shell}-${name}`)
}

function base(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Commonplace')
  if (process.platform === 'win32') {
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Commonplace')
  }
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'commonplace')
}
