import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createArticles } from '../../../src/core/library/articles.ts'
import { ASSET_PATH, createAssets } from '../../../src/core/library/assets.ts'
import { newArticle, temporaryLibrary } from '../temporary-library.ts'

const bytes = new Uint8Array([1, 2, 3])

test('the same bytes are stored once, under their hash', () => {
  const { db, folder, common } = temporaryLibrary()
  const batch = createAssets(db, folder, common.now).batch()
  const path = batch.store(bytes, 'PNG')
  expect(path).toMatch(ASSET_PATH)
  expect(path).toMatch(/^assets\/03\/9058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81\.png$/)
  expect(batch.store(bytes, 'png')).toBe(path)
  expect(new Uint8Array(readFileSync(join(folder, path)))).toEqual(bytes)
})

test('a discarded batch leaves no file, but for those that another article uses', () => {
  const { db, folder, common } = temporaryLibrary()
  const articles = createArticles(db, { ...common, highlightCounts: () => new Map(), highlightsIn: () => 0 })
  const assets = createAssets(db, folder, common.now)
  const first = assets.batch()
  const shared = first.store(bytes, 'png')
  articles.insert(newArticle(), (id) => {
    first.attach(id)
  })
  const second = assets.batch()
  second.store(bytes, 'png')
  const own = second.store(new Uint8Array([9]), 'jpg')
  second.discard()
  expect(existsSync(join(folder, shared))).toBe(true)
  expect(existsSync(join(folder, own))).toBe(false)
})

test('an ending that is none is refused', () => {
  const { db, folder, common } = temporaryLibrary()
  expect(() => createAssets(db, folder, common.now).batch().store(bytes, '../x')).toThrow(/cannot end in/)
})
