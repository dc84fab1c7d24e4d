/** One need of a chain map: `node` cannot be made without `needs` when essential. */
export type Need = { readonly node: string; readonly needs: string; readonly essential: boolean }

/**
 * How many nodes cannot be made without each node, directly or through others, over essential needs only.
 * A node that nothing depends on has 0. The map may hold a circle; no node counts itself.
 */
export function countDependents(nodeIds: readonly string[], needs: readonly Need[]): Map<string, number> {
  const buyers = new Map<string, string[]>()
  for (const need of needs) {
    if (!need.essential) continue
    const list = buyers.get(need.needs)
    if (list) list.push(need.node)
    else buyers.set(need.needs, [need.node])
  }
  return new Map(nodeIds.map((id) => [id, reachedFrom(id, buyers)]))
}

function reachedFrom(start: string, next: ReadonlyMap<string, readonly string[]>): number {
  const seen = new Set([start])
  const waiting = [start]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const other of next.get(node) ?? []) {
      if (seen.has(other)) continue
      seen.add(other)
      waiting.push(other)
    }
  }
  return seen.size - 1
}
