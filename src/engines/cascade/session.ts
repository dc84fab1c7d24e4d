import { availableParallelism } from 'node:os'
import { CascadeInputError, type CascadeNetwork, checkNetwork } from './network.ts'
import { type Prepared, prepare } from './prepare.ts'
import { runReference } from './reference.ts'
import { type FirmOrder, inOwnOrder, orderBySales, reorderNetwork, reorderScenarios } from './reorder.ts'
import { type CascadeResult, emptyResult, type Keep, record, recordMatrices } from './result.ts'
import { checkScenarios, type Scenarios, shockOf, sliceScenarios } from './scenarios.ts'
import { checkStopRule, defaultStopRule, LEAST_EPS_F32, type StopRule } from './stop-rule.ts'
import { Arena } from './wasm/arena.ts'
import { type LanePrecision, putPlan, putRoom, putRun, type RunPlaces } from './wasm/memory-plan.ts'
import { type NetworkPlaces, putNetwork } from './wasm/network-layout.ts'
import { WorkerPool } from './wasm/worker-pool.ts'

export type RunOptions = Partial<StopRule> & {
  /** f32 holds the state in single precision and runs again in f64 what that cannot decide; refused below eps 1e-3. */
  readonly precision?: 'f64' | 'f32'
  /** Keep 1 - h(T) of every firm: 16 bytes a firm and scenario. */
  readonly keepStates?: boolean
  readonly keepSectorImpact?: boolean
  /** Told now and then how many scenarios are done. */
  readonly onProgress?: (done: number, total: number) => void
  /** Ends the run: it then throws the signal's reason. */
  readonly signal?: AbortSignal
}

/** Lanes were measured four times as fast at 100,000 firms; at a million a single scenario would pay for empty lanes. */
const MAX_LANE_FIRMS = 200_000

/** Lanes decide by the same digits as the push; the width at which they win was measured at 10,000 firms. */
const double: LanePrecision = {
  precision: 'f64',
  doubt: 1e-13,
  doubtPerSweep: 0,
  leastMarketShare: 0,
  laneWork: 3_000,
}

/** Single precision: a drop within 2e-6 of eps, or a market nearly emptied, is left to double precision. */
const single: LanePrecision = {
  precision: 'f32',
  doubt: 2e-6,
  doubtPerSweep: 2e-7,
  leastMarketShare: 1e-3,
  laneWork: 1_500,
}

const CONVERGED = 1
const UNDECIDED = 3

/** States pass through memory in portions of this size where only the sector impact is wanted. */
const MOST_STATE_BYTES = 512 * 2 ** 20
const LOOK_UP_MS = 25

/** A network made ready for many runs: its coefficients in shared memory, its workers waiting. */
export class CascadeSession {
  readonly #given: CascadeNetwork
  readonly #order: FirmOrder
  /** In the new order of the firms; everything in the shared memory is. */
  readonly #prepared: Prepared
  #asWritten: Prepared | undefined
  readonly #arena = new Arena()
  readonly #network: NetworkPlaces
  readonly #rooms: readonly number[]
  readonly #pool: WorkerPool
  #isBusy = false

  /** Use `openCascade`. */
  constructor(network: CascadeNetwork, threads: number) {
    this.#given = network
    this.#order = orderBySales(network)
    this.#prepared = prepare(reorderNetwork(network, this.#order))
    this.#network = putNetwork(this.#arena, this.#prepared, network.firmCount <= MAX_LANE_FIRMS)
    this.#rooms = Array.from({ length: threads }, () => putRoom(this.#arena, this.#prepared, this.#network))
    this.#pool = new WorkerPool(this.#arena.memory, threads)
  }

