/** Edits of a draft applied, and undone: the same computing in the browser, at once, and on the server, for good. */
import type { DraftMap, DraftNode, MapEdit } from './map-draft.ts'

/** Why one edit cannot be done; the ids name what is missing or in the way. */
export type EditRefusal = {
  readonly code: 'no_node' | 'no_segment' | 'id_taken' | 'segment_in_use' | 'no_need' | 'needs_itself'
  readonly id: string
}
export type Edited =
  | { readonly ok: true; readonly map: DraftMap; readonly inverse: readonly MapEdit[] }
  | { readonly ok: false; readonly at: number; readonly refusal: EditRefusal }

type Step = { map: DraftMap; inverse: MapEdit[] } | EditRefusal

/** Applies edits one after the other, all or none; `inverse` takes them back in its own order. */
export function applyEdits(map: DraftMap, edits: readonly MapEdit[]): Edited {
  let held = map
  const inverse: MapEdit[] = []
  for (const [at, edit] of edits.entries()) {
    const step = applyOne(held, edit)
    if ('code' in step) return { ok: false, at, refusal: step }
    held = step.map
    inverse.unshift(...step.inverse)
  }
  return { ok: true, map: held, inverse }
}

const putAt = <T>(list: readonly T[], item: T, at: number | undefined): T[] =>
  at === undefined || at >= list.length ? [...list, item] : [...list.slice(0, at), item, ...list.slice(at)]

function applyOne(map: DraftMap, edit: MapEdit): Step {
  switch (edit.op) {
    case 'change_head': {
      const before = pick(map, Object.keys(edit.fields) as (keyof typeof edit.fields)[])
      return { map: { ...map, ...defined(edit.fields) }, inverse: [{ op: 'change_head', fields: before }] }
    }
    case 'put_segment':
      return putSegment(map, edit)
    case 'remove_segment':
      return removeSegment(map, edit.id)
    case 'add_node':
      return addNode(map, edit.node, edit.at)
    case 'remove_node':
      return removeNode(map, edit.id)
    case 'move_node':
      return moveNode(map, edit)
    default:
      return changeNode(map, edit)
  }
}

const pick = <T, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>
const defined = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>

function putSegment(map: DraftMap, { segment, at }: Extract<MapEdit, { op: 'put_segment' }>): Step {
  const index = map.segments.findIndex(({ id }) => id === segment.id)
  const others = map.segments.filter(({ id }) => id !== segment.id)
  const segments = putAt(others, segment, at ?? (index < 0 ? undefined : index))
  const inverse: MapEdit =
    index < 0
      ? { op: 'remove_segment', id: segment.id }
      : { op: 'put_segment', segment: map.segments[index]!, at: index }
  return { map: { ...map, segments }, inverse: [inverse] }
}

function removeSegment(map: DraftMap, id: string): Step {
  const at = map.segments.findIndex((segment) => segment.id === id)
  if (at < 0) return { code: 'no_segment', id }
  if (map.nodes.some(({ segment }) => segment === id)) return { code: 'segment_in_use', id }
  const segments = map.segments.filter((segment) => segment.id !== id)
  return { map: { ...map, segments }, inverse: [{ op: 'put_segment', segment: map.segments[at]!, at }] }
}

function addNode(map: DraftMap, node: DraftNode, at: number | undefined): Step {
  if (map.nodes.some(({ id }) => id === node.id)) return { code: 'id_taken', id: node.id }
  if (!map.segments.some(({ id }) => id === node.segment)) return { code: 'no_segment', id: node.segment }
  return {
    map: { ...map, nodes: putAt(map.nodes, node, at) },
    inverse: [{ op: 'remove_node', id: node.id }],
  }
}

/** Takes a node out and with it every need of it. */
function removeNode(map: DraftMap, id: string): Step {
  const at = map.nodes.findIndex((node) => node.id === id)
  if (at < 0) return { code: 'no_node', id }
  const users = map.nodes.filter(({ needs }) => needs.some(({ node }) => node === id))
  const nodes = map.nodes
    .filter((node) => node.id !== id)
    .map((node) =>
      users.includes(node) ? { ...node, needs: node.needs.filter((need) => need.node !== id) } : node,
    )
  return {
    map: { ...map, nodes },
    inverse: [
      { op: 'add_node', node: map.nodes[at]!, at },
      ...users.map(({ id, needs }): MapEdit => ({ op: 'change_node', id, fields: { needs } })),
    ],
  }
}

function moveNode(map: DraftMap, { id, segment, at }: Extract<MapEdit, { op: 'move_node' }>): Step {
  const from = map.nodes.findIndex((node) => node.id === id)
  const node = map.nodes[from]
  if (!node) return { code: 'no_node', id }
  if (!map.segments.some((one) => one.id === segment)) return { code: 'no_segment', id: segment }
  const others = map.nodes.filter((one) => one.id !== id)
  return {
    map: { ...map, nodes: putAt(others, { ...node, segment }, at ?? from) },
    inverse: [{ op: 'move_node', id, segment: node.segment, at: from }],
  }
}

type NodeEdit = Extract<MapEdit, { op: 'change_node' | 'set_need' | 'remove_need' }>

function changeNode(map: DraftMap, edit: NodeEdit): Step {
  const node = map.nodes.find(({ id }) => id === edit.id)
  if (!node) return { code: 'no_node', id: edit.id }
  const fields = fieldsOf(map, node, edit)
  if ('code' in fields) return fields
  const before = pick(node, Object.keys(fields) as (keyof typeof fields)[])
  return {
    map: { ...map, nodes: map.nodes.map((one) => (one.id === node.id ? { ...one, ...fields } : one)) },
    inverse: [{ op: 'change_node', id: node.id, fields: before }],
  }
}

function fieldsOf(
  map: DraftMap,
  node: DraftNode,
  edit: NodeEdit,
): Partial<Omit<DraftNode, 'id'>> | EditRefusal {
  const knows = (id: string) => map.nodes.some((one) => one.id === id)
  if (edit.op === 'change_node') {
    const fields = defined(edit.fields)
    if (fields.segment !== undefined && !map.segments.some(({ id }) => id === fields.segment))
      return { code: 'no_segment', id: fields.segment }
    const stray = fields.needs?.find((need) => !knows(need.node))
    return stray ? { code: 'no_node', id: stray.node } : fields
  }
  if (edit.op === 'remove_need') {
    const needs = node.needs.filter((need) => need.node !== edit.needs)
    return needs.length < node.needs.length ? { needs } : { code: 'no_need', id: edit.needs }
  }
  if (edit.need.node === node.id) return { code: 'needs_itself', id: node.id }
  if (!knows(edit.need.node)) return { code: 'no_node', id: edit.need.node }
  const at = node.needs.findIndex((need) => need.node === edit.need.node)
  return {
    needs: at < 0 ? [...node.needs, edit.need] : node.needs.map((need, i) => (i === at ? edit.need : need)),
  }
}
