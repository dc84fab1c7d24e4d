import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type ChainFirmRow = { chain: string; organisationId: string; segments: string[] }

/** Firms of a city that stand, by more than product words, on the maps of its chains, with their segments. */
export async function listChainFirms(
  db: Db,
  { dataset, city }: { dataset: 'held' | 'demo'; city: string },
): Promise<ChainFirmRow[]> {
  const { rows } = await sql<ChainFirmRow>`
    select c.id as chain, p.organisation_id::text as organisation_id, array_agg(distinct n.segment_id) as segments
    from chains.chain c join chains.edition e on e.document_id = c.document_id
    join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
    join chains.current_node n on n.map_id = c.map_id
    join chains.placed_organisation p on p.node_id = n.node_id
    join registry.organisation o on o.id = p.organisation_id and o.kind = 'firm'
    where e.city_code = ${city} and p.dataset = ${dataset} and p.evidence <> 'words' and o.city_code = ${city}
      and e.valid_to is null
    group by c.id, p.organisation_id order by c.id, p.organisation_id`.execute(db)
  return rows
}
