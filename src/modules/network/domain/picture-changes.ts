/** Keeping a picture of a data set up to date by what changed, without looking at what did not. */
import { latestYears, type YearPurchase } from './buyer-years.ts'
import type { Place } from './ring.ts'

/** What differs between a version of a picture and the next one. */
export type Delta = {
  /** The version before. */
  readonly from: string
  /** Organisations that came, left or stand elsewhere: whether they are inside a ring may have changed. */
  readonly moved: ReadonlySet<string>
  /** Organisations of which anything was read anew: purchases, name, owner, place. */
  readonly touched: ReadonlySet<string>
}

/** Purchases by buyer, in the order in which they came. */
export function groupByBuyer(purchases: readonly YearPurchase[]): Map<string, YearPurchase[]> {
  const groups = new Map<string, YearPurchase[]>()
  for (const purchase of purchases) {
    const group = groups.get(purchase.buyerId)
    if (group) group.push(purchase)
    else groups.set(purchase.buyerId, [purchase])
  }
  return groups
}

/** The latest year of each buyer that does not add up to more than the whole. */
export function yearsOf(
  byBuyer: ReadonlyMap<string, readonly YearPurchase[]>,
): Map<string, readonly YearPurchase[]> {
  const years = new Map<string, readonly YearPurchase[]>()
  for (const [buyerId, purchases] of byBuyer) {
    const year = latestYears(purchases).get(buyerId)
    if (year) years.set(buyerId, year)
  }
  return years
}

const placeParts = ({ cityCode, provinceCode, lng, lat, precision }: Place) =>
  [cityCode, provinceCode ?? null, lng, lat, precision].join(' ')

/** Whether two places differ in anything that a ring asks for; a place that is not there differs from one that is. */
export function standsElsewhere(before: Place | undefined, now: Place | undefined): boolean {
  if (!before || !now) return before !== now
  return placeParts(before) !== placeParts(now)
}

/** A map with some entries replaced or (undefined) taken out; the one it is made from stays as it is. */
export function replaced<V>(
  held: ReadonlyMap<string, V>,
  changes: Iterable<readonly [string, V | undefined]>,
): Map<string, V> {
  const next = new Map(held)
  for (const [key, value] of changes) {
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  return next
}

/** All that differs since a version; null where that version is not among the deltas, so that nothing can be told. */
export function since(deltas: readonly Delta[], version: string): Omit<Delta, 'from'> | null {
  const at = deltas.findIndex(({ from }) => from === version)
  if (at < 0) return null
  const moved = new Set<string>()
  const touched = new Set<string>()
  for (const delta of deltas.slice(at)) {
    for (const id of delta.moved) moved.add(id)
    for (const id of delta.touched) touched.add(id)
  }
  return { moved, touched }
}
