// biome-ignore-all lint/style/useImportType: the AssemblyScript compiler knows no type imports
/**
 * Many scenarios side by side: 64 bytes a firm, 8 lanes in double or 16 in single precision (T), all rows in every
 * update. A lane's numbers never touch another lane's, so a scenario's result does not depend on its neighbours.
 */
import { intAt, Plan, Room, realAt } from './layout'
import { EMPTY_MARKET } from './push'

/** Bytes of one firm in a lane array. */
const ROW: usize = 64

export function laneCount<T>(): i32 {
  return <i32>(ROW / sizeof<T>())
}

export function laneAt<T>(base: usize, firm: i32, lane: i32): usize {
  return base + ((<usize>firm) << 6) + <usize>lane * sizeof<T>()
}

/** 1 - (1 - lost) in double precision, as the method's levels round it; single precision keeps the loss itself. */
function capped<T>(lost: v128, one: v128): v128 {
  if (sizeof<T>() === 8) return v128.pmin<T>(one, v128.sub<T>(one, v128.sub<T>(one, lost)))
  return v128.pmin<T>(one, lost)
}

/** One firm's part of A, in double precision whatever the state's: sout * (1 - loss). */
function left(output: v128, loss: v128): v128 {
  return f64x2.mul(output, f64x2.sub(f64x2.splat(1), loss))
}

/** The lower, or the upper, two of four losses in single precision. */
function lower(loss: v128): v128 {
  return f64x2.promote_low_f32x4(loss)
}
function upper(loss: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<u64>(loss, loss, 1, 1))
}

/** A of one market, lane by lane: kept in registers over its firms, then stored. */
function sumMarket<T>(plan: Plan, room: Room, first: i32, last: i32): void {
  let s0 = f64x2.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let s4 = s0
  let s5 = s0
  let s6 = s0
  let s7 = s0
  for (let k = first; k < last; k++) {
    const firm = intAt(plan.marketFirms, k)
    const output = f64x2.splat(realAt(plan.sout, firm))
    const row = room.laneDown + ((<usize>firm) << 6)
    const l0 = v128.load(row)
    const l1 = v128.load(row, 16)
    const l2 = v128.load(row, 32)
    const l3 = v128.load(row, 48)
    if (sizeof<T>() === 8) {
      s0 = f64x2.add(s0, left(output, l0))
      s1 = f64x2.add(s1, left(output, l1))
      s2 = f64x2.add(s2, left(output, l2))
      s3 = f64x2.add(s3, left(output, l3))
    } else {
      s0 = f64x2.add(s0, left(output, lower(l0)))
      s1 = f64x2.add(s1, left(output, upper(l0)))
      s2 = f64x2.add(s2, left(output, lower(l1)))
      s3 = f64x2.add(s3, left(output, upper(l1)))
      s4 = f64x2.add(s4, left(output, lower(l2)))
      s5 = f64x2.add(s5, left(output, upper(l2)))
      s6 = f64x2.add(s6, left(output, lower(l3)))
      s7 = f64x2.add(s7, left(output, upper(l3)))
    }
  }
  const at = room.laneMarkets
  v128.store(at, s0)
  v128.store(at, s1, 16)
  v128.store(at, s2, 32)
  v128.store(at, s3, 48)
  if (sizeof<T>() === 8) return
  v128.store(at, s4, 64)
  v128.store(at, s5, 80)
  v128.store(at, s6, 96)
  v128.store(at, s7, 112)
}

/** Where the factors of a market stand: behind its 16 sums. */
const FACTORS: usize = 128

/** 1 / A of a market in every lane; marks lanes whose market single precision may miss. */
function invertMarket<T>(plan: Plan, room: Room, market: i32): void {
  const least = plan.leastMarketShare * realAt(plan.marketTotals, market)
  for (let lane = 0; lane < laneCount<T>(); lane++) {
    const sum = realAt(room.laneMarkets, lane)
    const factor = sum <= EMPTY_MARKET ? 1 : 1 / sum
    store<T>(room.laneMarkets + FACTORS + <usize>lane * sizeof<T>(), <T>factor)
    if (sizeof<T>() === 4 && sum < least && sum > 0) store<i32>(room.laneDoubt + ((<usize>lane) << 2), 1)
  }
}

/**
 * What each firm fails to deliver: min(1, sout / A) * loss, or the loss itself without substitution. Market by market,
 * so that the rows which were summed are still near when they are read again.
 */
function makeOffers<T>(plan: Plan, room: Room): void {
  if (plan.substitution === 0) {
    memory.copy(room.laneOffer, room.laneDown, (<usize>plan.firmCount) << 6)
    return
  }
  const one = v128.splat<T>(1)
  for (let market = 0; market < <i32>plan.marketCount; market++) {
    const first = intAt(plan.marketStart, market)
    const last = intAt(plan.marketStart, market + 1)
    if (first === last) continue
    sumMarket<T>(plan, room, first, last)
    invertMarket<T>(plan, room, market)
    const factors = room.laneMarkets + FACTORS
    for (let k = first; k < last; k++) {
      const firm = intAt(plan.marketFirms, k)
      const output = v128.splat<T>(<T>realAt(plan.sout, firm))
      const row = (<usize>firm) << 6
      for (let part: usize = 0; part < ROW; part += 16) {
        const sigma = v128.pmin<T>(one, v128.mul<T>(output, v128.load(factors + part)))
        v128.store(room.laneOffer + row + part, v128.mul<T>(sigma, v128.load(room.laneDown + row + part)))
      }
    }
  }
}