  /**
   * Runs scenarios; one run at a time. After a cancelled run the session is closed, for its workers stand in the
   * middle of something.
   */
  async run(scenarios: Scenarios, options: RunOptions = {}): Promise<CascadeResult> {
    const stop = checkedStop(options)
    checkScenarios(scenarios, this.#prepared.firmCount)
    options.signal?.throwIfAborted()
    if (this.#isBusy)
      throw new CascadeInputError('this session is already running: wait for it, or open another')
    this.#isBusy = true
    const mark = this.#arena.mark
    try {
      return await this.runPortions(scenarios, stop, options)
    } finally {
      this.#arena.release(mark)
      this.#isBusy = false
    }
  }

  /** Ends the workers. */
  close(): Promise<void> {
    return this.#pool.close()
  }

  /** The whole at once, or in portions where the states of all scenarios would not fit. */
  private async runPortions(scenarios: Scenarios, stop: StopRule, options: RunOptions) {
    const keep: Keep = {
      states: options.keepStates ?? false,
      sectorImpact: options.keepSectorImpact ?? false,
    }
    const result = emptyResult(this.#prepared, scenarios.count, keep)
    const bytesEach = this.#prepared.firmCount * 16
    const size =
      keep.states || keep.sectorImpact
        ? Math.max(1, Math.floor(MOST_STATE_BYTES / Math.max(1, bytesEach)))
        : scenarios.count
    const mark = this.#arena.mark
    for (let from = 0; from < scenarios.count; from += size) {
      const to = Math.min(scenarios.count, from + size)
      const portion = sliceScenarios(scenarios, from, to)
      const told = (done: number) => options.onProgress?.(from + done, scenarios.count)
      await this.runPortion(portion, from, result, { stop, options, told })
      this.#arena.release(mark)
    }
    options.onProgress?.(scenarios.count, scenarios.count)
    return result
  }

  private async runPortion(
    scenarios: Scenarios,
    from: number,
    result: CascadeResult,
    how: How,
  ): Promise<void> {
    const keepsStates = (result.states ?? result.sectorImpact) !== undefined
    const run = putRun(this.#arena, this.#prepared, reorderScenarios(scenarios, this.#order), keepsStates)
    const all = Int32Array.from({ length: scenarios.count }, (_, s) => s)
    const precision = how.options.precision ?? 'f64'
    let open = await this.pass(run, all, precision === 'f32' ? single : double, how)
    if (precision === 'f32' && open.length > 0) {
      result.rerunCount += open.length
      open = await this.pass(run, open, double, how)
    }
    this.collect(run, scenarios, from, result)
    // Two sums in another order may differ in the last digit: at the very threshold only the method as written counts.
    for (const s of open) {
      record(result, this.asWritten(), from + s, runReference(this.asWritten(), scenarios, s, how.stop))
      how.options.signal?.throwIfAborted()
    }
  }

  /** Runs the listed scenarios; gives those that this precision leaves undecided. */
  private async pass(run: RunPlaces, items: Int32Array, lanes: LanePrecision, { stop, options, told }: How) {
    const { fields, count } = run
    const arena = this.#arena
    arena.ints(fields.items!, items.length).set(items)
    arena.ints(fields.next!, 1)[0] = 0
    arena.ints(fields.done!, 1)[0] = count - items.length
    const plan = putPlan(arena, this.#prepared, this.#network, run, {
      stop,
      lanes: this.#network.pull ? lanes : { ...lanes, laneWork: Number.POSITIVE_INFINITY },
      itemCount: items.length,
    })
    const entry = lanes.precision === 'f64' ? 'workDouble' : 'workSingle'
    const cancelled = arena.ints(fields.cancelled!, 1)
    const cancel = () => Atomics.store(cancelled, 0, 1)
    const done = arena.ints(fields.done!, 1)
    const clock = options.onProgress && setInterval(() => told(Atomics.load(done, 0)), LOOK_UP_MS)
    options.signal?.addEventListener('abort', cancel, { once: true })
    try {
      await this.#pool.run(this.#rooms.map((room) => ({ entry, plan, room })))
    } finally {
      clearInterval(clock)
      options.signal?.removeEventListener('abort', cancel)
    }
    if (options.signal?.aborted) await this.close()
    options.signal?.throwIfAborted()
    const status = arena.ints(fields.status!, count)
    return items.filter((s) => status[s] === UNDECIDED)
  }

  /** Prepared in the firms' own order; made when first needed, since a large network pays for it. */
  private asWritten(): Prepared {
    this.#asWritten ??= prepare(this.#given)
    return this.#asWritten
  }

  /** Takes the results of a run out of the shared memory. */
  private collect(
    { fields, count }: RunPlaces,
    scenarios: Scenarios,
    from: number,
    result: CascadeResult,
  ): void {
    const { weights, firmCount } = this.#prepared
    const kinds = [result.esri.both, result.esri.down, result.esri.up]
    kinds.forEach((kind, at) => {
      kind.forEach((values, k) => {
        values.set(this.#arena.reals(fields.esri! + (at * weights.length + k) * count * 8, count), from)
      })
    })
    result.sweeps.set(this.#arena.ints(fields.sweeps!, count), from)
    const status = this.#arena.ints(fields.status!, count)
    for (let s = 0; s < count; s++) result.converged[from + s] = status[s] === CONVERGED ? 1 : 0
    if (fields.statesDown === 0) return
    for (let s = 0; s < count; s++) {
      const stateAt = (base: number) =>
        inOwnOrder(this.#arena.reals(base + s * firmCount * 8, firmCount), this.#order)
      recordMatrices(result, this.asWritten(), from + s, {
        lossDown: stateAt(fields.statesDown!),
        lossUp: stateAt(fields.statesUp!),
        shockDown: shockOf(scenarios.down, s, firmCount),
        shockUp: shockOf(scenarios.up, s, firmCount),
      })
    }
  }
}

type How = {
  readonly stop: StopRule
  readonly options: RunOptions
  readonly told: (done: number) => void
}

/** The rule of a run with the defaults filled in; throws for settings that mean nothing together. */
export function checkedStop(options: RunOptions): StopRule {
  const given = Object.fromEntries(
    Object.keys(defaultStopRule).flatMap((key) => {
      const value = options[key as keyof StopRule]
      return value === undefined ? [] : [[key, value]]
    }),
  )
  const stop: StopRule = { ...defaultStopRule, ...given }
  checkStopRule(stop)
  if (options.precision === 'f32' && stop.eps < LEAST_EPS_F32)
    throw new CascadeInputError(`single precision is refused below eps ${LEAST_EPS_F32}; eps is ${stop.eps}`)
  return stop
}

/** Makes a network (not to be changed while the session is open) ready for many runs, on `threads` worker threads (the number of processors when absent). */
export function openCascade(
  network: CascadeNetwork,
  { threads = availableParallelism() }: { readonly threads?: number } = {},
): CascadeSession {
  if (!Number.isInteger(threads) || threads < 1 || threads > 256)
    throw new CascadeInputError(`threads is ${threads}, not a whole number from 1 to 256`)
  checkNetwork(network)
  return new CascadeSession(network, threads)
}
