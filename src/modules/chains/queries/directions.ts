import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Direction, NewDirection } from '../model.ts'
import type { Place } from './lines.ts'

/** What was studied as directions of a chain, stage by stage, newest first. */
export async function listDirections(db: Db, of: Place & { chainId: string }): Promise<Direction[]> {
  const { rows } = await sql<Direction>`
    select d.id::text, d.stage, d.direction, d.focus, d.valid_from, d.valid_to, d.source, b.name as body_name,
      d.recorded_by
    from chains.direction d left join chains.body b on b.id = d.body_id
    where d.dataset = ${of.dataset} and d.city_code = ${of.city} and d.chain_id = ${of.chainId} and d.removed_at is null
    order by d.valid_from desc nulls last, d.id desc`.execute(db)
  return rows
}

/** Keeps a direction; false where the same stands there already. */
export async function insertDirection(
  db: Db,
  row: NewDirection & { chainId: string; by: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into chains.direction (dataset, city_code, chain_id, stage, direction, focus, valid_from, valid_to, source,
      body_id, recorded_by, recorded_at)
    values (${row.dataset}, ${row.city}, ${row.chainId}, ${row.stage}, ${row.direction}, ${row.focus},
      ${row.validFrom}::date, ${row.lastDay}::date + 1, ${row.source}, ${row.bodyId}, ${row.by}, ${row.at})
    on conflict do nothing returning id`.execute(db)
  return rows.length > 0
}
