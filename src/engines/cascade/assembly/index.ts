// biome-ignore-all lint/style/useImportType: the AssemblyScript compiler knows no type imports
/** One worker: takes scenarios one by one from the common list, pushes each, and carries the wide ones on in lanes. */
import { laneAt, laneCount, laneLoss, sweepLanes } from './lanes'
import { CAPPED, CONVERGED, intAt, Plan, Room, realAt, setInt, setReal, UNDECIDED } from './layout'
import { clear, hasStopped, isDoubtful, pushScenario, sweepCount, touchedLoss } from './push'

function writeEsri(plan: Plan, scenario: i32, kind: i32, weight: i32, sum: f64): void {
  const row = kind * <i32>plan.weightCount + weight
  setReal(
    plan.esri + ((<usize>row * <usize>plan.scenarioCount) << 3),
    scenario,
    sum / realAt(plan.weightTotals, weight),
  )
}

function writeEnd(plan: Plan, room: Room, scenario: i32, sweeps: i32, status: i32): void {
  setInt(plan.sweeps, scenario, sweeps)
  setInt(plan.status, scenario, status)
  if (plan.statesDown !== 0) {
    const bytes = (<usize>plan.firmCount) << 3
    memory.copy(plan.statesDown + <usize>scenario * bytes, room.lossDown, bytes)
    memory.copy(plan.statesUp + <usize>scenario * bytes, room.lossUp, bytes)
  }
  atomic.add<i32>(plan.done, 1)
}

/** The results of a scenario that ended while it was pushed. */
function finishPushed(plan: Plan, room: Room, scenario: i32): void {
  for (let weight = 0; weight < <i32>plan.weightCount; weight++) {
    const weights = plan.weights + ((<usize>weight * <usize>plan.firmCount) << 3)
    for (let kind = 0; kind < 3; kind++)
      writeEsri(plan, scenario, kind, weight, touchedLoss(room, weights, kind))
  }
  writeEnd(plan, room, scenario, sweepCount, isDoubtful ? UNDECIDED : hasStopped ? CONVERGED : CAPPED)
}

/** Carries the pushed scenario over into a free lane. */
function enterLane<T>(plan: Plan, room: Room, scenario: i32, lane: i32): void {
  setInt(room.laneScenario, lane, scenario)
  setInt(room.laneSweeps, lane, sweepCount)
  setInt(room.laneDoubt, lane, 0)
  if (plan.rule === 2) setReal(room.laneLosses, lane, touchedLoss(room, plan.weights, 0))
  for (let i = 0; i < <i32>plan.firmCount; i++) {
    store<T>(laneAt<T>(room.laneDown, i, lane), <T>realAt(room.lossDown, i))
    store<T>(laneAt<T>(room.laneUp, i, lane), <T>realAt(room.lossUp, i))
  }
}

/** The results of a lane; its losses go through the room of the pushed scenario, which is clear at that time. */
function finishLane<T>(plan: Plan, room: Room, lane: i32, status: i32): void {
  const scenario = intAt(room.laneScenario, lane)
  for (let i = 0; i < <i32>plan.firmCount; i++) {
    setReal(room.lossDown, i, <f64>load<T>(laneAt<T>(room.laneDown, i, lane)))
    setReal(room.lossUp, i, <f64>load<T>(laneAt<T>(room.laneUp, i, lane)))
  }
  for (let weight = 0; weight < <i32>plan.weightCount; weight++) {
    const weights = plan.weights + ((<usize>weight * <usize>plan.firmCount) << 3)
    let both: f64 = 0
    let down: f64 = 0
    let up: f64 = 0
    for (let i = 0; i < <i32>plan.firmCount; i++) {
      const amount = realAt(weights, i)
      both += amount * max<f64>(realAt(room.lossDown, i), realAt(room.lossUp, i))
      down += amount * realAt(room.lossDown, i)
      up += amount * realAt(room.lossUp, i)
    }
    writeEsri(plan, scenario, 0, weight, both)
    writeEsri(plan, scenario, 1, weight, down)
    writeEsri(plan, scenario, 2, weight, up)
  }
  writeEnd(plan, room, scenario, intAt(room.laneSweeps, lane), status)
  memory.fill(room.lossDown, 0, (<usize>plan.firmCount) << 3)
  memory.fill(room.lossUp, 0, (<usize>plan.firmCount) << 3)
  setInt(room.laneScenario, lane, -1)
}

/** By how much the lane is above its threshold after an update. */
function laneExcess<T>(plan: Plan, room: Room, lane: i32): f64 {
  if (plan.rule === 1) return <f64>load<T>(room.laneDrops + <usize>lane * sizeof<T>()) - plan.eps
  const before = realAt(room.laneLosses, lane)
  const after = laneLoss<T>(plan, room, lane)
  setReal(room.laneLosses, lane, after)
  if (before === 0) return after === 0 ? -1 : 1
  return after / before - (1 + plan.eps)
}

/** Ends the lanes that have stopped, are capped or in doubt; gives how many ended. */
function checkLanes<T>(plan: Plan, room: Room): i32 {
  let ended = 0
  for (let lane = 0; lane < laneCount<T>(); lane++) {
    if (intAt(room.laneScenario, lane) < 0) continue
    const sweeps = intAt(room.laneSweeps, lane) + 1
    setInt(room.laneSweeps, lane, sweeps)
    const excess = laneExcess<T>(plan, room, lane)
    const doubt = plan.doubt + plan.doubtPerSweep * <f64>sweeps
    let status = 0
    if (abs<f64>(excess) <= doubt || intAt(room.laneDoubt, lane) !== 0) status = UNDECIDED
    else if (excess < 0) status = CONVERGED
    else if (<u32>sweeps >= plan.maxSweeps) status = CAPPED
    if (status === 0) continue
    finishLane<T>(plan, room, lane, status)
    ended++
  }
  return ended
}

/** Pushes scenarios until one needs the lane or none is left; true when the lane is taken. */
function refill<T>(plan: Plan, room: Room, lane: i32): bool {
  while (atomic.load<i32>(plan.cancelled) === 0) {
    const item = atomic.add<i32>(plan.next, 1)
    if (item >= <i32>plan.itemCount) return false
    const scenario = intAt(plan.items, item)
    const isWide = pushScenario(plan, room, scenario)
    if (isWide) enterLane<T>(plan, room, scenario, lane)
    else finishPushed(plan, room, scenario)
    clear(plan, room)
    if (isWide) return true
  }
  return false
}

function work<T>(plan: Plan, room: Room): void {
  for (let lane = 0; lane < laneCount<T>(); lane++) setInt(room.laneScenario, lane, -1)
  let active = 0
  let hasMore = true
  do {
    for (let lane = 0; hasMore && lane < laneCount<T>(); lane++) {
      if (intAt(room.laneScenario, lane) >= 0) continue
      hasMore = refill<T>(plan, room, lane)
      if (hasMore) active++
    }
    if (active === 0) return
    sweepLanes<T>(plan, room)
    active -= checkLanes<T>(plan, room)
  } while (atomic.load<i32>(plan.cancelled) === 0)
}

/** Works with lanes in double precision until no scenario is left or the run is cancelled. */
export function workDouble(plan: usize, room: usize): void {
  work<f64>(changetype<Plan>(plan), changetype<Room>(room))
}

/** The same with lanes in single precision; what that cannot decide ends as UNDECIDED. */
export function workSingle(plan: usize, room: usize): void {
  work<f32>(changetype<Plan>(plan), changetype<Room>(room))
}
