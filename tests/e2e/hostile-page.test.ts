// A page that wants to run, to be seen reading, and to look like the app: captured, it is only its words.
import { expect } from './fixtures.ts'
import { body, picture, test } from './local-site.ts'
import { addByTyping, expectPainted, highlight, openedArticle, pictureIn } from './reading.ts'

const page = (
  origin: string,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A harmless page</title>
<meta http-equiv="refresh" content="0; url=${origin}/asked-refresh">
<link rel="stylesheet" href="/asked-style.css"><link rel="preload" as="image" href="/asked-preload.png">
<base href="${origin}/pictures/">
<script src="/asked-script.js"></script><script>document.title = 'ran'; fetch('/asked-fetch')</script></head>
<body onload="document.title='ran'" onfocus="document.title='ran'"><article><h1>A harmless page</h1>
<p onmouseover="document.title='ran'" onclick="document.title='ran'" style="background:url(/asked-background.png);position:fixed;inset:0;z-index:99999">The first paragraph looks at whoever points at it, and would like to cover the whole of the window with itself.</p>
<p>There is a picture in the second paragraph, and it is the only thing here that a reader would miss. <img src="/kept.png" alt="Squares" width="1200" height="560" onerror="document.title='ran'" onload="document.title='ran'"></p>
<p>The third one has links that are none: <a href="javascript:document.title='ran'">press here</a>, <a href="java&#9;script:document.title='ran'">or here</a>, <a href="data:text/html,<script>parent.document.title='ran'</script>">or there</a>, and <a href="https://honest.example/">one that is one</a>.</p>
<p>The fourth has pictures that are spies: <img src="/missing.png" alt="" width="1" height="1" onerror="document.title='ran'"><img src="x" onerror="document.title='ran'" alt=""></p>
<svg width="20" height="20" onload="document.title='ran'"><a href="javascript:document.title='ran'"><text>svg</text></a><script>document.title='ran'</script><foreignObject><iframe src="/asked-foreign"></iframe></foreignObject></svg>
<math><mtext><style><img src=x onerror="document.title='ran'"></style></mtext></math>
<iframe src="/asked-frame"></iframe><iframe srcdoc="<script>parent.document.title='ran'</script>"></iframe>
<object data="/asked-object"></object><embed src="/asked-embed"><video src="/asked-video" autoplay poster="/asked-poster.png"></video><audio src="/asked-audio" autoplay></audio>
<form action="/asked-form"><input name="password" autofocus onfocus="document.title='ran'"><button formaction="javascript:document.title='ran'">Sign in</button></form>
<style>@import url(/asked-import.css); * { background: url(/asked-style-image.png) } body { display: none }</style>
<template><img src=x onerror="document.title='ran'"></template><noscript><p><img src=x onerror="document.title='ran'"></p></noscript>
<p id="app" name="commonplace">The last paragraph calls itself the app, and is a paragraph, with as many words as a paragraph should have.</p>
</article></body></html>`

test('nothing of it runs, and nothing is fetched when it is opened', async ({ app, serve }) => {
  const answers = { '/hostile': body(''), '/kept.png': picture() }
  const site = await serve(answers)
  answers['/hostile'] = body(page(site.origin))
  await addByTyping(app.page, `${site.origin}/hostile`)
  await expect(openedArticle(app.page, 'A harmless page').getByText('The first paragraph')).toBeVisible()
  expect(
    site.asked.filter((path) => path.startsWith('/asked')),
    'capture fetches the page and its pictures alone',
  ).toEqual([])
  const asked = site.asked.length

  const again = await app.restart()
  await again.getByRole('complementary', { name: 'Library' }).getByRole('link', { name: 'A harmless page' }).click()
  const article = openedArticle(again, 'A harmless page')
  await expect(article.getByText('The last paragraph calls itself the app')).toBeVisible()
  await article.getByText('The first paragraph').hover()
  await article.getByText('The first paragraph').click()
  await expect(pictureIn(article, 'Squares')).toBeVisible()
  for (const name of ['press here', 'or here', 'or there']) {
    await expect(article.getByText(name)).toBeAttached()
    await expect(article.getByRole('link', { name, exact: true })).toHaveCount(0)
  }
  await expect(article.getByRole('link', { name: 'one that is one' })).toHaveAttribute(
    'href',
    'https://honest.example/',
  )
  for (const forbidden of [
    'script',
    'iframe',
    'object',
    'embed',
    'video',
    'audio',
    'form',
    'input',
    'style',
    'link',
    'meta',
    'base',
    'template',
  ]) {
    await expect(article.locator(`.article-body ${forbidden}`), forbidden).toHaveCount(0)
  }
  const attributes = await article
    .locator('*')
    .evaluateAll((elements) =>
      elements.flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'srcdoc'),
      ),
    )
  expect(attributes).toEqual([])
  await expect(again).toHaveTitle(/^A harmless page/)
  expect(site.asked, 'reading asks the site for nothing').toHaveLength(asked)

  const words = 'would like to cover the whole of the window'
  await highlight(again, article, [words])
  await expectPainted(again, [{ ink: 'yellow', words }])
  await expect(again.getByRole('button', { name: 'Back to the library' })).toBeVisible()
})
