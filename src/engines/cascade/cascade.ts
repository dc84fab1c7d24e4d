import { CascadeInputError, type CascadeNetwork, checkNetwork } from './network.ts'
import { prepare } from './prepare.ts'
import { runReference } from './reference.ts'
import { type CascadeResult, emptyResult, record } from './result.ts'
import { checkScenarios, type Scenarios } from './scenarios.ts'
import { checkStopRule, defaultStopRule, type StopRule } from './stop-rule.ts'

export type CascadeOptions = Partial<StopRule> & {
  /** f32 holds the state in single precision and runs again in f64 what that cannot decide; refused below eps 1e-3. */
  readonly precision?: 'f64' | 'f32'
  /** `reference` is the plain loops over the formulas, slow, in f64, on one thread. */
  readonly engine?: 'reference' | 'wasm'
  /** Worker threads; the number of processors when absent. Results are the same with any number. */
  readonly threads?: number
  /** Keep 1 - h(T) of every firm: 16 bytes a firm and scenario. */
  readonly keepStates?: boolean
  readonly keepSectorImpact?: boolean
  /** Told now and then how many scenarios are done. */
  readonly onProgress?: (done: number, total: number) => void
  /** Ends the run: `cascade` then throws the signal's reason. */
  readonly signal?: AbortSignal
}

/** The longest that a run goes on without looking up for a cancel or telling its progress. */
const BREATH_MS = 50

const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * What happens to a supply network in each scenario: ESRI (weighted share of output lost, 0 to 1), its downstream
 * and upstream parts, and T, the number of updates. Definition: docs/methods/cascade.md.
 *
 * A scenario's results do not depend on the others of the run, so a run may be cut with `sliceScenarios`.
 *
 * @throws CascadeInputError where network, scenarios or options mean nothing
 */
export async function cascade(
  network: CascadeNetwork,
  scenarios: Scenarios,
  options: CascadeOptions = {},
): Promise<CascadeResult> {
  const stop: StopRule = { ...defaultStopRule, ...options }
  checkNetwork(network)
  checkScenarios(scenarios, network.firmCount)
  checkStopRule(stop)
  const prepared = prepare(network)
  const result = emptyResult(prepared, scenarios.count, {
    states: options.keepStates ?? false,
    sectorImpact: options.keepSectorImpact ?? false,
  })
  let rested = performance.now()
  for (let s = 0; s < scenarios.count; s++) {
    options.signal?.throwIfAborted()
    record(result, prepared, s, runReference(prepared, scenarios, s, stop))
    if (performance.now() - rested < BREATH_MS) continue
    options.onProgress?.(s + 1, scenarios.count)
    await breath()
    rested = performance.now()
  }
  options.onProgress?.(scenarios.count, scenarios.count)
  return result
}

export { CascadeInputError }
