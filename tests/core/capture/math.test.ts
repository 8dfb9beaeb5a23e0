import { expect, test } from 'vitest'
import { extractArticle } from '../../../src/core/capture/extract.ts'
import { finishHtml, parseBody } from '../../../src/core/capture/finish-article.ts'
import { textOf } from '../../../src/text/canonical-text.ts'

const WORDS = `<p>${'The river was measured at the bridge, at noon, and written down in a book. '.repeat(8)}</p>`

/** A page with a passage in it, as captured; what comes out must stand still. */
function captured(passage: string, head = '') {
  const text = `<html><head><title>Flow</title>${head}</head><body><article>${WORDS}${passage}${WORDS}</article></body></html>`
  return check(extractArticle({ text, format: 'html', url: 'https://river.example/flow' }))
}

function markdown(text: string) {
  return check(extractArticle({ text, format: 'markdown' }))
}

function check(article: { html: string; text: string }) {
  const body = parseBody(article.html)
  expect(textOf(body)).toBe(article.text)
  expect(finishHtml(article.html, 'remote')).toEqual({ html: article.html, text: article.text })
  const formulas = [...body.querySelectorAll('math')].map((math) => ({
    tex: math.getAttribute('alttext'),
    text: math.textContent,
    display: math.getAttribute('display') === 'block',
  }))
  return { body, text: article.text, formulas }
}

const mathml = (inside: string, tex: string, attributes = '') =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML" ${attributes}>\n <semantics>\n  <mrow>\n ${inside}\n </mrow>\n  <annotation encoding="application/x-tex">${tex}</annotation>\n </semantics>\n</math>`

test('KaTeX: the formula that is hidden for those who hear stays, the one drawn for the eye goes', () => {
  const box = (math: string) =>
    `<span class="katex"><span class="katex-mathml">${math}</span><span class="katex-html" aria-hidden="true">v=1</span></span>`
  const inline = box(mathml('<mi>v</mi><mo>=</mo><mn>1</mn>', 'v=1'))
  const display = `<span class="katex-display">${box(mathml('<mi>Q</mi>', 'Q', 'display="block"'))}</span>`
  const { formulas, text } = captured(`<p>Let ${inline} and${display}hold.</p>`)
  expect(formulas).toEqual([
    { tex: 'v=1', text: 'v=1', display: false },
    { tex: 'Q', text: 'Q', display: true },
  ])
  expect(text).toContain('Let v=1 and Q hold.')
})

test('Wikipedia: MathML that is not displayed beats the picture; a picture alone is read by its TeX', () => {
  const image = (tex: string) =>
    `<img class="mwe-math-fallback-image-inline" aria-hidden="true" src="https://wiki.example/a.svg" alt="{\\displaystyle ${tex}}">`
  const math = mathml('<msup><mi>x</mi><mn>2</mn></msup>', '{\\displaystyle x^{2}}')
  const { formulas, body } = captured(
    `<p>Here <span class="mwe-math-element"><span style="display: none;">${math}</span>${image('x^{2}')}</span> and ${image('y_{1}')} are.</p>`,
  )
  expect(formulas).toEqual([
    { tex: 'x^{2}', text: 'x2', display: false },
    { tex: 'y_{1}', text: 'y1', display: false },
  ])
  expect(body.querySelector('img')).toBeNull()
})

test('MathJax 2 and 3: one formula from the script, from what is drawn, and from the assistive MathML', () => {
  const { formulas, text } = captured(
    `<p>Two <span class="MathJax_Preview">?</span><span class="MathJax"><nobr><span>z2</span></nobr></span><script type="math/tex">z^2 < 3</script>,
     three <mjx-container display="true"><mjx-math aria-hidden="true"></mjx-math><mjx-assistive-mml><math display="block"><mi>w</mi></math></mjx-assistive-mml></mjx-container>.</p>
     <p>Not yet drawn: <script type="math/tex; mode=display">\\frac{1}{2}</script></p>`,
  )
  expect(formulas).toEqual([
    { tex: 'z^2 < 3', text: 'z2<3', display: false },
    { tex: null, text: 'w', display: true },
    { tex: '\\frac{1}{2}', text: '12', display: true },
  ])
  expect(text).toContain('Two z2<3, three w .')
})

