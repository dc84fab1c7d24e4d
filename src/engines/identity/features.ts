/** What speaks for and against two names meaning one organisation, each as a number. */
import { type Alignment, align } from './align.ts'
import type { CandidateIndex } from './candidate-index.ts'
import { BRAND, type NameEntry, PLACE, TRADE, TRADE_START } from './entry.ts'
import { placeLetterFit } from './place-letters.ts'

export const featureNames = [
  'covered',
  'pairs',
  'homophones',
  'placeLetter',
  'brandCovered',
  'brandStart',
  'brandMissed',
  'tradeStarts',
  'tradeInside',
  'tradeMissed',
  'placeCovered',
  'whole',
  'prefix',
  'shareCompany',
  'groupMissing',
  'groupExtra',
  'holdingMissing',
  'holdingExtra',
  'branch',
  'foreign',
  'anyOrder',
  'length',
  'gaps',
  'sameCore',
  'brandAtStart',
  'wholeAtBrand',
  'wholeInside',
  'brokenPlace',
  'startInside',
  'rareMissed',
  'afterBrand',
  'tradeWords',
  'swapped',
  'letterFirst',
  'rareLeft',
  'firstPair',
  'firstInitials',
  'lastPair',
  'endsInside',
  'leftBefore',
  'leftInside',
  'firstTrade',
  'lastTrade',
] as const

/** The rarity of each character of a query among the candidates. */
export function rarities(index: CandidateIndex, { core }: NameEntry): Float64Array {
  return Float64Array.from(core, (character) => index.rarity(character))
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)

/** Sums by role over a candidate's core: how much of each was met and how much there is. */
function countRoles(candidate: NameEntry, met: Uint8Array) {
  const all = [0, 0, 0, 0]
  const found = [0, 0, 0, 0]
  for (let j = 0; j < candidate.core.length; j++) {
    const role = candidate.roles[j]!
    all[role]! += 1
    if (met[j] === 1) found[role]! += 1
  }
  return { all, found }
}

/** Whether what was met begins and ends where the parts of the candidate's name do. */
function boundaryFeatures(query: NameEntry, candidate: NameEntry, path: Alignment): number[] {
  const { core, roles } = candidate
  const brandStart = roles.indexOf(BRAND)
  const brandEnd = roles.lastIndexOf(BRAND) + 1
  const brand = core.slice(Math.max(brandStart, 0), brandEnd)
  const at = core.indexOf(query.core)
  const first = path.find((j) => j >= 0) ?? -1
  const isBroken = first > 0 && roles[first] === PLACE
  let met = 0
  for (let i = 0; i < path.length; i++) if (path[i]! >= 0) met++
  const tail = query.core.slice(brand.length)
  return [
    query.core === core ? 1 : 0,
    brand.length > 1 && query.core.startsWith(brand) ? 1 : 0,
    at >= 0 && at === brandStart ? 1 : 0,
    at > 0 && at !== brandStart ? 1 : 0,
    isBroken ? 1 : 0,
    first > 0 && first !== brandStart && !isBroken ? 1 : 0,
    query.core.length - met,
    brand.length > 1 && query.core.startsWith(brand) && tail !== '' && core.includes(tail) ? 1 : 0,
    query.parts.trade !== '' && candidate.parts.trade.includes(query.parts.trade) ? 1 : 0,
  ]
}

/** Where to cut the query so that the candidate holds its halves exchanged (智慧松德 is 松德智慧); 0 for nowhere. */
function findSwap({ core }: NameEntry, candidate: NameEntry): number {
  if (core.length < 3 || candidate.core.includes(core)) return 0
  for (let k = 1; k < core.length; k++) {
    if (candidate.core.includes(core.slice(k) + core.slice(0, k))) return k
  }
  return 0
}

/** A place's letter and then what follows the place in the candidate: 粤高速 of 广东省高速公路. 0, a half or 1. */
function letterFirst(query: string, { core, roles, parts }: NameEntry): number {
  const rest = query.slice(1)
  const start = roles.findIndex((role) => role !== PLACE)
  return rest.length > 1 && core.startsWith(rest, start)
    ? placeLetterFit(query.charAt(0), parts.placeCode)
    : 0
}

/** How rare what the query leaves of the candidate is, its place aside. */
function rareLeft({ roles }: NameEntry, own: Float64Array, met: Uint8Array): number {
  let sum = 0
  for (let j = 0; j < roles.length; j++) if (met[j] !== 1 && roles[j] !== PLACE) sum += own[j]!
  return sum
}

type Tally = {
  total: number
  covered: number
  homophones: number
  letters: number
  anyOrder: number
  pairs: number
  gaps: number
  met: Uint8Array
}

/** Adds up along the alignment what was met, with which weight, and how. */
function tally(query: NameEntry, candidate: NameEntry, rarity: Float64Array, path: Alignment): Tally {
  const met = new Uint8Array(candidate.core.length)
  const sum = { total: 0, covered: 0, homophones: 0, letters: 0, anyOrder: 0, pairs: 0, gaps: 0, met }
  let last = -1
  for (let i = 0; i < path.length; i++) {
    const weight = rarity[i]!
    sum.total += weight
    const j = path[i]!
    if (j < 0) {
      const character = query.core.charAt(i)
      const letter = placeLetterFit(character, candidate.parts.placeCode)
      if (letter > 0) sum.letters += weight * letter
      else if (candidate.core.includes(character)) sum.anyOrder += weight
      continue
    }
    met[j] = 1
    if (query.core.charCodeAt(i) === candidate.core.charCodeAt(j)) sum.covered += weight
    else sum.homophones += weight
    if (i > 0 && path[i - 1]! === j - 1 && j > 0) sum.pairs++
    else if (last >= 0 && j > last + 1) sum.gaps++
    last = j
  }
  return sum
}

