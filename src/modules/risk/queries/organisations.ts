import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** Names of organisations by id. */
export async function listOrganisationNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id::text as id, name from registry.organisation where id = any(${[...ids]}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type FirmPlaceRow = {
  id: string
  name: string
  cityCode: string | null
  provinceCode: string | null
  districtCode: string | null
  lng: number | null
  lat: number | null
  positionPrecision: string | null
}

/** Where some organisations stand. */
export async function listFirmPlaces(db: Db, ids: readonly string[]): Promise<FirmPlaceRow[]> {
  const { rows } = await sql<FirmPlaceRow>`
    select id::text as id, name, city_code, province_code, district_code, lng, lat, position_precision
    from registry.organisation where id = any(${[...ids]}::bigint[])`.execute(db)
  return rows
}

/** Firms of a city whose place is given or known to the district: those that a drawn area can be asked about. */
export async function listDrawablePlaces(
  db: Db,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<{ id: string; name: string; lng: number; lat: number }[]> {
  const { rows } = await sql<{ id: string; name: string; lng: number; lat: number }>`
    select id::text as id, name, lng, lat from registry.organisation
    where dataset = ${dataset} and city_code = ${city} and lng is not null and lat is not null
      and position_precision in ('given', 'district') order by id limit 3000`.execute(db)
  return rows
}

export type NodeFirmRow = {
  id: string
  name: string
  nodeId: string
  evidence: 'confirmed' | 'stated' | 'words'
  cityCode: string | null
  lng: number | null
  lat: number | null
  positionPrecision: string | null
}

/** All who stand at some nodes, by whatever evidence. */
export async function listNodeFirms(
  db: Db,
  dataset: 'held' | 'demo',
  nodeIds: readonly string[],
): Promise<NodeFirmRow[]> {
  const { rows } = await sql<NodeFirmRow>`
    select o.id::text as id, o.name, p.node_id, p.evidence, o.city_code, o.lng, o.lat, o.position_precision
    from chains.placed_organisation p join registry.organisation o on o.id = p.organisation_id and o.dataset = p.dataset
    where p.dataset = ${dataset} and p.node_id = any(${[...nodeIds]}::text[])
    order by o.id`.execute(db)
  return rows
}

/** Names of nodes of the maps that hold now. */
export async function listNodeNames(db: Db): Promise<Map<string, { zh: string; en: string }>> {
  const { rows } = await sql<{ nodeId: string; nameZh: string; nameEn: string }>`
    select distinct on (node_id) node_id, name_zh, name_en from chains.current_node order by node_id, map_id`.execute(
    db,
  )
  return new Map(rows.map(({ nodeId, nameZh, nameEn }) => [nodeId, { zh: nameZh, en: nameEn }]))
}

/** The firms recorded as leading a chain (链主). */
export async function listLeadingFirms(
  db: Db,
  dataset: 'held' | 'demo',
): Promise<{ id: string; chainId: string }[]> {
  const { rows } = await sql<{ id: string; chainId: string }>`
    select organisation_id::text as id, chain_id from chains.firm_role
    where dataset = ${dataset} and role = 'master' and removed_at is null`.execute(db)
  return rows
}
