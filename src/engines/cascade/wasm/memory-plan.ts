/** Fills the two structures of ../assembly/layout.ts, field by field in their order there. */
import type { Prepared } from '../prepare.ts'
import type { Scenarios, ShockRows } from '../scenarios.ts'
import type { StopRule } from '../stop-rule.ts'
import type { Arena } from './arena.ts'
import type { NetworkPlaces } from './network-layout.ts'

/** One market at a time: 16 sums in double precision, and the factors of the lanes behind them. */
const MARKET_BYTES = 16 * 8 + 16 * 8

const planReals = ['eps', 'doubt', 'doubtPerSweep', 'laneWork', 'leastMarketShare'] as const
const planInts = [
  ...[
    'firmCount',
    'marketCount',
    'weightCount',
    'scenarioCount',
    'rule',
    'maxSweeps',
    'substitution',
    'itemCount',
  ],
  ...[
    'slotStart',
    'pushStart',
    'pushShares',
    'pushBuyers',
    'pushSlots',
    'liftStart',
    'liftShares',
    'liftSuppliers',
  ],
  ...['sout', 'markets', 'marketTotals', 'marketStart', 'marketFirms', 'weights', 'weightTotals'],
  ...['downStart', 'downFirms', 'downLosses', 'upStart', 'upFirms', 'upLosses'],
  ...['items', 'next', 'cancelled', 'done', 'esri', 'sweeps', 'status', 'statesDown', 'statesUp'],
  ...['pullStart', 'pullFirms', 'pullShares', 'salesStart', 'salesFirms', 'salesShares'],
]

/** Bytes of each array of a worker's room, in the order of its structure. */
function roomSizes(firmCount: number, slotCount: number, marketCount: number, withLanes: boolean): number[] {
  const [real, int] = [firmCount * 8, firmCount * 4]
  const lanes = withLanes ? firmCount * 64 : 0
  return [
    ...[slotCount * 8, real, real, real, real, real, real, real, real],
    ...[marketCount * 8, marketCount * 8, marketCount * 4, marketCount * 4],
    ...Array<number>(10).fill(int),
    ...[lanes, lanes, lanes, lanes, withLanes ? MARKET_BYTES : 0],
    ...[64, 64, 64, 128, 64],
  ]
}

/** A worker's room, all 0; gives its address. */
export function putRoom(arena: Arena, prepared: Prepared, { slotCount, pull }: NetworkPlaces): number {
  const sizes = roomSizes(prepared.firmCount, slotCount, prepared.marketCount, pull !== null)
  const places = sizes.map((bytes) => arena.reserveZeros(bytes))
  return arena.putInts(Int32Array.from(places))
}

/** How exact the lanes of a run are: what they may decide, and when a scenario enters one. */
export type LanePrecision = {
  readonly precision: 'f64' | 'f32'
  readonly doubt: number
  readonly doubtPerSweep: number
  readonly leastMarketShare: number
  readonly laneWork: number
}

/** Addresses of what one run reads and writes, and its size. */
export type RunPlaces = {
  readonly count: number
  readonly fields: Readonly<Record<string, number>>
}

function putRows(arena: Arena, name: 'down' | 'up', { start, firms, lossRatios }: ShockRows) {
  return {
    [`${name}Start`]: arena.putInts(start),
    [`${name}Firms`]: arena.putInts(firms),
    [`${name}Losses`]: arena.putReals(lossRatios),
  }
}

/** Room for a run: its scenarios, and the places of its results. */
export function putRun(
  arena: Arena,
  prepared: Prepared,
  scenarios: Scenarios,
  keepsStates: boolean,
): RunPlaces {
  const { count } = scenarios
  const stateBytes = keepsStates ? count * prepared.firmCount * 8 : 0
  const fields = {
    ...putRows(arena, 'down', scenarios.down),
    ...putRows(arena, 'up', scenarios.up),
    items: arena.reserve(count * 4),
    next: arena.reserve(4),
    cancelled: arena.reserveZeros(4),
    done: arena.reserveZeros(4),
    esri: arena.reserve(count * prepared.weights.length * 3 * 8),
    sweeps: arena.reserve(count * 4),
    status: arena.reserveZeros(count * 4),
    statesDown: keepsStates ? arena.reserve(stateBytes) : 0,
    statesUp: keepsStates ? arena.reserve(stateBytes) : 0,
  }
  return { count, fields }
}

/** The plan of one pass over `itemCount` scenarios of a run; gives its address. */
export function putPlan(
  arena: Arena,
  prepared: Prepared,
  network: NetworkPlaces,
  run: RunPlaces,
  pass: { readonly stop: StopRule; readonly lanes: LanePrecision; readonly itemCount: number },
): number {
  const { stop, lanes, itemCount } = pass
  const { double, single, ...pull } = network.pull ?? { double: {}, single: {} }
  const values: Record<string, number> = {
    ...lanes,
    precision: 0,
    eps: stop.eps,
    firmCount: prepared.firmCount,
    marketCount: prepared.marketCount,
    weightCount: prepared.weights.length,
    scenarioCount: run.count,
    rule: stop.rule,
    maxSweeps: stop.maxSweeps,
    substitution: stop.substitution ? 1 : 0,
    itemCount,
    ...network.common,
    ...run.fields,
    ...pull,
    ...(lanes.precision === 'f64' ? double : single),
  }
  const at = arena.reserve(planReals.length * 8 + planInts.length * 4)
  arena.reals(at, planReals.length).set(planReals.map((name) => values[name]!))
  // Addresses beyond 2 GB are kept as the same 32 bits.
  arena.ints(at + planReals.length * 8, planInts.length).set(planInts.map((name) => (values[name] ?? 0) | 0))
  return at
}
