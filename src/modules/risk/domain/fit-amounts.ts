import type { Drafts } from './estimate-links.ts'
import type { Totals } from './known-totals.ts'
import { bases, firstEstimated } from './supply-facts.ts'

const mostRounds = 300
const close = 1e-12
/** The outside is never ruled out: what suppliers cannot deliver must come from somewhere. */
const leastOutside = 1e-9

export type Fitted = {
  /** Amount of each draft link in its order, fen. */
  readonly amounts: Float64Array
  /** What each buyer buys outside the network or from nobody named, beyond what is known to; null: total unknown. */
  readonly outside: readonly (number | null)[]
}

/**
 * Fits the estimated amounts to what is known of each firm (RAS, or iterative proportional fitting, with known cells
 * fixed): a buyer's links and its purchases from outside add up to its known purchases, and no supplier sells more than
 * its known sales. The outside is one more cell of each buyer, expected to be what its other links leave open. Firms of
 * unknown totals bind nothing.
 *
 * docs/methods/supply-network.md, "Fitting".
 */
export function fitAmounts({ links, outside: known }: Drafts, totals: Totals): Fitted {
  const amounts = Float64Array.from(links, ({ prior }) => prior)
  const free: number[] = []
  const buyerRest = restOf(totals.purchases)
  const sellerRest = restOf(totals.sales)
  links.forEach(({ supplier, buyer, basis }, e) => {
    if (bases.indexOf(basis) >= firstEstimated) {
      free.push(e)
      return
    }
    buyerRest[buyer]! -= amounts[e]!
    sellerRest[supplier]! -= amounts[e]!
  })
  for (let j = 0; j < known.length; j++) buyerRest[j] = Math.max(0, buyerRest[j]! - known[j]!)
  const buyerOf = Int32Array.from(free, (e) => links[e]!.buyer)
  const supplierOf = Int32Array.from(free, (e) => links[e]!.supplier)
  const cells = Float64Array.from(free, (e) => amounts[e]!)
  const outside = expectOutside(cells, buyerOf, buyerRest)
  for (let round = 0; round < mostRounds; round++) {
    fitBuyers(cells, outside, buyerOf, buyerRest)
    if (holdSellers(cells, supplierOf, sellerRest) < close) break
  }
  // Whatever the last round took from a seller's buyers, they bought outside.
  const placed = sumBy(cells, buyerOf, buyerRest.length)
  free.forEach((e, at) => {
    amounts[e] = cells[at]!
  })
  const rest = (j: number) => Math.max(0, buyerRest[j]! - placed[j]!)
  return { amounts, outside: totals.purchases.map((total, j) => (total === null ? null : rest(j))) }
}

const restOf = (values: readonly (number | null)[]) =>
  Float64Array.from(values, (value) => value ?? Number.POSITIVE_INFINITY)

function sumBy(cells: Float64Array, firmOf: Int32Array, firmCount: number): Float64Array {
  const sums = new Float64Array(firmCount)
  cells.forEach((amount, at) => {
    sums[firmOf[at]!]! += amount
  })
  return sums
}

/** What a buyer's other links leave open of its known purchases; 0 where the total is unknown. */
function expectOutside(cells: Float64Array, buyerOf: Int32Array, buyerRest: Float64Array): Float64Array {
  const sums = sumBy(cells, buyerOf, buyerRest.length)
  return buyerRest.map((rest, j) =>
    rest === Number.POSITIVE_INFINITY ? 0 : Math.max(leastOutside * rest, rest - sums[j]!),
  )
}

/** Scales each buyer's cells, its outside among them, to what is left of its purchases. */
function fitBuyers(
  cells: Float64Array,
  outside: Float64Array,
  buyerOf: Int32Array,
  buyerRest: Float64Array,
): void {
  const sums = sumBy(cells, buyerOf, buyerRest.length)
  const factors = buyerRest.map((rest, j) =>
    rest === Number.POSITIVE_INFINITY ? 1 : rest / (sums[j]! + outside[j]! || 1),
  )
  for (let at = 0; at < cells.length; at++) cells[at]! *= factors[buyerOf[at]!]!
  for (let j = 0; j < outside.length; j++) outside[j]! *= factors[j]!
}

/** Scales the cells of sellers that would sell more than they do; gives the greatest cut, 0 to 1. */
function holdSellers(cells: Float64Array, supplierOf: Int32Array, sellerRest: Float64Array): number {
  const sums = sumBy(cells, supplierOf, sellerRest.length)
  let most = 0
  for (let at = 0; at < cells.length; at++) {
    const firm = supplierOf[at]!
    const rest = Math.max(0, sellerRest[firm]!)
    if (sums[firm]! <= rest || sums[firm] === 0) continue
    const factor = rest / sums[firm]!
    cells[at]! *= factor
    most = Math.max(most, 1 - factor)
  }
  return most
}
