import type { NodeStatus } from './node-status.ts'

/** Version stamped on the index; what it means stands in docs/methods/resilience.md. */
export const resilienceVersion = '1'

/** One node as the index sees it. */
export type ResilienceNode = {
  readonly status: NodeStatus
  /** Nodes that cannot be made without it. */
  readonly dependents: number
  readonly here: number
  readonly within200Km: number
  /** Independent owner groups here that are known, and firms here whose owner nobody knows. */
  readonly groups: number
  readonly groupUnknown: number
  /** Whether a gap that hinders flow (断点, 堵点, 卡点) is registered and open. */
  readonly isHindered: boolean
}

export type ResilienceSettings = {
  readonly weights: Readonly<Record<PartId, number>>
  readonly statusValues: Readonly<Record<Exclude<NodeStatus, 'unknown'>, number>>
}

export const partIds = ['selfReliance', 'singleSource', 'alternates', 'flow'] as const
export type PartId = (typeof partIds)[number]

/** `value` 0 to 1, null unknown; `of` the nodes that it rests on, `out` all nodes of the chain, `hits` those that count. */
export type Part = {
  readonly value: number | null
  readonly hits: number
  readonly of: number
  readonly out: number
}

const share = (hits: number, of: number, out: number): Part => ({
  value: of === 0 ? null : hits / of,
  hits,
  of,
  out,
})

/** What one node gives to each part, so that a figure opens into nodes; null where it stands in no part. */
export function tellNode(node: ResilienceNode, { statusValues }: ResilienceSettings) {
  const { status, dependents, here, within200Km, groups, isHindered } = node
  return {
    status,
    weight: 1 + dependents,
    statusValue: status === 'unknown' ? null : statusValues[status],
    hasSeveralOwners: ownersAreKnown(node) ? groups >= 2 : null,
    hasAlternates: status === 'unknown' ? null : here + within200Km >= 2,
    isHindered,
  }
}

/** Whether it can be told that the firms here belong to one group or to several. */
const ownersAreKnown = ({ here, groups, groupUnknown }: ResilienceNode): boolean =>
  here > 0 && (groups >= 2 || groupUnknown === 0)

/** Self-reliance: value of the status, each judged node weighing 1 + its dependents. */
function selfReliance(nodes: readonly ResilienceNode[], values: ResilienceSettings['statusValues']): Part {
  let sum = 0
  let weight = 0
  let of = 0
  for (const { status, dependents } of nodes) {
    if (status === 'unknown') continue
    of++
    weight += 1 + dependents
    sum += (1 + dependents) * values[status]
  }
  return { value: weight === 0 ? null : sum / weight, hits: of, of, out: nodes.length }
}

/** Not hanging on one owner: a node whose firms here may all belong to one group counts as single-source only when known. */
function notSingleSource(nodes: readonly ResilienceNode[]): Part {
  const told = nodes.filter(ownersAreKnown)
  return share(told.filter(({ groups }) => groups >= 2).length, told.length, nodes.length)
}

function withAlternates(nodes: readonly ResilienceNode[]): Part {
  const judged = nodes.filter(({ status }) => status !== 'unknown')
  return share(
    judged.filter(({ here, within200Km }) => here + within200Km >= 2).length,
    judged.length,
    nodes.length,
  )
}

/**
 * 自主可控与稳定畅通综合指数 of one chain, 0 to 100: the weighted mean of the parts that are known.
 *
 * @param isRegisterKept whether any gap was ever registered on the chain: an empty register says nothing about flow
 * @returns `index` null when no part is known; `coverageRatio` the weight of the known parts, 0 to 1
 *
 * Method: docs/methods/resilience.md, version 1.
 */
export function measureResilience(
  nodes: readonly ResilienceNode[],
  isRegisterKept: boolean,
  { weights, statusValues }: ResilienceSettings,
): { index: number | null; coverageRatio: number; parts: Record<PartId, Part> } {
  const free = nodes.filter(({ isHindered }) => !isHindered).length
  const parts = {
    selfReliance: selfReliance(nodes, statusValues),
    singleSource: notSingleSource(nodes),
    alternates: withAlternates(nodes),
    flow: share(isRegisterKept ? free : 0, isRegisterKept ? nodes.length : 0, nodes.length),
  }
  let sum = 0
  let known = 0
  for (const id of partIds) {
    const { value } = parts[id]
    if (value === null) continue
    known += weights[id]
    sum += weights[id] * value
  }
  return {
    index: known === 0 ? null : Math.round((sum / known) * 1000) / 10,
    coverageRatio: Math.round(known * 1e6) / 1e6,
    parts,
  }
}
