import { CascadeInputError } from './network.ts'

/** One direction of many shocks, packed: scenario s hits `firms[start[s]..start[s + 1])` with `lossRatios`. */
export type ShockRows = {
  readonly start: Int32Array
  readonly firms: Int32Array
  /** psi: share of capacity lost, 0 to 1. */
  readonly lossRatios: Float64Array
}

/** Scenarios to run: psiD (`down`) and psiU (`up`), each firm at most once in a scenario and direction. */
export type Scenarios = { readonly count: number; readonly down: ShockRows; readonly up: ShockRows }

/** One scenario written out: which firm loses which share of its capacity, 0 to 1. */
export type Shock = { readonly firm: number; readonly lossRatio: number }

/** One scenario a firm, in the order given: that firm stops wholly in both directions. */
export function closures(firms: Int32Array): Scenarios {
  const rows: ShockRows = {
    start: Int32Array.from({ length: firms.length + 1 }, (_, s) => s),
    firms,
    lossRatios: new Float64Array(firms.length).fill(1),
  }
  return { count: firms.length, down: rows, up: rows }
}

function packRows(scenarios: readonly (readonly Shock[])[]): ShockRows {
  const start = new Int32Array(scenarios.length + 1)
  scenarios.forEach((shocks, s) => {
    start[s + 1] = start[s]! + shocks.length
  })
  const flat = scenarios.flat()
  return {
    start,
    firms: Int32Array.from(flat, (shock) => shock.firm),
    lossRatios: Float64Array.from(flat, (shock) => shock.lossRatio),
  }
}

/** Partial shocks, one list a scenario; without `up` the downstream shocks hold in both directions. */
export function shocks(
  down: readonly (readonly Shock[])[],
  up: readonly (readonly Shock[])[] = down,
): Scenarios {
  if (up.length !== down.length)
    throw new CascadeInputError(`${down.length} scenarios downstream, ${up.length} upstream`)
  const downRows = packRows(down)
  return { count: down.length, down: downRows, up: up === down ? downRows : packRows(up) }
}

function sliceRows(rows: ShockRows, from: number, to: number): ShockRows {
  const first = rows.start[from]!
  const last = rows.start[to]!
  return {
    start: rows.start.slice(from, to + 1).map((position) => position - first),
    firms: rows.firms.subarray(first, last),
    lossRatios: rows.lossRatios.subarray(first, last),
  }
}

/** Scenarios `from` (inclusive) to `to` (exclusive): a chunk that another machine can run with equal results. */
export function sliceScenarios(scenarios: Scenarios, from: number, to: number): Scenarios {
  const down = sliceRows(scenarios.down, from, to)
  const up = scenarios.up === scenarios.down ? down : sliceRows(scenarios.up, from, to)
  return { count: to - from, down, up }
}

function checkRows(name: string, rows: ShockRows, count: number, firmCount: number): void {
  if (rows.start.length !== count + 1 || rows.firms.length !== rows.lossRatios.length)
    throw new CascadeInputError(`the ${name} shocks are not ${count} rows of firms with a loss each`)
  if (rows.start[0] !== 0 || rows.start[count] !== rows.firms.length)
    throw new CascadeInputError(`the ${name} shocks do not begin at 0 and end at their number`)
  const seenIn = new Int32Array(firmCount).fill(-1)
  for (let s = 0; s < count; s++) {
    for (let k = rows.start[s]!; k < rows.start[s + 1]!; k++) {
      const firm = rows.firms[k]!
      if (firm < 0 || firm >= firmCount)
        throw new CascadeInputError(`scenario ${s} shocks firm ${firm}, which is not in the network`)
      if (seenIn[firm] === s) throw new CascadeInputError(`scenario ${s} shocks firm ${firm} twice ${name}`)
      seenIn[firm] = s
      if (!(rows.lossRatios[k]! >= 0 && rows.lossRatios[k]! <= 1))
        throw new CascadeInputError(`scenario ${s} takes ${rows.lossRatios[k]} of firm ${firm}, not 0 to 1`)
    }
  }
}

/** Throws a CascadeInputError for the first shock that the network of `firmCount` firms cannot take. */
export function checkScenarios(scenarios: Scenarios, firmCount: number): void {
  checkRows('downstream', scenarios.down, scenarios.count, firmCount)
  if (scenarios.up !== scenarios.down) checkRows('upstream', scenarios.up, scenarios.count, firmCount)
}

/** psi of scenario `s`, one entry a firm. */
export function shockOf(rows: ShockRows, s: number, firmCount: number): Float64Array {
  const psi = new Float64Array(firmCount)
  for (let k = rows.start[s]!; k < rows.start[s + 1]!; k++) psi[rows.firms[k]!] = rows.lossRatios[k]!
  return psi
}
