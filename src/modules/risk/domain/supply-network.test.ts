import { describe, expect, test } from 'vitest'
import { type FirmFact, type RelationFact, relationsOf, type SupplyFacts } from './supply-facts.ts'
import { buildNetwork, type SupplyNetwork } from './supply-network.ts'

const [ore, metal, parts, cars] = [0, 1, 2, 3]
const firm = (id: string, sector: number, totals: Partial<FirmFact> = {}): FirmFact => ({
  ...{ id, sector, salesFen: null, purchasesFen: null },
  ...totals,
})
const relation = (
  supplier: number | null,
  buyer: number,
  told: Partial<RelationFact> = {},
): RelationFact => ({
  ...{ supplier, buyer, amountFen: null, shareOfPurchases: null, shareOfSales: null },
  ...told,
})
/** Cars need parts, parts need metal, metal needs ore; all else is non-essential. */
function factsOf(firms: FirmFact[], relations: RelationFact[]): SupplyFacts {
  const essential = new Uint8Array(16).fill(1)
  for (const [from, to] of [
    [ore, metal],
    [metal, parts],
    [parts, cars],
  ] as const)
    essential[from * 4 + to] = 2
  return { firms, relations: relationsOf(relations), sectors: ['ore', 'metal', 'parts', 'cars'], essential }
}
const [mine, smelter, forge, press, carmaker] = [0, 1, 2, 3, 4]
const amountOf = ({ network }: SupplyNetwork, supplier: number, buyer: number) =>
  network.suppliers.reduce(
    (sum, from, e) => (from === supplier && network.buyers[e] === buyer ? sum + network.amounts[e]! : sum),
    0,
  )

// The example of docs/methods/supply-network.md.
const example = factsOf(
  [
    firm('mine', ore),
    firm('smelter', metal, { purchasesFen: 30 }),
    firm('forge', parts, { purchasesFen: 10 }),
    firm('press', parts, { salesFen: 25 }),
    firm('carmaker', cars, { purchasesFen: 100 }),
  ],
  [
    relation(forge, carmaker, { amountFen: 40 }),
    relation(smelter, carmaker, { shareOfPurchases: 0.2 }),
    relation(press, carmaker),
    relation(mine, smelter),
  ],
)

describe('the five firms of the method page', () => {
  const built = buildNetwork(example)

  test('known amounts stand, shares of known purchases become amounts', () => {
    expect(amountOf(built, forge, carmaker)).toBe(40)
    expect(amountOf(built, smelter, carmaker)).toBe(20)
  })
  test('a named relation takes what its sector is bought for, but no more than its supplier sells', () => {
    // Cars spend 40 / 60 on parts: 66.7 of 100 expected, scaled to the 40 left, cut to the 25 that Press sells.
    expect(amountOf(built, press, carmaker)).toBeCloseTo(25, 6)
  })
  test('a named relation of an unseen sector rests on the chain map: the smelter needs ore only', () => {
    expect(amountOf(built, mine, smelter)).toBeCloseTo(30, 6)
  })
  test('a buyer that named nobody gets a supplier drawn where its sector needs one', () => {
    expect(amountOf(built, smelter, forge)).toBeCloseTo(10, 6)
  })
  test('every estimated link is marked and its share is told: 65 of 125', () => {
    expect(built.shares.map(({ basis, links }) => [basis, links])).toEqual([
      ['amount', 1],
      ['share_of_purchases', 1],
      ['named', 2],
      ['drawn', 1],
    ])
    expect(built.estimatedRatio).toBeCloseTo(65 / 125, 6)
  })
  test('what the carmaker cannot buy here comes from outside: 15 of 140 known purchases', () => {
    expect(built.outsideRatio).toBeCloseTo(15 / 140, 6)
  })
})

test('purchases are kept and sales never exceeded, in every redraw', () => {
  const firms = Array.from({ length: 40 }, (_, i) =>
    firm(`f${i}`, i % 4, {
      purchasesFen: i % 3 === 0 ? null : 100 + i,
      salesFen: i % 5 === 0 ? null : 80 + 2 * i,
    }),
  )
  const relations = Array.from({ length: 120 }, (_, e) => {
    const told = [{ amountFen: 3 }, { shareOfPurchases: 0.05 }, {}][e % 3]!
    return relation((e * 7) % 40, (e * 7 + 1 + (e % 11)) % 40, told)
  })
  const facts = factsOf(firms, relations)
  for (let draw = 0; draw < 5; draw++) {
    const { network } = buildNetwork(facts, draw)
    const [bought, sold] = [new Float64Array(40), new Float64Array(40)]
    network.amounts.forEach((amount, e) => {
      bought[network.buyers[e]!]! += amount
      sold[network.suppliers[e]!]! += amount
    })
    firms.forEach(({ purchasesFen, salesFen }, i) => {
      if (purchasesFen !== null) expect(bought[i]).toBeLessThanOrEqual(purchasesFen * (1 + 1e-9))
      if (salesFen !== null) expect(sold[i]).toBeLessThanOrEqual(salesFen * (1 + 1e-9))
    })
  }
})

test('a redraw changes estimated amounts only, and the same draw is the same network', () => {
  const [shown, redrawn] = [buildNetwork(example), buildNetwork(example, 3)]
  expect(buildNetwork(example, 3)).toEqual(redrawn)
  expect(amountOf(redrawn, forge, carmaker)).toBe(40)
  expect(amountOf(redrawn, smelter, carmaker)).toBe(20)
  expect(amountOf(redrawn, mine, smelter)).not.toBeCloseTo(amountOf(shown, mine, smelter), 3)
})

test('shares alone make a network in relative units, all of it on estimated totals', () => {
  const firms = [firm('a', parts), firm('b', parts), firm('c', cars), firm('d', cars)]
  const built = buildNetwork(
    factsOf(firms, [relation(0, 2, { shareOfPurchases: 0.6 }), relation(1, 3, { shareOfPurchases: 0.3 })]),
  )
  expect(built.unit).toBe('relative')
  expect([...built.network.amounts]).toEqual([0.6, 0.3])
  expect(built.estimatedRatio).toBe(1)
})

test('a supplier that is not held counts as bought outside and makes no link', () => {
  const firms = [firm('a', parts), firm('c', cars, { purchasesFen: 100 })]
  const built = buildNetwork(factsOf(firms, [relation(null, 1, { shareOfPurchases: 0.7 }), relation(0, 1)]))
  expect(built.network.amounts.length).toBe(1)
  expect(built.network.amounts[0]).toBeCloseTo(30, 6)
  expect(built.outsideRatio).toBeCloseTo(0.7, 6)
})

test('without firms or relations the network is empty and its shares are unknown, not 0', () => {
  const built = buildNetwork(factsOf([], []))
  expect(built.network.amounts.length).toBe(0)
  expect([built.estimatedRatio, built.outsideRatio]).toEqual([null, null])
})

test('a hundred and fifty thousand named relations without figures are a network like any other', () => {
  const count = 150_000
  const firms = Array.from({ length: 1_000 }, (_, i) => firm(`f${i}`, i % 4))
  const relations = Array.from({ length: count }, (_, r) => relation(r % 1_000, (r * 7 + 1) % 1_000))
  expect(buildNetwork(factsOf(firms, relations)).network.amounts.length).toBe(count)
})
