import { expect, test } from 'vitest'
import {
  latestYears,
  overfullYears,
  ratioOverBuyers,
  buyerRatios as ratiosOfYears,
  wholeFen,
  type YearPurchase,
} from './buyer-years.ts'

const bought = (
  buyerId: string,
  year: number,
  supplierId: string | null,
  sharePpm: number | null,
  amountFen: bigint | null = null,
): YearPurchase => ({ buyerId, year, supplierId, sharePpm, amountFen })

const buyerRatios = (purchases: readonly YearPurchase[], isInside: (id: string) => boolean | null) =>
  ratiosOfYears(latestYears(purchases), isInside)

const inside = (id: string) => (id.startsWith('near') ? true : id.startsWith('far') ? false : null)

test('only the latest year of a buyer counts, on the basis of its whole purchases', () => {
  const ratios = buyerRatios(
    [bought('b', 2018, 'far', 900_000), bought('b', 2019, 'near', 60_000), bought('b', 2019, 'far', 20_000)],
    inside,
  )
  // 6 % near, 2 % far, 92 % not known
  expect(ratios).toEqual([
    { buyerId: 'b', year: 2019, ratio: 0.75, coverageRatio: 0.08, unknownSharePpm: 920_000, fen: null },
  ])
})

test('a year whose shares add up to more than 100 % is reported and the year before it counts', () => {
  const purchases = [
    bought('b', 2017, 'near', 100_000),
    bought('b', 2018, 'near', 974_800),
    bought('b', 2018, 'far', 301_200),
  ]
  expect(overfullYears(purchases)).toEqual([{ buyerId: 'b', year: 2018, sumPpm: 1_276_000 }])
  expect(buyerRatios(purchases, inside)).toMatchObject([{ year: 2017, ratio: 1, coverageRatio: 0.1 }])
})

test('a buyer whose shares are all empty is there, unknown, with nothing covered', () => {
  expect(buyerRatios([bought('b', 2019, 'near', null)], inside)).toEqual([
    { buyerId: 'b', year: 2019, ratio: null, coverageRatio: 0, unknownSharePpm: null, fen: null },
  ])
})

test('the whole in fen comes from the links that carry amount and share', () => {
  // 30 fen are 10 %, 60 fen are 20 %: the whole is 300; the link without a share says nothing about it
  const year = [
    bought('b', 2019, 'near', 100_000, 30n),
    bought('b', 2019, 'far', 200_000, 60n),
    bought('b', 2019, 'far', null, 50n),
  ]
  expect(wholeFen(year)).toBe(300n)
  expect(wholeFen([bought('b', 2019, 'near', 100_000)])).toBeNull()
})

test('amounts without shares give a ratio whose coverage is unknown', () => {
  const [ratio] = buyerRatios(
    [bought('b', 2019, 'near', null, 75n), bought('b', 2019, 'far', null, 25n)],
    inside,
  )
  expect(ratio).toMatchObject({ ratio: 0.75, coverageRatio: null, unknownSharePpm: null })
})

test('shares are never added over buyers: without amounts the common ratio is unknown', () => {
  const buyers = buyerRatios([bought('a', 2019, 'near', 500_000), bought('b', 2019, 'far', 100_000)], inside)
  expect(ratioOverBuyers(buyers)).toEqual({
    ratio: null,
    coverageRatio: null,
    buyers: 2,
    buyersWithAmounts: 0,
    reason: 'no_amounts',
  })
})

test('amounts are added over buyers: 80 of 100 and 0 of 300 make 0.2', () => {
  const buyers = buyerRatios(
    [
      bought('a', 2019, 'near', 400_000, 80n),
      bought('a', 2019, 'far', 100_000, 20n),
      bought('b', 2019, 'far', 500_000, 300n),
    ],
    inside,
  )
  // the wholes are 200 and 600 fen, placed are 400 of 800
  expect(ratioOverBuyers(buyers)).toMatchObject({ ratio: 0.2, coverageRatio: 0.5, reason: null })
})

test('one buyer without amounts makes the coverage unknown and is told', () => {
  const buyers = buyerRatios(
    [bought('a', 2019, 'near', 400_000, 80n), bought('b', 2019, 'far', 500_000)],
    inside,
  )
  expect(ratioOverBuyers(buyers)).toEqual({
    ratio: 1,
    coverageRatio: null,
    buyers: 2,
    buyersWithAmounts: 1,
    reason: 'some_without_amounts',
  })
})

test('no buyer at all is unknown with a coverage of 0', () => {
  expect(ratioOverBuyers(buyerRatios([], inside))).toMatchObject({
    ratio: null,
    coverageRatio: 0,
    reason: 'no_purchases',
  })
})
