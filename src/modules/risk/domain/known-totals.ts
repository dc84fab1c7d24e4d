import { rowsByKey, type SupplyFacts } from './supply-facts.ts'

/** The middle one; of an even number the mean of the middle two. Null of none. */
export function median(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

export type Totals = {
  /** Whole purchases of each firm, fen; null unknown. */
  readonly purchases: readonly (number | null)[]
  /** Whole sales of each firm, fen; null unknown. */
  readonly sales: readonly (number | null)[]
}

/** What relations tell of the firms at one end: sums of amounts, and totals by amounts with their shares. */
function toldBy(ends: Int32Array, amounts: Float64Array, shares: Float64Array, firmCount: number) {
  const least = new Float64Array(firmCount)
  const [firms, totals]: [number[], number[]] = [[], []]
  ends.forEach((firm, r) => {
    const amount = amounts[r]!
    if (firm < 0 || Number.isNaN(amount)) return
    least[firm]! += amount
    const share = shares[r]!
    if (!(share > 0)) return
    firms.push(firm)
    totals.push(amount / share)
  })
  const { start, rows } = rowsByKey(firms, firmCount)
  const ofFirm = (i: number) =>
    Float64Array.from(rows.subarray(start[i]!, start[i + 1]!), (at) => totals[at]!)
  return { least, medianOf: (i: number) => median(ofFirm(i)) }
}

/**
 * Whole purchases and sales of each firm: as stated; else from relations that tell both an amount and its share (the
 * median of amount / share); else unknown. Never less than what is known of the firm's single relations.
 *
 * docs/methods/supply-network.md, "Totals".
 */
export function knownTotals({ firms, relations }: SupplyFacts): Totals {
  const { suppliers, buyers, amountsFen, sharesOfPurchases, sharesOfSales } = relations
  const bought = toldBy(buyers, amountsFen, sharesOfPurchases, firms.length)
  const sold = toldBy(suppliers, amountsFen, sharesOfSales, firms.length)
  const total = (stated: number | null, { least, medianOf }: typeof bought, i: number): number | null => {
    const found = stated ?? medianOf(i)
    return found === null ? null : Math.max(found, least[i]!)
  }
  return {
    purchases: firms.map((firm, i) => total(firm.purchasesFen, bought, i)),
    sales: firms.map((firm, i) => total(firm.salesFen, sold, i)),
  }
}
