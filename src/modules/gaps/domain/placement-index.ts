/** Who stands at which node, indexed both ways, and the next version of it by what changed. */

export type Placement = {
  readonly organisationId: bigint
  readonly nodeId: string
  readonly evidence: 'stated' | 'words' | 'confirmed'
}

export type PlacementIndex = {
  readonly byNode: ReadonlyMap<string, readonly Placement[]>
  readonly byOrganisation: ReadonlyMap<string, readonly Placement[]>
}

function grouped(rows: Iterable<Placement>, keyOf: (row: Placement) => string): Map<string, Placement[]> {
  const groups = new Map<string, Placement[]>()
  for (const row of rows) {
    const list = groups.get(keyOf(row))
    if (list) list.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

export const indexPlacements = (rows: readonly Placement[]): PlacementIndex => ({
  byNode: grouped(rows, ({ nodeId }) => nodeId),
  byOrganisation: grouped(rows, ({ organisationId }) => String(organisationId)),
})

/** The node at which an organisation stands by more than words; null where there is none or are several. */
export function onlyNode({ byOrganisation }: PlacementIndex, id: string): string | null {
  const sure = (byOrganisation.get(id) ?? []).filter(({ evidence }) => evidence !== 'words')
  return sure.length === 1 ? sure[0]!.nodeId : null
}

/** The index with the rows of some organisations replaced; a node that none of them touches keeps the very same list. */
export function followPlacements(
  index: PlacementIndex,
  ids: readonly string[],
  rows: readonly Placement[],
): PlacementIndex {
  const fresh = grouped(rows, ({ organisationId }) => String(organisationId))
  const gone = new Set(ids)
  const before = ids.flatMap((id) => index.byOrganisation.get(id) ?? [])
  const nodes = new Set([...before, ...rows].map(({ nodeId }) => nodeId))
  const byNode = new Map(index.byNode)
  for (const nodeId of nodes) {
    const stay = (index.byNode.get(nodeId) ?? []).filter(
      ({ organisationId }) => !gone.has(String(organisationId)),
    )
    const list = [...stay, ...rows.filter((row) => row.nodeId === nodeId)]
    if (list.length === 0) byNode.delete(nodeId)
    else byNode.set(nodeId, list)
  }
  const byOrganisation = new Map(index.byOrganisation)
  for (const id of ids) {
    const own = fresh.get(id)
    if (own) byOrganisation.set(id, own)
    else byOrganisation.delete(id)
  }
  return { byNode, byOrganisation }
}
