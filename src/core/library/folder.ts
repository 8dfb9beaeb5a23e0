// Where libraries live on disk.
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder of the user's library when none is named: `COMMONPLACE_LIBRARY`, else the platform's place for app data.
 * @param env the process's environment
 * @param platform as `process.platform`
 * @returns an absolute path; nothing is created
 */
export function defaultLibraryFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env['COMMONPLACE_LIBRARY']) return env['COMMONPLACE_LIBRARY']
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Commonplace', 'library')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Commonplace', 'library')
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'commonplace', 'library')
}

/**
 * A folder to suggest for a first export.
 * @returns an absolute path; nothing is created
 */
export function suggestedExportFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['HOME'] ?? env['USERPROFILE'] ?? homedir(), 'Documents', 'Commonplace')
}
