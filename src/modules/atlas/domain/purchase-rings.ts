/** One purchase with the distance of its supplier from the centre; null where it cannot be told. */
export type DistantPurchase = {
  readonly buyerId: string
  readonly supplierKey: string
  /** Whole fen; null where only a share is known. */
  readonly amountFen: bigint | null
  readonly distanceKm: number | null
}

export type RingSum = {
  readonly fromKm: number
  /** Null: farther than every ring. */
  readonly toKm: number | null
  readonly fen: bigint
  /** Fen by buyer and by supplier: what the rule of aggregates asks for. */
  readonly buyers: ReadonlyMap<string, number>
  readonly suppliers: ReadonlyMap<string, number>
}

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
 * @returns one sum a ring, the last beyond all edges; `unplacedFen`
 */
export function sumByRing(
  purchases: Iterable<DistantPurchase>,
  edgesKm: readonly number[],
): { rings: RingSum[]; unplacedFen: bigint } {
  const sums = [...edgesKm, null].map((toKm, i) => ({
    fromKm: i === 0 ? 0 : edgesKm[i - 1]!,
    toKm,
    fen: 0n,
    buyers: new Map<string, number>(),
    suppliers: new Map<string, number>(),
  }))
  let unplacedFen = 0n
  for (const { buyerId, supplierKey, amountFen, distanceKm } of purchases) {
    if (amountFen === null || amountFen <= 0n) continue
    if (distanceKm === null) {
      unplacedFen += amountFen
      continue
    }
    const ring = sums[ringOf(distanceKm, edgesKm)]!
    ring.fen += amountFen
    add(ring.buyers, buyerId, amountFen)
    add(ring.suppliers, supplierKey, amountFen)
  }
  return { rings: sums, unplacedFen }
}

/** Part of a whole, 0 to 1, exact to a millionth; null without a whole. */
export const shareOf = (part: bigint, whole: bigint): number | null =>
  whole === 0n ? null : Number((part * 1_000_000n) / whole) / 1_000_000
