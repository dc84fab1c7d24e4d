import { describe, expect, test } from 'vitest'
import {
  aggregateAgreements,
  type CountedAgreement,
  fulfilmentByYear,
  remindFrom,
  type Sum,
} from './agreement-figures.ts'

const agreed = (year: number, volume: bigint | null, valueFen: bigint | null) => ({ year, volume, valueFen })
const came = (deliveredOn: string, volume: bigint | null, valueFen: bigint | null) => ({
  deliveredOn,
  volume,
  valueFen,
})

describe('D05: delivered against agreed', () => {
  test('D05: 300 of 400 sets is 75 %, year by year, and what has no value is not counted as nothing', () => {
    const years = fulfilmentByYear(
      [agreed(2025, 400n, 8_000n), agreed(2026, 500n, null)],
      [came('2025-03-01', 100n, 2_000n), came('2025-09-01', 200n, 4_000n), came('2026-02-01', 50n, null)],
    )
    expect(years.map(({ year, volumeRatio, valueRatio }) => [year, volumeRatio, valueRatio])).toEqual([
      [2025, 0.75, 0.75],
      [2026, 0.1, null],
    ])
    expect(years[1]).toMatchObject({ deliveredFen: null, withoutValue: 1 })
  })

  test('a year without any delivery told is unknown, a delivery outside the agreed years is shown too', () => {
    const years = fulfilmentByYear([agreed(2025, null, 1_000n)], [came('2024-12-30', null, 70n)])
    expect(years).toMatchObject([
      { year: 2024, deliveredFen: 70n, valueRatio: null },
      { year: 2025, deliveredFen: null, valueRatio: null },
    ])
  })

  test('the reminder comes the agreed days before the last day', () => {
    expect(remindFrom('2026-12-31', 90)).toBe('2026-10-02')
  })
})

const agreement = (
  buyerId: string,
  supplierId: string,
  isLocal: boolean | null,
  years: Parameters<typeof fulfilmentByYear>,
): CountedAgreement => ({ buyerId, supplierId, isLocal, item: 'bearing', years: fulfilmentByYear(...years) })

describe('what agreements do for a city', () => {
  const all = [
    // 10 a piece in 2025, 9 in 2026
    agreement('1', '7', true, [
      [agreed(2025, 10n, 100n), agreed(2026, 20n, 180n)],
      [came('2026-05-01', 10n, 90n)],
    ]),
    agreement('1', '8', false, [[agreed(2026, null, 120n)], []]),
    agreement('2', '9', null, [[agreed(2026, null, 100n)], [came('2026-06-01', null, 110n)]]),
  ]

  test('D05: fulfilment, local share, second sources and the change of prices are counted by hand', () => {
    const counted = aggregateAgreements(all, 2026)
    expect(counted).toMatchObject({
      agreements: 3,
      agreedFen: 400n,
      deliveredFen: 200n,
    })
    // of the 280 agreed with deliveries told
    expect(counted.fulfilmentRatio).toBe(0.714286)
    const weights = (sum: Sum) => Object.fromEntries(counted.behind[sum].buyers)
    expect(weights('told')).toEqual({ 1: 180, 2: 100 })
    expect(weights('delivered')).toEqual({ 1: 90, 2: 110 })
    // an unknown place is in neither part: 180 of 300
    expect(counted.localRatio).toBe(0.6)
    // only buyer 1 has two suppliers: 300 of 400
    expect(counted.secondSourceRatio).toBe(0.75)
    expect(counted.priceChange).toBeCloseTo(-0.1, 10)
    expect(weights('agreed')).toEqual({ 1: 300, 2: 100 })
    expect(weights('placed')).toEqual({ 1: 300 })
    expect(weights('local')).toEqual({ 1: 180 })
    expect(weights('second')).toEqual({ 1: 300 })
    expect(counted.behind.priced.suppliers).toEqual(new Map([['7', 180]]))
  })

  test('without any delivery told the fulfilment is unknown, not 0', () => {
    const none = agreement('1', '7', true, [[agreed(2026, null, 100n)], [came('2026-05-01', 3n, null)]])
    expect(aggregateAgreements([none], 2026).fulfilmentRatio).toBeNull()
  })
})
