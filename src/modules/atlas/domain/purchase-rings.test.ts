import { describe, expect, test } from 'vitest'
import { ringOf, shareOf, sumByRing } from './purchase-rings.ts'

const bought = (supplierKey: string, yuan: bigint | null, distanceKm: number | null, buyerId = 'a') => ({
  ...{ buyerId, supplierKey, distanceKm },
  amountFen: yuan === null ? null : yuan * 100n,
})

describe('C11: purchases by ring', () => {
  test('C11: three edges make four rings; the edge itself belongs to the inner one', () => {
    const { rings, unplaced } = sumByRing(
      [
        bought('near', 300n, 12),
        bought('edge', 100n, 50),
        bought('middle', 200n, 50.1, 'b'),
        bought('far', 400n, 900),
        bought('nowhere', 70n, null),
        bought('only a share', null, 10),
      ],
      [50, 100, 200],
    )
    expect(rings.map(({ fromKm, toKm, fen }) => [fromKm, toKm, fen])).toEqual([
      [0, 50, 40_000n],
      [50, 100, 20_000n],
      [100, 200, 0n],
      [200, null, 40_000n],
    ])
    expect(unplaced.fen).toBe(7_000n)
    expect([...rings[0]!.suppliers]).toEqual([
      ['near', 30_000],
      ['edge', 10_000],
    ])
    expect([...rings[1]!.buyers]).toEqual([['b', 20_000]])
  })

  test('a share of nothing is unknown, not 0', () => {
    expect(shareOf(0n, 0n)).toBeNull()
    expect(shareOf(40_000n, 100_000n)).toBe(0.4)
    expect(ringOf(200, [50, 200])).toBe(1)
    expect(ringOf(200.01, [50, 200])).toBe(2)
  })
})
