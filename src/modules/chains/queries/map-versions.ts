import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Dataset } from '../../access/index.ts'
import type { ChainMap } from '../model.ts'
import type { Stamp } from './map-drafts.ts'

export type VersionRow = {
  id: bigint
  pack: string
  version: number
  loadedAt: Date
  supersededAt: Date | null
  content: ChainMap
  heldFrom: string | null
  publishedBy: string | null
  note: string | null
}

/** Every version of a map, newest first. */
export async function listVersions(db: Db, mapId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select d.id, d.pack, d.version, d.loaded_at, d.superseded_at, d.content, p.held_from, p.published_by, p.note
    from chains.pack_document d left join chains.map_publication p on p.document_id = d.id
    where d.kind = 'map' and d.key = ${mapId} order by d.version desc`.execute(db)
  return rows
}

export type CurrentMapRow = { id: bigint; pack: string; version: number; content: ChainMap; isHouse: boolean }

/** The maps that hold; `isHouse` where the version was published here. */
export async function listCurrentMaps(db: Db): Promise<CurrentMapRow[]> {
  const { rows } = await sql<CurrentMapRow>`
    select d.id, d.pack, d.version, d.content, p.document_id is not null as is_house
    from chains.pack_document d left join chains.map_publication p on p.document_id = d.id
    where d.kind = 'map' and d.superseded_at is null order by d.key`.execute(db)
  return rows
}

/** Keeps two publications of one map from passing each other, until the transaction ends. */
export async function lockMap(db: Db, mapId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`chains.map ${mapId}`}))`.execute(db)
}

/** What the versions published here are kept under, beside the packs' own names. */
const housePack = 'house'

/** Makes a version of a map that holds from now on; gives its number and document. */
export async function insertVersion(
  db: Db,
  map: ChainMap,
  publication: { digest: Buffer; draftId: bigint | null; heldFrom: string; note: string },
  { by, byId, at }: Stamp,
): Promise<{ version: number; documentId: bigint }> {
  await sql`
    update chains.pack_document set superseded_at = ${at}
    where kind = 'map' and key = ${map.id} and superseded_at is null`.execute(db)
  const { rows } = await sql<{ id: bigint; version: number }>`
    insert into chains.pack_document (pack, kind, key, version, city_code, file, digest, content, loaded_at)
    select ${housePack}, 'map', ${map.id}, coalesce(max(d.version), 0) + 1, null, ${`maps/${map.id}`},
      ${publication.digest}, ${JSON.stringify(map)}::jsonb, ${at}
    from chains.pack_document d where d.kind = 'map' and d.key = ${map.id}
    returning id, version`.execute(db)
  const { id, version } = rows[0]!
  await sql`
    insert into chains.map_publication (document_id, draft_id, held_from, published_by, published_by_id, note)
    values (${id}, ${publication.draftId}, ${publication.heldFrom}::date, ${by}, ${byId}, ${publication.note})`.execute(
    db,
  )
  return { version, documentId: id }
}

/** Gives the chains of that id a map where their catalogue entry names none. */
export async function bindChainToMap(db: Db, mapId: string): Promise<void> {
  await sql`update chains.chain set map_id = id where id = ${mapId} and map_id is null`.execute(db)
}

/** Cities whose catalogue in force draws a map. */
export async function listCitiesOfMap(db: Db, mapId: string): Promise<string[]> {
  const { rows } = await sql<{ cityCode: string }>`
    select distinct e.city_code from chains.chain c join chains.edition e on e.document_id = c.document_id
    join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
    where c.map_id = ${mapId} order by e.city_code`.execute(db)
  return rows.map(({ cityCode }) => cityCode)
}

/** Which city's catalogue in force draws which map. */
export async function listMapsOfCities(db: Db): Promise<{ mapId: string; cityCode: string }[]> {
  const { rows } = await sql<{ mapId: string; cityCode: string }>`
    select distinct c.map_id, e.city_code from chains.chain c join chains.edition e on e.document_id = c.document_id
    join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
    where c.map_id is not null order by c.map_id, e.city_code`.execute(db)
  return rows
}

export type ReadingRow = { nodeId: string; digest: string; note: string; readBy: string; readAt: Date }

/** The notes of second readers about the nodes of some maps, newest first. */
export async function listReadings(
  db: Db,
  mapIds: readonly string[],
): Promise<(ReadingRow & { mapId: string })[]> {
  const { rows } = await sql<ReadingRow & { mapId: string }>`
    select map_id, node_id, digest, note, read_by, read_at from chains.map_reading
    where map_id = any(${[...mapIds]}) order by read_at desc, id desc`.execute(db)
  return rows
}

