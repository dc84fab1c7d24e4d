import { faultIn, type Located, type PackFault } from '../model/shared.ts'
import type { ChainMap, MapNode } from '../model.ts'

/** What makes a node itself; its segment and needs may differ from map to map. */
const identityOf = ({ name, products, classes }: MapNode) =>
  JSON.stringify([name.zh, name.en, products, classes])

/**
 * Faults between maps: an id means the same node everywhere, so a node that stands in several maps has one name, one
 * list of product words and one list of classes. Tells each place that differs from the first map that holds the id.
 */
export function checkSharedNodes(maps: readonly Located<ChainMap>[]): PackFault[] {
  const first = new Map<string, { map: string; identity: string }>()
  return maps.flatMap(({ file, doc }) =>
    doc.nodes.flatMap((node, index) => {
      const identity = identityOf(node)
      const before = first.get(node.id)
      if (before === undefined) first.set(node.id, { map: doc.id, identity })
      if (before === undefined || before.identity === identity) return []
      const zh = `环节 ${node.id} 在图谱 ${before.map} 里的名称、产品词或行业代码与这里不同；同一编号是同一个环节，请写成一样，或换一个编号。`
      const en = `The node ${node.id} has another name, other product words or classes in the map ${before.map}; one id is one node: write them alike or take another id.`
      return [faultIn(file)(['nodes', index, 'id'], zh, en)]
    }),
  )
}
