// Random html of the kinds that articles are made of, from a seed: the same seed gives the same html.

export type Random = () => number

/** Mulberry32, by Tommy Ettinger (public domain): a small generator with a seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const below = (random: Random, limit: number): number => Math.floor(random() * limit)
export const pick = <Item>(random: Random, items: readonly Item[]): Item => items[below(random, items.length)] as Item

const WORDS =
  'river Ministry of water the 3.5% café naïve 東京 都市 مدينة שלום 😀 e\u0301tude &amp; &lt;b&gt; &nbsp; x a-b “so” soft\u00adhyphen'.split(
    ' ',
  )
const GAPS = [' ', ' ', ' ', '  ', '\n', '\n    ', '\t', '\r\n', '']
const INLINE = ['em', 'strong', 'a href="#x"', 'span', 'code', 'sup', 'bdi', 'mark', 'q', 'abbr title="y"']

function many(random: Random, most: number, make: () => string): string {
  return Array.from({ length: below(random, most + 1) }, make).join(pick(random, ['', '\n', '\n  ']))
}

function element(name: string, inner: string): string {
  return `<${name}>${inner}</${name.split(' ')[0]}>`
}

function inline(random: Random, depth: number): string {
  const make = (): string => {
    const kind = random()
    if (kind < 0.6 || depth <= 0) return pick(random, GAPS) + pick(random, WORDS) + pick(random, GAPS)
    if (kind < 0.68) return pick(random, ['<br>', '<br> <br>', ' <br>\n'])
    if (kind < 0.73) return '<img src="assets/ab/cd.png" alt="not text">'
    if (kind < 0.76) return '<!-- aside -->'
    if (kind < 0.78) return pick(random, ['<script>var no = 1</script>', '<svg><title>no</title></svg>', '<wbr>'])
    return element(pick(random, INLINE), inline(random, depth - 1))
  }
  return Array.from({ length: below(random, 6) }, make).join('')
}

function table(random: Random, depth: number): string {
  const cell = (): string => element(pick(random, ['td', 'td', 'th', 'td dir="rtl"']), flow(random, depth - 1, 1))
  const row = (): string => element('tr', many(random, 3, cell))
  const body = element('tbody', many(random, 3, row))
  return element('table', (random() < 0.3 ? element('caption', inline(random, 1)) : '') + body)
}

function block(random: Random, depth: number): string {
  if (depth <= 0) return element('p', inline(random, 2))
  const again = (): string => flow(random, depth - 1, 3)
  const kinds: (() => string)[] = [
    () => element('p', inline(random, 3)),
    () => element(pick(random, ['p', 'p dir="rtl" lang="ar"', 'h2', 'h3']), inline(random, 2)),
    () => element(pick(random, ['div', 'section', 'blockquote', 'article', 'unknown-block', 'details']), again()),
    () =>
      element(
        pick(random, ['ul', 'ol']),
        many(random, 4, () => element('li', again())),
      ),
    () =>
      element(
        'dl',
        many(random, 3, () => element('dt', inline(random, 1)) + element('dd', again())),
      ),
    () => element('figure', '<img src="assets/ef/01.jpg"> ' + element('figcaption', inline(random, 2))),
    () => table(random, depth),
    () =>
      element(
        'pre',
        pick(random, ['', '\n', '\n\n', '  ']) + element('code', `if (x) {\n\tgo()\r\n}\n${inline(random, 1)}`),
      ),
    () => pick(random, ['<hr>', '<p></p>', '<p> </p>', '<div>\n</div>', '<textarea>\n a\n b </textarea>']),
    () => inline(random, 2),
  ]
  return pick(random, kinds)()
}

function flow(random: Random, depth: number, most: number): string {
  return random() < 0.4 ? inline(random, 2) : many(random, most, () => block(random, depth))
}

/** The html of one random article. */
export function randomHtml(random: Random): string {
  return many(random, 8, () => block(random, 3))
}
