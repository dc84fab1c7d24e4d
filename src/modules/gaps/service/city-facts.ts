import { type Context, type Dataset, disclosable } from '../../access/index.ts'
import {
  type CitySourcing,
  centreOf,
  contributorsOf,
  countNode,
  loadPicture,
  type NodeSourcing,
  type Picture,
  type PlacedFirm,
  sourcingByNode,
  sourcingOfCity,
} from '../../network/index.ts'
import type { NodeFacts } from '../domain/node-status.ts'
import { listPlacements, type PlacementRow, readPlacementRevision } from '../queries/chains.ts'

/** Who stands where in a data set, kept until a placement changes. */
type Placements = {
  readonly version: string
  readonly byNode: ReadonlyMap<string, readonly PlacementRow[]>
  /** The node at which an organisation stands by more than words; null where there are several. */
  readonly onlyNode: ReadonlyMap<string, string | null>
  readonly organisations: number
}
const keptPlacements = new Map<Dataset, Placements>()

function indexPlacements(version: string, rows: readonly PlacementRow[]): Placements {
  const byNode = new Map<string, PlacementRow[]>()
  const onlyNode = new Map<string, string | null>()
  const organisations = new Set<bigint>()
  for (const row of rows) {
    organisations.add(row.organisationId)
    const list = byNode.get(row.nodeId)
    if (list) list.push(row)
    else byNode.set(row.nodeId, [row])
    if (row.evidence === 'words') continue
    const id = String(row.organisationId)
    onlyNode.set(id, onlyNode.has(id) ? null : row.nodeId)
  }
  return { version, byNode, onlyNode, organisations: organisations.size }
}

async function loadPlacements(ctx: Context, dataset: Dataset): Promise<Placements> {
  const { changedIn, isWriting } = await readPlacementRevision(ctx.db, dataset)
  const version = String(changedIn)
  const held = keptPlacements.get(dataset)
  if (held && held.version === version && !isWriting) return held
  const placements = indexPlacements(version, await listPlacements(ctx.db, dataset))
  if (!isWriting) keptPlacements.set(dataset, placements)
  return placements
}

/** What is held about every node, seen from one city: the same for every reader, before it is asked who reads. */
export type CityFacts = {
  readonly dataset: Dataset
  readonly cityCode: string
  readonly picture: Picture
  readonly sourcing: CitySourcing
  readonly placements: Placements
  factsOf(nodeId: string): NodeFacts
}

const nothingBought: NodeSourcing = { ratio: null, coverageRatio: 0, buyers: 0, contributors: new Map() }

/** The nodes whose ratio may be shown to everybody: the city's total is asked first, then the nodes by name. */
function publicNodes(sourcing: CitySourcing, byNode: ReadonlyMap<string, NodeSourcing>): ReadonlySet<string> {
  const cells = [...byNode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { contributors }]) => ({ id, contributors }))
  return disclosable([{ id: '', contributors: contributorsOf(sourcing.ratios) }, ...cells])
}

function countCity(dataset: Dataset, cityCode: string, picture: Picture, placements: Placements): CityFacts {
  const centre = centreOf(picture.places, cityCode)
  const sourcing = sourcingOfCity(picture, cityCode, 'city')
  const years = sourcing.ratios.map(({ buyerId }) => picture.years.get(buyerId)!)
  const bought = sourcingByNode(years, (id) => placements.onlyNode.get(id) ?? null, sourcing.inside)
  const open = publicNodes(sourcing, bought)
  const counted = new Map<string, NodeFacts>()
  const factsOf = (nodeId: string): NodeFacts => {
    const known = counted.get(nodeId)
    if (known) return known
    const firms: PlacedFirm[] = (placements.byNode.get(nodeId) ?? []).map(({ organisationId, evidence }) => {
      const organisation = picture.organisations.get(String(organisationId))!
      return { place: organisation, groupKey: organisation.groupKey, evidence }
    })
    const { ratio, coverageRatio } = bought.get(nodeId) ?? nothingBought
    const isRatioPublic = open.has(nodeId)
    const facts = { ...countNode(firms, centre), localRatio: ratio, coverageRatio, isRatioPublic }
    counted.set(nodeId, facts)
    return facts
  }
  return { dataset, cityCode, picture, sourcing, placements, factsOf }
}

const keptFacts = new Map<string, CityFacts>()

/** Counts every node for a city; kept in this process until an organisation, a relation or a placement changes. */
export async function loadCityFacts(ctx: Context, dataset: Dataset, cityCode: string): Promise<CityFacts> {
  const picture = await loadPicture(ctx, dataset)
  const placements = await loadPlacements(ctx, dataset)
  const key = `${dataset} ${cityCode}`
  const held = keptFacts.get(key)
  if (held?.picture === picture && held.placements === placements) return held
  const facts = countCity(dataset, cityCode, picture, placements)
  keptFacts.set(key, facts)
  return facts
}
