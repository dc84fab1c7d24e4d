/** How strongly a leading firm draws local suppliers along. */
import { countOwnerGroups } from './owner-groups.ts'
import { ratioOf } from './purchase.ts'

export type BoughtFrom = {
  /** Null: the source names nobody. */
  readonly supplierId: string | null
  readonly groupKey: string | null
  /** Whether the supplier stands in the city; null where that cannot be told. */
  readonly isLocal: boolean | null
  readonly amountFen: bigint | null
}
export type DrivingStrength = {
  /** Independent local suppliers: firms of one owner count once, those of unknown owner apart. */
  readonly localSuppliers: number
  /** Of these, firms whose owner is unknown: the true number may be lower. */
  readonly ownerUnknown: number
  readonly purchaseFen: bigint | null
  readonly localFen: bigint | null
  /** Local over placed purchases, 0 to 1. */
  readonly localRatio: number | null
  /** Local suppliers a hundred million yuan of purchases; null where no amount is known. */
  readonly coefficient: number | null
}

const fenOfYi = 10_000_000_000

const sum = (parts: readonly BoughtFrom[]) =>
  parts.reduce((all, { amountFen }) => all + (amountFen ?? 0n), 0n)

/**
 * 链主带动系数: independent local suppliers ÷ purchases in 亿元, for one firm's latest year. The numerator counts suppliers
 * whose place is known to be local, also those without an amount; the denominator is what is known of the purchases, so
 * the coefficient is an upper bound where amounts are missing. docs/methods/driving-strength.md.
 */
export function drivingStrength(bought: readonly BoughtFrom[]): DrivingStrength {
  const suppliers = new Map(bought.flatMap((one) => (one.supplierId ? [[one.supplierId, one] as const] : [])))
  const local = [...suppliers.values()].filter(({ isLocal }) => isLocal === true)
  const { groups, groupUnknown } = countOwnerGroups(local)
  const withAmount = bought.filter(({ amountFen }) => amountFen !== null)
  const placed = withAmount.filter(({ isLocal }) => isLocal !== null)
  const purchaseFen = withAmount.length === 0 ? null : sum(withAmount)
  const localFen = placed.length === 0 ? null : sum(placed.filter(({ isLocal }) => isLocal))
  const localSuppliers = groups + groupUnknown
  return {
    ...{ localSuppliers, ownerUnknown: groupUnknown, purchaseFen, localFen },
    localRatio: localFen === null ? null : ratioOf(localFen, sum(placed)),
    coefficient:
      purchaseFen === null || purchaseFen === 0n ? null : localSuppliers / (Number(purchaseFen) / fenOfYi),
  }
}

/** The coefficient of several leading firms: suppliers of all, each once, over what all of them bought. */
export function strengthOfAll(byFirm: readonly (readonly BoughtFrom[])[]): DrivingStrength {
  return drivingStrength(byFirm.flat())
}
