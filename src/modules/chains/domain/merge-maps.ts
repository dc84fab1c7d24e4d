import { changedFields, headFieldNames, isSame, type NodeField } from '../model/map-comparison.ts'
import type { DraftMap, DraftNode } from '../model.ts'

/** A place that both sides changed from the same beginning, each otherwise. What is ours stands until a person decides. */
export type Clash = {
  /** Null for the head of the map or a segment. */
  readonly node: string | null
  readonly field: string
  readonly kind: 'both_changed' | 'changed_and_removed'
}

/**
 * Brings two lines of work on one map together (three-way, field by field): what only one side changed is taken, what
 * both changed alike is taken once, what both changed otherwise stays ours and is told.
 *
 * @param base what both started from
 */
export function mergeMaps(
  base: DraftMap,
  ours: DraftMap,
  theirs: DraftMap,
): { merged: DraftMap; clashes: Clash[] } {
  const clashes: Clash[] = []
  const head = Object.fromEntries(
    headFieldNames.map((field) => {
      const isTheirs = !isSame(base[field], theirs[field])
      const isOurs = !isSame(base[field], ours[field])
      if (isTheirs && isOurs && !isSame(ours[field], theirs[field]))
        clashes.push({ node: null, field, kind: 'both_changed' })
      return [field, isTheirs && !isOurs ? theirs[field] : ours[field]]
    }),
  )
  const segments = mergeLists(base.segments, ours.segments, theirs.segments, (_, mine) => mine).list
  const { list, removedByThem, removedByUs, bothAdded } = mergeLists(
    base.nodes,
    ours.nodes,
    theirs.nodes,
    (was, mine, other) => mergeNode(was, mine, other, clashes),
  )
  for (const node of [...removedByThem, ...removedByUs])
    clashes.push({ node, field: 'node', kind: 'changed_and_removed' })
  for (const node of bothAdded) clashes.push({ node, field: 'node', kind: 'both_changed' })
  const merged = { ...ours, ...head, segments, nodes: list } as DraftMap
  return { merged: withoutStrays(merged, theirs), clashes }
}

type Listed = { readonly id: string }

/** Ours in our order, then what they added; gone is what one side took away and the other left as it was. */
function mergeLists<T extends Listed>(
  base: readonly T[],
  ours: readonly T[],
  theirs: readonly T[],
  mergeOne: (base: T, ours: T, theirs: T) => T,
) {
  const was = new Map(base.map((item) => [item.id, item]))
  const mine = new Map(ours.map((item) => [item.id, item]))
  const other = new Map(theirs.map((item) => [item.id, item]))
  const removedByThem: string[] = []
  const removedByUs: string[] = []
  const bothAdded: string[] = []
  const kept = ours.flatMap((item) => {
    const [before, now] = [was.get(item.id), other.get(item.id)]
    if (!now) {
      if (!before) return [item]
      if (isSame(before, item)) return []
      removedByThem.push(item.id)
      return [item]
    }
    if (!before) {
      if (!isSame(item, now)) bothAdded.push(item.id)
      return [item]
    }
    if (isSame(before, item)) return [now]
    return [isSame(before, now) ? item : mergeOne(before, item, now)]
  })
  const added = theirs.filter((item) => {
    if (mine.has(item.id)) return false
    const before = was.get(item.id)
    if (before && !isSame(before, item)) removedByUs.push(item.id)
    return !before
  })
  return { list: [...kept, ...added], removedByThem, removedByUs, bothAdded }
}

function mergeNode(base: DraftNode, ours: DraftNode, theirs: DraftNode, clashes: Clash[]): DraftNode {
  const mine = new Set<NodeField>(changedFields(base, ours))
  const other = changedFields(base, theirs)
  const differing = new Set(changedFields(ours, theirs))
  const taken = other.filter((field) => !mine.has(field))
  for (const field of other)
    if (mine.has(field) && differing.has(field)) clashes.push({ node: ours.id, field, kind: 'both_changed' })
  return { ...ours, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) }
}

/** Segments that a kept node stands in come back, and needs of nodes that are gone go. */
function withoutStrays(map: DraftMap, theirs: DraftMap): DraftMap {
  const ids = new Set(map.nodes.map(({ id }) => id))
  const used = new Set(map.nodes.map(({ segment }) => segment))
  const missing = theirs.segments.filter(
    ({ id }) => used.has(id) && !map.segments.some((segment) => segment.id === id),
  )
  return {
    ...map,
    segments: [...map.segments, ...missing],
    nodes: map.nodes.map((node) => ({ ...node, needs: node.needs.filter((need) => ids.has(need.node)) })),
  }
}
