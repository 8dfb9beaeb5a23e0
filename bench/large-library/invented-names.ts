// Names for articles that nobody wrote: put together from parts, so that the engine meets them as it meets others.
import { below, pick } from '../anchoring/random.ts'
import type { Random } from '../anchoring/random.ts'

const FIRST =
  'Ada Agnes Albert Amir Anna Boris Carla Charles Clara Daniel David Dora Edith Elena Emil Fatima Felix Frank George Grace Hanna Hugo Ines Ivan James Jane John Julia Karim Karl Laura Leon Lucy Maria Martin Mary Max Nadia Nora Oscar Paul Peter Rosa Ruth Samuel Sara Simon Sofia Thomas Vera Victor William Yusuf Zoe'.split(
    ' ',
  )
const SURNAME_HEADS =
  'Ash Bar Bell Bren Cald Car Dal Dor Ed Fair Farn Gal Gren Hal Hart Hol Kel Kirk Lam Lang Mar Mel Nor Oak Pem Pres Rad Ros Sel Stan Thorn Tren Wal West Win'.split(
    ' ',
  )
const SURNAME_TAILS =
  'by combe croft den don field ford gate ham hurst ley low mann more ridge son stead ton wick worth'.split(' ')
const PLACE_TAILS = 'bridge brook bury chester dale haven holm minster mouth port stadt vale ville'.split(' ')
const BODIES = [
  'University of @',
  '@ Institute',
  '@ Academy of Sciences',
  '@ Museum',
  'Bank of @',
  '@ Railway Company',
  '@ City Council',
  '@ Instruments',
  'Ministry of Trade of @',
  '@ Observatory',
  '@ Press',
]

/** As many different names as asked for, of each kind. */
export interface Names {
  person: string[]
  place: string[]
  organisation: string[]
}

/** The same names for the same seed. */
export function inventNames(random: Random, counts: { person: number; place: number; organisation: number }): Names {
  const surname = () => pick(random, SURNAME_HEADS) + pick(random, SURNAME_TAILS)
  const town = () => pick(random, SURNAME_HEADS) + pick(random, PLACE_TAILS)
  const place = distinct(counts.place, () => (below(random, 8) === 0 ? `New ${town()}` : town()))
  return {
    person: distinct(counts.person, () => `${pick(random, FIRST)} ${surname()}`),
    place,
    organisation: distinct(counts.organisation, () => pick(random, BODIES).replace('@', pick(random, place))),
  }
}

function distinct(count: number, make: () => string): string[] {
  const made = new Set<string>()
  // There are fewer combinations than one may ask for.
  for (let tries = 0; made.size < count && tries < count * 20; tries += 1) made.add(make())
  return [...made]
}