test('delimiters in the text count only on a page whose formulas a script typesets, and never in code', () => {
  const passage =
    '<p>So \\(a_1 < b\\) and \\[\\int_0^1 x\\,dx\\] but <code>\\(no\\)</code> and \\(\\nonsense\\).</p><p><span class="math inline">\\(p\\)</span></p>'
  const drawn = captured(passage, '<script src="https://cdn.example/MathJax.js"></script>')
  expect(drawn.formulas.map(({ tex }) => tex)).toEqual(['a_1 < b', '\\int_0^1 x\\,dx', 'p'])
  expect(drawn.text).toContain('\\(no\\) and \\(\\nonsense\\).')
  expect(captured(passage).formulas.map(({ tex }) => tex)).toEqual(['p'])
})

test('Markdown: formulas within lines, between lines of dollars and in fences; prices, escapes and code are none', () => {
  const { formulas, body, text } = markdown(
    [
      '# Flow',
      '',
      'It cost $5, then $10 or US$5-$7, not \\$x\\$. Let $x_1 * y_1 * z$ be, and `$c$`.',
      '',
      '$$',
      '\\begin{aligned} a_1 &= 2 \\\\',
      '- b &= 3 \\end{aligned}',
      '$$',
      '',
      '> $$ E = mc^2 $$',
      '',
      '```math',
      '\\sum_i i',
      '```',
      '',
      '```sh',
      'echo $$',
      '$$',
      '```',
      '',
      'Broken $\\frac{1$ stays.',
    ].join('\n'),
  )
  expect(formulas.map(({ tex, display }) => [tex, display])).toEqual([
    ['x_1 * y_1 * z', false],
    ['\\begin{aligned} a_1 &= 2 \\\\\n- b &= 3 \\end{aligned}', true],
    ['E = mc^2', true],
    ['\\sum_i i', true],
  ])
  expect(text).toContain('It cost $5, then $10 or US$5-$7, not $x$.')
  expect([...body.querySelectorAll('code')].map((code) => code.textContent)).toEqual(['$c$', 'echo $$\n$$', '\\frac{1'])
  expect([...body.querySelectorAll('mtd')].map((cell) => cell.getAttribute('columnalign'))).toEqual([
    'right',
    'left',
    'right',
    'left',
  ])
})

test('the letters of formulas and code are words of no language', () => {
  const many = Array.from({ length: 60 }, (_, index) => `a_{${String(index)}}`).join(' + ')
  const text = `The water in the river is high, and the boats are on it.\n\n$$${many}$$\n\n\`\`\`\nde la que el en los\n\`\`\``
  expect(extractArticle({ text, format: 'markdown' }).lang).toBe('en')
})

test('hostile formulas neither link nor run, and huge or deep ones stay code', () => {
  const deep = `${'{\\sqrt '.repeat(300)}x${'}'.repeat(300)}`
  const { body, formulas } = markdown(
    `A $\\href{javascript:alert(1)}{x}$ b $\\text{<img src=x onerror=alert(1)>}$ c $${deep}$ d $${'x+'.repeat(4000)}x$.`,
  )
  expect(body.querySelector('a, img, script')).toBeNull()
  expect(formulas.map(({ text }) => text)).toEqual(['<img\u00a0src=x\u00a0onerror=alert(1)>'])
  expect(body.querySelectorAll('code')).toHaveLength(3)
  const annotated = captured(
    '<p><math><semantics><mi>x</mi><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></semantics></math> is here.</p>',
  )
  expect(annotated.body.querySelector('math')?.innerHTML).toBe('<mi>x</mi>')
})
