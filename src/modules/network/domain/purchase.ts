/** One purchase, on the basis its caller says: whole fen, or ppm of the buyer's whole purchases. */
export type Purchase = {
  /** Who sold: an organisation's id, or any key that `inside` understands; null when only the share is known. */
  readonly supplierId: string | null
  /** Whole fen or ppm; null where unknown. */
  readonly parts: bigint | null
}

/** A ratio with how much of the whole it rests on; null is unknown, never 0. */
export type Ratio = { readonly ratio: number | null; readonly coverageRatio: number | null }

/** Whole purchases in parts per million: the basis of shares. */
export const wholeInPpm = 1_000_000n

/** `part` over `whole`, 0 to 1, to a millionth; null when there is nothing to divide by. */
export function ratioOf(part: bigint, whole: bigint): number | null {
  if (whole <= 0n) return null
  return Number((part * wholeInPpm + whole / 2n) / whole) / 1_000_000
}
