// The app opens in its shell, under its policy, and keeps to itself.
import { expect, test } from './fixtures.ts'

test('the app opens under a policy that runs only its own scripts', async ({ page, shell }) => {
  const answer = await page.reload()
  const policy = (await answer?.headerValue('content-security-policy')) ?? ''
  expect(policy).toContain(`default-src 'none'`)
  expect(policy).toContain(`script-src 'self'`)
  expect(policy).toContain(shell === 'web' ? `connect-src 'self'` : `connect-src 'none'`)
  expect(policy).not.toContain('unsafe')
  await expect(page).toHaveTitle(/Commonplace/)
  await expect(page.locator('#app')).not.toBeEmpty()
})

test('an inline script that found its way into the page does not run', async ({ app, page }) => {
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.srcdoc = '<script>parent.postMessage("ran", "*")</' + 'script>'
    addEventListener('message', () => (document.title = 'ran'))
    document.body.append(frame)
    return new Promise((resolve) => setTimeout(resolve, 300))
  })
  expect(await page.title()).not.toBe('ran')
  expect(app.takeFaults()).toEqual([expect.stringContaining('Executing inline script violates')])
})

test('the address holds no token, and a reload keeps the session', async ({ page, shell }) => {
  expect(page.url()).not.toContain('token')
  await page.reload()
  await expect(page.locator('#app')).not.toBeEmpty()
  expect(new URL(page.url()).origin).toMatch(shell === 'web' ? /^http:\/\/127\.0\.0\.1:\d+$/ : /./)
})

test('after a restart the app opens again on the same library', async ({ app }) => {
  const before = app.page.url()
  const page = await app.restart()
  await expect(page.locator('#app')).not.toBeEmpty()
  expect(before).not.toBe('')
})
