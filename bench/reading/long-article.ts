// An article as long as a small book, made from a seed: headings, paragraphs, lists and tables, with names to be found.
import { below, pick } from '../anchoring/random.ts'
import type { Random } from '../anchoring/random.ts'

const PEOPLE = [
  ['Margaret', 'Holloway'],
  ['Thomas', 'Ashworth'],
  ['Eleanor', 'Pemberton'],
  ['Frederick', 'Langley'],
  ['Catherine', 'Whitmore'],
  ['Samuel', 'Thornbury'],
  ['Beatrice', 'Kingsley'],
  ['Edmund', 'Fairfax'],
  ['Harriet', 'Colbourne'],
  ['William', 'Prescott'],
  ['Josephine', 'Marlow'],
  ['Arthur', 'Beaumont'],
] as const
const PLACES = [
  'London',
  'Lisbon',
  'Vienna',
  'Hamburg',
  'Edinburgh',
  'Geneva',
  'Venice',
  'Amsterdam',
  'Prague',
  'Boston',
]
const BODIES = ['Royal Society', 'University of Leiden', 'Bank of England', 'Royal Observatory', 'East India Company']

const SUBJECTS = ['the letter', 'an older chart', 'the second survey', 'a copy of the register', 'the whole account']
const VERBS = ['was carried to', 'came back from', 'had been lost on the road to', 'was copied twice in', 'was kept in']
const TAILS = [
  'and nobody asked for it again until the winter was over',
  'with a note in the margin that the printer left out',
  'although the figures in its last column did not agree',
  'where it lay between two ledgers for most of a century',
  'so that whoever came after had to begin from the beginning',
  'which is why the dates in the two editions differ by a day',
  'and the answer, when it came, was shorter than the question',
]
const PLAIN = [
  'The instruments were simple, and the patience with which they were read was not',
  'A table that is wrong in one place is trusted in none, and this one was wrong in several',
  'What looks like a single decision was a long row of small ones, each of them sensible on its own',
  'It rained for most of that month, the roads were closed, and the work went on by candlelight',
  'Nothing in the account says how long it took, but the paper was bought in spring and paid for in autumn',
  'Those who read it now see at once what was missing, as one always does afterwards',
  'The method was easy to teach and hard to do well, like most of what is worth teaching',
]

const name = (random: Random): string => {
  const [first, last] = pick(random, PEOPLE)
  return random() < 0.3 ? `${first} ${last}` : last
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A sentence with one or two names in it. */
function naming(random: Random): string {
  const year = 1650 + below(random, 250)
  const made: (() => string)[] = [
    () => `In ${String(year)} ${name(random)} wrote from ${pick(random, PLACES)}, ${pick(random, TAILS)}`,
    () => `${capital(pick(random, SUBJECTS))} ${pick(random, VERBS)} ${pick(random, PLACES)}, ${pick(random, TAILS)}`,
    () => `${name(random)} read it to the ${pick(random, BODIES)} that year, ${pick(random, TAILS)}`,
    () => `It was ${name(random)} who saw that ${pick(random, SUBJECTS)} was older, ${pick(random, TAILS)}`,
  ]
  return `${pick(random, made)()}.`
}

function paragraph(random: Random): string {
  const sentences = Array.from({ length: 4 + below(random, 5) }, () => {
    if (random() < 0.72) return naming(random)
    const plain = `${pick(random, PLAIN)}, ${pick(random, TAILS)}.`
    return random() < 0.15 ? plain.replace('the', '<em>the</em>') : plain
  })
  return `<p>${sentences.join(' ')}</p>`
}

const list = (random: Random): string =>
  `<ul>${Array.from({ length: 3 + below(random, 4) }, () => `<li>${naming(random)}</li>`).join('')}</ul>`

function table(random: Random): string {
  const row = () =>
    `<tr><td>${String(1650 + below(random, 250))}</td><td>${pick(random, SUBJECTS)}</td><td>${String(below(random, 9000) / 10)}</td></tr>`
  const rows = Array.from({ length: 8 + below(random, 8) }, row).join('')
  return `<table><thead><tr><th>Year</th><th>What was found</th><th>Miles</th></tr></thead><tbody>${rows}</tbody></table>`
}

/** The html of an article of about so many words: a heading every dozen blocks, here and there a list, a quote, a table. */
export function longArticle(random: Random, title: string, words: number): string {
  const blocks: string[] = []
  let written = 0
  for (let turn = 1; written < words; turn += 1) {
    const block =
      turn % 12 === 1
        ? `<h2>Part ${String(1 + Math.floor(turn / 12))}: ${pick(random, SUBJECTS)}</h2>`
        : turn % 90 === 40
          ? table(random)
          : turn % 15 === 7
            ? list(random)
            : turn % 20 === 9
              ? `<blockquote>${paragraph(random)}</blockquote>`
              : paragraph(random)
    blocks.push(block)
    written += block
      .replaceAll(/<[^>]+>/g, ' ')
      .split(/\s+/)
      .filter(Boolean).length
  }
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${blocks.join('\n')}</article></body></html>`
}
