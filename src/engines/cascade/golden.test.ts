import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileProblems } from './files/file-problems.ts'
import { type AttributeColumn, readAttributes } from './files/read-attributes.ts'
import { readNetwork } from './files/read-network.ts'
import { readShocks } from './files/read-scenarios.ts'
import { type CascadeOptions, type CascadeResult, cascade, closures } from './index.ts'

/** Results of the published reference program; they stand beside the project where it is developed. */
const golden = join(import.meta.dirname, '../../../../shared/golden/risk')
const file = (folder: string, name: string) => join(golden, folder, name)

const numbers = (folder: string, name: string): number[][] =>
  readFileSync(file(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))

function readGolden(folder: string, use: readonly AttributeColumn[] = []) {
  const problems = new FileProblems()
  const paths = {
    edges: file(folder, 'edges.csv'),
    firms: file(folder, 'firms.csv'),
    essential: file(folder, 'ess.csv'),
  }
  const { network, firms } = readNetwork(paths, problems)
  const full =
    use.length > 0 ? readAttributes(file(folder, 'firm_attrs.csv'), use, network, firms, problems) : network
  return { network: full, firms, problems }
}

/** Each golden row is a name, ESRI, ESRI_d, ESRI_u by weight, and T. */
function expectRows(result: CascadeResult, rows: readonly number[][], tolerance: number): void {
  expect(result.count).toBe(rows.length)
  rows.forEach((row, s) => {
    const values = result.esri.both.flatMap((both, k) => [
      both[s]!,
      result.esri.down[k]![s]!,
      result.esri.up[k]![s]!,
    ])
    const worst = values.reduce((most, value, k) => Math.max(most, Math.abs(value - row[1 + k]!)), 0)
    expect(worst, `scenario ${row[0]}`).toBeLessThanOrEqual(tolerance)
    expect(result.sweeps[s], `T of scenario ${row[0]}`).toBe(row.at(-1))
    expect(result.converged[s]).toBe(1)
  })
}

const closureCases: readonly [folder: string, name: string, options: CascadeOptions][] = [
  ['g060', 'esri_eps1e-2_sub.csv', {}],
  ['g060', 'esri_eps1e-2_nosub.csv', { substitution: false }],
  ['g060', 'esri_eps1e-4_sub.csv', { eps: 1e-4 }],
  ['g300', 'esri_eps1e-2_sub.csv', {}],
  ['g300', 'esri_eps1e-2_nosub.csv', { substitution: false }],
  ['g1000_m50', 'esri_eps1e-2_sub.csv', {}],
  ['g10000_m50', 'esri_eps1e-2_sub.csv', {}],
  ['tutorial_erdos_reny_101_213', 'esri_eps1e-2_sub.csv', {}],
]

const further: readonly AttributeColumn[] = ['revenue', 'costs', 'weight', 'impact_sector']
const shockCases: readonly [name: string, use: readonly AttributeColumn[], options: CascadeOptions][] = [
  ['partial_sub', [], {}],
  ['partial_nosub', [], { substitution: false }],
  ['partial_convtype2', [], { rule: 2, eps: 1e-3 }],
  ['market_coarse_R', ['market'], {}],
  ['partial_rev_sectors', further, { eps: 1e-4 }],
  ['partial_updown_rev_cost_wt', further, { eps: 1e-4 }],
]

function worstDifference(
  values: Float64Array,
  rows: readonly number[][],
  at: (row: number, k: number) => number,
) {
  let worst = 0
  rows.forEach((row, r) => {
    row.forEach((value, k) => {
      worst = Math.max(worst, Math.abs(values[at(r, k)]! - value))
    })
  })
  return worst
}

function expectMatrices(name: string, result: CascadeResult, firmCount: number): void {
  const { states, sectorImpact } = result
  const { impact, initial } = sectorImpact!
  const matrices: [string, Float64Array, boolean][] = [
    ['hd_T_mat', states!.down, true],
    ['hu_T_mat', states!.up, true],
    ['sec_d_mat', impact.down, false],
    ['sec_u_mat', impact.up, false],
    ['sec_du_mat', impact.both, false],
    ['sec_d_mat_init', initial.down, false],
    ['sec_u_mat_init', initial.up, false],
    ['sec_du_mat_init', initial.both, false],
  ]
  for (const [matrix, values, isFirmByScenario] of matrices) {
    if (!existsSync(file('g300', `${name}_${matrix}.csv`))) continue
    const rows = numbers('g300', `${name}_${matrix}.csv`)
    expect(rows.length * rows[0]!.length).toBe(values.length)
    const at = (r: number, k: number) => (isFirmByScenario ? k * firmCount + r : r * rows[0]!.length + k)
    expect(worstDifference(values, rows, at), matrix).toBeLessThanOrEqual(1e-9)
  }
}

const engines = ['reference', 'wasm'] as const

describe.skipIf(!existsSync(golden)).each(engines)('the %s agrees with the published program', (engine) => {
  test.each(closureCases)('closures of %s, %s', async (folder, name, options) => {
    const rows = numbers(folder, name).slice(1)
    const { network } = readGolden(folder)
    const scenarios = closures(Int32Array.from(rows, (row) => row[0]! - 1))
    expectRows(await cascade(network, scenarios, { ...options, engine }), rows, 1e-9)
  })

  test.each(shockCases)('shocks %s', async (name, use, options) => {
    const { network, firms, problems } = readGolden('g300', use)
    const up = name.includes('updown') ? file('g300', 'shock_up.csv') : undefined
    const { scenarios } = readShocks({ down: file('g300', 'shock_down.csv'), up }, firms, problems)
    const kept = { keepStates: true, keepSectorImpact: true }
    const result = await cascade(network, scenarios, { ...options, ...kept, engine })
    expectRows(result, numbers('g300', `${name}_esri.csv`).slice(1), 1e-9)
    expectMatrices(name, result, network.firmCount)
  })
})
