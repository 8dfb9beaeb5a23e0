// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { editableFragment, editedHtml } from '../../../src/renderer/versions/editing.ts'

function edit(html: string, change: (root: HTMLElement) => void = () => undefined): string {
  const root = document.createElement('div')
  root.append(editableFragment(html))
  change(root)
  return editedHtml(root)
}

test('an article that is not touched is saved as it was', () => {
  const html =
    '<h2>Tides</h2><p>One <a href="https://example.org/">link</a><br>and a line.</p><ul><li>first</li></ul>' +
    '<figure><img src="assets/ab/cd.png" alt=""></figure><pre><code>a  b</code></pre><hr>'
  expect(edit(html)).toBe(html)
})

test('what editing leaves behind goes: empty blocks, breaks that hold them open, and styles', () => {
  const html = edit('<p>One</p><p>Two</p><ul><li>a</li></ul>', (root) => {
    root.querySelector('p')!.insertAdjacentHTML('afterend', '<p><br></p><p> </p>')
    root.querySelectorAll('p')[3]!.innerHTML = 'Two <span style="color: red">words</span><br>'
    root.querySelector('li')!.innerHTML = '<br>'
  })
  expect(html).toBe('<p>One</p><p>Two words</p><ul></ul>')
})

test('what is folded away is opened, to be corrected too', () => {
  expect(edit('<details><summary>More</summary><p>Words</p></details>')).toContain('<details open="">')
})
