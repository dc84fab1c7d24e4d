import type { Drafts } from './estimate-links.ts'
import type { Totals } from './known-totals.ts'
import { firstEstimated } from './supply-facts.ts'

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
  const { suppliers, buyers, linkBases, priors } = links
  const amounts = Float64Array.from(priors)
  const free: number[] = []
  const buyerRest = restOf(totals.purchases)
  const sellerRest = restOf(totals.sales)
  linkBases.forEach((basis, e) => {
    if (basis >= firstEstimated) {
      free.push(e)
      return
    }
    buyerRest[buyers[e]!]! -= amounts[e]!
    sellerRest[suppliers[e]!]! -= amounts[e]!
  })
  for (let j = 0; j < known.length; j++) buyerRest[j] = Math.max(0, buyerRest[j]! - known[j]!)
  const buyerOf = Int32Array.from(free, (e) => buyers[e]!)
  const supplierOf = Int32Array.from(free, (e) => suppliers[e]!)
  const cells = Float64Array.from(free, (e) => amounts[e]!)
  const placed = fitCells(cells, { buyerOf, supplierOf, buyerRest, sellerRest })
  free.forEach((e, at) => {
    amounts[e] = cells[at]!
  })
  // Whatever the last round took from a seller's buyers, they bought outside.
  const rest = (j: number) => Math.max(0, buyerRest[j]! - placed[j]!)
  return { amounts, outside: totals.purchases.map((total, j) => (total === null ? null : rest(j))) }
}

const restOf = (values: readonly (number | null)[]) =>
  Float64Array.from(values, (value) => value ?? Number.POSITIVE_INFINITY)

type Limits = {
  readonly buyerOf: Int32Array
  readonly supplierOf: Int32Array
  readonly buyerRest: Float64Array
  readonly sellerRest: Float64Array
}

/**
 * The rounds of the fitting, in place; gives what each buyer's cells add up to. Each pass over the cells scales them and
 * sums them for the next one: a city has a hundred thousand and more, and rounds may be 300.
 */
function fitCells(cells: Float64Array, { buyerOf, supplierOf, buyerRest, sellerRest }: Limits): Float64Array {
  const placed = new Float64Array(buyerRest.length)
  const factors = new Float64Array(Math.max(buyerRest.length, sellerRest.length))
  const sold = new Float64Array(sellerRest.length)
  scale(cells, factors.fill(1), buyerOf, buyerOf, placed)
  const outside = expectOutside(placed, buyerRest)
  for (let round = 0; round < mostRounds; round++) {
    fillBuyers(factors, outside, placed, buyerRest)
    scale(cells, factors, buyerOf, supplierOf, sold)
    const cut = holdSellers(factors, sold, sellerRest)
    scale(cells, factors, supplierOf, buyerOf, placed)
    if (cut < close) break
  }
  return placed
}

/** Multiplies each cell by the factor of its firm at one end, and adds the cells up by their firms at the other. */
function scale(
  cells: Float64Array,
  factors: Float64Array,
  firmOf: Int32Array,
  otherOf: Int32Array,
  sums: Float64Array,
): void {
  sums.fill(0)
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]! * factors[firmOf[at]!]!
    cells[at] = cell
    sums[otherOf[at]!]! += cell
  }
}

/** What a buyer's other links leave open of its known purchases; 0 where the total is unknown. */
function expectOutside(placed: Float64Array, buyerRest: Float64Array): Float64Array {
  return buyerRest.map((rest, j) =>
    rest === Number.POSITIVE_INFINITY ? 0 : Math.max(leastOutside * rest, rest - placed[j]!),
  )
}

/** The factor that brings each buyer's cells, its outside among them, to what is left of its purchases. */
function fillBuyers(
  factors: Float64Array,
  outside: Float64Array,
  placed: Float64Array,
  buyerRest: Float64Array,
): void {
  for (let j = 0; j < buyerRest.length; j++) {
    const rest = buyerRest[j]!
    factors[j] = rest === Number.POSITIVE_INFINITY ? 1 : rest / (placed[j]! + outside[j]! || 1)
    outside[j]! *= factors[j]!
  }
}

/** The factor that brings sellers who would sell more than they do down to it; gives the greatest cut, 0 to 1. */
function holdSellers(factors: Float64Array, sold: Float64Array, sellerRest: Float64Array): number {
  let most = 0
  for (let i = 0; i < sellerRest.length; i++) {
    const rest = Math.max(0, sellerRest[i]!)
    const isWithin = sold[i]! <= rest || sold[i] === 0
    factors[i] = isWithin ? 1 : rest / sold[i]!
    most = Math.max(most, 1 - factors[i]!)
  }
  return most
}
