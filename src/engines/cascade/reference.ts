/**
 * The method as it is written in docs/methods/cascade.md, one scenario at a time, in plain loops over the
 * formulas. Slow on purpose: it is what the fast engine is held against.
 */
import type { LinkRows, Prepared } from './prepare.ts'
import type { EndState } from './result.ts'
import { type Scenarios, shockOf } from './scenarios.ts'
import type { StopRule } from './stop-rule.ts'

/** Below this much output left in a market the method takes 1 (the reference program's guard against 0 / 0). */
const EMPTY_MARKET = 1e-10

/** sigma[i] = min(1, sout[i] / A[mk[i]]) with A[k] the output left in market k, sum of sout * hd. */
function marketShares({ sout, markets, marketCount }: Prepared, hd: Float64Array): Float64Array {
  const left = new Float64Array(marketCount)
  for (let l = 0; l < hd.length; l++) left[markets[l]!]! += sout[l]! * hd[l]!
  for (let k = 0; k < marketCount; k++) if (left[k]! <= EMPTY_MARKET) left[k] = 1
  return sout.map((output, i) => Math.min(1, output / left[markets[i]!]!))
}

/** hd' of buyer j: the worst essential input, or all non-essential together, or its own cap, whichever is lowest. */
function downstreamLevel(prepared: Prepared, j: number, sigma: Float64Array, hd: Float64Array, cap: number) {
  const { inputs, inputClasses, inputSectors } = prepared
  let worstEssential = 0
  let nonEssential = 0
  const end = inputs.start[j + 1]!
  for (let from = inputs.start[j]!, to = from; from < end; from = to) {
    let lost = 0
    for (; to < end && inputSectors[to] === inputSectors[from]; to++) {
      const i = inputs.firms[to]!
      lost += inputs.shares[to]! * sigma[i]! * (1 - hd[i]!)
    }
    if (inputClasses[from] === 2) worstEssential = Math.max(worstEssential, lost)
    else nonEssential += lost
  }
  return Math.max(0, Math.min(cap, 1 - worstEssential, 1 - nonEssential))
}

/** hu' of supplier i: what its buyers still take of its sales. */
function upstreamLevel({ start, firms, shares }: LinkRows, i: number, hu: Float64Array, cap: number): number {
  let lost = 0
  for (let at = start[i]!; at < start[i + 1]!; at++) lost += shares[at]! * (1 - hu[firms[at]!]!)
  return Math.max(0, Math.min(cap, 1 - lost))
}

/** L = sum of w * (1 - min(hd, hu)), w the first weight. */
function totalLoss(weight: Float64Array, hd: Float64Array, hu: Float64Array): number {
  return weight.reduce((sum, w, i) => sum + w * (1 - Math.min(hd[i]!, hu[i]!)), 0)
}

const greatestDrop = (before: Float64Array, after: Float64Array): number =>
  before.reduce((most, value, i) => Math.max(most, value - after[i]!), 0)

/** Runs scenario `s` sweep by sweep (Jacobi: both directions from the values before) until the rule says stop. */
export function runReference(prepared: Prepared, scenarios: Scenarios, s: number, stop: StopRule): EndState {
  const { firmCount, sales, weights } = prepared
  const shockDown = shockOf(scenarios.down, s, firmCount)
  const shockUp = shockOf(scenarios.up, s, firmCount)
  const capDown = shockDown.map((psi) => 1 - psi)
  const capUp = shockUp.map((psi) => 1 - psi)
  let hd = capDown
  let hu = capUp
  let sweeps = 0
  let goesOn = true
  while (goesOn && sweeps < stop.maxSweeps) {
    const sigma = stop.substitution ? marketShares(prepared, hd) : new Float64Array(firmCount).fill(1)
    const [before, beforeUp] = [hd, hu]
    hd = before.map((_, j) => downstreamLevel(prepared, j, sigma, before, capDown[j]!))
    hu = beforeUp.map((_, i) => upstreamLevel(sales, i, beforeUp, capUp[i]!))
    sweeps++
    goesOn =
      stop.rule === 1
        ? Math.max(greatestDrop(before, hd), greatestDrop(beforeUp, hu)) > stop.eps
        : totalLoss(weights[0]!, hd, hu) / totalLoss(weights[0]!, before, beforeUp) > 1 + stop.eps
  }
  const lossDown = hd.map((h) => 1 - h)
  const lossUp = hu.map((h) => 1 - h)
  return { lossDown, lossUp, shockDown, shockUp, sweeps, converged: !goesOn }
}
