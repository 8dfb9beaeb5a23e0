// The forms of English words that stand beside names: plurals of nouns, tenses of verbs.

/** Irregular forms of words that stand beside names; the database package has no list of them. */
const IRREGULAR = new Map(
  `say said;tell told;win won;lead led;write wrote written;sing sang sung;make made;meet met;buy bought;sell sold;
  hold held;build built;find found;go went gone;come came;become became;take took taken;give gave given;run ran;
  lose lost;fight fought;beat beaten;hear heard;think thought;leave left;keep kept;speak spoke spoken;fly flew flown;
  choose chose chosen;draw drew drawn;drive drove driven;grow grew grown;know knew known;send sent;stand stood;
  teach taught;bring brought;catch caught;fall fell fallen;rise rose risen;begin began begun;sit sat;strike struck;
  swear swore sworn;man men;woman women;child children;wife wives;spokesman spokesmen;spokeswoman spokeswomen;
  businessman businessmen;congressman congressmen;fisherman fishermen;chairman chairmen;policeman policemen;
  salesman salesmen;gunman gunmen;nobleman noblemen;statesman statesmen;half-brother half-brothers`
    .split(';')
    .map((line): [string, string[]] => [line.trim().split(' ')[0]!, line.trim().split(' ').slice(1)]),
)

const plural = (word: string): string =>
  /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`
/** The forms of a verb. Takes its infinitive. */
function verbForms(word: string): string[] {
  const stem = word.replace(/e$/, '')
  const past = /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${stem}ed`
  return [word, plural(word), past, `${word.endsWith('ee') ? word : stem}ing`]
}

/** All forms of a word. Takes its lemma and whether it is a verb; regular forms are made by rule. */
export function formsOf(lemma: string, verb: boolean): string[] {
  const irregular = IRREGULAR.get(lemma) ?? []
  return verb
    ? [...verbForms(lemma), ...irregular]
    : irregular.length > 0
      ? [lemma, ...irregular]
      : [lemma, plural(lemma)]
}
