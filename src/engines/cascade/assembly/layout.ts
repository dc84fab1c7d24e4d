/**
 * What stands where in the shared memory. Both structures are filled by ../wasm/memory-plan.ts, field by field in
 * this order: doubles first, then 32-bit numbers and addresses.
 */

/** A network, its scenarios, the settings and the places of the results: one for all workers, read only but `next`. */
@unmanaged
export class Plan {
  eps: f64
  /** How near to eps a drop may come before this precision cannot decide; grows with every sweep. */
  doubt: f64
  doubtPerSweep: f64
  /** Links that the next push would touch above which a scenario goes on in a lane. */
  laneWork: f64
  /** Share of a market's output below which single precision is not trusted. */
  leastMarketShare: f64

  firmCount: u32
  marketCount: u32
  weightCount: u32
  scenarioCount: u32
  rule: u32
  maxSweeps: u32
  substitution: u32
  itemCount: u32

  slotStart: usize
  pushStart: usize
  pushShares: usize
  pushBuyers: usize
  pushSlots: usize
  liftStart: usize
  liftShares: usize
  liftSuppliers: usize

  sout: usize
  markets: usize
  marketTotals: usize
  marketStart: usize
  marketFirms: usize
  weights: usize
  weightTotals: usize

  downStart: usize
  downFirms: usize
  downLosses: usize
  upStart: usize
  upFirms: usize
  upLosses: usize

  items: usize
  next: usize
  cancelled: usize
  done: usize
  esri: usize
  sweeps: usize
  status: usize
  statesDown: usize
  statesUp: usize

  pullStart: usize
  pullFirms: usize
  pullShares: usize
  salesStart: usize
  salesFirms: usize
  salesShares: usize
}

/** One worker's own room: the state of the scenario that it pushes, and its lanes. */
@unmanaged
export class Room {
  slots: usize
  worst: usize
  lossDown: usize
  pushedDown: usize
  shockDown: usize
  sumUp: usize
  lossUp: usize
  pushedUp: usize
  shockUp: usize

  marketLeft: usize
  marketFactor: usize
  marketStamp: usize
  marketList: usize

  dirtyStampDown: usize
  dirtyStampUp: usize
  touchStampDown: usize
  touchStampUp: usize
  recheckStamp: usize
  dirtyDown: usize
  dirtyUp: usize
  touchedDown: usize
  touchedUp: usize
  changedUp: usize

  laneDown: usize
  laneOffer: usize
  laneUp: usize
  laneUpNext: usize
  laneMarkets: usize
  laneScenario: usize
  laneSweeps: usize
  laneDrops: usize
  laneLosses: usize
  laneDoubt: usize
}

/** How a scenario ended. */
export const CONVERGED: i32 = 1
export const CAPPED: i32 = 2
export const UNDECIDED: i32 = 3

export function realAt(base: usize, i: i32): f64 {
  return load<f64>(base + ((<usize>i) << 3))
}

export function setReal(base: usize, i: i32, value: f64): void {
  store<f64>(base + ((<usize>i) << 3), value)
}

export function intAt(base: usize, i: i32): i32 {
  return load<i32>(base + ((<usize>i) << 2))
}

export function setInt(base: usize, i: i32, value: i32): void {
  store<i32>(base + ((<usize>i) << 2), value)
}
