// Words of kinship, which tell one bearer of a surname from another.

/** What somebody can be to somebody else. Lower case. */
export const KIN: ReadonlySet<string> = new Set(
  `wife husband spouse son daughter brother sister mother father uncle aunt nephew niece cousin widow widower partner
  fiancé fiancée fiance fiancee grandson granddaughter grandfather grandmother stepson stepdaughter stepfather stepmother
  brother-in-law sister-in-law son-in-law daughter-in-law mother-in-law father-in-law ex-wife ex-husband twin sibling
  half-brother half-sister girlfriend boyfriend mum mom dad`.split(/\s+/),
)

/** After a surname these speak of all who bear it: "the Marsh brothers". */
export const FAMILY_WORDS: ReadonlySet<string> = new Set(
  'brothers sisters siblings family families twins couple household dynasty clan'.split(' '),
)
