// The whole city in columns: what rules are run on.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type FirmsWanted = {
  readonly dataset: 'held' | 'demo'
  readonly cityCode?: string | undefined
  readonly organisationIds?: readonly string[] | undefined
  /** Firms unless told: parks have facts of their own. */
  readonly kind?: 'firm' | 'park' | undefined
}

/** The firms of a data set or city by id, ascending. */
export async function listFirmIds(db: Db, wanted: FirmsWanted): Promise<number[]> {
  const { rows } = await sql<{ packed: Buffer | null }>`
    select string_agg(int8send(o.id), ''::bytea order by o.id) as packed from registry.organisation o
    where o.dataset = ${wanted.dataset} and o.kind = ${wanted.kind ?? 'firm'}
      and (${wanted.cityCode ?? null}::text is null or o.city_code = ${wanted.cityCode ?? null})
      and (${wanted.organisationIds === undefined} or o.id = any(${(wanted.organisationIds ?? []).map(BigInt)}::bigint[]))`.execute(
    db,
  )
  const packed = rows[0]?.packed ?? Buffer.alloc(0)
  return Array.from({ length: packed.length / 8 }, (_, i) => Number(packed.readBigInt64BE(i * 8)))
}

export type Window = {
  readonly notAfter: string
  readonly notBefore: string | null
  readonly yearsBack: number
}

/** One name's numbers (flags as 0 or 1): pairs of firm and number, 16 bytes each, big-endian. */
export async function readPackedFigures(
  db: Db,
  dataset: string,
  name: string,
  window: Window,
): Promise<Buffer> {
  const { rows } = await sql<{ packed: Buffer | null }>`
    select packed from registry.packed_figures(${dataset}, ${name}, ${window.notAfter}::date,
      ${window.notBefore}::date, ${window.yearsBack}::int)`.execute(db)
  return rows[0]?.packed ?? Buffer.alloc(0)
}

/** One name's texts on a day. */
export async function readTextFigures(
  db: Db,
  dataset: string,
  name: string,
  window: Window,
): Promise<{ organisationId: bigint; text: string }[]> {
  const { rows } = await sql<{ organisationId: bigint; text: string }>`
    select distinct on (f.organisation_id) f.organisation_id, f.value_text as text
    from registry.figure f
    where f.dataset = ${dataset} and f.name = ${name} and f.counts and f.value_text is not null
      and coalesce(f.as_of, '0001-01-01') <= ${window.notAfter}::date
      and (${window.notBefore}::date is null or f.as_of is null or f.as_of >= ${window.notBefore}::date)
    order by f.organisation_id, coalesce(f.as_of, '0001-01-01') desc`.execute(db)
  return rows
}

/** Every counting yearly value under one name that had ended by a day. */
export async function listYearFigures(
  db: Db,
  dataset: string,
  name: string,
  notAfter: string,
): Promise<{ organisationId: bigint; year: number; valueNumber: bigint }[]> {
  const { rows } = await sql<{ organisationId: bigint; year: number; valueNumber: bigint }>`
    select f.organisation_id, extract(year from f.as_of)::int as year, f.value_number
    from registry.figure f
    where f.dataset = ${dataset} and f.name = ${name} and f.counts and f.value_number is not null
      and f.as_of is not null and f.as_of <= ${notAfter}::date
    order by f.organisation_id, f.as_of`.execute(db)
  return rows
}

export type FirmLine = {
  readonly id: bigint
  readonly name: string
  readonly districtCode: string | null
  readonly districtName: string | null
  readonly industryCode: string | null
  readonly sizeClass: 'large' | 'medium' | 'small' | 'micro' | null
}

/** What the register itself says of the firms that are wanted, by id. */
export async function listFirmLines(db: Db, wanted: FirmsWanted): Promise<FirmLine[]> {
  const { rows } = await sql<FirmLine>`
    select o.id, o.name, o.district_code, d.name as district_name, o.industry_code, s.class as size_class
    from registry.organisation o
    left join registry.division d on d.code = o.district_code
    left join registry.size_class s on s.organisation_id = o.id
    where o.dataset = ${wanted.dataset} and o.kind = ${wanted.kind ?? 'firm'}
      and (${wanted.cityCode ?? null}::text is null or o.city_code = ${wanted.cityCode ?? null})
      and (${wanted.organisationIds === undefined} or o.id = any(${(wanted.organisationIds ?? []).map(BigInt)}::bigint[]))
    order by o.id`.execute(db)
  return rows
}