/** The query with its first `k` characters moved to its end. */
function swapAt(query: NameEntry, k: number): NameEntry {
  const sounds = [...query.sounds.slice(k), ...query.sounds.slice(0, k)]
  return { ...query, core: query.core.slice(k) + query.core.slice(0, k), sounds }
}

/**
 * The features of one pair in the order of `featureNames`.
 *
 * @param rarity the rarity of each character of the query's core among the candidates
 * @param own    the same for the candidate's core
 */
export function features(
  query: NameEntry,
  candidate: NameEntry,
  rarity: Float64Array,
  own: Float64Array,
): Float64Array {
  const swap = findSwap(query, candidate)
  const asked = swap > 0 ? swapAt(query, swap) : query
  const weights = swap > 0 ? Float64Array.of(...rarity.slice(swap), ...rarity.slice(0, swap)) : rarity
  const path = align(asked, candidate, weights)
  const { total, covered, homophones, letters, anyOrder, pairs, gaps, met } = tally(
    asked,
    candidate,
    weights,
    path,
  )
  return Float64Array.of(
    share(covered, total),
    share(pairs, asked.core.length - 1),
    share(homophones, total),
    share(letters, total),
    ...roleFeatures(candidate, met),
    candidate.core.includes(asked.core) ? 1 : 0,
    candidate.core.startsWith(asked.core) ? 1 : 0,
    ...formFeatures(query, candidate),
    share(anyOrder, total),
    Math.log(1 + candidate.core.length),
    gaps,
    ...boundaryFeatures(asked, candidate, path),
    swap > 0 ? 1 : 0,
    letterFirst(query.core, candidate),
    rareLeft(candidate, own, met) / 10,
    ...shapeFeatures(candidate, path, met),
  )
}

/** Whether the character at `j` begins a part of the name: the name, the brand, or a trade word. */
function isInitial({ roles }: NameEntry, j: number): boolean {
  return j === 0 || roles[j] === TRADE_START || (roles[j] === BRAND && roles[j - 1] !== BRAND)
}

/**
 * How short names are made: the first two characters stand together or begin two parts; the end does not cut a
 * trade word; what is left of the brand lies before, inside or behind.
 */
function shapeFeatures(candidate: NameEntry, path: Alignment, met: Uint8Array): number[] {
  const { roles } = candidate
  const n = path.length
  const [a, b, y, z] = [path[0] ?? -1, path[1] ?? -1, path[n - 2] ?? -1, path[n - 1] ?? -1]
  const isTogether = a >= 0 && b === a + 1
  const isInitials = !isTogether && a >= 0 && b > a && isInitial(candidate, a) && isInitial(candidate, b)
  let before = 0
  let inside = 0
  for (let j = 0; j < roles.length; j++) {
    if (roles[j] !== BRAND || met[j] === 1) continue
    if (a >= 0 && j < a) before++
    else if (j < z) inside++
  }
  const firstTrade = roles.indexOf(TRADE_START)
  const lastTrade = roles.lastIndexOf(TRADE_START)
  return [
    isTogether ? 1 : 0,
    isInitials ? 1 : 0,
    y >= 0 && z === y + 1 ? 1 : 0,
    z >= 0 && roles[z] === TRADE && roles[z + 1] === TRADE ? 1 : 0,
    Math.min(before, 4),
    Math.min(inside, 4),
    firstTrade >= 0 && met[firstTrade] === 1 ? 1 : 0,
    lastTrade >= 0 && lastTrade !== firstTrade && met[lastTrade] === 1 ? 1 : 0,
  ]
}

/** How much of the candidate's place, brand and trade was met. */
function roleFeatures(candidate: NameEntry, met: Uint8Array): number[] {
  const { all, found } = countRoles(candidate, met)
  const brandStart = candidate.roles.indexOf(BRAND)
  return [
    share(found[BRAND]!, all[BRAND]!),
    brandStart >= 0 && met[brandStart] === 1 ? 1 : 0,
    Math.min(all[BRAND]! - found[BRAND]!, 6),
    found[TRADE_START]! / 2,
    found[TRADE]! / 2,
    Math.min(all[TRADE_START]! - found[TRADE_START]!, 5),
    share(found[PLACE]!, all[PLACE]!),
  ]
}

/** Share company, group, holding, branch, Latin letters: what stands in one name only. */
function formFeatures(query: NameEntry, candidate: NameEntry): number[] {
  return [
    candidate.isShareCompany ? 1 : 0,
    query.isGroup && !candidate.isGroup ? 1 : 0,
    !query.isGroup && candidate.isGroup ? 1 : 0,
    query.isHolding && !candidate.isHolding ? 1 : 0,
    !query.isHolding && candidate.isHolding ? 1 : 0,
    candidate.parts.branch === query.parts.branch ? 0 : 1,
    /[A-Z]/.test(candidate.core) && !/[A-Z]/.test(query.core) ? 1 : 0,
  ]
}
