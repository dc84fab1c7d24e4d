/** What is held about one relation. Amounts in fen as numbers: exact to 2^53 fen, ninety thousand billion yuan. */
export type RelationFact = {
  /** Place of the supplier in `firms`; null: anonymous, or not held. */
  readonly supplier: number | null
  readonly buyer: number
  readonly amountFen: number | null
  /** Share of the buyer's whole purchases, 0 to 1. */
  readonly shareOfPurchases: number | null
  /** Share of the supplier's whole sales, 0 to 1. */
  readonly shareOfSales: number | null
}

export type FirmFact = {
  readonly id: string
  /** Place in `sectors`. */
  readonly sector: number
  /** Whole sales and whole purchases of the year; null unknown. */
  readonly salesFen: number | null
  readonly purchasesFen: number | null
}

/** Everything from which W is built; firms and relations in an order that does not depend on chance. */
export type SupplyFacts = {
  readonly firms: readonly FirmFact[]
  readonly relations: readonly RelationFact[]
  /** Names of the sectors: `node:…`, `class:…`, `unknown`. */
  readonly sectors: readonly string[]
  /** E, supplier sector × buyer sector, row by row: 2 essential, 1 non-essential, 0 none. */
  readonly essential: Uint8Array
}

/** On what the amount of a link rests, from best to weakest. */
export const bases = [
  'amount',
  'share_of_purchases',
  'share_of_sales',
  'share_of_estimate',
  'named',
  'drawn',
] as const
export type Basis = (typeof bases)[number]
/** From this basis on a link is estimated: its amount changes from draw to draw. */
export const firstEstimated = bases.indexOf('share_of_estimate')
