import { expect, test } from 'vitest'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { relationsOf } from '../domain/supply-facts.ts'
import type { RemedyInput } from '../model.ts'
import { computeShock } from './compute-shock.ts'
import { measureSet, setUp } from './measure-set.ts'
import { type KnownFigures, Slice, SliceOver } from './slice.ts'

const facts: NetworkFacts = {
  firms: Array.from({ length: 12 }, (_, i) => ({
    ...{ id: String(i), sector: i % 3, salesFen: null, purchasesFen: 10_000 },
  })),
  relations: relationsOf(
    Array.from({ length: 30 }, (_, r) => ({
      ...{ supplier: r % 12, buyer: (r * 5 + 1) % 12, amountFen: r % 2 === 0 ? 900 : null },
      ...{ shareOfPurchases: null, shareOfSales: null },
    })),
  ),
  sectors: ['node:a', 'node:b', 'node:c'],
  essential: Uint8Array.of(1, 2, 1, 1, 1, 2, 2, 1, 1),
  isInCity: Array.from({ length: 12 }, () => true),
}
const hit = [{ firm: 1, lossRatio: 1 }]

/** Does a work in slices that end after one figure; what is known passes through JSON, as in the database. */
async function inSlices<T>(work: (slice: Slice) => Promise<T>): Promise<{ slices: number; value: T }> {
  let known: KnownFigures = {}
  for (let slices = 1; slices < 200; slices++) {
    const slice = new Slice(JSON.parse(JSON.stringify(known)), 0)
    try {
      return { slices, value: await work(slice) }
    } catch (error) {
      if (!(error instanceof SliceOver)) throw error
      expect(slice.count).toBe(Object.keys(known).length + 1)
      known = slice.known
    }
  }
  throw new Error('the work does not end')
}

test('a scenario computed in slices is the scenario computed at once', async () => {
  const asked = { draws: 6, durationDays: 30 }
  const whole = await computeShock(facts, hit, asked)
  const { slices, value } = await inSlices((slice) => computeShock(facts, hit, asked, { slice }))
  expect(value).toEqual(whole)
  expect(whole.esriRange!.low).toBeLessThan(whole.esriRange!.high)
  expect(slices).toBe(7)
})

test('remedies measured in slices are the remedies measured at once', async () => {
  const nodes = [0, 1, 2]
  const input: RemedyInput = {
    remedies: nodes.map((k) => ({
      ...{ kind: 'raise_stock', buyerId: String(6 + 2 * k), nodeId: null, stockDays: 20 },
      costFen: String(100 * (k + 1)),
    })),
    ...{ most: 2, budgetFen: '500', inBackground: false },
  }
  const asked = { shocks: hit, durationDays: 30 }
  const whole = await measureSet(await setUp(facts, asked), input)
  const { slices, value } = await inSlices(async (slice) =>
    measureSet(await setUp(facts, asked, { slice }), input),
  )
  expect(value).toEqual(whole)
  // The loss as it is, and after each of three remedies alone.
  expect(slices).toBeGreaterThanOrEqual(4)
})

test('every slice brings the work on, however slow one figure is', async () => {
  const slice = new Slice({}, -1)
  expect(await slice.ask('first', async () => 1)).toBe(1)
  await expect(slice.ask('second', async () => 2)).rejects.toThrow(SliceOver)
  expect(await slice.ask('first', async () => 3)).toBe(1)
})
