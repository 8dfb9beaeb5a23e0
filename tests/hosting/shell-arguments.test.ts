// Options and deep links, as both shells read them.
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { fragmentOfDeepLink } from '../../src/hosting/deep-link.ts'
import { parseShellArguments } from '../../src/hosting/shell-arguments.ts'

const ID = '01890000-0000-7000-8000-000000000001'

test('without options everything has its default', () => {
  expect(parseShellArguments([])).toEqual({
    library: null,
    port: 0,
    open: true,
    seeds: undefined,
    link: null,
    help: false,
  })
})

test('options are read in both forms, and folders made absolute', () => {
  expect(parseShellArguments(['--library', 'mine', '--port=8123', '--no-open', '--no-seeds'])).toMatchObject({
    library: resolve('mine'),
    port: 8123,
    open: false,
    seeds: null,
  })
})

test('what it does not know is refused by name, except where Chromium adds its own', () => {
  expect(() => parseShellArguments(['--libary', 'x'])).toThrow(/--libary/)
  expect(() => parseShellArguments(['stray'])).toThrow(/stray/)
  expect(() => parseShellArguments(['--port', 'no'])).toThrow(/port/)
  expect(() => parseShellArguments(['commonplace://article/x'])).toThrow(/not a link/)
  const link = `commonplace://article/${ID}`
  expect(parseShellArguments(['--inspect=0', '--library=/l', '.', link], 'ignore')).toMatchObject({
    library: resolve('/l'),
    link,
  })
})

test('deep links name an article and perhaps a passage; anything else is none', () => {
  expect(fragmentOfDeepLink(`commonplace://article/${ID}`)).toBe(`#/article/${ID}`)
  expect(fragmentOfDeepLink(`commonplace://article/${ID}#12-40`)).toBe(`#/article/${ID}?at=12-40`)
  for (const other of [
    `commonplace://article/${ID}#12`,
    `commonplace://article/../${ID}`,
    `commonplace://app/${ID}`,
    `https://article/${ID}`,
    `commonplace://article/${ID}"onload=`,
  ]) {
    expect(fragmentOfDeepLink(other)).toBeNull()
  }
})
