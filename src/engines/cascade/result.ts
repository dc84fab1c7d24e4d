import type { Prepared } from './prepare.ts'

/** Losses over their weight, one array a weight (out-strength first), one entry a scenario. NaN: no weight at all. */
export type Esri = {
  /** 1 - min(hd, hu) weighted: the ESRI. */
  readonly both: readonly Float64Array[]
  readonly down: readonly Float64Array[]
  readonly up: readonly Float64Array[]
}

/** Scenario by impact sector, row by row: weighted loss of a sector over its weight. NaN: the sector has no weight. */
export type SectorShares = {
  readonly both: Float64Array
  readonly down: Float64Array
  readonly up: Float64Array
}

/** What `cascade` gives back: one entry a scenario, in the order of the scenarios. */
export type CascadeResult = {
  readonly count: number
  readonly esri: Esri
  /** T: updates made until the scenario stopped, or until the cap where it did not. */
  readonly sweeps: Int32Array
  /** 1 where the stopping rule held, 0 where the cap ended it: T is then unknown. */
  readonly converged: Uint8Array
  /** Lost production 1 - h(T), scenario by scenario, `firmCount` entries each; when asked for. */
  readonly states?: { readonly down: Float64Array; readonly up: Float64Array }
  /** Sector impact beyond the initial shock, and that shock; by the first weight; when asked for. */
  readonly sectorImpact?: {
    /**
     * `impact.both` is less the greater of the two initial shocks of its sector, while `initial.both` repeats the
     * upstream one: so the reference program, and agreement with it comes first.
     */
    readonly sectorCount: number
    readonly impact: SectorShares
    readonly initial: SectorShares
  }
  /** Scenarios that f32 could not decide safely and that were run again in f64. */
  rerunCount: number
}

/** Which of the large matrices a run keeps. */
export type Keep = { readonly states: boolean; readonly sectorImpact: boolean }

const zeros = (length: number) => new Float64Array(length)

function emptyShares(length: number): SectorShares {
  return { both: zeros(length), down: zeros(length), up: zeros(length) }
}

/** A result with room for `count` scenarios, to be filled by `record`. */
export function emptyResult(prepared: Prepared, count: number, keep: Keep): CascadeResult {
  const perWeight = () => prepared.weights.map(() => zeros(count))
  const cells = count * prepared.firmCount
  const sectorCells = count * prepared.impactSectorCount
  return {
    count,
    esri: { both: perWeight(), down: perWeight(), up: perWeight() },
    sweeps: new Int32Array(count),
    converged: new Uint8Array(count),
    ...(keep.states && { states: { down: zeros(cells), up: zeros(cells) } }),
    ...(keep.sectorImpact && {
      sectorImpact: {
        sectorCount: prepared.impactSectorCount,
        impact: emptyShares(sectorCells),
        initial: emptyShares(sectorCells),
      },
    }),
    rerunCount: 0,
  }
}

/** The state in which a scenario ended: losses 1 - h and the shocks it began with, per firm. */
export type EndState = {
  readonly lossDown: Float64Array
  readonly lossUp: Float64Array
  readonly shockDown: Float64Array
  readonly shockUp: Float64Array
  readonly sweeps: number
  readonly converged: boolean
}

/** Writes one scenario's results: ESRI by every weight, T, and the matrices that the result keeps. */
export function record(result: CascadeResult, prepared: Prepared, s: number, end: EndState): void {
  const { lossDown, lossUp } = end
  prepared.weights.forEach((weight, k) => {
    let both = 0
    let down = 0
    let up = 0
    for (let i = 0; i < weight.length; i++) {
      both += weight[i]! * Math.max(lossDown[i]!, lossUp[i]!)
      down += weight[i]! * lossDown[i]!
      up += weight[i]! * lossUp[i]!
    }
    const total = prepared.weightTotals[k]!
    result.esri.both[k]![s] = both / total
    result.esri.down[k]![s] = down / total
    result.esri.up[k]![s] = up / total
  })
  result.sweeps[s] = end.sweeps
  result.converged[s] = end.converged ? 1 : 0
  recordMatrices(result, prepared, s, end)
}

/** Writes the matrices that the result keeps: the state in which a scenario ended, and its sector impact. */
export function recordMatrices(
  result: CascadeResult,
  prepared: Prepared,
  s: number,
  end: Omit<EndState, 'sweeps' | 'converged'>,
): void {
  result.states?.down.set(end.lossDown, s * prepared.firmCount)
  result.states?.up.set(end.lossUp, s * prepared.firmCount)
  if (result.sectorImpact) recordSectors(result.sectorImpact, prepared, s, end)
}

/** Sector impact: weighted loss of the sector over its weight, less the same of the initial shock. */
function recordSectors(
  { impact, initial, sectorCount }: NonNullable<CascadeResult['sectorImpact']>,
  { impactSectors, weights, firmCount }: Prepared,
  s: number,
  { lossDown, lossUp, shockDown, shockUp }: Omit<EndState, 'sweeps' | 'converged'>,
): void {
  const weight = weights[0]!
  const totals = zeros(sectorCount)
  for (let i = 0; i < firmCount; i++) totals[impactSectors[i]!]! += weight[i]!
  const from = s * sectorCount
  for (let i = 0; i < firmCount; i++) {
    const at = from + impactSectors[i]!
    const share = weight[i]! / totals[impactSectors[i]!]!
    initial.down[at]! += share * shockDown[i]!
    initial.up[at]! += share * shockUp[i]!
    impact.both[at]! += share * Math.max(lossDown[i]!, lossUp[i]!)
    impact.down[at]! += share * (lossDown[i]! - shockDown[i]!)
    impact.up[at]! += share * (lossUp[i]! - shockUp[i]!)
  }
  for (let k = 0; k < sectorCount; k++) {
    // As the reference program: "both" is less the greater shock of the two directions, and names the upstream one.
    impact.both[from + k]! -= Math.max(initial.down[from + k]!, initial.up[from + k]!)
    initial.both[from + k] = initial.up[from + k]!
    if (totals[k] !== 0) continue
    for (const shares of [impact, initial])
      for (const values of [shares.both, shares.down, shares.up]) values[from + k] = Number.NaN
  }
}
