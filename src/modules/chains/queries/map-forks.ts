import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Stamp } from './map-drafts.ts'

export type MapFork = {
  readonly mapId: string
  readonly ownMapId: string
  readonly fromVersion: number
  readonly reason: string
  readonly forkedBy: string
  readonly forkedAt: Date
}
const columns = sql`map_id, own_map_id, from_version, reason, forked_by, forked_at`

/** The maps that a city took over as its own. */
export async function listForks(db: Db, cityCode: string): Promise<MapFork[]> {
  const { rows } = await sql<MapFork>`
    select ${columns} from chains.map_fork where city_code = ${cityCode} order by map_id`.execute(db)
  return rows
}

/** From what a map was taken over; undefined where it was drawn for itself. */
export async function findOrigin(db: Db, ownMapId: string): Promise<MapFork | undefined> {
  const { rows } = await sql<MapFork>`
    select ${columns} from chains.map_fork where own_map_id = ${ownMapId}`.execute(db)
  return rows[0]
}

/** Keeps that a city has a map of its own, and lets the chains of its catalogue draw that. */
export async function insertFork(
  db: Db,
  cityCode: string,
  { mapId, ownMapId, fromVersion, reason }: Pick<MapFork, 'mapId' | 'ownMapId' | 'fromVersion' | 'reason'>,
  { by, byId, at }: Stamp,
): Promise<void> {
  await sql`
    insert into chains.map_fork (city_code, map_id, own_map_id, from_version, reason, forked_by, forked_by_id, forked_at)
    values (${cityCode}, ${mapId}, ${ownMapId}, ${fromVersion}, ${reason}, ${by}, ${byId}, ${at})`.execute(db)
  await sql`
    update chains.chain c set map_id = ${ownMapId} from chains.edition e
    where e.document_id = c.document_id and e.city_code = ${cityCode} and c.map_id = ${mapId}`.execute(db)
}

/** The open draft that a city's own office began on the shared map goes on as one of its own map. */
export async function moveDraft(
  db: Db,
  cityCode: string,
  { mapId, ownMapId, fromVersion }: Pick<MapFork, 'mapId' | 'ownMapId' | 'fromVersion'>,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    update chains.map_draft set map_id = ${ownMapId}, base_version = 1,
      content = jsonb_set(content, '{id}', to_jsonb(${ownMapId}::text))
    where map_id = ${mapId} and city_code = ${cityCode} and base_version = ${fromVersion}
      and state in ('draft', 'review') returning id::text`.execute(db)
  const [moved] = rows
  if (!moved) return null
  await sql`
    insert into chains.map_reading (map_id, node_id, digest, note, read_by, read_by_id, read_at, draft_id)
    select ${ownMapId}, node_id, digest, note, read_by, read_by_id, read_at, draft_id from chains.map_reading
    where draft_id = ${moved.id}::bigint and map_id = ${mapId} on conflict do nothing`.execute(db)
  return moved.id
}
