import { type Purchase, type Ratio, ratioOf } from './purchase.ts'

/** Version stamped on every local-sourcing figure; what it means stands in docs/methods/local-sourcing.md. */
export const localSourcingVersion = '2'

/** The definition in one sentence, as figures carry it. */
export const localSourcingDefinition = {
  zh: '本地配套率：向圈内供应商的采购 ÷ 能判断所在地的采购；覆盖率：能判断所在地的采购 ÷ 该企业全部采购。按采购企业、按已有数据的最近年度计算',
  en: 'Local-sourcing ratio: purchases from suppliers inside the ring over purchases whose place is known; coverage: purchases whose place is known over the whole purchases of the buyer. Per buyer, for the latest year held',
} as const

/**
 * How much of what one buyer bought in one period comes from inside a ring.
 *
 * @param purchases  on one basis: each `parts` is whole fen, or ppm of the buyer's whole purchases where only
 *                   shares are known; null where unknown
 * @param totalParts what the buyer bought in all on the same basis (1,000,000 for shares); null where unknown
 * @param inside     whether a supplier stands in the ring; null where its place is unknown or too coarse to tell
 * @returns `ratio` 0 to 1 of what can be placed, null when nothing can; `coverageRatio` placed over total,
 *          0 when no purchase is held, null when the total is unknown
 *
 * Definition 本地配套率 v2, docs/methods/local-sourcing.md.
 */
export function localSourcing(
  purchases: readonly Purchase[],
  totalParts: bigint | null,
  inside: (supplierId: string) => boolean | null,
): Ratio {
  if (purchases.length === 0) return { ratio: null, coverageRatio: 0 }
  const { local, placed } = sumByPlace(purchases, inside)
  return {
    ratio: ratioOf(local, placed),
    coverageRatio: totalParts === null ? null : ratioOf(placed, totalParts),
  }
}

/** Parts bought inside the ring, and parts whose supplier's place can be told, on the basis of the purchases. */
export function sumByPlace(
  purchases: readonly Purchase[],
  inside: (supplierId: string) => boolean | null,
): { local: bigint; placed: bigint } {
  let local = 0n
  let placed = 0n
  for (const { supplierId, parts } of purchases) {
    const isInside = supplierId === null ? null : inside(supplierId)
    if (parts === null || isInside === null) continue
    placed += parts
    if (isInside) local += parts
  }
  return { local, placed }
}
