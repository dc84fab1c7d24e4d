export type ChainNode = {
  readonly nodeId: string
  /** GB/T 4754-2017 classes whose firms make what the node stands for. */
  readonly classes: readonly string[]
}
export type ChainNeed = { readonly nodeId: string; readonly needsId: string; readonly essential: boolean }
export type SectorFirm = {
  /** Nodes at which the firm stands, best evidence first. */
  readonly nodeIds: readonly string[]
  readonly industryCode: string | null
}
export type Sectors = {
  readonly names: readonly string[]
  /** Sector of each firm, by its place in `names`. */
  readonly ofFirm: readonly number[]
  /** E, supplier sector × buyer sector, row by row: 2 essential, 1 non-essential. */
  readonly essential: Uint8Array
}

export const unknownSector = 'unknown'

/** The sector of each firm: the node where it stands by the best evidence, else its industry class, else unknown. */
export function sectorNames(
  firms: readonly SectorFirm[],
  nodes: readonly ChainNode[],
): Pick<Sectors, 'names' | 'ofFirm'> {
  const known = new Set(nodes.map(({ nodeId }) => nodeId))
  const nameOf = ({ nodeIds, industryCode }: SectorFirm): string => {
    const node = nodeIds.find((id) => known.has(id))
    if (node !== undefined) return `node:${node}`
    return industryCode ? `class:${industryCode}` : unknownSector
  }
  const firmNames = firms.map(nameOf)
  const names = [...new Set(firmNames)].sort()
  const places = new Map(names.map((name, k) => [name, k]))
  return { names, ofFirm: firmNames.map((name) => places.get(name)!) }
}

/**
 * Sectors and essential inputs from the chain maps. An input is essential when a node of the buyer's sector needs a node of the
 * supplier's sector as essential; an industry class stands for the nodes that name it or a wider class. Everything else
 * is non-essential, also what no map speaks of: that it is bought is known, that nothing stops without it is not excluded.
 *
 * @param usesNeeds false: no input is essential; for comparison
 */
export function chainSectors(
  firms: readonly SectorFirm[],
  nodes: readonly ChainNode[],
  needs: readonly ChainNeed[],
  usesNeeds = true,
): Sectors {
  const { names, ofFirm } = sectorNames(firms, nodes)
  const essential = new Uint8Array(names.length ** 2).fill(1)
  if (usesNeeds) {
    const sectorsOfNode = standIns(names, nodes)
    for (const { nodeId, needsId, essential: isEssential } of needs) {
      if (!isEssential) continue
      for (const from of sectorsOfNode.get(needsId) ?? [])
        for (const to of sectorsOfNode.get(nodeId) ?? []) essential[from * names.length + to] = 2
    }
  }
  return { names, ofFirm, essential }
}

/** Which sectors stand for a node: the node itself, and classes that the node names exactly or by a wider class. */
function standIns(names: readonly string[], nodes: readonly ChainNode[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  const note = (nodeId: string, sector: number) => {
    const list = found.get(nodeId) ?? []
    if (!list.includes(sector)) list.push(sector)
    found.set(nodeId, list)
  }
  names.forEach((name, k) => {
    const [kind, id] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)]
    if (kind === 'node') note(id, k)
    if (kind !== 'class') return
    for (const { nodeId, classes } of nodes)
      if (classes.some((wide) => wide !== '' && id.startsWith(wide))) note(nodeId, k)
  })
  return found
}
