import { expect, test } from 'vitest'
import { openCascade, shocks } from '../../../engines/cascade/index.ts'
import { dependentsOf, pathTo, type StepState, traceShock } from './shock-trace.ts'

// The five firms of docs/methods/cascade.md: 0 Mine, 1 Smelter, 2 Forge, 3 Press, 4 Carmaker.
const network = {
  firmCount: 5,
  suppliers: Int32Array.of(0, 1, 1, 2, 3),
  buyers: Int32Array.of(1, 2, 3, 4, 4),
  amounts: Float64Array.of(10, 20, 20, 30, 50),
  sectors: Int32Array.of(0, 1, 2, 2, 3),
  sectorCount: 4,
  essential: Uint8Array.of(0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0),
}

async function statesOf(firm: number, steps: number): Promise<StepState[]> {
  const session = openCascade(network, { threads: 1 })
  const start = Float64Array.from({ length: 5 }, (_, i) => (i === firm ? 1 : 0))
  const states: StepState[] = [{ down: start, up: start }]
  for (let maxSweeps = 1; maxSweeps <= steps; maxSweeps++) {
    const { states: s } = await session.run(shocks([[{ firm, lossRatio: 1 }]]), {
      maxSweeps,
      keepStates: true,
    })
    states.push({ down: s!.down.slice(), up: s!.up.slice() })
  }
  await session.close()
  return states
}

test('Forge stops: the carmaker is reached from it in step 1, the mine through the smelter in step 2', async () => {
  const trace = traceShock(network, await statesOf(2, 3))
  expect([...trace.firstStep]).toEqual([2, 1, 0, -1, 1])
  expect(pathTo(trace, 0)).toMatchObject({ firms: [2, 1, 0], ways: ['up', 'up'] })
  expect(pathTo(trace, 4)).toMatchObject({ firms: [2, 4], ways: ['down'] })
  expect(pathTo(trace, 3)).toBeNull()
  expect(trace.loss[4]).toBeCloseTo(0.225, 12)
})

test('the mine is the only source of ore, the forge one of two of parts', () => {
  expect(dependentsOf(network, 0)).toMatchObject([
    { buyer: 1, share: 1, isEssential: true, isOnlySource: true },
  ])
  expect(dependentsOf(network, 2)).toMatchObject([
    { buyer: 4, share: 0.375, isEssential: true, isOnlySource: false },
  ])
})
