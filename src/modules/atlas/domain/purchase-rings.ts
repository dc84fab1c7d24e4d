/** One purchase with the distance of its supplier from the centre; null where it cannot be told. */
export type DistantPurchase = {
  readonly buyerId: string
  readonly supplierKey: string
  /** Whole fen; null where only a share is known. */
  readonly amountFen: bigint | null
  readonly distanceKm: number | null
}

export type PurchaseSum = {
  readonly fen: bigint
  /** Fen by buyer and by supplier: what the rule of aggregates asks for. */
  readonly buyers: ReadonlyMap<string, number>
  readonly suppliers: ReadonlyMap<string, number>
}

export type RingSum = PurchaseSum & {
  readonly fromKm: number
  /** Null: farther than every ring. */
  readonly toKm: number | null
}

type OpenSum = { fen: bigint; buyers: Map<string, number>; suppliers: Map<string, number> }
const nothing = (): OpenSum => ({ fen: 0n, buyers: new Map(), suppliers: new Map() })

const add = (map: Map<string, number>, key: string, fen: bigint) =>
  map.set(key, (map.get(key) ?? 0) + Number(fen))

/** In which ring a distance falls: the first whose outer edge it does not pass; the last has no edge. */
export const ringOf = (distanceKm: number, edgesKm: readonly number[]): number => {
  const at = edgesKm.findIndex((edge) => distanceKm <= edge)
  return at < 0 ? edgesKm.length : at
}

/**
 * What buyers bought by ring around a centre (200 公里生态配套圈, row C11), whole fen. Edges in km, ascending; a purchase
 * without an amount is left out, as shares of buyers do not add; one whose supplier cannot be placed is counted apart.
 *
 * @returns one sum a ring, the last beyond all edges; and the sum of what cannot be placed
 */
export function sumByRing(
  purchases: Iterable<DistantPurchase>,
  edgesKm: readonly number[],
): { rings: RingSum[]; unplaced: PurchaseSum } {
  const rings = [...edgesKm, null].map((toKm, i) => ({
    ...{ fromKm: i === 0 ? 0 : edgesKm[i - 1]!, toKm },
    ...nothing(),
  }))
  const unplaced = nothing()
  for (const { buyerId, supplierKey, amountFen, distanceKm } of purchases) {
    if (amountFen === null || amountFen <= 0n) continue
    const sum = distanceKm === null ? unplaced : rings[ringOf(distanceKm, edgesKm)]!
    sum.fen += amountFen
    add(sum.buyers, buyerId, amountFen)
    add(sum.suppliers, supplierKey, amountFen)
  }
  return { rings, unplaced }
}

/** Part of a whole, 0 to 1, exact to a millionth; null without a whole. */
export const shareOf = (part: bigint, whole: bigint): number | null =>
  whole === 0n ? null : Number((part * 1_000_000n) / whole) / 1_000_000
