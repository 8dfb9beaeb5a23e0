// Notes made at random from pieces that Markdown trips over, the same ones for the same seed.
type Json = Record<string, unknown>

const WORDS = [
  'plain words',
  'a*b',
  '*',
  '**',
  '_x_',
  'snake_case_name',
  '__init__',
  '# no heading',
  '#tag',
  '1. no list',
  '12) neither',
  '- no list',
  '+ nor this',
  '> no quote',
  '---',
  '===',
  '***',
  '```',
  '~~~',
  '~strike~',
  '`code`',
  '[link](address)',
  '[[wiki]]',
  '![image](x.png)',
  '<b>html</b>',
  '<!-- gone? -->',
  'https://example.org/a_b*c*?x=1&amp;y=2',
  'www.example.org/_x_',
  'a\\b',
  '\\',
  'end\\',
  'AT&T &amp; &#35; &copy;',
  '"quoted"',
  '(brackets)',
  '| a | b |',
  '|---|:-:|',
  '$5 and $6-$7',
  '==mark==',
  '%%comment%%',
  'word ^block-id',
  '[^1]: footnote',
  ': definition',
  'Ünïcödé 漢字 “quotes” …',
  '🙂',
  '.',
  '’s',
  'x',
]

/** Those among them whose escapes Lexical's reader takes as CommonMark does. */
const CALM = WORDS.filter((words) => !/&|\\|`/.test(words))

interface Random {
  (below: number): number
  words: readonly string[]
  spaced: boolean
}

/** Mulberry32: small, seeded, good enough to choose test data. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export const text = (words: string, format = 0): Json => ({
  type: 'text',
  version: 1,
  text: words,
  format,
  detail: 0,
  mode: 'normal',
  style: '',
})
export const lineBreak: Json = { type: 'linebreak', version: 1 }
const element = { direction: null, format: '', indent: 0, version: 1 }
export const block = (type: string, children: Json[], rest: Json = {}): Json => ({
  ...element,
  type,
  children,
  ...rest,
})
export const list = (listType: string, items: Json[][], start = 1): Json =>
  block(
    'list',
    items.map((children, index) => block('listitem', children, { value: index + 1 })),
    { listType, start, tag: listType === 'number' ? 'ol' : 'ul' },
  )
export const stateOf = (...blocks: Json[]): string => JSON.stringify({ root: block('root', blocks) })

/** The words of one line: marked at random, with and without white space between the pieces. */
function randomLine(random: Random): Json[] {
  const pieces: Json[] = []
  const length = 1 + random(4)
  for (let index = 0; index < length; index += 1) {
    const words = random.words[random(random.words.length)]!
    const before = !random.spaced && random(2) ? ' ' : ''
    const after = !random.spaced && random(3) ? '' : ' '
    const format = random(2) ? 0 : random(8)
    if (random.spaced && index > 0) pieces.push(text(' '))
    if (random(8) === 0) {
      pieces.push(
        block('link', [text(words, format)], {
          url: 'https://example.org/a_(b)',
          title: random(2) ? 'A "title"' : null,
        }),
      )
    } else pieces.push(random(8) === 0 ? text(words.trim(), 16) : text(before + words + after, format))
  }
  return pieces
}

function randomInlines(random: Random): Json[] {
  const children = randomLine(random)
  if (random(3) === 0) children.push(lineBreak, ...randomLine(random))
  return children
}

/** A note of one to four blocks; `spaced` ones have their pieces of one line parted by spaces. */
export function randomState(seed: number, kind: 'any' | 'spaced' = 'any'): string {
  const spaced = kind === 'spaced'
  const random: Random = Object.assign(randomOf(seed), { words: spaced ? CALM : WORDS, spaced })
  const blocks: Json[] = []
  const length = 1 + random(4)
  for (let index = 0; index < length; index += 1) {
    let form = random(6)
    // Lexical's reader takes two lists in a row for one.
    if (spaced && blocks.at(-1)?.['type'] === 'list' && form === 2) form = 4
    if (form === 0) blocks.push(block('heading', randomLine(random), { tag: `h${String(1 + random(6))}` }))
    else if (form === 1) blocks.push(block('quote', randomInlines(random)))
    else if (form === 2) {
      const nested = list(random(2) ? 'bullet' : 'number', [randomInlines(random), randomInlines(random)])
      blocks.push(list(random(2) ? 'bullet' : 'number', [randomInlines(random), [nested], randomInlines(random)], 3))
    } else if (form === 3) {
      const code = `${WORDS[random(WORDS.length)]!}\n\n    ${WORDS[random(WORDS.length)]!}`
      blocks.push(block('code', [text(code)], { language: random(2) ? 'js' : null }))
    } else blocks.push(block('paragraph', randomInlines(random)))
  }
  return stateOf(...blocks)
}
