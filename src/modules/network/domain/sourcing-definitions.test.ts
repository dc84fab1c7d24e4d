import { describe, expect, test } from 'vitest'
import { isInScope, rangeOf, type ScopedPurchase, sumUnder } from './sourcing-definitions.ts'

const at = (cityCode: string | null, lng: number | null, lat: number | null, provinceCode?: string) => ({
  ...{ cityCode, lng, lat, provinceCode: provinceCode ?? null },
  precision: lng === null ? ('province' as const) : ('city' as const),
})
const zhuzhou = at('430200', 113.13, 27.83)
const changsha = at('430100', 112.94, 28.23)
const shanghai = at('310100', 121.47, 31.23)
const hunan = at(null, null, null, '430000')
const bought = (amountFen: bigint, place: ScopedPurchase['place'], ...goods: string[]): ScopedPurchase => ({
  amountFen,
  place,
  goods: new Set(goods),
})
const purchases = [
  bought(300n, zhuzhou, 'components'),
  bought(300n, changsha, 'devices'),
  bought(200n, shanghai, 'systems'),
  bought(200n, hunan, 'components'),
]
const city = { kind: 'city', cityCode: '430200' } as const
const radius = {
  kind: 'radius',
  centre: { cityCode: '430200', lng: 113.13, lat: 27.83 },
  radiusKm: 200,
} as const
const province = { kind: 'province', provincePrefix: '43' } as const

describe('D03: one city, several true ratios', () => {
  test('D03: the same purchases are 37.5 % by city, 75 % by 200 km and 80 % by province', () => {
    const ratio = (reach: typeof city | typeof radius | typeof province) =>
      rangeOf(sumUnder(reach, 'all', purchases)).ratio
    expect([ratio(city), ratio(radius), ratio(province)]).toEqual([0.375, 0.75, 0.8])
  })

  test('D03: an uncertain place widens the range and lowers coverage, never the ratio', () => {
    // 300 local, 500 outside, 200 uncertain
    expect(rangeOf(sumUnder(city, 'all', purchases))).toEqual({
      ratio: 0.375,
      between: null,
      low: 0.3,
      high: 0.5,
      coverageRatio: 0.8,
    })
  })

  test('D03: core components leave systems out; a supplier in and out of scope is told of nobody', () => {
    expect(rangeOf(sumUnder(city, 'core', purchases)).ratio).toBe(0.5)
    expect(isInScope('core', new Set(['components', 'systems']))).toBeNull()
    expect(isInScope('software', new Set(['devices']))).toBe(false)
    expect(rangeOf(sumUnder(city, 'software', purchases)).ratio).toBeNull()
  })

  test('D03: a band widens the range by its ends and is never counted as its middle', () => {
    const banded = [
      bought(600n, zhuzhou, 'components'),
      bought(400n, shanghai, 'components'),
      {
        amountFen: null,
        bandFen: { low: 100n, high: 500n },
        place: zhuzhou,
        goods: new Set(['components']),
      },
    ]
    // low 700 of 1,100; high 1,100 of 1,500; covered 1,000 of at most 1,500
    expect(rangeOf(sumUnder(city, 'all', banded))).toEqual({
      ratio: null,
      between: { low: 0.636364, high: 0.733333 },
      low: 0.636364,
      high: 0.733333,
      coverageRatio: 0.666667,
    })
  })
})
