// biome-ignore-all lint/style/useImportType: the AssemblyScript compiler knows no type imports
/**
 * One scenario in double precision by its frontier: only what changed in the last update is pushed along the links.
 * A slot holds D[j,k]: one for each essential sector of a buyer, one for all its non-essential inputs together.
 */
import { intAt, Plan, Room, realAt, setInt, setReal } from './layout'

/** Below this much output left in a market the method takes 1. */
export const EMPTY_MARKET: f64 = 1e-10
/** Below this share of its output a market is summed afresh: differences have lost too many digits by then. */
const SUM_AFRESH: f64 = 0.01

/** Counts upward for the life of a worker; a stamp equal to the clock means "in this update", or "in this scenario". */
let clock: i32 = 0
let scenarioClock: i32 = 0
let touchedDownCount: i32 = 0
let touchedUpCount: i32 = 0
let changedUpCount: i32 = 0
let dirtyDownCount: i32 = 0
let dirtyUpCount: i32 = 0
let marketCount: i32 = 0
let nextWork: f64 = 0
let greatestDrop: f64 = 0

/** The sweeps that the last scenario has had. */
export let sweepCount: i32 = 0
/** Whether the last scenario came too near to the threshold to be decided. */
export let isDoubtful: bool = false
/** Whether it has stopped by the rule. */
export let hasStopped: bool = false

function touchDown(room: Room, j: i32): void {
  if (intAt(room.touchStampDown, j) === scenarioClock) return
  setInt(room.touchStampDown, j, scenarioClock)
  setInt(room.touchedDown, touchedDownCount++, j)
}

function touchUp(room: Room, i: i32): void {
  if (intAt(room.touchStampUp, i) === scenarioClock) return
  setInt(room.touchStampUp, i, scenarioClock)
  setInt(room.touchedUp, touchedUpCount++, i)
}

/** The market of a firm whose output changed by `drop`. */
function takeFromMarket(plan: Plan, room: Room, j: i32, drop: f64): void {
  const market = intAt(plan.markets, j)
  if (intAt(room.marketStamp, market) !== scenarioClock) {
    setInt(room.marketStamp, market, scenarioClock)
    setInt(room.marketList, marketCount++, market)
    setReal(room.marketLeft, market, realAt(plan.marketTotals, market))
  }
  setReal(room.marketLeft, market, realAt(room.marketLeft, market) - realAt(plan.sout, j) * drop)
}

/** 1 / A of every market of this scenario; A summed afresh where little is left. */
function refreshMarkets(plan: Plan, room: Room): void {
  for (let at = 0; at < marketCount; at++) {
    const market = intAt(room.marketList, at)
    let left = realAt(room.marketLeft, market)
    if (left < SUM_AFRESH * realAt(plan.marketTotals, market)) {
      left = 0
      const end = intAt(plan.marketStart, market + 1)
      for (let k = intAt(plan.marketStart, market); k < end; k++) {
        const firm = intAt(plan.marketFirms, k)
        left += realAt(plan.sout, firm) * (1 - realAt(room.lossDown, firm))
      }
      setReal(room.marketLeft, market, left)
    }
    setReal(room.marketFactor, market, left <= EMPTY_MARKET ? 1 : 1 / left)
  }
}

/** Sends the change of what supplier `i` fails to deliver into the slots of its buyers. */
function pushFirm(plan: Plan, room: Room, i: i32, change: f64): void {
  const end = intAt(plan.pushStart, i + 1)
  const falls = change < 0
  for (let at = intAt(plan.pushStart, i); at < end; at++) {
    const j = intAt(plan.pushBuyers, at)
    const slot = intAt(plan.pushSlots, at)
    const lost = realAt(room.slots, slot) + realAt(plan.pushShares, at) * change
    setReal(room.slots, slot, lost)
    if (falls) setInt(room.recheckStamp, j, clock)
    else if (lost > realAt(room.worst, j)) setReal(room.worst, j, lost)
    else if (intAt(room.touchStampDown, j) === scenarioClock) continue
    if (intAt(room.dirtyStampDown, j) === clock) continue
    setInt(room.dirtyStampDown, j, clock)
    setInt(room.dirtyDown, dirtyDownCount++, j)
    touchDown(room, j)
  }
}

