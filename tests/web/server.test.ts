// The web shell's server on a real library: who gets in, what is served, and that nothing else is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../../src/core/app.ts'
import type { App } from '../../src/core/app.ts'
import { serveApp, WAITING_PATH } from '../../src/web/server.ts'
import type { WebServer } from '../../src/web/server.ts'

const PICTURE = `/assets/ab/${'0'.repeat(62)}.svg`
let folder: string
let app: App
let server: WebServer
let cookie: string

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request with every header and the path as given: fetch would tidy them up. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  const { port } = new URL(server.origin)
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const tokenPath = () => server.address.slice(server.origin.length)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-web-'))
  const library = join(folder, 'library')
  const rendererFolder = join(folder, 'renderer')
  mkdirSync(join(rendererFolder, 'bundle'), { recursive: true })
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>Commonplace</title>')
  writeFileSync(join(rendererFolder, 'bundle', 'index-abc.js'), 'export {}')
  mkdirSync(join(library, 'assets', 'ab'), { recursive: true })
  writeFileSync(join(library, PICTURE), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  app = await openApp({ folder: library, shell: 'web', seeds: null })
  server = await serveApp(app, { rendererFolder, port: 0 })
  const { headers } = await ask(tokenPath())
  cookie = (headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? ''
})

afterAll(async () => {
  await server.close()
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the token is exchanged for a cookie that scripts and other sites can’t use, and leaves the address', async () => {
  const { status, headers } = await ask(tokenPath())
  expect([status, headers.location]).toEqual([303, '/'])
  expect(headers['set-cookie']?.[0]).toMatch(/^commonplace-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
  expect(tokenPath()).not.toContain(cookie.split('=')[1])
})

test('without the cookie nothing is served, and a wrong token or cookie is none', async () => {
  for (const path of ['/', '/index.html', PICTURE, '/?token=', '/?token=wrong', `/index.html${tokenPath().slice(1)}`]) {
    expect([path, (await ask(path)).status]).toEqual([path, 401])
  }
  expect((await ask('/', { cookie: `${cookie}x` })).status).toBe(401)
  expect((await ask('/rpc/library/info', { origin: server.origin }, 'POST', '{}')).status).toBe(401)
})

test('the page before the token says nothing and sets nothing', async () => {
  const { status, headers, body } = await ask(WAITING_PATH)
  expect([status, headers['set-cookie'], body]).toEqual([200, undefined, 'Opening the library …'])
})

test('a Host that is not ours is refused, whatever it carries', async () => {
  for (const host of ['evil.example', 'localhost:1', '127.0.0.1', `localhost:${new URL(server.origin).port}`]) {
    expect([host, (await ask('/', { host, cookie })).status]).toEqual([host, 403])
    expect([host, (await ask(tokenPath(), { host })).status]).toEqual([host, 403])
  }
})

test('a call from another origin, or from none, is refused with the right cookie', async () => {
  const call = (headers: Record<string, string>) =>
    ask('/rpc/library/info', { cookie, 'content-type': 'application/json', ...headers }, 'POST', '{}')
  expect((await call({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await call({ origin: 'null' })).status).toBe(403)
  expect((await call({ origin: 'http://127.0.0.1:1' })).status).toBe(403)
  expect((await call({})).status).toBe(403)
  const { status, body } = await call({ origin: server.origin })
  expect(status).toBe(200)
  expect(JSON.parse(body)).toMatchObject({ json: { shell: 'web', folder: app.folder } })
})

test('a page of another origin can’t be given files either', async () => {
  expect((await ask('/', { cookie, origin: 'https://evil.example' })).status).toBe(403)
  const { headers } = await ask('/', { cookie })
  expect(headers['cross-origin-resource-policy']).toBe('same-origin')
})

test('files are only got, calls only posted', async () => {
  expect((await ask('/rpc/library/info', { cookie })).status).toBe(405)
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
    expect([method, (await ask('/', { cookie, origin: server.origin }, method)).status]).toEqual([method, 405])
  }
  const unknown = await ask('/rpc/no/such', { cookie, origin: server.origin }, 'POST', '{}')
  expect(unknown.status).toBe(404)
})

test('the page is never cached and keeps to a strict policy; bundled files are kept for good', async () => {
  const page = await ask('/', { cookie })
  expect([page.status, page.headers['content-type'], page.headers['cache-control']]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-store',
  ])
  const policy = page.headers['content-security-policy']
  for (const part of [`default-src 'none'`, `script-src 'self'`, `connect-src 'self'`, `frame-ancestors 'none'`]) {
    expect(policy).toContain(part)
  }
  expect(page.headers['x-content-type-options']).toBe('nosniff')
  const script = await ask('/bundle/index-abc.js', { cookie })
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(script.headers['cache-control']).toContain('immutable')
})

test('an SVG of the library is a picture that runs nothing', async () => {
  const { status, headers } = await ask(PICTURE, { cookie })
  expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8'])
  expect(headers['content-security-policy']).toBe(`default-src 'none'; style-src 'unsafe-inline'; sandbox`)
  expect(headers['cache-control']).toContain('immutable')
})

test('no path leads out of the two folders', async () => {
  for (const path of [
    '/../library/library.sqlite',
    '/library.sqlite',
    '/running.json',
    '/assets/../library.sqlite',
    '/assets/..%2flibrary.sqlite',
    '/assets/%2e%2e/library.sqlite',
    '/bundle/../../library/library.sqlite',
    '/bundle/..\\..\\library\\library.sqlite',
    '/%2e%2e/library/library.sqlite',
    '/assets/ab/../../library.sqlite',
    '/bundle',
    '/.hidden',
  ]) {
    expect([path, (await ask(path, { cookie })).status]).toEqual([path, 404])
  }
  expect((await ask('//index.html', { cookie })).status).toBe(400)
})
