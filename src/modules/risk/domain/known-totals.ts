import type { SupplyFacts } from './supply-facts.ts'

/** The middle one; of an even number the mean of the middle two. Null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

export type Totals = {
  /** Whole purchases of each firm, fen; null unknown. */
  readonly purchases: readonly (number | null)[]
  /** Whole sales of each firm, fen; null unknown. */
  readonly sales: readonly (number | null)[]
}

/**
 * Whole purchases and sales of each firm: as stated; else from relations that tell both an amount and its share (the
 * median of amount / share); else unknown. Never less than what is known of the firm's single relations.
 *
 * docs/methods/supply-network.md, "Totals".
 */
export function knownTotals({ firms, relations }: SupplyFacts): Totals {
  const told = { purchases: firms.map((): number[] => []), sales: firms.map((): number[] => []) }
  const least = { purchases: new Float64Array(firms.length), sales: new Float64Array(firms.length) }
  for (const { supplier, buyer, amountFen, shareOfPurchases, shareOfSales } of relations) {
    if (amountFen === null) continue
    least.purchases[buyer]! += amountFen
    if (shareOfPurchases) told.purchases[buyer]!.push(amountFen / shareOfPurchases)
    if (supplier === null) continue
    least.sales[supplier]! += amountFen
    if (shareOfSales) told.sales[supplier]!.push(amountFen / shareOfSales)
  }
  const total = (stated: number | null, values: readonly number[], atLeast: number): number | null => {
    const found = stated ?? median(values)
    return found === null ? null : Math.max(found, atLeast)
  }
  return {
    purchases: firms.map((firm, i) => total(firm.purchasesFen, told.purchases[i]!, least.purchases[i]!)),
    sales: firms.map((firm, i) => total(firm.salesFen, told.sales[i]!, least.sales[i]!)),
  }
}