/** Keeps what a second reader notes; the same note once. Gives how many are new. */
export async function insertReadings(
  db: Db,
  readings: readonly { node: string; digest: string }[],
  about: { mapId: string; draftId: bigint | null; note: string },
  { by, byId, at }: Stamp,
): Promise<number> {
  const { rows } = await sql`
    insert into chains.map_reading (map_id, node_id, digest, note, read_by, read_by_id, read_at, draft_id)
    select ${about.mapId}, r.node, r.digest, ${about.note}, ${by}, ${byId}, ${at}, ${about.draftId}
    from jsonb_to_recordset(${JSON.stringify(readings)}::jsonb) as r(node text, digest text)
    on conflict do nothing returning id`.execute(db)
  return rows.length
}

/** Notes whose hand the changed nodes of a version show. */
export async function insertAuthors(
  db: Db,
  mapId: string,
  nodes: readonly { node: string; digest: string }[],
  userIds: readonly bigint[],
): Promise<void> {
  if (nodes.length === 0 || userIds.length === 0) return
  await sql`
    insert into chains.map_node_author (map_id, node_id, digest, user_id)
    select ${mapId}, r.node, r.digest, u.id::bigint
    from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as r(node text, digest text)
    cross join unnest(${userIds.map(String)}::text[]) as u(id) on conflict do nothing`.execute(db)
}

/** Nodes, out of those given in the state given, that show somebody's own hand. */
export async function listOwnNodes(
  db: Db,
  mapId: string,
  nodes: readonly { node: string; digest: string }[],
  userId: bigint,
): Promise<string[]> {
  const { rows } = await sql<{ nodeId: string }>`
    select a.node_id from chains.map_node_author a
    join jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as r(node text, digest text)
      on r.node = a.node_id and r.digest = a.digest
    where a.map_id = ${mapId} and a.user_id = ${userId} order by a.node_id`.execute(db)
  return rows.map(({ nodeId }) => nodeId)
}

export type ConflictRow = {
  id: bigint
  pack: string
  mapId: string
  content: ChainMap | null
  foundAt: Date
}

/** What packs brought under maps that are kept here and nobody has settled. */
export async function listConflicts(db: Db): Promise<ConflictRow[]> {
  const { rows } = await sql<ConflictRow>`
    select id, pack, map_id, content, found_at from chains.map_conflict where state = 'open' order by id`.execute(
    db,
  )
  return rows
}

/** The newest text of a map that a pack itself brought, loaded or told as a conflict; null: it took the map away. */
export async function findPackText(
  db: Db,
  pack: string,
  mapId: string,
): Promise<{ content: ChainMap | null } | undefined> {
  const { rows } = await sql<{ content: ChainMap | null }>`
    select content from (
      select c.content, c.found_at as at, 1 as late from chains.map_conflict c
        where c.pack = ${pack} and c.map_id = ${mapId}
      union all
      select d.content, d.loaded_at, 0 from chains.pack_document d
        where d.kind = 'map' and d.pack = ${pack} and d.key = ${mapId}) all_texts
    order by at desc, late desc limit 1`.execute(db)
  return rows[0]
}

/** Keeps that a pack brought another text; an older one of the same pack that is open gives way. */
export async function insertConflict(
  db: Db,
  { pack, mapId, content }: Pick<ConflictRow, 'pack' | 'mapId' | 'content'>,
  at: Date,
): Promise<void> {
  await sql`
    update chains.map_conflict set state = 'kept', settled_at = ${at}, reason = 'superseded'
    where pack = ${pack} and map_id = ${mapId} and state = 'open'`.execute(db)
  await sql`
    insert into chains.map_conflict (pack, map_id, content, found_at)
    values (${pack}, ${mapId}, ${content === null ? null : JSON.stringify(content)}::jsonb, ${at})`.execute(
    db,
  )
}

export async function settleConflict(
  db: Db,
  id: bigint,
  { state, reason }: { state: 'kept' | 'merged'; reason: string },
  { by, at }: Stamp,
): Promise<void> {
  await sql`
    update chains.map_conflict set state = ${state}, settled_by = ${by}, settled_at = ${at}, reason = ${reason}
    where id = ${id} and state = 'open'`.execute(db)
}

/**
 * Firms with a product that could carry one of some words: their letters in that order, whatever stands between. A
 * coarse sieve; the words themselves are judged by `WordIndex`.
 */
export async function listFirmsNear(
  db: Db,
  { dataset, patterns }: { dataset: Dataset; patterns: readonly string[] },
): Promise<{ organisationId: bigint; cityCode: string | null; product: string }[]> {
  const { rows } = await sql<{ organisationId: bigint; cityCode: string | null; product: string }>`
    select p.organisation_id, o.city_code, p.name as product
    from registry.product p join registry.organisation o on o.id = p.organisation_id
    where o.dataset = ${dataset} and lower(normalize(p.name, nfkc)) like any(${[...patterns]})
    order by p.organisation_id, p.name`.execute(db)
  return rows
}

/** Codes of GB/T 4754 that the register holds. */
export async function listClassCodes(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select code from registry.industry_class`.execute(db)
  return new Set(rows.map(({ code }) => code))
}
