// Nouns that say what somebody or something is: the heads of appositions, and evidence of a kind.
import type { EntityKind } from '../../../contract/model.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** What a person can be. Lower case, singular. */
export const PERSON_NOUNS = set(`
  envoy adviser advisor minister secretary president chief head director chairman chairwoman chairperson chair leader
  spokesman spokeswoman spokesperson ambassador founder co-founder cofounder executive ceo cfo coo cto coach captain
  professor lecturer editor wife husband son daughter brother sister mother father uncle aunt nephew niece cousin
  grandson granddaughter grandfather grandmother widow widower girlfriend boyfriend partner fiancé fiancée friend lawyer
  attorney barrister solicitor governor mayor commander general deputy analyst author colleague counterpart successor
  predecessor physician surgeon doctor nurse engineer scientist researcher fellow writer poet novelist journalist
  reporter correspondent columnist critic historian mathematician philosopher physicist chemist biologist economist
  astronomer geologist psychologist sociologist architect artist painter sculptor composer musician singer rapper
  songwriter guitarist drummer actor actress comedian dancer model filmmaker producer photographer broadcaster
  presenter politician diplomat statesman lawmaker legislator senator congressman congresswoman councillor councilman
  councilwoman representative mp judge justice magistrate prosecutor senior officer official soldier sailor pilot astronaut
  sergeant lieutenant colonel admiral detective inspector investigator sheriff policeman policewoman activist
  campaigner organiser organizer volunteer teacher pupil student graduate alumnus headteacher headmaster principal
  dean chancellor rector vice-chancellor librarian curator priest bishop archbishop cardinal pope imam rabbi pastor
  monk nun missionary theologian king queen prince princess duke duchess emperor empress sultan emir businessman
  businesswoman entrepreneur banker investor owner manager landlord farmer baker builder carpenter mechanic driver
  fisherman shopkeeper merchant trader player footballer striker midfielder goalkeeper defender quarterback pitcher
  batsman cricketer golfer swimmer runner sprinter cyclist boxer wrestler gymnast skater skier champion winner
  programmer developer designer inventor explorer naturalist botanist meteorologist translator publisher printer
  expert specialist consultant strategist member secretary-general treasurer resident native veteran survivor victim
  witness suspect defendant man woman boy girl teenager mum mom dad parent commissioner superintendent premier
  rival opponent ally supporter neighbour neighbor candidate nominee critic author co-author biographer socialite model heir heiress aide assistant`)

/** What an organisation can be. */
export const ORGANISATION_NOUNS = set(`
  company firm bank agency organisation organization charity nonprofit non-profit party newspaper magazine university
  college school union ministry department club team association group network institute institution maker retailer
  manufacturer supplier startup start-up publisher broadcaster airline carrier insurer lender watchdog regulator
  thinktank think-tank consortium federation foundation society band orchestra choir council committee commission
  corporation conglomerate subsidiary brand chain brewery restaurant hospital laboratory studio label website
  militia army force brigade regiment movement alliance coalition bloc league producer operator provider developer
  contractor fund broker brokerage exchange congregation church denomination cooperative co-operative`)

/** What a place can be. */
export const PLACE_NOUNS = set(`
  city town village hamlet capital county state river mountain island region province district suburb neighbourhood
  neighborhood country republic nation kingdom municipality borough parish port harbour harbor lake bay peninsula
  valley desert forest continent archipelago territory settlement commune prefecture resort street square park coast
  ocean sea strait volcano hill canyon plateau atoll islet creek waterfall glacier`)

/**
 * The kind that a noun speaks of, or null.
 * @param word lower case
 */
export function kindOfNoun(word: string): EntityKind | null {
  if (PERSON_NOUNS.has(word)) return 'person'
  if (ORGANISATION_NOUNS.has(word)) return 'organisation'
  return PLACE_NOUNS.has(word) ? 'place' : null
}
