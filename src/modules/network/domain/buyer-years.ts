import { localSourcing, sumByPlace } from './local-sourcing.ts'
import { type Ratio, ratioOf, wholeInPpm } from './purchase.ts'

/** One supply link as the ratio needs it: what one buyer took from one supplier in one year. */
export type YearPurchase = {
  readonly buyerId: string
  readonly year: number
  /** Key of the supplier that `inside` understands; null when only the share is known. */
  readonly supplierId: string | null
  /** Parts per million of the buyer's whole purchases of the year; null where unknown. */
  readonly sharePpm: number | null
  /** Whole fen; null where unknown. */
  readonly amountFen: bigint | null
  /** The amount lies within, nobody says where: it widens a range and never enters a ratio as its middle. */
  readonly bandFen?: { readonly low: bigint; readonly high: bigint }
}

/** A year of a buyer whose shares add up to more than the whole: reported, and left out of every ratio. */
export type OverfullYear = { readonly buyerId: string; readonly year: number; readonly sumPpm: number }

/** What one buyer's latest year tells. */
export type BuyerRatio = Ratio & {
  readonly buyerId: string
  readonly year: number
  /** Parts per million of the whole purchases whose supplier or place cannot be told; null without shares. */
  readonly unknownSharePpm: number | null
  /** On the basis of amounts; null where the buyer's amounts are not held. */
  readonly fen: { readonly local: bigint; readonly placed: bigint; readonly total: bigint | null } | null
}

const keyOf = ({ buyerId, year }: YearPurchase) => `${buyerId} ${year}`

function groupByBuyerYear(purchases: readonly YearPurchase[]): Map<string, YearPurchase[]> {
  const groups = new Map<string, YearPurchase[]>()
  for (const purchase of purchases) {
    const key = keyOf(purchase)
    const group = groups.get(key)
    if (group) group.push(purchase)
    else groups.set(key, [purchase])
  }
  return groups
}

const sharesOf = (year: readonly YearPurchase[]) =>
  year.reduce((sum, { sharePpm }) => sum + (sharePpm ?? 0), 0)

/** The years whose shares add up to more than 100 %, in the order of buyer and year. */
export function overfullYears(purchases: readonly YearPurchase[]): OverfullYear[] {
  return [...groupByBuyerYear(purchases).values()]
    .map((year) => ({ buyerId: year[0]!.buyerId, year: year[0]!.year, sumPpm: sharesOf(year) }))
    .filter(({ sumPpm }) => sumPpm > Number(wholeInPpm))
    .sort((a, b) => (a.buyerId < b.buyerId ? -1 : a.buyerId > b.buyerId ? 1 : a.year - b.year))
}

/**
 * What the buyer bought in all, in fen: from the links that carry both amount and share, amounts over shares;
 * null when no link carries both.
 */
export function wholeFen(year: readonly YearPurchase[]): bigint | null {
  let fen = 0n
  let ppm = 0n
  for (const { amountFen, sharePpm } of year) {
    if (amountFen === null || sharePpm === null || sharePpm === 0) continue
    fen += amountFen
    ppm += BigInt(sharePpm)
  }
  return ppm === 0n ? null : (fen * wholeInPpm) / ppm
}

function ratioOfYear(
  year: readonly YearPurchase[],
  inside: (supplierId: string) => boolean | null,
): BuyerRatio {
  const { buyerId, year: inYear } = year[0]!
  const amounts = year.map(({ supplierId, amountFen }) => ({ supplierId, parts: amountFen }))
  const hasAmounts = amounts.some(({ parts }) => parts !== null)
  const total = wholeFen(year)
  const fen = hasAmounts ? { ...sumByPlace(amounts, inside), total } : null
  const hasShares = year.some(({ sharePpm }) => sharePpm !== null)
  if (!hasShares && hasAmounts) {
    return { buyerId, year: inYear, ...localSourcing(amounts, null, inside), unknownSharePpm: null, fen }
  }
  const shares = year.map(({ supplierId, sharePpm }) => ({
    supplierId,
    parts: sharePpm === null ? null : BigInt(sharePpm),
  }))
  const ratio = localSourcing(shares, wholeInPpm, inside)
  const { placed } = sumByPlace(shares, inside)
  return {
    buyerId,
    year: inYear,
    ...ratio,
    unknownSharePpm: hasShares ? Number(wholeInPpm - placed) : null,
    fen,
  }
}

/** The purchases of each buyer in its latest year held; years whose shares add up to more than 100 % are left out. */
export function latestYears(purchases: readonly YearPurchase[]): Map<string, readonly YearPurchase[]> {
  const latest = new Map<string, readonly YearPurchase[]>()
  for (const year of groupByBuyerYear(purchases).values()) {
    if (sharesOf(year) > Number(wholeInPpm)) continue
    const { buyerId, year: inYear } = year[0]!
    const known = latest.get(buyerId)
    if (!known || known[0]!.year < inYear) latest.set(buyerId, year)
  }
  return latest
}

/**
 * The ratio of each buyer for its latest year held, on the basis of its whole purchases. Ordered by buyer.
 * Definition 本地配套率 v2, docs/methods/local-sourcing.md.
 */
export function buyerRatios(
  years: ReadonlyMap<string, readonly YearPurchase[]>,
  inside: (supplierId: string) => boolean | null,
): BuyerRatio[] {
  return [...years.keys()].sort().map((buyerId) => ratioOfYear(years.get(buyerId)!, inside))
}

/** The ratio over several buyers, and why it is unknown where it is. */
export type SharedRatio = Ratio & {
  readonly buyers: number
  readonly buyersWithAmounts: number
  readonly reason: 'no_purchases' | 'no_amounts' | 'some_without_amounts' | null
}

/**
 * One ratio over several buyers. Shares of different buyers have different wholes, so only amounts are added:
 * `ratio` over the buyers whose amounts are held; `coverageRatio` over the whole purchases of all buyers, null as soon
 * as one buyer's whole is unknown, 0 when no purchase is held at all.
 */
export function ratioOverBuyers(buyers: readonly BuyerRatio[]): SharedRatio {
  if (buyers.length === 0)
    return { ratio: null, coverageRatio: 0, buyers: 0, buyersWithAmounts: 0, reason: 'no_purchases' }
  let local = 0n
  let placed = 0n
  let total: bigint | null = 0n
  let withAmounts = 0
  for (const { fen } of buyers) {
    total = total === null || fen === null || fen.total === null ? null : total + fen.total
    if (!fen) continue
    withAmounts++
    local += fen.local
    placed += fen.placed
  }
  const reason =
    withAmounts === 0 ? 'no_amounts' : withAmounts < buyers.length ? 'some_without_amounts' : null
  return {
    ratio: ratioOf(local, placed),
    coverageRatio: total === null ? null : ratioOf(placed, total),
    buyers: buyers.length,
    buyersWithAmounts: withAmounts,
    reason,
  }
}
