import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

// Every call starts a process of its own, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 300_000 })

const ENTRY = join(import.meta.dirname, '../../src/cli/index.ts')
const STORY = `The Bridge at Dawn

By Nora Vale

Grace Hopper met Alan Turing in London on Monday. Hopper said that the meeting was useful.

Turing travelled on to Paris. He had been asked by the United Nations to speak there.
`

let root: string
let library: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-cli-'))
  library = join(root, 'library')
  writeFileSync(join(root, 'story.txt'), STORY)
})
afterAll(() => {
  rmSync(root, { recursive: true })
})

interface Result {
  code: number | null
  out: string
  error: string
}

function run(args: string[], input: string | Uint8Array = ''): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [ENTRY, ...args], { cwd: root, env: { ...process.env, HOME: root } })
    let [out, error] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text))
    child.on('close', (code) => {
      resolve({ code, out, error })
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
const onLibrary = (...args: string[]) => run([...args, '--library', library])
const parse = ({ code, out, error }: Result): unknown => {
  expect({ code, error }).toEqual({ code: 0, error: '' })
  return JSON.parse(out)
}

describe('a library on the command line', () => {
  test('from adding an article to reading the exported files', async () => {
    const added = parse(await onLibrary('add', 'story.txt', '--json')) as { article: { id: string; title: string } }
    expect(added).toMatchObject({ article: { title: 'The Bridge at Dawn' }, duplicate: false })
    expect(parse(await onLibrary('add', 'story.txt', '--json'))).toMatchObject({ duplicate: true })
    const { id } = added.article

    const list = await onLibrary('list')
    expect(list.out).toMatch(/^[\da-f]{8} {2}The Bridge at Dawn .* \d+\n$/)
    expect(parse(await onLibrary('list', '--json'))).toMatchObject([{ id }])

    const shown = await onLibrary('show', id.slice(0, 8), '--text')
    expect(shown.out).toContain('Grace Hopper met Alan Turing in London on Monday.')
    expect((await onLibrary('show', id, '--html')).out).toMatch(/^<p>/)
    expect((await onLibrary('show', id)).out).toMatch(/^The Bridge at Dawn\n/)
    expect(parse(await onLibrary('show', id, '--json'))).toMatchObject({ id, title: 'The Bridge at Dawn' })

    expect((await onLibrary('search', 'turing', 'paris')).out).toContain('The Bridge at Dawn')
    expect(parse(await onLibrary('search', 'zzzzz', '--json'))).toEqual({ hits: [], total: 0 })

    const entities = await onLibrary('entities', id)
    expect(entities.out).toMatch(/person +Grace Hopper +\d/)
    expect(parse(await onLibrary('entities', id, '--json'))).toMatchObject({ status: 'ready' })

    const entity = await onLibrary('entity', 'grace', 'hopper')
    expect(entity.out).toMatch(/^Grace Hopper \(person\), named .+ in one article\n/)
    expect(entity.out).toContain('The Bridge at Dawn')
    const page = parse(await onLibrary('entity', 'Grace Hopper', '--json')) as { entity: { id: string } }
    expect(parse(await onLibrary('entity', page.entity.id, '--json'))).toMatchObject({ articles: [{ articleId: id }] })
    expect((await onLibrary('entity', 'Nobody Atall')).error).toMatch(/knows nobody and nothing named/)

    const vault = join(root, 'vault')
    expect((await onLibrary('export', vault)).out).toBe(
      `written    The Bridge at Dawn.md\n1 written, 0 unchanged, 0 kept, 0 removed in ${vault}\n`,
    )
    expect(readFileSync(join(vault, 'The Bridge at Dawn.md'), 'utf8')).toContain('**Grace Hopper**')
    expect(parse(await onLibrary('export', vault, id, '--json'))).toEqual({
      folder: vault,
      written: [],
      unchanged: 1,
      kept: [],
      removed: [],
    })
  })

  test('adds what comes on standard input and what a server serves', async () => {
    const own = join(root, 'second')
    const piped = await run(['add', '-', '--library', own, '--json'], '# Piped in\n\nSome *words* of Markdown.\n')
    expect(parse(piped)).toMatchObject({ article: { title: 'Piped in' } })
    const server = createServer((_, response) => {
      const body = '<p>A page with enough words to be an article of its own.</p>'.repeat(10)
      response
        .setHeader('Content-Type', 'text/html')
        .end(`<html><head><title>Served</title></head><body><article><h1>Served</h1>${body}</article></body></html>`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/page`
      expect(parse(await run(['add', url, '--library', own, '--json']))).toMatchObject({
        article: { title: 'Served', url },
      })
    } finally {
      server.closeAllConnections()
      server.close()
    }
    // Ids begin with the time, so two of one day share their beginning.
    expect((await run(['show', '0', '--library', own])).error).toMatch(/2 articles have ids that begin with 0/)
  })
})

describe('extract', () => {
  test('prints the article of a file with exactly its fields', async () => {
    const html =
      '<html lang="en"><head><title>T</title></head><body><article><h1>T</h1><p>Some words that are read.</p></article></body></html>'
    const article = parse(await run(['extract', '-', '--url', 'https://example.org/t'], html)) as Record<
      string,
      unknown
    >
    expect(Object.keys(article)).toEqual([
      'title',
      'byline',
      'siteName',
      'publishedAt',
      'lang',
      'excerpt',
      'html',
      'text',
      'setAside',
    ])
    expect(article).toMatchObject({ title: 'T', lang: 'en', text: 'Some words that are read.', setAside: [] })
  })

  test('writes nothing to disk', async () => {
    await run(['extract', 'story.txt'])
    expect(existsSync(join(root, '.local'))).toBe(false)
  })
})

describe('annotate', () => {
  test('finds who is named, at the offsets of the text as it stands', async () => {
    const text = '\uFEFF🙂\r\nGrace Hopper met Alan Turing in London. Hopper left.'
    const { entities } = parse(await run(['annotate', '-'], text)) as {
      entities: { name: string; kind: string; mentions: { start: number; end: number }[] }[]
    }
    const words = ({ mentions }: (typeof entities)[number]) => mentions.map(({ start, end }) => text.slice(start, end))
    const hopper = entities.find(({ name }) => name === 'Grace Hopper')!
    expect(hopper.kind).toBe('person')
    expect(words(hopper)).toEqual(['Grace Hopper', 'Hopper'])
    expect(entities.filter(({ kind }) => kind === 'place').map(words)).toEqual([['London']])
  })

  test('answers line by line, before the next line comes', async () => {
    const child = spawn(process.execPath, [ENTRY, 'annotate', '--jsonl', '-'])
    const answers = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>
    const ask = async (line: string) => {
      child.stdin.write(`${line}\n`)
      return JSON.parse((await answers.next()).value as string) as { id: unknown; entities: { type: string }[] }
    }
    // U+2028 may stand as it is inside JSON, and is no end of a line.
    const text = 'Grace Hopper\u2028met Alan Turing in London.'
    const first = await ask(JSON.stringify({ id: 'one', text }))
    expect(first.id).toBe('one')
    expect(first.entities.map(({ type }) => type)).toContain('LOC')
    expect(first.entities.every(({ type }) => ['PER', 'ORG', 'LOC', 'OTHER'].includes(type))).toBe(true)
    expect(await ask('{"id":2,"text":""}\r')).toEqual({ id: 2, entities: [] })
    child.stdin.end()
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
  })
})

describe('anchor', () => {
  test('finds a passage where it is now, or says that it is gone', async () => {
    const text = 'A new first sentence. The clock kept time at sea.'
    const lines = [
      { text, selectors: { exact: 'kept time', prefix: 'The clock ', suffix: ' at sea.', start: 10, end: 19 } },
      { text, selectors: { exact: 'a quarrel about the wages of bell ringers', start: 0, end: 41 } },
    ]
    const { out } = await run(['anchor', '-'], lines.map((line) => JSON.stringify(line)).join('\n'))
    const [moved, gone] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { status: string; start: number; end: number })
    expect(moved).toMatchObject({ status: 'moved', start: 32, end: 41 })
    expect(text.slice(moved!.start, moved!.end)).toBe('kept time')
    expect(gone).toMatchObject({ status: 'orphan', start: 0, end: 41 })
  })

  test('a line that is none is named by its number', async () => {
    const { code, error } = await run(
      ['anchor', '-'],
      '{"text":"a","selectors":{"exact":"a","start":0,"end":1}}\n{"text":1}\n',
    )
    expect(code).toBe(1)
    expect(error).toMatch(/Line 2/)
  })
})

describe('what goes wrong is one line on standard error', () => {
  const cases: [string, string[], RegExp][] = [
    ['an unknown command', ['sing'], /no command “sing”/],
    ['a name that every object has', ['constructor'], /no command “constructor”/],
    ['an unknown option', ['list', '--colour'], /Unknown option '--colour'/],
    ['nothing to show', ['show'], /missing.*show ID/],
    ['too much', ['entities', 'a', 'b'], /“b” is too much/],
    ['a file that is not there', ['extract', 'nowhere.html'], /no file nowhere\.html/],
    ['a folder', ['annotate', '.'], /is a folder/],
    ['no library', ['list', '--library', 'none'], /no library in .*none/],
    ['a view that is not there', ['list', '--view', 'attic'], /no view “attic”/],
  ]
  test.each(cases)('%s', async (_, args, sentence) => {
    const { code, out, error } = await run(
      args[0] === 'list' && !args.includes('none') ? [...args, '--library', library] : args,
    )
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toMatch(/^commonplace: [^\n]+\n$/)
    expect(error).toMatch(sentence)
  })

  test.each([
    ['nothing', '', /no text|empty/i],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', /PDF/],
  ])('%s to extract', async (_, input, sentence) => {
    const { code, error } = await run(['extract', '-'], input)
    expect(code).toBe(1)
    expect(error).toMatch(/^commonplace: [^\n]+\n$/)
    expect(error).toMatch(sentence)
  })

  test('bytes that are no text, and lines that are no JSON', async () => {
    const binary = await run(['annotate', '-'], new Uint8Array([0x61, 0xff, 0xfe, 0x00]))
    expect(binary).toMatchObject({ code: 1, error: 'commonplace: standard input is not text in UTF-8.\n' })
    const lines = await run(['annotate', '--jsonl', '-'], '{"id":1,"text":"a"}\n\n{"id":2}\n')
    expect(lines.code).toBe(1)
    expect(lines.out).toBe('{"id":1,"entities":[]}\n')
    expect(lines.error).toMatch(/Line 3 of standard input/)
  })

  test('ids that no article or several have', async () => {
    expect((await onLibrary('show', 'ffffffff')).error).toMatch(/begins with ffffffff/)
    expect((await onLibrary('show', 'story')).error).toMatch(/not the id of an article/)
    const gone = await onLibrary('entities', '0197a000-0000-7000-8000-000000000001')
    expect(gone).toMatchObject({ code: 1, out: '' })
    expect(gone.error).toMatch(/^commonplace: [^\n]+\n$/)
  })

  test('a library in a file is said, and the file stays', async () => {
    const { code, error } = await run(['add', 'story.txt', '--library', join(root, 'story.txt')])
    expect(code).toBe(1)
    expect(error).toMatch(/^commonplace: [^\n]+\n$/)
    expect(readFileSync(join(root, 'story.txt'), 'utf8')).toBe(STORY)
  })
})

test('an article’s text is replaced, and a text that is the same changes nothing', async () => {
  const own = join(root, 'updated')
  const { article } = parse(await run(['add', 'story.txt', '--json', '--library', own])) as { article: { id: string } }
  const update = (...args: string[]) => run(['update', article.id.slice(0, 13), ...args, '--library', own])
  expect(parse(await update('story.txt', '--json'))).toMatchObject({ id: article.id, changed: false })
  const { out, code } = await run(
    ['update', article.id, '-', '--library', own],
    STORY.replace('on Monday', 'on Tuesday, in the rain'),
  )
  expect({ code, out }).toEqual({
    code: 0,
    out: 'The Bridge at Dawn: updated, 0 highlights kept, 0 moved, 0 to check\n',
  })
  expect((await update()).error).toMatch(/^commonplace: This article has no address to fetch it from again\./)
})

test('help names every command, and every command has help of its own', async () => {
  const { out } = await run(['--help'])
  const names = readdirSync(join(import.meta.dirname, '../../src/cli/commands')).map((file) => file.replace('.ts', ''))
  const helps = await Promise.all(names.map((name) => run([name, '--help'])))
  names.forEach((name, index) => {
    expect(out).toContain(`  ${name}`)
    expect(helps[index]!.out).toMatch(new RegExp(`^Usage: commonplace ${name}`))
  })
})

test('a reader that has seen enough ends it without a word', async () => {
  const child = spawn(process.execPath, [ENTRY, 'annotate', '--jsonl', '-'])
  let error = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text))
  child.stdin.on('error', () => undefined)
  child.stdout.once('data', () => child.stdout.destroy())
  child.stdin.end(`${JSON.stringify({ id: 1, text: 'Grace Hopper. '.repeat(50) })}\n`.repeat(200))
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
  expect(error).toBe('')
})
