/** What a chain map is drawn from, and walks along it. */
export type NodeStatus = 'strong' | 'weak' | 'missing' | 'unknown'

export type ChainNode = {
  id: string
  name: string
  segment: string
  status: NodeStatus
  /** Firms in the city, within 200 km of it, elsewhere. */
  here: number
  within200Km: number
  elsewhere: number
  /** Firms placed by product words alone. */
  unconfirmed: number
  leadingFirm: string | null
  /** Firms in the city by name, for the level of firms; left out where they were not asked for. */
  firms?: NodeFirms
  /** What stands out about the node beside its status: a change, a fault. */
  mark?: NodeMark | null
}
export type NodeMark = { kind: 'added' | 'removed' | 'changed' | 'fault' | 'note'; word: string }
export type NodeFirms = {
  /** `isSure`: stated or confirmed, not by product words alone. */
  shown: readonly { id: string; name: string; isSure: boolean }[]
  total: number
}

/** `to` needs what `from` makes. */
export type ChainNeed = { from: string; to: string; isEssential: boolean }

export type Chain = {
  segments: readonly { id: string; name: string }[]
  nodes: readonly ChainNode[]
  needs: readonly ChainNeed[]
}

export const STATUSES: readonly NodeStatus[] = ['strong', 'weak', 'missing', 'unknown']

/** How many nodes stand in each status. */
export function countByStatus(nodes: readonly { status: NodeStatus }[]): Record<NodeStatus, number> {
  const counts = { strong: 0, weak: 0, missing: 0, unknown: 0 }
  for (const { status } of nodes) counts[status] += 1
  return counts
}

/** The whole path through one node: all that it needs in the end, all that need it, and itself. */
export function pathThrough(nodeId: string, needs: readonly ChainNeed[]): Set<string> {
  return new Set([...reach(nodeId, needs, 'up'), ...reach(nodeId, needs, 'down'), nodeId])
}

function reach(start: string, needs: readonly ChainNeed[], way: 'up' | 'down'): Set<string> {
  const next = new Map<string, string[]>()
  for (const { from, to } of needs) {
    const [key, value] = way === 'up' ? [to, from] : [from, to]
    const held = next.get(key)
    if (held) held.push(value)
    else next.set(key, [value])
  }
  const seen = new Set<string>()
  const waiting = [start]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const id of next.get(at) ?? []) {
      if (seen.has(id)) continue
      seen.add(id)
      waiting.push(id)
    }
  }
  return seen
}
