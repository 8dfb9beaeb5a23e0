// Any range of any article goes to the page and comes back unchanged, in the browser that people read in.
import { expect, test } from '@playwright/test'
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { extractArticle } from '../../src/core/capture/extract.ts'
import type {} from './ranges-page.ts'

const root = resolve(import.meta.dirname, '..', '..')
const RANGES = 300

/** What is rare in the articles: right-to-left, pairs of surrogates, nested lists and tables, breaks, code, joined marks. */
const RARE = `<!doctype html><html lang="he" dir="rtl"><head><title>פנקס המסע</title></head><body><article><h1>פנקס המסע</h1>
<p>המכתב הראשון הגיע מירושלים בשנת 1871, ובו רשימה של כל מי שקרא את הספר before it was printed, ושל מי שלא קרא.</p>
<p dir="rtl">وصلت الرسالة الثانية من القاهرة، وفيها 👩🏽‍🔬 و𝔘𝔫𝔦𝔠𝔬𝔡𝔢 وكلمات أخرى كثيرة لا يعرفها أحد في المدينة القديمة.</p>
<p>שורה אחת<br>שורה שנייה<br><br>ושורה אחרי רווח, עם e\u0301 ועם 🇺🇦 באמצע, כדי שיהיה מה לסמן ולמצוא שוב.</p>
<ul><li>ראשון<ul><li>פנימי 𝒜</li><li>עוד אחד</li></ul></li><li><p>פסקה בתוך פריט</p><p>ועוד פסקה בתוכו</p></li></ul>
<table><caption>המידות</caption><thead><tr><th>מקום</th><th>מידה</th></tr></thead><tbody><tr><td>א</td><td>12</td></tr><tr><td>ב<br>ג</td><td></td></tr></tbody></table>
<pre><code>const 名 = '𠮷'\n\n\treturn 名\n</code></pre>
<blockquote><p>המילים האחרונות היו <em>קצרות</em><strong>מאוד</strong>, כתובות בעיפרון בשולי הדף.</p></blockquote>
<p>סוף הפנקס, שנמצא מאה שנים אחר כך בארגז של ספרים ישנים ונקרא שוב מתחילתו ועד סופו.</p></article></body></html>`

function sources(): { name: string; bytes: Uint8Array }[] {
  const folders = [join(root, 'seeds'), join(root, 'tests', 'core', 'capture', 'fixtures')]
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(?:html|md|txt)$/.test(name) && !/^(?:README\.md|navigation-only\.html)$/.test(name))
      .map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
  )
  return [...files, { name: 'rare.html', bytes: new TextEncoder().encode(RARE) }]
}

async function pageCode(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'ranges-page.ts'), formats: ['iife'], name: 'ranges' },
    },
  })
  const [first] = Array.isArray(made) ? made : [made]
  if (first === undefined || !('output' in first)) throw new Error('The code for the page could not be bundled')
  return first.output[0].code
}

test('every range survives the way from the text to the page and back, in every sample and fixture', async ({
  page,
}) => {
  await page.evaluate(await pageCode())
  const articles = sources().map(({ name, bytes }) => ({ name, ...extractArticle({ bytes, name }) }))
  expect(articles.length).toBeGreaterThan(18)
  for (const [index, { name, html, text, dir }] of articles.entries()) {
    const outcome = await page.evaluate(([article, count, seed]) => window.checkRanges(article, count, seed), [
      { html, text, dir },
      RANGES,
      index + 1,
    ] as const)
    expect(outcome, name).toMatchObject({ sameText: true, lost: [] })
    expect(outcome.tried, name).toBeGreaterThan(RANGES)
  }
})
