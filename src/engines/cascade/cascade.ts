import { availableParallelism } from 'node:os'
import { type CascadeNetwork, checkNetwork } from './network.ts'
import { prepare } from './prepare.ts'
import { runReference } from './reference.ts'
import { type CascadeResult, emptyResult, record } from './result.ts'
import { checkScenarios, type Scenarios } from './scenarios.ts'
import { checkedStop, openCascade, type RunOptions } from './session.ts'

export type CascadeOptions = RunOptions & {
  /** `reference` is the plain loops over the formulas: slow, in f64, on one thread. */
  readonly engine?: 'wasm' | 'reference'
  /** Worker threads; the number of processors when absent. Results are the same with any number. */
  readonly threads?: number
}

/** The longest that the reference goes on without looking up for a cancel or telling its progress. */
const BREATH_MS = 50

const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The method as written, one scenario after the other on this thread. */
async function runByReference(network: CascadeNetwork, scenarios: Scenarios, options: CascadeOptions) {
  const stop = checkedStop(options)
  checkNetwork(network)
  checkScenarios(scenarios, network.firmCount)
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

/**
 * What happens to a supply network in each scenario: ESRI (weighted share of output lost, 0 to 1), its downstream
 * and upstream parts, and T, the number of updates. Definition: docs/methods/cascade.md.
 *
 * A scenario's results do not depend on the others of the run, to the last bit, so a run may be cut with
 * `sliceScenarios`. For many runs on one network use `openCascade`.
 *
 * @throws CascadeInputError where network, scenarios or options mean nothing
 */
export async function cascade(
  network: CascadeNetwork,
  scenarios: Scenarios,
  options: CascadeOptions = {},
): Promise<CascadeResult> {
  if (options.engine === 'reference') return runByReference(network, scenarios, options)
  const threads = options.threads ?? availableParallelism()
  const session = openCascade(network, { threads: Math.max(1, Math.min(threads, scenarios.count)) })
  try {
    return await session.run(scenarios, options)
  } finally {
    await session.close()
  }
}
