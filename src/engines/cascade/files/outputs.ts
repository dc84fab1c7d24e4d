import type { CascadeResult, SectorShares } from '../result.ts'
import type { Output } from './write-whole.ts'

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A number so that reading it back gives the same bits; empty where there is none. */
const exact = (value: number): string => (Number.isNaN(value) ? '' : String(value))

/** As the matrices of the golden files: 16 decimals, exponent of two digits. */
function scientific(value: number): string {
  if (Number.isNaN(value)) return ''
  return value.toExponential(16).replace(/e([+-])(\d)$/, 'e$10$2')
}

function heading(kind: 'closures' | 'shocks', weightCount: number): string {
  const columns = Array.from({ length: weightCount }, (_, k) => {
    const suffix = kind === 'closures' && k === 0 ? '' : `_weight_${k + 1}`
    return `ESRI${suffix},ESRI_d${suffix},ESRI_u${suffix}`
  })
  return [kind === 'closures' ? 'firm' : 'scenario', ...columns, 'T'].join(',')
}

/** The table of results: one row a scenario; T is empty where it did not converge. */
export function* resultTable(
  kind: 'closures' | 'shocks',
  names: readonly string[],
  { esri, sweeps, converged }: CascadeResult,
): Generator<string> {
  yield `${heading(kind, esri.both.length)}\n`
  for (let s = 0; s < names.length; s++) {
    const values = esri.both.flatMap((both, k) => [both[s]!, esri.down[k]![s]!, esri.up[k]![s]!].map(exact))
    yield `${[cell(names[s]!), ...values, converged[s] === 1 ? sweeps[s] : ''].join(',')}\n`
  }
}

function* matrix(
  rows: number,
  columns: number,
  at: (row: number, column: number) => number,
): Generator<string> {
  for (let row = 0; row < rows; row++)
    yield `${Array.from({ length: columns }, (_, column) => scientific(at(row, column))).join(',')}\n`
}

/** `PREFIX_name`, without a second mark where the prefix ends in one. */
const named = (prefix: string, name: string): string =>
  /[_/\\-]$/.test(prefix) ? `${prefix}${name}.csv` : `${prefix}_${name}.csv`

export const statePaths = (prefix: string): string[] =>
  ['hd_T_mat', 'hu_T_mat'].map((name) => named(prefix, name))

const sectorNames = [
  'sec_d_mat',
  'sec_u_mat',
  'sec_du_mat',
  'sec_d_mat_init',
  'sec_u_mat_init',
  'sec_du_mat_init',
]

export const sectorPaths = (prefix: string): string[] => sectorNames.map((name) => named(prefix, name))

/** Lost production at the end: a row a firm, a column a scenario, no header. */
export function stateOutputs(prefix: string, { states, count }: CascadeResult, firmCount: number): Output[] {
  const [downPath, upPath] = statePaths(prefix) as [string, string]
  const pieces = (values: Float64Array) => matrix(firmCount, count, (i, s) => values[s * firmCount + i]!)
  return [
    { path: downPath, pieces: pieces(states!.down) },
    { path: upPath, pieces: pieces(states!.up) },
  ]
}

/** Sector impacts and the initial shocks: a row a scenario, a column a sector, no header. */
export function sectorOutputs(prefix: string, { sectorImpact, count }: CascadeResult): Output[] {
  const { sectorCount, impact, initial } = sectorImpact!
  const parts = ({ down, up, both }: SectorShares) => [down, up, both]
  const values = [...parts(impact), ...parts(initial)]
  return sectorPaths(prefix).map((path, k) => ({
    path,
    pieces: matrix(count, sectorCount, (s, sector) => values[k]![s * sectorCount + sector]!),
  }))
}
