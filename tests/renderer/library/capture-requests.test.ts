// @vitest-environment jsdom
import { expect, test } from 'vitest'
import {
  addressIn,
  requestForFile,
  requestForText,
  requestsForDrop,
} from '../../../src/renderer/library/capture-requests.ts'

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['  http://localhost:8080/x \n', 'http://localhost:8080/x'],
  ['HTTPS://EXAMPLE.ORG', 'HTTPS://EXAMPLE.ORG'],
  ['www.example.org', 'https://www.example.org'],
  ['example.org/story', 'https://example.org/story'],
  // Not ones that can be fetched, but the core says so; as text they would become articles of one line.
  ['ftp://example.org/x', 'ftp://example.org/x'],
  ['https://', 'https://'],
])('%s is an address', (text, address) => {
  expect(addressIn(text)).toBe(address)
})

test.each([
  ['A title\nhttps://example.org'],
  ['see https://example.org'],
  ['example.org'],
  ['either/or'],
  ['notes.md'],
  [''],
])('%j is text', (text) => {
  expect(addressIn(text)).toBeNull()
})

test('a file arrives with its name and its very bytes', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256)
  const input = await requestForFile(new File([bytes], 'página.txt')).input()
  expect(input).toEqual({ kind: 'file', name: 'página.txt', base64: Buffer.from(bytes).toString('base64') })
})

test('an empty file is for the core to judge', async () => {
  const input = await requestForFile(new File([], 'empty.txt')).input()
  expect(input).toEqual({ kind: 'file', name: 'empty.txt', base64: '' })
})

test('a file too large for the window is refused by name before it is read', async () => {
  const file = new File([], 'huge.html')
  Object.defineProperty(file, 'size', { value: 2 ** 31 })
  await expect(requestForFile(file).input()).rejects.toThrow('huge.html has 2048 MB')
})

test('text is called by its first line', () => {
  expect(requestForText('\n\nA headline\nand more').label).toBe('A headline')
})

function dropOf(data: Record<string, string>, files: File[] = []) {
  const drop = { files, getData: (type: string) => data[type] ?? '' }
  return requestsForDrop(drop as unknown as DataTransfer)
}

test('of a drop, files come first, then an address, then text', async () => {
  const inputs = async (requests: ReturnType<typeof dropOf>) =>
    Promise.all(requests.map(async (request) => request.input()))
  const link = { 'text/uri-list': '# a comment\nhttps://example.org/', 'text/plain': 'words' }
  expect(await inputs(dropOf(link, [new File(['x'], 'x.txt')]))).toMatchObject([{ kind: 'file', name: 'x.txt' }])
  expect(await inputs(dropOf(link))).toEqual([{ kind: 'url', url: 'https://example.org/' }])
  expect(await inputs(dropOf({ 'text/plain': 'some words' }))).toMatchObject([{ kind: 'text', text: 'some words' }])
  expect(dropOf({ 'text/plain': '  ' })).toEqual([])
})
