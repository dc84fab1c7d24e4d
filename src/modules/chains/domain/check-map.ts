import { faultIn, type Located, type PackFault } from '../model/shared.ts'
import type { ChainMap, MapNode } from '../model.ts'

/** So few words would find so few firms that a node looks empty. */
const leastWords = 3

/**
 * Faults of one chain map that its schema cannot see: an id or a product word given twice, fewer than three
 * product words, an unknown segment or node,
 * a need of itself, a circle of needs, a class code that the standard does not have, "needs: none" without a reason.
 *
 * @param knownClasses codes of GB/T 4754; null where the reader has none at hand, then codes are not judged
 */
export function checkMap(
  { file, doc }: Located<ChainMap>,
  knownClasses: ReadonlySet<string> | null,
): PackFault[] {
  const fault = faultIn(file)
  const segments = new Set(doc.segments.map(({ id }) => id))
  const ids = new Set(doc.nodes.map(({ id }) => id))
  const faults: PackFault[] = []
  const seen = new Set<string>()
  doc.nodes.forEach((node, index) => {
    const at = ['nodes', index]
    if (seen.has(node.id))
      faults.push(fault([...at, 'id'], `环节编号 ${node.id} 重复。`, `The node id ${node.id} stands twice.`))
    seen.add(node.id)
    if (!segments.has(node.segment))
      faults.push(
        fault(
          [...at, 'segment'],
          `没有环节段 ${node.segment}，可用的有 ${[...segments].join('、')}。`,
          `There is no segment ${node.segment}; there are ${[...segments].join(', ')}.`,
        ),
      )
    if (node.products.length < leastWords)
      faults.push(
        fault(
          [...at, 'products'],
          `环节 ${node.id} 只有 ${node.products.length} 个产品词，至少要 ${leastWords} 个。`,
          `The node ${node.id} has ${node.products.length} product words; at least ${leastWords} are needed.`,
        ),
      )
    faults.push(...checkNeeds(file, node, index, ids), ...checkClasses(file, node, index, knownClasses))
  })
  return [...faults, ...findSharedWords(file, doc), ...findCircle(file, doc)]
}

function checkNeeds(file: string, node: MapNode, index: number, ids: ReadonlySet<string>): PackFault[] {
  const fault = faultIn(file)
  if (node.needs === 'none') {
    if (node.needsNone) return []
    const zh = `环节 ${node.id} 写了 needs: none，请用 needsNone 说明为什么不需要上游。`
    return [fault(['nodes', index, 'needs'], zh, `The node ${node.id} needs nothing: say why in needsNone.`)]
  }
  const met = new Set<string>()
  return node.needs.flatMap((need, at) => {
    const path = ['nodes', index, 'needs', at, 'node']
    const isRepeated = met.has(need.node)
    met.add(need.node)
    if (!ids.has(need.node)) return [fault(path, `没有环节 ${need.node}。`, `There is no node ${need.node}.`)]
    if (need.node === node.id)
      return [fault(path, `环节 ${node.id} 不能需要自己。`, `The node ${node.id} cannot need itself.`)]
    return isRepeated ? [fault(path, `需求 ${need.node} 重复。`, `The need ${need.node} stands twice.`)] : []
  })
}

function checkClasses(
  file: string,
  node: MapNode,
  index: number,
  known: ReadonlySet<string> | null,
): PackFault[] {
  return node.classes.flatMap((code, at) => {
    if (known === null || known.has(code)) return []
    const zh = `GB/T 4754—2017 没有代码 ${code}，或 packs/national/industry 里没有收。请改正代码或补上。`
    const en = `GB/T 4754-2017 has no code ${code}, or packs/national/industry lacks it. Mend the code or add it.`
    return [faultIn(file)(['nodes', index, 'classes', at], zh, en)]
  })
}

/** A product word of two nodes would place one firm at both. */
function findSharedWords(file: string, { nodes }: ChainMap): PackFault[] {
  const owner = new Map<string, string>()
  return nodes.flatMap(({ id, products }, index) =>
    products.flatMap((word, at) => {
      const key = word.normalize('NFKC').toLowerCase()
      const before = owner.get(key)
      owner.set(key, before ?? id)
      if (before === undefined) return []
      const zh = `产品词“${word}”已经属于环节 ${before}，一个词只能指一个环节。`
      const en = `The product word "${word}" already belongs to ${before}; a word may mean one node only.`
      return [faultIn(file)(['nodes', index, 'products', at], zh, en)]
    }),
  )
}

/** The first circle of needs, told with its whole path: a map that needs itself has no upstream. */
function findCircle(file: string, { nodes }: ChainMap): PackFault[] {
  const index = new Map(nodes.map((node, at) => [node.id, at]))
  const done = new Set<string>()
  for (const { id } of nodes) {
    const circle = walk(id, [], nodes, index, done)
    if (!circle) continue
    const text = circle.join(' → ')
    const at = index.get(circle[circle.length - 2]!)!
    const zh = `需求成环：${text}。请去掉其中一条。`
    return [faultIn(file)(['nodes', at, 'needs'], zh, `Needs form a circle: ${text}. Take one of them out.`)]
  }
  return []
}

/** Goes up the needs, depth first; the circle met first, closed, or undefined. Depth is bounded by the nodes. */
function walk(
  id: string,
  path: readonly string[],
  nodes: readonly MapNode[],
  index: ReadonlyMap<string, number>,
  done: Set<string>,
): string[] | undefined {
  const from = path.indexOf(id)
  if (from >= 0) return [...path.slice(from), id]
  const at = index.get(id)
  if (at === undefined || done.has(id)) return undefined
  const { needs } = nodes[at]!
  for (const need of needs === 'none' ? [] : needs) {
    const circle = walk(need.node, [...path, id], nodes, index, done)
    if (circle) return circle
  }
  done.add(id)
  return undefined
}