function pushDown(plan: Plan, room: Room): void {
  const count = touchedDownCount
  const substitution = plan.substitution !== 0
  for (let at = 0; at < count; at++) {
    const i = intAt(room.touchedDown, at)
    const loss = realAt(room.lossDown, i)
    if (loss === 0 && realAt(room.pushedDown, i) === 0) continue
    let offer = loss
    if (substitution)
      offer *= min<f64>(1, realAt(plan.sout, i) * realAt(room.marketFactor, intAt(plan.markets, i)))
    const change = offer - realAt(room.pushedDown, i)
    if (change === 0) continue
    setReal(room.pushedDown, i, offer)
    pushFirm(plan, room, i, change)
  }
}

function pushUp(plan: Plan, room: Room): void {
  for (let at = 0; at < changedUpCount; at++) {
    const j = intAt(room.changedUp, at)
    const loss = realAt(room.lossUp, j)
    const change = loss - realAt(room.pushedUp, j)
    setReal(room.pushedUp, j, loss)
    const end = intAt(plan.liftStart, j + 1)
    for (let k = intAt(plan.liftStart, j); k < end; k++) {
      const i = intAt(plan.liftSuppliers, k)
      setReal(room.sumUp, i, realAt(room.sumUp, i) + realAt(plan.liftShares, k) * change)
      if (intAt(room.dirtyStampUp, i) === clock) continue
      setInt(room.dirtyStampUp, i, clock)
      setInt(room.dirtyUp, dirtyUpCount++, i)
      touchUp(room, i)
    }
  }
  changedUpCount = 0
}

/** The worst of a buyer's slots, where one of them fell. */
function recheck(plan: Plan, room: Room, j: i32): f64 {
  let worst: f64 = 0
  const end = intAt(plan.slotStart, j + 1)
  for (let slot = intAt(plan.slotStart, j); slot < end; slot++)
    worst = max<f64>(worst, realAt(room.slots, slot))
  setReal(room.worst, j, worst)
  return worst
}

/** 1 - (1 - lost): the loss as it comes back from the level h, which is what the method holds. */
function capped(lost: f64, shock: f64): f64 {
  return min<f64>(1, max<f64>(shock, 1 - (1 - lost)))
}

function updateDown(plan: Plan, room: Room): void {
  for (let at = 0; at < dirtyDownCount; at++) {
    const j = intAt(room.dirtyDown, at)
    const lost = intAt(room.recheckStamp, j) === clock ? recheck(plan, room, j) : realAt(room.worst, j)
    const drop = capped(lost, realAt(room.shockDown, j)) - realAt(room.lossDown, j)
    if (drop === 0) continue
    if (drop > greatestDrop) greatestDrop = drop
    setReal(room.lossDown, j, capped(lost, realAt(room.shockDown, j)))
    if (plan.substitution !== 0) takeFromMarket(plan, room, j, drop)
    nextWork += <f64>(intAt(plan.pushStart, j + 1) - intAt(plan.pushStart, j))
  }
  dirtyDownCount = 0
}

function updateUp(plan: Plan, room: Room): void {
  for (let at = 0; at < dirtyUpCount; at++) {
    const i = intAt(room.dirtyUp, at)
    const loss = capped(realAt(room.sumUp, i), realAt(room.shockUp, i))
    const drop = loss - realAt(room.lossUp, i)
    if (drop === 0) continue
    if (drop > greatestDrop) greatestDrop = drop
    setReal(room.lossUp, i, loss)
    setInt(room.changedUp, changedUpCount++, i)
    nextWork += <f64>(intAt(plan.liftStart, i + 1) - intAt(plan.liftStart, i))
  }
  dirtyUpCount = 0
}

