// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { articleFragment, fragmentTarget, showsLeadImage } from '../../../src/renderer/reader/article-html.ts'
import { textOf } from '../../../src/text/canonical-text.ts'
import { normaliseHtml } from '../../../src/text/normalise.ts'
import { randomHtml, seeded } from '../../text/random-html.ts'

function page(html: string): HTMLElement {
  const body = document.createElement('div')
  body.append(articleFragment(html))
  return body
}

function stored(html: string): { html: string; text: string } {
  const body = new DOMParser().parseFromString(html, 'text/html').body
  normaliseHtml(body)
  return { html: body.innerHTML, text: textOf(body) }
}

describe('what is put into the page', () => {
  test('has the canonical text of what is stored, whatever the html', () => {
    const random = seeded(20)
    for (let round = 0; round < 300; round += 1) {
      const article = stored(randomHtml(random))
      expect(textOf(page(article.html))).toBe(article.text)
    }
  })

  test('keeps the text around wide tables, lost pictures and closed details', () => {
    const article = stored(
      '<p>Before <img src="https://elsewhere.example/a.png" alt="Lost words"> after</p>' +
        '<figure><table><caption>Nights</caption><tr><td>1<table><tr><td>inner</td></tr></table></td></tr></table></figure>' +
        '<p>So <math display="block" alttext="x"><mi>x</mi></math> holds</p><ul><li>One<table><tr><td>a</td><td>b</td></tr></table></li></ul><details><summary>S</summary><p>T</p></details>',
    )
    expect(textOf(page(article.html))).toBe(article.text)
    expect(article.text).not.toContain('Lost words')
    expect(article.text).toContain('So x holds')
  })

  test('opens links outside, without a way back into the app', () => {
    const link = page('<a href="https://example.org/x" target="_self">x</a>').querySelector('a')
    expect(link?.target).toBe('_blank')
    expect(link?.rel).toBe('noopener noreferrer')
  })

  test('leaves nothing to follow in links of other schemes', () => {
    const links = page('<a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a><a href="notes.html">c</a>')
    expect([...links.querySelectorAll('a')].map((link) => link.hasAttribute('href'))).toEqual([false, false, false])
  })

  test('gives ids of its own, so that none shadows a global or belongs to the app', () => {
    const body = page('<p id="commonplace">a</p><img name="app" src="assets/aa/b.png"><a name="top">t</a>')
    expect(body.querySelector('#commonplace, [name]')).toBeNull()
    expect(fragmentTarget(body, '#commonplace')?.textContent).toBe('a')
    expect(fragmentTarget(body, '#top')?.textContent).toBe('t')
    expect(fragmentTarget(body, '#')).toBeNull()
    expect(fragmentTarget(body, '#%E0%A4%A')).toBeNull()
  })

  test('never asks another computer for a picture, and says what it showed', () => {
    const body = page(
      '<img src="https://elsewhere.example/a.png" srcset="https://elsewhere.example/b.png 2x" alt="A lamp">',
    )
    expect(body.querySelector('img')).toBeNull()
    expect(body.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe('A lamp')
  })

  test('names every piece of code and every table of its own, and each copy button after its code', () => {
    const body = page(
      '<pre>a</pre><ul><li><pre><code>b</code></pre></li></ul><table><caption>Nights</caption><tr><td>1</td></tr></table>',
    )
    expect([...body.querySelectorAll('pre')].map((code) => code.dataset['label'])).toEqual([
      'Code 1 of 2',
      'Code 2 of 2',
    ])
    expect([...body.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'))).toEqual([
      'Copy code 1 of 2',
      'Copy code 2 of 2',
    ])
    expect(body.querySelector<HTMLElement>('.table-scroll')?.dataset['label']).toBe('Nights')
    expect(textOf(body)).toBe('a\n\nb\n\nNights\n\n1')
  })

  test('loads a picture late only where its place can be kept', () => {
    const [sized, unsized] = page(
      '<img src="assets/aa/b.png" width="4" height="3"><img src="assets/aa/c.png">',
    ).querySelectorAll('img')
    expect(sized?.getAttribute('loading')).toBe('lazy')
    expect(unsized?.getAttribute('loading')).toBe('eager')
    // And made lower, it is made narrower.
    const ratio = Number(sized?.getAttribute('width')) / Number(sized?.getAttribute('height'))
    expect(Number(sized?.style.getPropertyValue('--picture-ratio'))).toBeCloseTo(ratio)
    expect(unsized?.getAttribute('style')).toBeNull()
  })
})

describe('the lead image', () => {
  const lead = 'assets/aa/lead.jpg'

  test('is left to the body where the body shows it, or opens with a picture', () => {
    expect(showsLeadImage(`<p>a</p><p>b</p><img src="${lead}">`, lead)).toBe(true)
    expect(showsLeadImage('<figure><img src="assets/bb/other.jpg"></figure><p>a</p>', lead)).toBe(true)
  })

  test('is shown above a body that has none, or another one further down', () => {
    expect(showsLeadImage('<p>a</p>', lead)).toBe(false)
    expect(showsLeadImage('<p>a</p><img src="assets/bb/other.jpg"><p>b</p>', lead)).toBe(false)
  })
})
