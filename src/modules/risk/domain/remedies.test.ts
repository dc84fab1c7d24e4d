import { expect, test } from 'vitest'
import { cascade, shocks } from '../../../engines/cascade/index.ts'
import type { Remedy } from '../model.ts'
import {
  applyRemedy,
  type ChangedNetwork,
  type RemedyGround,
  startingNetwork,
  toCascadeNetwork,
} from './apply-remedy.ts'
import { chooseRemedies } from './choose-remedies.ts'

// The five firms of docs/methods/cascade.md: 0 Mine, 1 Smelter, 2 Forge, 3 Press, 4 Carmaker; weights sum to 130.
const network = {
  firmCount: 5,
  suppliers: Int32Array.of(0, 1, 1, 2, 3),
  buyers: Int32Array.of(1, 2, 3, 4, 4),
  amounts: Float64Array.of(10, 20, 20, 30, 50),
  sectors: Int32Array.of(0, 1, 2, 2, 3),
  sectorCount: 4,
  essential: Uint8Array.of(0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0),
}
const ground: RemedyGround = {
  firmIds: ['0', '1', '2', '3', '4'],
  sectorOfNode: (node) => ({ ore: 0, metal: 1, parts: 2 })[node],
  isInCity: [false, true, true, true, true],
  durationDays: 60,
}
const lossOf = async (changed: ChangedNetwork, firm: number) => {
  const { esri } = await cascade(toCascadeNetwork(changed), shocks([[{ firm, lossRatio: 1 }]]), {
    threads: 1,
  })
  return { both: esri.both[1]![0]!, down: esri.down[1]![0]! }
}
const changedBy = (remedy: Remedy) => {
  const applied = applyRemedy(startingNetwork(network), remedy, ground)
  if ('note' in applied) throw new Error(applied.note)
  return applied.network
}

test('the mine stops: everything is lost; a second source of half the ore leaves half of everything behind the mine', async () => {
  expect((await lossOf(startingNetwork(network), 0)).down).toBeCloseTo(1, 12)
  const second = changedBy({
    kind: 'add_supplier',
    buyerId: '1',
    nodeId: 'ore',
    supplierId: null,
    shareRatio: 0.5,
    costFen: null,
  })
  // The mine loses all of its weight (10 of 130). The newcomer sells 5, so sigma = min(1, 5/5) = 1: the smelter loses
  // 5/10. Its market stays as it is (sigma 1, one firm: 40 / 20): forge and press lose 1/2.
  const { down } = await lossOf(second, 0)
  expect(down).toBeCloseTo((10 + 40 * 0.5 + 30 * 0.5 + 50 * 0.5) / 130, 12)
})

test('a stock of thirty days halves what an essential input takes in a stop of sixty', async () => {
  const stocked = changedBy({
    kind: 'raise_stock',
    buyerId: '1',
    nodeId: 'ore',
    stockDays: 30,
    costFen: null,
  })
  const { down } = await lossOf(stocked, 0)
  expect(down).toBeCloseTo((10 + 40 * 0.5 + 30 * 0.5 + 50 * 0.5) / 130, 9)
})

test('a stock at the buyer does not change what its suppliers lose when it stops', async () => {
  const stocked = changedBy({
    kind: 'raise_stock',
    buyerId: '4',
    nodeId: 'parts',
    stockDays: 30,
    costFen: null,
  })
  const before = await lossOf(startingNetwork(network), 4)
  expect((await lossOf(stocked, 4)).both).toBeCloseTo(before.both, 9)
})

test('a newcomer that fills a node takes its share of what the city buys', () => {
  const filled = changedBy({ kind: 'fill_node', nodeId: 'parts', shareRatio: 0.25, costFen: null })
  expect(filled.amounts).toEqual([10, 20, 20, 22.5, 37.5, 20])
  expect(filled.weights).toEqual([10, 40, 30, 50, 0, 0])
})

test.each([
  [
    { kind: 'add_supplier', buyerId: '9', nodeId: 'ore', supplierId: null, shareRatio: 1, costFen: null },
    'not_in_network',
  ],
  [
    { kind: 'add_supplier', buyerId: '4', nodeId: 'ore', supplierId: null, shareRatio: 1, costFen: null },
    'no_purchases',
  ],
  [
    { kind: 'add_supplier', buyerId: '1', nodeId: 'ore', supplierId: '2', shareRatio: 1, costFen: null },
    'not_in_network',
  ],
  [{ kind: 'fill_node', nodeId: 'chips', shareRatio: 1, costFen: null }, 'no_purchases'],
] as const)('%o changes nothing: %s', (remedy, note) => {
  expect(applyRemedy(startingNetwork(network), remedy as Remedy, ground)).toEqual({ note })
})

test('without a duration a stock cannot be measured', () => {
  const remedy = { kind: 'raise_stock', buyerId: '1', nodeId: null, stockDays: 9, costFen: null } as const
  expect(applyRemedy(startingNetwork(network), remedy, { ...ground, durationDays: null })).toEqual({
    note: 'no_duration',
  })
})

test('the greedy choice keeps the budget, and takes the better of gain and gain a yuan', async () => {
  // Gains add up: 5, 4, 3. The first costs the whole budget of 10, the other two together 10.
  const gains = [5, 4, 3]
  const measure = async (set: readonly number[]) => 20 - set.reduce((sum, k) => sum + gains[k]!, 0)
  const limits = { most: 3, before: 20 }
  expect(await chooseRemedies([10n, 5n, 5n], { ...limits, budgetFen: 10n }, measure)).toEqual({
    chosen: [1, 2],
    after: [16, 13],
  })
  expect(await chooseRemedies([null, null, null], { ...limits, budgetFen: null, most: 2 }, measure)).toEqual({
    ...{ chosen: [0, 1], after: [15, 11] },
  })
  // Without a cost nothing can be said of the budget.
  expect((await chooseRemedies([null, 5n, 5n], { ...limits, budgetFen: 5n }, measure)).chosen).toEqual([1])
})