/** The initial state of a scenario: its shocks. */
function begin(plan: Plan, room: Room, scenario: i32): void {
  scenarioClock = ++clock
  touchedDownCount = touchedUpCount = changedUpCount = marketCount = sweepCount = 0
  isDoubtful = hasStopped = false
  let end = intAt(plan.downStart, scenario + 1)
  for (let at = intAt(plan.downStart, scenario); at < end; at++) {
    const i = intAt(plan.downFirms, at)
    const loss = capped(realAt(plan.downLosses, at), 0)
    setReal(room.shockDown, i, loss)
    setReal(room.lossDown, i, loss)
    touchDown(room, i)
    if (plan.substitution !== 0) takeFromMarket(plan, room, i, loss)
  }
  end = intAt(plan.upStart, scenario + 1)
  for (let at = intAt(plan.upStart, scenario); at < end; at++) {
    const i = intAt(plan.upFirms, at)
    const loss = capped(realAt(plan.upLosses, at), 0)
    setReal(room.shockUp, i, loss)
    setReal(room.lossUp, i, loss)
    touchUp(room, i)
    setInt(room.changedUp, changedUpCount++, i)
  }
}

/** Weighted loss of the firms touched so far, in the order in which they were touched. Kind 0 both, 1 down, 2 up. */
export function touchedLoss(room: Room, weights: usize, kind: i32): f64 {
  let sum: f64 = 0
  if (kind !== 2)
    for (let at = 0; at < touchedDownCount; at++) {
      const i = intAt(room.touchedDown, at)
      const loss = realAt(room.lossDown, i)
      sum += realAt(weights, i) * (kind === 0 ? max<f64>(loss, realAt(room.lossUp, i)) : loss)
    }
  if (kind !== 1)
    for (let at = 0; at < touchedUpCount; at++) {
      const i = intAt(room.touchedUp, at)
      if (kind === 0 && intAt(room.touchStampDown, i) === scenarioClock) continue
      sum += realAt(weights, i) * realAt(room.lossUp, i)
    }
  return sum
}

/** One update of both directions. */
function sweep(plan: Plan, room: Room): void {
  clock++
  greatestDrop = 0
  nextWork = 0
  if (plan.substitution !== 0) refreshMarkets(plan, room)
  pushDown(plan, room)
  pushUp(plan, room)
  updateDown(plan, room)
  updateUp(plan, room)
  sweepCount++
}

/**
 * Runs a scenario until it stops, is capped or in doubt (gives false), or until its frontier has grown so wide that
 * a lane does it faster (gives true).
 */
export function pushScenario(plan: Plan, room: Room, scenario: i32): bool {
  begin(plan, room, scenario)
  let before: f64 = plan.rule === 2 ? touchedLoss(room, plan.weights, 0) : 0
  while (<u32>sweepCount < plan.maxSweeps && atomic.load<i32>(plan.cancelled) === 0) {
    sweep(plan, room)
    let excess = greatestDrop - plan.eps
    if (plan.rule === 2) {
      const after = touchedLoss(room, plan.weights, 0)
      excess = before === 0 ? (after === 0 ? -1 : 1) : after / before - (1 + plan.eps)
      before = after
    }
    if (abs<f64>(excess) <= PUSH_DOUBT) {
      isDoubtful = true
      return false
    }
    if (excess < 0) {
      hasStopped = true
      return false
    }
    if (nextWork > plan.laneWork && <u32>sweepCount < plan.maxSweeps) return true
  }
  return false
}

/** How near to the threshold double precision is not trusted: sums here and in the method differ in the last digits. */
const PUSH_DOUBT: f64 = 1e-13

/** Makes the room ready for the next scenario: everything that was touched back to 0. */
export function clear(plan: Plan, room: Room): void {
  for (let at = 0; at < touchedDownCount; at++) {
    const j = intAt(room.touchedDown, at)
    setReal(room.worst, j, 0)
    setReal(room.lossDown, j, 0)
    setReal(room.pushedDown, j, 0)
    setReal(room.shockDown, j, 0)
    const from = intAt(plan.slotStart, j)
    memory.fill(room.slots + ((<usize>from) << 3), 0, (<usize>(intAt(plan.slotStart, j + 1) - from)) << 3)
  }
  for (let at = 0; at < touchedUpCount; at++) {
    const i = intAt(room.touchedUp, at)
    setReal(room.sumUp, i, 0)
    setReal(room.lossUp, i, 0)
    setReal(room.pushedUp, i, 0)
    setReal(room.shockUp, i, 0)
  }
  dirtyDownCount = dirtyUpCount = 0
}
