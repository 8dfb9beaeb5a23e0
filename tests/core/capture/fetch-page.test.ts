import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { fetchPage, pageAddress } from '../../../src/core/capture/fetch-page.ts'
import type { FetchOptions } from '../../../src/core/capture/fetch-page.ts'
import { isPrivateHost } from '../../../src/core/capture/private-host.ts'
import { redirect, send, startServer } from './local-server.ts'
import type { Answer, LocalServer } from './local-server.ts'

let server: LocalServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function get(answers: Record<string, Answer>, path = '/', options: Partial<FetchOptions> = {}) {
  server = await startServer(answers)
  const address = new URL(path, server.origin)
  return fetchPage(address, {
    fetch,
    maxBytes: 100_000,
    timeoutMs: 20_000,
    accept: '*/*',
    trustedHost: address.hostname,
    ...options,
  })
}
const failure = (code: string, words: RegExp): unknown =>
  expect.objectContaining({ name: 'Failure', code, message: expect.stringMatching(words) })

test('a page comes with its type and its address after redirects', async () => {
  const page = await get({
    '/': redirect('/next?x=1'),
    '/next': redirect('last', 307),
    '/last': send('hello', 'text/html; charset=utf-8'),
  })
  expect(page).toMatchObject({ contentType: 'text/html; charset=utf-8', url: `${server?.origin ?? ''}/last` })
  expect(Buffer.from(page.bytes).toString()).toBe('hello')
})

test('endless redirects end', async () => {
  await expect(get({ '/': redirect('/') })).rejects.toEqual(failure('FETCH_FAILED', /keeps redirecting/))
  expect(server?.asked).toHaveLength(11)
})

test.each([
  [404, /no page at this address \(404\)/],
  [403, /does not let this page be fetched/],
  [429, /slow down/],
  [503, /problem of its own \(503\)/],
])('status %i is told in words', async (status, words) => {
  await expect(get({ '/': (_, response) => response.writeHead(status).end('no') })).rejects.toEqual(
    failure('FETCH_FAILED', words),
  )
})

test('a host that refuses and a name that does not exist are told in words', async () => {
  const closed = await startServer({})
  await closed.close()
  const options: FetchOptions = { fetch, maxBytes: 1000, timeoutMs: 20_000, accept: '*/*', allowPrivateHosts: true }
  await expect(fetchPage(new URL(closed.origin), options)).rejects.toEqual(
    failure('FETCH_FAILED', /refuses connections/),
  )
  await expect(fetchPage(new URL('http://nowhere.invalid/'), options)).rejects.toEqual(
    failure('FETCH_FAILED', /nowhere\.invalid could not be/),
  )
})

test('a server that never answers is given up', async () => {
  await expect(get({ '/': () => undefined }, '/', { timeoutMs: 300 })).rejects.toEqual(
    failure('FETCH_FAILED', /took longer than/),
  )
})

test('a connection that breaks amid the page is told in words', async () => {
  const broken: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('begin', () => response.destroy())
  }
  await expect(get({ '/': broken })).rejects.toEqual(
    failure('FETCH_FAILED', /broke the connection off|could not be reached/),
  )
})

test('an endless page, a page announced as too large and one that unpacks to too much are refused', async () => {
  const endless: Answer = (_, response) => {
    response.writeHead(200)
    const more = (): void => {
      if (!response.destroyed) response.write('x'.repeat(10_000), more)
    }
    more()
  }
  const bomb = send(gzipSync(Buffer.alloc(10_000_000)), 'text/html', { 'content-encoding': 'gzip' })
  for (const answer of [endless, send('x'.repeat(200_000), 'text/html'), bomb]) {
    await expect(get({ '/': answer })).rejects.toEqual(failure('TOO_LARGE', /larger than/))
    await server?.close()
  }
})

test('a redirect to a private address is refused, but the host that was typed may be private', async () => {
  server = await startServer({
    '/': redirect('http://127.0.0.2:1/'),
    '/name': redirect('http://localhost:1/'),
    '/file': redirect('file:///etc/passwd'),
  })
  const options: FetchOptions = { fetch, maxBytes: 1000, timeoutMs: 20_000, accept: '*/*', trustedHost: '127.0.0.1' }
  for (const path of ['/', '/name']) {
    await expect(fetchPage(new URL(path, server.origin), options)).rejects.toEqual(
      failure('FETCH_FAILED', /its own network/),
    )
  }
  await expect(fetchPage(new URL('/file', server.origin), options)).rejects.toEqual(
    failure('FETCH_FAILED', /no web address/),
  )
  await expect(fetchPage(new URL(server.origin), { ...options, trustedHost: undefined })).rejects.toEqual(
    failure('FETCH_FAILED', /its own network/),
  )
})

test('aborting ends a fetch as cancelled', async () => {
  const controller = new AbortController()
  const fetching = get(
    {
      '/': () => {
        controller.abort()
      },
    },
    '/',
    { signal: controller.signal },
  )
  await expect(fetching).rejects.toEqual(failure('CANCELLED', /Stopped/))
})

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.20.0.1', true],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['0.0.0.0', true],
  ['[::1]', true],
  ['[fd00::1]', true],
  ['[fe80::1]', true],
  ['[::ffff:127.0.0.1]', true],
  ['localhost', true],
  ['printer.local', true],
  ['93.184.215.14', false],
  ['[2606:4700::1111]', false],
  ['172.32.0.1', false],
])('%s is private: %s', async (host, isPrivate) => {
  expect(await isPrivateHost(new URL(`http://${host}/`).hostname)).toBe(isPrivate)
})

test('an address may be typed without its scheme', () => {
  expect(pageAddress(' example.com/a ').href).toBe('https://example.com/a')
  expect(pageAddress('localhost:8080/a').href).toBe('https://localhost:8080/a')
})

test.each(['', 'two words', 'file:///etc/passwd', 'javascript:alert(1)', 'https://'])('“%s” is no address', (typed) => {
  expect(() => pageAddress(typed)).toThrow(failure('BAD_INPUT', /Nothing was added/) as Error)
})
