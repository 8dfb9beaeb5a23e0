import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { articleMarkdown } from '../../../src/core/exporters/markdown.ts'
import { gather } from '../../../src/core/exporters/vault.ts'
import { idOf } from '../exporters/a-library.ts'
import { told, usualShelf, vaultOnDisk } from './a-vault.ts'
import type { VaultOnDisk, VaultShelf } from './a-vault.ts'

let vault: VaultOnDisk
let shelf: VaultShelf
beforeEach(() => {
  vault = vaultOnDisk()
  shelf = usualShelf(vault.root)
})
afterEach(() => {
  vault.remove()
})

const FIRST = 'The first - a ’story’.md'

describe('a first sync', () => {
  test('writes what an export writes, with the ends of notes marked', async () => {
    await vault.sync(shelf)
    const exported = articleMarkdown(gather(shelf, idOf(1)))
    expect(vault.read(FIRST).replace(/\n\^n-[\da-f]{8}\n/g, '')).toBe(exported)
    const before = vault.everything()
    expect(told(await vault.sync(shelf))).toEqual([])
    expect(vault.everything()).toEqual(before)
  })
})
