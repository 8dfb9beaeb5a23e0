// Which file answers which path, for both shells: the built renderer, and the library's images below /assets/.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { assetHeaders, pageHeaders } from './security-headers.ts'

export interface HostedFolders {
  /** The built renderer. */
  renderer: string
  /** The library; its images lie in `assets/` below it. */
  library: string
}

export interface HostedAnswer {
  status: 200 | 404
  headers: Record<string, string>
  body: Uint8Array
}

const CONTENT_TYPES: Record<string, string> = {
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

// Both patterns leave no room for `..`, a drive, a percent escape or a hidden file, so a path can only lead downwards.
const ASSET_PATH = /^\/assets\/[0-9a-f]{2}\/[0-9a-f]{62}\.[a-z0-9]{1,5}$/
const RENDERER_PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/

const FOREVER = 'private, max-age=31536000, immutable'

interface Found {
  file: string
  headers: Record<string, string>
}

function locate(pathname: string, folders: HostedFolders, connect: 'self' | 'none'): Found | null {
  if (pathname.startsWith('/assets/')) {
    if (!ASSET_PATH.test(pathname)) return null
    const file = join(folders.library, ...pathname.split('/'))
    return { file, headers: { ...assetHeaders(), 'Cache-Control': FOREVER } }
  }
  const path = pathname === '/' ? '/index.html' : pathname
  if (!RENDERER_PATH.test(path)) return null
  // Bundled files carry a hash of their content in their name; the page itself must always be the current one.
  const caching = path.startsWith('/bundle/') ? FOREVER : 'no-store'
  return {
    file: join(folders.renderer, ...path.split('/')),
    headers: { ...pageHeaders(connect), 'Cache-Control': caching },
  }
}

/** The answer to a GET for `pathname`, which is the raw path of the address: nothing in it is unescaped. */
export async function answerFile(
  pathname: string,
  folders: HostedFolders,
  connect: 'self' | 'none',
): Promise<HostedAnswer> {
  const found = locate(pathname, folders, connect)
  const body = found ? await readIfThere(found.file) : null
  if (!found || !body) {
    return {
      status: 404,
      headers: { ...pageHeaders('none'), 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
      body: Buffer.from('Not found'),
    }
  }
  const type = CONTENT_TYPES[extname(found.file)] ?? 'application/octet-stream'
  return { status: 200, headers: { ...found.headers, 'Content-Type': type }, body }
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null
    throw error
  }
}
