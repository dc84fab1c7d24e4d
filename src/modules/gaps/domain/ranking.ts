import type { NodeStatus } from './node-status.ts'

/** What the order of the gap list is made of. */
export type Ranked = {
  readonly chainId: string
  readonly nodeId: string
  readonly status: NodeStatus
  readonly dependents: number
  readonly here: number
  readonly within200Km: number
}

const severity: Readonly<Record<NodeStatus, number>> = { missing: 0, weak: 1, unknown: 2, strong: 3 }
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The gaps of all chains, gravest first: missing before weak before unknown; within a status by how many nodes depend
 * on it, then fewer firms here, fewer near, then by name of chain and node. Strong nodes are no gaps.
 */
export function rankGaps<T extends Ranked>(nodes: readonly T[]): T[] {
  return nodes
    .filter(({ status }) => status !== 'strong')
    .sort(
      (a, b) =>
        severity[a.status] - severity[b.status] ||
        b.dependents - a.dependents ||
        a.here - b.here ||
        a.within200Km - b.within200Km ||
        compareText(a.chainId, b.chainId) ||
        compareText(a.nodeId, b.nodeId),
    )
}

/** How many nodes are in each status. */
export function countStatuses(nodes: readonly { readonly status: NodeStatus }[]): Record<NodeStatus, number> {
  const counts = { strong: 0, weak: 0, missing: 0, unknown: 0 }
  for (const { status } of nodes) counts[status]++
  return counts
}
