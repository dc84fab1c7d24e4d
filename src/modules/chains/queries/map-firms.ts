import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Dataset } from '../../access/index.ts'

export type MapFirmRow = {
  nodeId: string
  id: bigint
  name: string
  isSure: boolean
  isLeading: boolean
  total: number
}

/**
 * The firms of a city at each node of a map that holds, at most so many a node: leaders of the chain on a day first, then
 * those whose place is stated or confirmed, by name.
 */
export async function listMapFirms(
  db: Db,
  wanted: { mapId: string; chainId: string; city: string; dataset: Dataset; on: string; atMost: number },
): Promise<MapFirmRow[]> {
  const { mapId, chainId, city, dataset, on, atMost } = wanted
  const { rows } = await sql<MapFirmRow>`
    with leaders as (
      select r.organisation_id from chains.firm_role r
      where r.dataset = ${dataset} and r.chain_id = ${chainId} and r.role = 'master' and r.removed_at is null
        and coalesce(r.valid_from, '0001-01-01') <= ${on}::date and coalesce(r.valid_to, '9999-12-31') >= ${on}::date),
    placed as (
      select n.node_id, o.id, o.name, p.evidence <> 'words' as is_sure,
        p.evidence <> 'words' and o.id in (select organisation_id from leaders) as is_leading
      from chains.current_node n
      join chains.placed_organisation p on p.node_id = n.node_id and p.dataset = ${dataset}
      join registry.organisation o on o.id = p.organisation_id
      where n.map_id = ${mapId} and left(o.city_code, 4) = ${city.slice(0, 4)}),
    ranked as (
      select placed.*, (count(*) over (partition by node_id))::int as total,
        row_number() over (partition by node_id order by is_leading desc, is_sure desc, name collate "zh-x-icu", id) as place
      from placed)
    select node_id, id, name, is_sure, is_leading, total from ranked where place <= ${atMost}
    order by node_id, place`.execute(db)
  return rows
}
