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

/** Relations column by column, since a city has hundreds of thousands: -1 is nobody named, NaN a figure not told. */
export type Relations = {
  readonly suppliers: Int32Array
  readonly buyers: Int32Array
  readonly amountsFen: Float64Array
  readonly sharesOfPurchases: Float64Array
  readonly sharesOfSales: Float64Array
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
  readonly relations: Relations
  /** Names of the sectors: `node:…`, `class:…`, `unknown`. */
  readonly sectors: readonly string[]
  /** E, supplier sector × buyer sector, row by row: 2 essential, 1 non-essential, 0 none. */
  readonly essential: Uint8Array
}

/** Relations told one by one, as columns. */
export function relationsOf(list: readonly RelationFact[]): Relations {
  const figures = (of: (fact: RelationFact) => number | null) =>
    Float64Array.from(list, (fact) => of(fact) ?? Number.NaN)
  return {
    suppliers: Int32Array.from(list, ({ supplier }) => supplier ?? -1),
    buyers: Int32Array.from(list, ({ buyer }) => buyer),
    amountsFen: figures(({ amountFen }) => amountFen),
    sharesOfPurchases: figures(({ shareOfPurchases }) => shareOfPurchases),
    sharesOfSales: figures(({ shareOfSales }) => shareOfSales),
  }
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

/** Places of rows by a key of theirs, each key's rows in their own order: `rows[start[k]]` to `rows[start[k + 1] - 1]`. */
export type RowsByKey = { readonly start: Int32Array; readonly rows: Int32Array }

/** Groups rows by a key from 0 to `keyCount` - 1. */
export function rowsByKey(keys: ArrayLike<number>, keyCount: number): RowsByKey {
  const start = new Int32Array(keyCount + 1)
  for (let row = 0; row < keys.length; row++) start[keys[row]! + 1]!++
  for (let key = 0; key < keyCount; key++) start[key + 1]! += start[key]!
  const next = start.slice()
  const rows = new Int32Array(keys.length)
  for (let row = 0; row < keys.length; row++) rows[next[keys[row]!]!++] = row
  return { start, rows }
}
