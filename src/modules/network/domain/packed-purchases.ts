import type { YearPurchase } from './buyer-years.ts'

/** Bytes of one purchase in the packing of `network.packed_purchases`. */
const recordBytes = 56

/** The key of a supplier that is not held, but whose legal name tells its city. */
export const cityKey = (cityCode: string) => `city:${cityCode}`

/**
 * Unpacks purchases: half a million rows as one value take a tenth of the time that they take as rows of text.
 * Big-endian: buyer int8, supplier int8 (0 none), city int4 (0 none), year int4, share ppm int4 (-1 unknown),
 * rank int4, fen int8 (-1 unknown), band low and high int8 (-1 none).
 */
export function unpackPurchases(packed: Buffer): YearPurchase[] {
  const purchases: YearPurchase[] = []
  for (let at = 0; at + recordBytes <= packed.length; at += recordBytes) {
    const supplier = packed.readBigInt64BE(at + 8)
    const city = packed.readInt32BE(at + 16)
    const share = packed.readInt32BE(at + 24)
    const fen = packed.readBigInt64BE(at + 32)
    purchases.push({
      buyerId: packed.readBigInt64BE(at).toString(),
      year: packed.readInt32BE(at + 20),
      supplierId: supplier > 0n ? supplier.toString() : city > 0 ? cityKey(String(city)) : null,
      sharePpm: share < 0 ? null : share,
      amountFen: fen < 0n ? null : fen,
      ...bandAt(packed, at + 40),
    })
  }
  return purchases
}

/** The band at a place of the packing: nothing where there is none, so that a purchase without one stays as small. */
export function bandAt(packed: Buffer, at: number): Pick<YearPurchase, 'bandFen'> {
  const low = packed.readBigInt64BE(at)
  return low < 0n ? {} : { bandFen: { low, high: packed.readBigInt64BE(at + 8) } }
}

/** Bytes of one purchase in the packing of `network.packed_private`. */
const privateBytes = 60
const ledgersInOrder = [null, 'whole', 'part'] as const
const scopesInOrder = [null, 'components', 'devices', 'software', 'other'] as const

/** A purchase that leaves in aggregates only. */
export type PrivatePurchase = YearPurchase & {
  /** Of a ledger: of all that its buyer bought in the year, or of a part; null: a relation for its parties only. */
  readonly ledger: 'whole' | 'part' | null
  /** As what the ledger itself counts it; null: nobody said. */
  readonly goods: 'components' | 'devices' | 'software' | 'other' | null
  /** Tells suppliers apart, held or not; says nothing else of them. */
  readonly supplierMark: string
}

/** Unpacks what firms confided for aggregates. */
export function unpackPrivate(packed: Buffer): PrivatePurchase[] {
  const purchases: PrivatePurchase[] = []
  for (let at = 0; at + privateBytes <= packed.length; at += privateBytes) {
    const supplier = packed.readBigInt64BE(at + 8)
    const city = packed.readInt32BE(at + 16)
    const scope = packed.readInt32BE(at + 24)
    const fen = packed.readBigInt64BE(at + 28)
    purchases.push({
      buyerId: packed.readBigInt64BE(at).toString(),
      year: packed.readInt32BE(at + 20),
      supplierId: supplier > 0n ? supplier.toString() : city > 0 ? cityKey(String(city)) : null,
      sharePpm: null,
      amountFen: fen < 0n ? null : fen,
      ...bandAt(packed, at + 36),
      ledger: ledgersInOrder[Math.floor(scope / 10)] ?? null,
      goods: scopesInOrder[scope % 10] ?? null,
      supplierMark: supplier > 0n ? supplier.toString() : `mark:${packed.readBigInt64BE(at + 52)}`,
    })
  }
  return purchases
}
