import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateNetwork } from './generate-network.ts'
import {
  type CascadeNetwork,
  type CascadeOptions,
  type CascadeResult,
  cascade,
  closures,
  openCascade,
  type Scenarios,
  shocks,
  sliceScenarios,
} from './index.ts'

/** Small networks with all that is odd: islands, self-loops, zero amounts, doubled links, one-firm sectors, no firm. */
const networks: fc.Arbitrary<CascadeNetwork> = fc
  .record({
    firmCount: fc.integer({ min: 0, max: 12 }),
    sectorCount: fc.integer({ min: 1, max: 5 }),
    links: fc.array(
      fc.tuple(
        fc.nat(11),
        fc.nat(11),
        fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 50, noNaN: true })),
      ),
      {
        maxLength: 40,
      },
    ),
    draws: fc.array(fc.nat(1000), { minLength: 200, maxLength: 200 }),
    hasMarkets: fc.boolean(),
    hasAmounts: fc.boolean(),
    hasWeight: fc.boolean(),
  })
  .map(({ firmCount, sectorCount, links, draws, ...has }) => {
    const held = links.filter(([supplier, buyer]) => supplier < firmCount && buyer < firmCount)
    const drawn = (from: number, below: number) =>
      Int32Array.from({ length: firmCount }, (_, i) => draws[from + i]! % below)
    const amount = (from: number) => Float64Array.from({ length: firmCount }, (_, i) => 20 + draws[from + i]!)
    return {
      firmCount,
      sectorCount,
      suppliers: Int32Array.from(held, ([supplier]) => supplier),
      buyers: Int32Array.from(held, ([, buyer]) => buyer),
      amounts: Float64Array.from(held, ([, , value]) => value),
      sectors: drawn(0, sectorCount),
      essential: Uint8Array.from({ length: sectorCount ** 2 }, (_, k) => draws[20 + k]! % 3),
      ...(has.hasMarkets && { markets: drawn(50, 3) }),
      ...(has.hasAmounts && { revenues: amount(70), costs: amount(90) }),
      ...(has.hasWeight && { furtherWeights: [amount(110)], impactSectors: drawn(130, 2) }),
    }
  })

const settings: fc.Arbitrary<CascadeOptions> = fc.record({
  rule: fc.constantFrom(1, 2),
  eps: fc.constantFrom(0.01, 0.001, 0.0001),
  substitution: fc.boolean(),
  maxSweeps: fc.constantFrom(3, 2000),
})

const lossRatio = fc.oneof(fc.constantFrom(0, 0.01, 1), fc.double({ min: 0, max: 1, noNaN: true }))

function scenariosFor(firmCount: number, ratios: readonly number[]): Scenarios {
  const everyFirm = Array.from({ length: firmCount }, (_, firm) => firm)
  const rows = everyFirm.map((first) =>
    everyFirm.filter((firm) => (firm + first) % 3 === 0).map((firm) => ({ firm, lossRatio: ratios[firm]! })),
  )
  const up = rows.map((row) => row.map(({ firm, lossRatio }) => ({ firm, lossRatio: 1 - lossRatio })))
  return shocks([...everyFirm.map((firm) => [{ firm, lossRatio: 1 }]), ...rows], [...rows, ...up])
}

const keep = { keepStates: true, keepSectorImpact: true } as const

function expectSame(found: CascadeResult, wanted: CascadeResult, tolerance: number): void {
  expect(found.sweeps).toEqual(wanted.sweeps)
  expect(found.converged).toEqual(wanted.converged)
  const arrays = ({ esri, states, sectorImpact }: CascadeResult) => [
    ...[esri.both, esri.down, esri.up].flat(),
    ...[
      states!.down,
      states!.up,
      sectorImpact!.impact.both,
      sectorImpact!.impact.down,
      sectorImpact!.initial.up,
    ],
  ]
  const wantedArrays = arrays(wanted)
  arrays(found).forEach((values, k) => {
    const other = wantedArrays[k]!
    // NaN, where there is no weight, must be NaN in both.
    const isNear = (value: number, at: number) =>
      Number.isNaN(value) ? Number.isNaN(other[at]) : Math.abs(value - other[at]!) <= tolerance
    const apart = values.findIndex((value, at) => !isNear(value, at))
    expect(apart, `array ${k}: ${values[apart]} against ${other[apart]}`).toBe(-1)
  })
}

