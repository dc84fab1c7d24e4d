import { expect, test } from 'vitest'
import { type DistantPurchase, sumByRing } from '../domain/purchase-rings.ts'
import { openSums } from './rings.ts'

/** Three buyers buy as much from three suppliers each within and beyond 200 km. */
const fair: readonly DistantPurchase[] = [50, 300].flatMap((distanceKm) =>
  ['1', '2', '3'].map((buyerId) => ({
    ...{ buyerId, supplierKey: `${distanceKm}/${buyerId}`, amountFen: 100n, distanceKm },
  })),
)
const openOf = (purchases: readonly DistantPurchase[]) => {
  const { rings, unplaced } = sumByRing(purchases, [200])
  const { rings: open, isUnplacedOpen } = openSums(rings, unplaced)
  return { open: [...open], isUnplacedOpen }
}
const unplaced = (buyerId: string, supplierKey: string): DistantPurchase => ({
  ...{ buyerId, supplierKey, amountFen: 70n, distanceKm: null },
})

test('rings are open where three buyers and three suppliers stand behind each, and nothing where one ring is not', () => {
  expect(openOf(fair)).toEqual({ open: [0, 1], isUnplacedOpen: true })
  expect(openOf(fair.slice(0, 5))).toEqual({ open: [], isUnplacedOpen: false })
  const oneSupplier = fair.map((one) => (one.distanceKm === 50 ? { ...one, supplierKey: 's' } : one))
  expect(openOf(oneSupplier).open).toEqual([])
})

test('the sum of what cannot be placed is one more figure: a single buyer or supplier behind it holds it back', () => {
  expect(openOf([...fair, unplaced('1', 'x')])).toEqual({ open: [0, 1], isUnplacedOpen: false })
  const oneSupplier = ['1', '2', '3'].map((buyer) => unplaced(buyer, 'x'))
  expect(openOf([...fair, ...oneSupplier]).isUnplacedOpen).toBe(false)
  const enough = ['1', '2', '3'].map((buyer) => unplaced(buyer, `x${buyer}`))
  expect(openOf([...fair, ...enough]).isUnplacedOpen).toBe(true)
})
