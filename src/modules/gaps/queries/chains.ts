import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type DrawnChainRow = {
  chainId: string
  nameZh: string
  nameEn: string
  mapId: string
  mapVersion: number
}

/** The chains of a city whose map is drawn, each as the newest edition that names it writes it. */
export async function listDrawnChains(db: Db, cityCode: string, on: string): Promise<DrawnChainRow[]> {
  const { rows } = await sql<DrawnChainRow>`
    select c.chain_id, c.name_zh, c.name_en, c.map_id, m.map_version
    from (
      select distinct on (c.id) c.id as chain_id, c.name_zh, c.name_en, c.map_id, c.ordinal
      from chains.chain c
      join chains.edition e on e.document_id = c.document_id
      join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
      where e.city_code = ${cityCode} and e.valid_from <= ${on} and c.map_id is not null
      order by c.id, e.valid_from desc, e.id
    ) c
    join (select distinct map_id, map_version from chains.current_node) m on m.map_id = c.map_id
    order by c.chain_id`.execute(db)
  return rows
}

export type MapNodeRow = {
  mapId: string
  nodeId: string
  nameZh: string
  nameEn: string
  segmentId: string
  products: string[]
  classes: string[]
}

/** The nodes of some maps as they hold now, by id. */
export async function listMapNodes(db: Db, mapIds: readonly string[]): Promise<MapNodeRow[]> {
  const { rows } = await sql<MapNodeRow>`
    select map_id, node_id, name_zh, name_en, segment_id, products, classes from chains.current_node
    where map_id = any(${[...mapIds]}::text[]) order by map_id, node_id`.execute(db)
  return rows
}

export type NodeNameRow = Pick<MapNodeRow, 'mapId' | 'nodeId' | 'nameZh' | 'nameEn' | 'segmentId'>

/** The nodes of some maps by name alone, for whoever asks for all of a city: their product words are most of their bytes. */
export async function listNodeNames(db: Db, mapIds: readonly string[]): Promise<NodeNameRow[]> {
  const { rows } = await sql<NodeNameRow>`
    select map_id, node_id, name_zh, name_en, segment_id from chains.current_node
    where map_id = any(${[...mapIds]}::text[]) order by map_id, node_id`.execute(db)
  return rows
}

export type MapNeedRow = { mapId: string; nodeId: string; needsId: string; essential: boolean }

/** What the nodes of some maps need. */
export async function listMapNeeds(db: Db, mapIds: readonly string[]): Promise<MapNeedRow[]> {
  const { rows } = await sql<MapNeedRow>`
    select map_id, node_id, needs_id, essential from chains.current_need
    where map_id = any(${[...mapIds]}::text[]) order by map_id, node_id, needs_id`.execute(db)
  return rows
}

export type PlacementRow = {
  organisationId: bigint
  nodeId: string
  evidence: 'stated' | 'words' | 'confirmed'
}

/** Who stands where, over all nodes of all maps: each organisation once a node, by its best evidence; all, or some. */
export async function listPlacements(
  db: Db,
  dataset: 'held' | 'demo',
  only?: readonly bigint[],
): Promise<PlacementRow[]> {
  const some = only === undefined ? sql`` : sql`and organisation_id = any(${[...only]}::bigint[])`
  const { rows } = await sql<PlacementRow>`
    select organisation_id, node_id, evidence from chains.placed_organisation where dataset = ${dataset} ${some}
    order by node_id, organisation_id`.execute(db)
  return rows
}

/** In which transaction placements of a data set last changed, and whether the current one is writing. */
export async function readPlacementRevision(
  db: Db,
  dataset: 'held' | 'demo',
): Promise<{ changedIn: bigint; isWriting: boolean }> {
  const { rows } = await sql<{ changedIn: bigint; isWriting: boolean }>`
    select changed_in, pg_current_xact_id_if_assigned() is not null as is_writing
    from network.revision where dataset = ${dataset} and subject = 'placements'`.execute(db)
  return rows[0]!
}