/** hd of every firm in every lane, in place: a buyer's worst slot. */
function sweepDown<T>(plan: Plan, room: Room): void {
  const one = v128.splat<T>(1)
  const offers = room.laneOffer
  const shares = plan.pullShares
  const drops = room.laneDrops
  let firstLink = intAt(plan.pullStart, 0)
  let slot = intAt(plan.slotStart, 0)
  for (let j = 0; j < <i32>plan.firmCount; j++) {
    let m0 = v128.splat<T>(0)
    let m1 = m0
    let m2 = m0
    let m3 = m0
    const lastSlot = intAt(plan.slotStart, j + 1)
    for (; slot < lastSlot; slot++) {
      const lastLink = intAt(plan.pullStart, slot + 1)
      let a0 = v128.splat<T>(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      for (; firstLink < lastLink; firstLink++) {
        const share = v128.splat<T>(load<T>(shares + <usize>firstLink * sizeof<T>()))
        const from = offers + <usize>intAt(plan.pullFirms, firstLink)
        a0 = v128.add<T>(a0, v128.mul<T>(share, v128.load(from)))
        a1 = v128.add<T>(a1, v128.mul<T>(share, v128.load(from, 16)))
        a2 = v128.add<T>(a2, v128.mul<T>(share, v128.load(from, 32)))
        a3 = v128.add<T>(a3, v128.mul<T>(share, v128.load(from, 48)))
      }
      m0 = v128.pmax<T>(m0, a0)
      m1 = v128.pmax<T>(m1, a1)
      m2 = v128.pmax<T>(m2, a2)
      m3 = v128.pmax<T>(m3, a3)
    }
    const at = room.laneDown + ((<usize>j) << 6)
    settle<T>(at, at, capped<T>(m0, one), drops)
    settle<T>(at + 16, at + 16, capped<T>(m1, one), drops + 16)
    settle<T>(at + 32, at + 32, capped<T>(m2, one), drops + 32)
    settle<T>(at + 48, at + 48, capped<T>(m3, one), drops + 48)
  }
}

/** Stores a new loss and remembers the greatest drop of its lanes. */
function settle<T>(before: usize, at: usize, loss: v128, drops: usize): void {
  const drop = v128.sub<T>(loss, v128.load(before))
  v128.store(drops, v128.pmax<T>(v128.load(drops), drop))
  v128.store(at, loss)
}

/** hu of every firm in every lane, into the other array. */
function sweepUp<T>(plan: Plan, room: Room): void {
  const one = v128.splat<T>(1)
  const losses = room.laneUp
  const shares = plan.salesShares
  const drops = room.laneDrops
  let link = intAt(plan.salesStart, 0)
  for (let i = 0; i < <i32>plan.firmCount; i++) {
    const lastLink = intAt(plan.salesStart, i + 1)
    let a0 = v128.splat<T>(0)
    let a1 = a0
    let a2 = a0
    let a3 = a0
    for (; link < lastLink; link++) {
      const share = v128.splat<T>(load<T>(shares + <usize>link * sizeof<T>()))
      const from = losses + <usize>intAt(plan.salesFirms, link)
      a0 = v128.add<T>(a0, v128.mul<T>(share, v128.load(from)))
      a1 = v128.add<T>(a1, v128.mul<T>(share, v128.load(from, 16)))
      a2 = v128.add<T>(a2, v128.mul<T>(share, v128.load(from, 32)))
      a3 = v128.add<T>(a3, v128.mul<T>(share, v128.load(from, 48)))
    }
    const before = losses + ((<usize>i) << 6)
    const at = room.laneUpNext + ((<usize>i) << 6)
    settle<T>(before, at, capped<T>(a0, one), drops)
    settle<T>(before + 16, at + 16, capped<T>(a1, one), drops + 16)
    settle<T>(before + 32, at + 32, capped<T>(a2, one), drops + 32)
    settle<T>(before + 48, at + 48, capped<T>(a3, one), drops + 48)
  }
  room.laneUp = room.laneUpNext
  room.laneUpNext = losses
}

/** No firm does better than its shock allows; the few shocked firms are put right after the sweep. */
function applyShocks<T>(plan: Plan, room: Room, scenario: i32, lane: i32): void {
  let end = intAt(plan.downStart, scenario + 1)
  for (let k = intAt(plan.downStart, scenario); k < end; k++) {
    const at = laneAt<T>(room.laneDown, intAt(plan.downFirms, k), lane)
    store<T>(at, max<T>(load<T>(at), <T>(1 - (1 - realAt(plan.downLosses, k)))))
  }
  end = intAt(plan.upStart, scenario + 1)
  for (let k = intAt(plan.upStart, scenario); k < end; k++) {
    const at = laneAt<T>(room.laneUp, intAt(plan.upFirms, k), lane)
    store<T>(at, max<T>(load<T>(at), <T>(1 - (1 - realAt(plan.upLosses, k)))))
  }
}

/** Weighted loss of one lane by the first weight (the second stopping rule). */
export function laneLoss<T>(plan: Plan, room: Room, lane: i32): f64 {
  let sum: f64 = 0
  for (let i = 0; i < <i32>plan.firmCount; i++) {
    const down = load<T>(laneAt<T>(room.laneDown, i, lane))
    const up = load<T>(laneAt<T>(room.laneUp, i, lane))
    sum += realAt(plan.weights, i) * <f64>max<T>(down, up)
  }
  return sum
}

/** One update of every lane in both directions; the greatest drops stand in `laneDrops` after it. */
export function sweepLanes<T>(plan: Plan, room: Room): void {
  memory.fill(room.laneDrops, 0, ROW)
  makeOffers<T>(plan, room)
  sweepDown<T>(plan, room)
  sweepUp<T>(plan, room)
  for (let lane = 0; lane < laneCount<T>(); lane++) {
    const scenario = intAt(room.laneScenario, lane)
    if (scenario >= 0) applyShocks<T>(plan, room, scenario, lane)
  }
}
