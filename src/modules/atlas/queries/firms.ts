import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

type Precision = 'given' | 'district' | 'city' | 'city_from_name' | 'province'

export type NodeFirmRow = {
  id: bigint
  name: string
  cityCode: string | null
  lng: number | null
  lat: number | null
  positionPrecision: Precision | null
  nodeId: string
  evidence: 'stated' | 'words' | 'confirmed'
}

/** Who stands at some nodes, in any city, a row a node. */
export async function listFirmsAtNodes(
  db: Db,
  dataset: 'held' | 'demo',
  nodeIds: readonly string[],
): Promise<NodeFirmRow[]> {
  const { rows } = await sql<NodeFirmRow>`
    select o.id, o.name, o.city_code, o.lng, o.lat, o.position_precision, p.node_id, p.evidence
    from chains.placed_organisation p join registry.organisation o on o.id = p.organisation_id and o.dataset = p.dataset
    where p.dataset = ${dataset} and p.node_id = any(${[...nodeIds]}::text[]) order by o.id`.execute(db)
  return rows
}

export type FirmPointRow = Omit<NodeFirmRow, 'nodeId' | 'evidence'> & {
  provinceCode: string | null
  districtCode: string | null
}

/** Firms of a city, or those at some nodes wherever they stand; each once, ordered by id. */
export async function listFirmPoints(
  db: Db,
  q: { dataset: 'held' | 'demo'; city: string; nodeIds: readonly string[] | null },
): Promise<FirmPointRow[]> {
  const which =
    q.nodeIds === null
      ? sql`o.city_code = ${q.city} and o.kind = 'firm'`
      : sql`exists (select from chains.placed_organisation p where p.organisation_id = o.id and p.dataset = o.dataset
          and p.node_id = any(${[...q.nodeIds]}::text[]))`
  const { rows } = await sql<FirmPointRow>`
    select o.id, o.name, o.city_code, o.province_code, o.district_code, o.lng, o.lat, o.position_precision
    from registry.organisation o where o.dataset = ${q.dataset} and ${which} order by o.id`.execute(db)
  return rows
}

export type SchoolRow = {
  id: bigint
  name: string
  kind: 'college' | 'institute'
  lng: number | null
  lat: number | null
  positionPrecision: Precision | null
  districtName: string | null
}

/** Colleges and institutes of a city. */
export async function listSchools(
  db: Db,
  { dataset, city }: { dataset: 'held' | 'demo'; city: string },
): Promise<SchoolRow[]> {
  const { rows } = await sql<SchoolRow>`
    select o.id, o.name, o.kind, o.lng, o.lat, o.position_precision, d.name as district_name
    from registry.organisation o left join registry.division d on d.code = o.district_code
    where o.dataset = ${dataset} and o.city_code = ${city} and o.kind in ('college', 'institute')
    order by o.name collate "zh-x-icu", o.id`.execute(db)
  return rows
}

/** Where some organisations stand. */
export async function listPlaces(
  db: Db,
  ids: readonly string[],
): Promise<{ id: bigint; lng: number | null; lat: number | null; positionPrecision: Precision | null }[]> {
  const { rows } = await sql<{
    id: bigint
    lng: number | null
    lat: number | null
    positionPrecision: Precision | null
  }>`select id, lng, lat, position_precision from registry.organisation where id = any(${[...ids]}::bigint[])`.execute(
    db,
  )
  return rows
}