describe('the fast engine means what the reference means', () => {
  test('on odd little networks, with every setting', async () => {
    const property = fc.asyncProperty(
      networks,
      settings,
      fc.array(lossRatio, { minLength: 12, maxLength: 12 }),
      async (network, options, ratios) => {
        const scenarios = scenariosFor(network.firmCount, ratios)
        const wanted = await cascade(network, scenarios, { ...options, ...keep, engine: 'reference' })
        expectSame(await cascade(network, scenarios, { ...options, ...keep, threads: 1 }), wanted, 1e-9)
      },
    )
    await fc.assert(property, { numRuns: 60, seed: 20241124 })
  }, 120_000)

  const plan = {
    seed: 5,
    firmCount: 700,
    linkCount: 6000,
    sectorCount: 12,
    concentration: 1.1,
    essentialRatio: 0.5,
    sectorSkew: 3,
    amountSpread: 0.5,
  }
  const network = generateNetwork(plan)
  const everyThird = closures(Int32Array.from({ length: 233 }, (_, k) => k * 3))

  test.each([1, 2] as const)('on a network wide enough for the lanes, rule %i', async (rule) => {
    const wanted = await cascade(network, everyThird, { rule, ...keep, engine: 'reference' })
    expect(Math.max(...wanted.esri.both[0]!)).toBeGreaterThan(0.05)
    expectSame(await cascade(network, everyThird, { rule, ...keep }), wanted, 1e-9)
  })

  test('in single precision to 1e-6 and a thousandth of the value, with equal T', async () => {
    const wanted = await cascade(network, everyThird, { engine: 'reference' })
    const found = await cascade(network, everyThird, { precision: 'f32' })
    expect(found.sweeps).toEqual(wanted.sweeps)
    found.esri.both[0]!.forEach((value, s) => {
      const exact = wanted.esri.both[0]![s]!
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(Math.min(1e-6, exact * 1e-3))
    })
  })
})

describe('a run', () => {
  const plan = {
    seed: 9,
    firmCount: 900,
    linkCount: 8000,
    sectorCount: 10,
    concentration: 1,
    essentialRatio: 0.5,
    sectorSkew: 2,
    amountSpread: 0.5,
  }
  const network = generateNetwork(plan)
  const all = closures(Int32Array.from({ length: 900 }, (_, i) => i))

  test.each(['f64', 'f32'] as const)(
    'cut into chunks on any number of threads is equal to the last bit, %s',
    async (precision) => {
      const whole = await cascade(network, all, { precision, threads: 2 })
      const cuts = [0, 1, 17, 400, 900]
      for (let k = 0; k + 1 < cuts.length; k++) {
        const [from, to] = [cuts[k]!, cuts[k + 1]!]
        const part = await cascade(network, sliceScenarios(all, from, to), {
          precision,
          threads: 1 + (k % 3),
        })
        expect(part.esri.both[0]).toEqual(whole.esri.both[0]!.slice(from, to))
        expect(part.esri.down[0]).toEqual(whole.esri.down[0]!.slice(from, to))
        expect(part.esri.up[0]).toEqual(whole.esri.up[0]!.slice(from, to))
        expect(part.sweeps).toEqual(whole.sweeps.slice(from, to))
      }
    },
  )

  test('in one session gives the same the second time', async () => {
    const session = openCascade(network, { threads: 2 })
    const first = await session.run(all)
    expect(await session.run(all)).toEqual(first)
    await session.close()
  })

  test('that is cancelled ends with the reason given', async () => {
    const cancel = new AbortController()
    const slow = { eps: 0, maxSweeps: 2 ** 31 - 1 }
    const run = cascade(network, all, { ...slow, signal: cancel.signal })
    setTimeout(() => cancel.abort(new Error('enough')), 100)
    await expect(run).rejects.toThrow('enough')
  })

  test('tells its progress up to the last scenario', async () => {
    const told: number[] = []
    await cascade(network, all, { onProgress: (done) => told.push(done) })
    expect(told.at(-1)).toBe(900)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })

  test('that reaches the cap is not converged', async () => {
    const result = await cascade(network, all, { eps: 0.0001, maxSweeps: 2 })
    expect(result.converged.some((done) => done === 0)).toBe(true)
    expect(Math.max(...result.sweeps)).toBe(2)
  })

  test('refuses single precision below eps 0.001', async () => {
    await expect(cascade(network, all, { precision: 'f32', eps: 1e-4 })).rejects.toThrow('single precision')
  })
})
