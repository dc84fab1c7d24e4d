/** What differs between two versions of a map, field by field: for the list, the drawing and the merge. */
import type { DraftMap, DraftNode } from './map-draft.ts'

export const nodeFieldNames = [
  'name',
  'segment',
  'products',
  'classes',
  'source',
  'needs',
  'needsNone',
] as const
export type NodeField = (typeof nodeFieldNames)[number]
export const headFieldNames = ['name', 'asOf', 'source', 'note'] as const
export type HeadField = (typeof headFieldNames)[number]

export type NodeChange = {
  readonly id: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** Null where the node does not stand in that version. */
  readonly before: DraftNode | null
  readonly after: DraftNode | null
  /** Of a changed node. */
  readonly fields: readonly NodeField[]
}
export type SegmentChange = {
  readonly id: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: { readonly zh: string; readonly en: string } | null
  readonly after: { readonly zh: string; readonly en: string } | null
}
export type MapComparison = {
  readonly head: readonly HeadField[]
  readonly segments: readonly SegmentChange[]
  readonly isReordered: boolean
  readonly nodes: readonly NodeChange[]
}

/** Text of a value in which the order of keys means nothing. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_, item) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}
export const isSame = (a: unknown, b: unknown): boolean => plain(a ?? null) === plain(b ?? null)

/** The order of needs means nothing; that of words is the author's. */
const comparable = (node: DraftNode, field: NodeField): unknown => {
  if (field === 'needs') return [...node.needs].sort((a, b) => (a.node < b.node ? -1 : 1))
  if (field === 'needsNone') return node.needs.length > 0 ? null : node.needsNone
  return node[field]
}

/** Fields in which two states of a node differ. */
export const changedFields = (before: DraftNode, after: DraftNode): NodeField[] =>
  nodeFieldNames.filter((field) => !isSame(comparable(before, field), comparable(after, field)))

/** Compares two versions; nodes in the order of the newer one, what it took away at the end. */
export function compareMaps(before: DraftMap, after: DraftMap): MapComparison {
  const was = new Map(before.nodes.map((node) => [node.id, node]))
  const is = new Map(after.nodes.map((node) => [node.id, node]))
  const changed = after.nodes.flatMap((node): NodeChange[] => {
    const held = was.get(node.id)
    if (!held) return [{ id: node.id, kind: 'added', before: null, after: node, fields: [] }]
    const fields = changedFields(held, node)
    return fields.length === 0 ? [] : [{ id: node.id, kind: 'changed', before: held, after: node, fields }]
  })
  const removed = before.nodes
    .filter(({ id }) => !is.has(id))
    .map((node): NodeChange => ({ id: node.id, kind: 'removed', before: node, after: null, fields: [] }))
  const kept = (map: DraftMap, other: DraftMap) =>
    map.segments.map(({ id }) => id).filter((id) => other.segments.some((one) => one.id === id))
  return {
    head: headFieldNames.filter((field) => !isSame(before[field], after[field])),
    segments: compareSegments(before, after),
    isReordered: !isSame(kept(before, after), kept(after, before)),
    nodes: [...changed, ...removed],
  }
}

function compareSegments(before: DraftMap, after: DraftMap): SegmentChange[] {
  const was = new Map(before.segments.map(({ id, name }) => [id, name]))
  const is = new Map(after.segments.map(({ id, name }) => [id, name]))
  const changed = after.segments.flatMap(({ id, name }): SegmentChange[] => {
    const held = was.get(id)
    if (!held) return [{ id, kind: 'added', before: null, after: name }]
    return isSame(held, name) ? [] : [{ id, kind: 'changed', before: held, after: name }]
  })
  const removed = before.segments
    .filter(({ id }) => !is.has(id))
    .map(({ id, name }): SegmentChange => ({ id, kind: 'removed', before: name, after: null }))
  return [...changed, ...removed]
}

/** Whether nothing differs. */
export const isUnchanged = ({ head, segments, nodes, isReordered }: MapComparison): boolean =>
  head.length + segments.length + nodes.length === 0 && !isReordered
