// The page that paints by wrapping in elements, beside the app: same browser, same style sheets, same library.
import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { AppPage } from './app-page.ts'
import type { BenchLibrary } from './bench-library.ts'
import { scroll, settle } from './measure.ts'
import { installProbe } from './probe.ts'
import type { Moment } from './probe.ts'

const root = resolve(import.meta.dirname, '..', '..')
const TITLE = 'The long survey'
const STYLE = `.bench-mark { color: inherit; background: color-mix(in oklab, gold 35%, transparent) }
  .bench-mention { text-decoration: underline dotted 1px gray }`

export interface BaselineRun {
  opening: Record<string, Moment>
  added: Moment
  removed: Moment
  frames: number[]
  /** The same page with nothing painted over its text: what this computer can do at best. */
  bare: { opening: Record<string, Moment>; frames: number[] }
}

async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'wrapped-page.ts'), formats: ['iife'], name: 'bench' },
    },
  })
  const [first] = Array.isArray(made) ? made : [made]
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined
  if (chunk === undefined) throw new Error('The baseline could not be bundled')
  return chunk.code
}

/** The page's html, with the app's own style sheets and settings. */
async function html(app: Page, library: BenchLibrary, script: string): Promise<string> {
  const index = readFileSync(join(root, 'out', 'renderer', 'index.html'), 'utf8')
  const styles = [...index.matchAll(/<link rel="stylesheet"[^>]*>/g)].map(([link]) => link).join('')
  const attributes = await app.evaluate(() =>
    [...document.documentElement.attributes]
      .map(({ name, value }) => `${name}="${CSS.escape(value) === value ? value : value.replaceAll('"', '&quot;')}"`)
      .join(' '),
  )
  return `<!doctype html><html ${attributes}><head><meta charset="utf-8">${styles}<style>${STYLE}</style></head><body><div id="app">
    <div class="panes" data-room="wide"><aside class="side" data-side="start" style="inline-size: 320px"><a href="#" data-article="${library.longId}">${TITLE}</a></aside>
    <main class="main"><div class="reader" data-reader-pane tabindex="-1"><article class="reader-page"><h1></h1><div class="reader-text">
    <div class="article-body"></div></div></article></div></main></div></div><script>${script.replaceAll('</script', '<\\/script')}</script></body></html>`
}

/** Makes the page once and returns what runs the measurements on it, each time opened anew. */
export async function createBaseline(
  { page: app, origin }: AppPage,
  library: BenchLibrary,
): Promise<() => Promise<BaselineRun>> {
  const address = `${origin}/bench-baseline`
  const body = await html(app, library, await bundled())
  const page = await app.context().newPage()
  await page.addInitScript(installProbe)
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }))
  const devtools = await page.context().newCDPSession(page)

  const press = async (key: string, there: string): Promise<Moment> => {
    await page.evaluate((selector) => {
      window.benchProbe.arm('keydown', { there: { done: selector } })
    }, there)
    await page.keyboard.press(key)
    const { done } = await page.evaluate(() => window.benchProbe.result())
    if (done === undefined) throw new Error(`Nothing came of ${key}`)
    await settle(page)
    return done
  }
  return async () => {
    await page.bringToFront()
    await page.goto('about:blank')
    await page.goto(address)
    await settle(page)
    await page.evaluate((title) => {
      const painted = { highlights: '[data-highlights]', mentions: '[data-mentions]' }
      window.benchProbe.arm('click', { title, there: painted })
    }, TITLE)
    await page.locator('[data-article]').click()
    const opening = await page.evaluate(() => window.benchProbe.result())
    await settle(page)
    const frames = await scroll(page, devtools)
    const added = await press('h', '[data-added]')
    const removed = await press('z', '[data-taken]')
    await page.goto('about:blank')
    await page.goto(`${address}#bare`)
    await settle(page)
    await page.evaluate((title) => {
      window.benchProbe.arm('click', { title })
    }, TITLE)
    await page.locator('[data-article]').click()
    const bare = { opening: await page.evaluate(() => window.benchProbe.result()), frames: [] as number[] }
    await settle(page)
    bare.frames.push(...(await scroll(page, devtools)))
    await app.bringToFront()
    return { opening, added, removed, frames, bare }
  }
}
