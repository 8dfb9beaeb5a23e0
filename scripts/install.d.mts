// Types of what tests use from install.mjs.
interface LockFile {
  packages: Record<string, { version?: string; optional?: boolean; devOptional?: boolean; peer?: boolean }>
}

export declare function isInstalled(lock: LockFile, installed: LockFile): boolean
