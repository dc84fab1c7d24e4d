import type { CascadeNetwork } from '../../../engines/cascade/index.ts'
import { reachedFrom, type StepState, type Trace } from './shock-trace.ts'

export type GroupPicture = {
  readonly id: string
  readonly firmCount: number
  readonly reachedCount: number
  readonly lossRatio: number | null
  readonly weightRatio: number
  readonly firstStep: number
}

/**
 * A shock seen by groups (nodes, regions): how many firms, how many reached, which part of the group's output and of the
 * whole output is lost, and when it was reached first. Groups that were not reached are left out.
 *
 * @param groupOf the group of a firm; null: it belongs to none
 */
export function pictureByGroup(
  trace: Trace,
  weights: Float64Array,
  groupOf: (firm: number) => string | null,
): GroupPicture[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const groups = new Map<
    string,
    { firms: number; reached: number; weight: number; lost: number; first: number }
  >()
  trace.loss.forEach((loss, i) => {
    const id = groupOf(i)
    if (id === null) return
    const group = groups.get(id) ?? { firms: 0, reached: 0, weight: 0, lost: 0, first: -1 }
    group.firms++
    group.weight += weights[i]!
    group.lost += weights[i]! * loss
    const step = trace.firstStep[i]!
    if (step >= 0) {
      group.reached++
      if (group.first < 0 || step < group.first) group.first = step
    }
    groups.set(id, group)
  })
  return [...groups]
    .filter(([, { reached }]) => reached > 0)
    .map(([id, { firms, reached, weight, lost, first }]) => ({
      ...{ id, firmCount: firms, reachedCount: reached, firstStep: first },
      lossRatio: weight > 0 ? lost / weight : null,
      weightRatio: all > 0 ? lost / all : 0,
    }))
    .sort((a, b) => b.weightRatio - a.weightRatio || (a.id < b.id ? -1 : 1))
}

export type Flow = {
  readonly from: string
  readonly to: string
  readonly way: 'down' | 'up'
  readonly step: number
  readonly weightRatio: number
  readonly firms: number
}

/** Over which pairs of groups the shock went: for every reached firm the one that passed it on, joined by groups. */
export function flowsBetween(
  trace: Trace,
  weights: Float64Array,
  groupOf: (firm: number) => string | null,
): Flow[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const flows = new Map<string, { -readonly [K in keyof Flow]: Flow[K] }>()
  trace.causes.forEach((cause, i) => {
    if (!cause || cause.from === -1) return
    const [from, to] = [groupOf(cause.from), groupOf(i)]
    if (from === null || to === null) return
    const key = JSON.stringify([from, to, cause.way])
    const step = trace.firstStep[i]!
    const flow = flows.get(key) ?? { from, to, way: cause.way, step, weightRatio: 0, firms: 0 }
    flow.step = Math.min(flow.step, step)
    flow.firms++
    if (all > 0) flow.weightRatio += (weights[i]! * trace.loss[i]!) / all
    flows.set(key, flow)
  })
  return [...flows.values()].sort(
    (a, b) => b.weightRatio - a.weightRatio || b.firms - a.firms || a.step - b.step,
  )
}

/** The loss of every group after each update, for the chain map; groups below a thousandth are left out. */
export function lossesByStep(
  states: readonly StepState[],
  weights: Float64Array,
  groupOf: (firm: number) => string | null,
): { id: string; lossRatio: number }[][] {
  const whole = new Map<string, { weight: number; count: number }>()
  weights.forEach((weight, i) => {
    const id = groupOf(i)
    if (id === null) return
    const sum = whole.get(id) ?? { weight: 0, count: 0 }
    whole.set(id, { weight: sum.weight + weight, count: sum.count + 1 })
  })
  return states.map(({ down, up }) => {
    const lost = new Map<string, number>()
    down.forEach((loss, i) => {
      const greater = Math.max(loss, up[i]!)
      const id = greater > 0 ? groupOf(i) : null
      if (id === null) return
      // A group that sells nothing in the network counts its firms alike.
      const { weight, count } = whole.get(id)!
      lost.set(id, (lost.get(id) ?? 0) + greater * (weight > 0 ? weights[i]! / weight : 1 / count))
    })
    return [...lost]
      .filter(([, lossRatio]) => lossRatio >= 0.001)
      .map(([id, lossRatio]) => ({ id, lossRatio }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  })
}

/** Supply relations of which one end loses a hundredth and more. */
export function countLinesHit({ suppliers, buyers, amounts }: CascadeNetwork, loss: Float64Array): number {
  return amounts.reduce(
    (count, amount, e) =>
      count + (amount > 0 && Math.max(loss[suppliers[e]!]!, loss[buyers[e]!]!) >= reachedFrom ? 1 : 0),
    0,
  )
}

/**
 * Days until a stock is gone when a share of the inflow stays away and use goes on as before.
 * @returns null where the stock is unknown; Infinity is never given: without a shortfall nothing runs out
 */
export function daysUntilEmpty(stockDays: number | null, shortfallRatio: number): number | null {
  return stockDays === null || shortfallRatio <= 0 ? null : stockDays / shortfallRatio
}
