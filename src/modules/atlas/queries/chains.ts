import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** Chains of a city with a map that holds, also those that only an older edition of its catalogue names; by id. */
export async function listMappedChains(
  db: Db,
  cityCode: string,
): Promise<{ id: string; nameZh: string; nameEn: string }[]> {
  const { rows } = await sql<{ id: string; nameZh: string; nameEn: string }>`
    select distinct on (c.id) c.id, c.name_zh, c.name_en
    from chains.chain c join chains.edition e on e.document_id = c.document_id
    join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
    where e.city_code = ${cityCode} and c.map_id in (select map_id from chains.current_node)
    order by c.id, e.valid_from desc, e.id`.execute(db)
  return rows
}
