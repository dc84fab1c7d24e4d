/** The features of a pair gathered into the few parts that a person can look at. */
import { featureNames } from './features.ts'
import type { Veto } from './organisation.ts'
import { weights } from './weights.ts'

export const pairParts = ['characters', 'shape', 'brand', 'trade', 'place', 'form', 'beside'] as const
/**
 * characters: which are shared, how close together; shape: how a short name is made; brand, trade, place, form: parts of
 * the name; beside: place, industry and address outside the name.
 */
export type PairPart = (typeof pairParts)[number]

export type PairExplanation = {
  readonly veto: Veto | null
  /** What each part adds to the logarithm of the odds: above 0 speaks for, below against. */
  readonly parts: readonly { readonly part: PairPart; readonly weight: number }[]
}

type Feature = (typeof featureNames)[number]

const partOfFeature: Readonly<Record<Feature, PairPart>> = {
  covered: 'characters',
  pairs: 'characters',
  homophones: 'characters',
  placeLetter: 'place',
  brandCovered: 'brand',
  brandStart: 'brand',
  brandMissed: 'brand',
  tradeStarts: 'trade',
  tradeInside: 'trade',
  tradeMissed: 'trade',
  placeCovered: 'place',
  whole: 'characters',
  prefix: 'characters',
  shareCompany: 'form',
  groupMissing: 'form',
  groupExtra: 'form',
  holdingMissing: 'form',
  holdingExtra: 'form',
  branch: 'form',
  foreign: 'characters',
  anyOrder: 'characters',
  length: 'characters',
  gaps: 'characters',
  sameCore: 'characters',
  brandAtStart: 'brand',
  wholeAtBrand: 'brand',
  wholeInside: 'shape',
  brokenPlace: 'place',
  startInside: 'shape',
  rareMissed: 'characters',
  afterBrand: 'brand',
  tradeWords: 'trade',
  swapped: 'shape',
  letterFirst: 'place',
  rareLeft: 'characters',
  firstPair: 'shape',
  firstInitials: 'shape',
  lastPair: 'shape',
  endsInside: 'shape',
  leftBefore: 'shape',
  leftInside: 'shape',
  firstTrade: 'trade',
  lastTrade: 'trade',
}

/** Sums feature × weight by part; `beside` is what place, industry and address add on the same scale. */
export function partsOf(values: ArrayLike<number>, beside: number): PairExplanation['parts'] {
  const sums = new Map<PairPart, number>(pairParts.map((part) => [part, 0]))
  for (const [i, name] of featureNames.entries()) {
    const part = partOfFeature[name]
    sums.set(part, sums.get(part)! + values[i]! * weights[i]!)
  }
  sums.set('beside', beside)
  return [...sums].map(([part, weight]) => ({ part, weight: Math.round(weight * 100) / 100 }))
}
