import { existsSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp } from '../../src/core/app.ts'
import type { App } from '../../src/core/app.ts'
import { call } from '@orpc/server'

// A picture of one pixel.
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

let folder: string
let app: App
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-picture-'))
  app = await openApp({ folder, shell: 'test', seeds: null })
})
afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a picture is kept among the library’s files, and the same one once', async () => {
  const { src } = await call(app.router.note.addImage, { base64: PNG })
  expect(src).toMatch(/^assets\/[0-9a-f]{2}\/[0-9a-f]{62}\.png$/)
  expect(existsSync(join(folder, src))).toBe(true)
  expect(await call(app.router.note.addImage, { base64: PNG })).toEqual({ src })
})

test('what is no picture is refused with what to do', async () => {
  const words = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')
  await expect(call(app.router.note.addImage, { base64: words })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})
