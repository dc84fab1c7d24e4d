import { expect, test } from 'vitest'
import type { YearPurchase } from './buyer-years.ts'
import { sourcingByNode } from './node-sourcing.ts'

const bought = (
  buyerId: string,
  supplierId: string | null,
  amountFen: bigint | null,
  sharePpm: number | null = null,
): YearPurchase => ({
  buyerId,
  year: 2025,
  supplierId,
  sharePpm,
  amountFen,
})
const nodeOf = (id: string) =>
  id.startsWith('near') || id.startsWith('far') || id.startsWith('x') ? 'bogie' : null
const inside = (id: string) => (id.startsWith('near') ? true : id.startsWith('far') ? false : null)

test('amounts of several buyers add up by the node of the supplier', () => {
  const years = [
    [bought('a', 'near1', 30n), bought('a', 'far1', 10n), bought('a', 'elsewhere-node', 500n)],
    [bought('b', 'far1', 20n), bought('b', 'x1', 40n), bought('b', null, 70n)],
  ]
  // near 30 of 60 placed; 60 of 100 held of the node are placed
  expect(sourcingByNode(years, nodeOf, inside).get('bogie')).toEqual({
    ratio: 0.5,
    coverageRatio: 0.6,
    buyers: 2,
    contributors: new Map([
      ['a', 40],
      ['b', 20],
    ]),
  })
})

test('shares of two buyers never add up: the ratio of the node is unknown', () => {
  const years = [[bought('a', 'near1', null, 100_000)], [bought('b', 'far1', null, 300_000)]]
  expect(sourcingByNode(years, nodeOf, inside).get('bogie')).toMatchObject({
    ratio: null,
    coverageRatio: null,
    buyers: 2,
  })
})

test('the shares of one buyer alone are one basis', () => {
  const years = [[bought('a', 'near1', null, 100_000), bought('a', 'far1', null, 300_000)]]
  expect(sourcingByNode(years, nodeOf, inside).get('bogie')).toMatchObject({ ratio: 0.25, coverageRatio: 1 })
})

test('a node of which nobody bought is not there', () => {
  expect(sourcingByNode([], nodeOf, inside).size).toBe(0)
})
