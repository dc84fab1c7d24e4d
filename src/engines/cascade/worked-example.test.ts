import { expect, test } from 'vitest'
import { type CascadeNetwork, cascade, closures } from './index.ts'

/**
 * The five firms of docs/methods/cascade.md, all numbers by hand. Mine and Smelter sell ore and metal, Forge and Press
 * make parts from metal, Carmaker buys parts. Sectors: 0 ore, 1 metal, 2 parts, 3 cars.
 */
const network: CascadeNetwork = {
  firmCount: 5,
  suppliers: Int32Array.of(0, 1, 1, 2, 3),
  buyers: Int32Array.of(1, 2, 3, 4, 4),
  amounts: Float64Array.of(10, 20, 20, 30, 50),
  sectors: Int32Array.of(0, 1, 2, 2, 3),
  sectorCount: 4,
  // Ore is essential to metal, metal to parts, parts to cars.
  essential: Uint8Array.of(0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0),
}

test.each(['reference', 'wasm'] as const)('five firms by hand, %s', async (engine) => {
  const result = await cascade(network, closures(Int32Array.of(0, 2)), { engine, keepStates: true })

  // The mine stops: every update carries the stop one step down, and the fifth finds nothing new to carry.
  expect([...result.states!.down.slice(0, 5)]).toEqual([1, 1, 1, 1, 1])
  expect([...result.states!.up.slice(0, 5)]).toEqual([1, 0, 0, 0, 0])
  expect(result.sweeps[0]).toBe(4)
  expect(result.esri.both[0]![0]).toBe(1)
  expect(result.esri.up[0]![0]).toBeCloseTo(10 / 130, 15)

  // The forge stops: Press is the whole of what is left of the parts market (A = 50), so sigma of Forge is 30 / 50.
  // Carmaker loses 30 / 80 of its parts times 0.6. Upstream, Smelter loses the half of its sales, and so does Mine.
  expect(result.states!.down[5 + 4]).toBeCloseTo(0.225, 15)
  expect([...result.states!.up.slice(5)]).toEqual([0.5, 0.5, 1, 0, 0])
  expect(result.sweeps[1]).toBe(3)
  expect(result.esri.both[0]![1]).toBeCloseTo((10 * 0.5 + 40 * 0.5 + 30) / 130, 15)
})
