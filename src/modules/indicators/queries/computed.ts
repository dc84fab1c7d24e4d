import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { HeldComputed } from '../domain/new-values.ts'
import type { ComputedValue, ComputeScope } from '../model/computed.ts'

type ComputedRow = {
  id: bigint
  indicatorId: string
  definitionVersion: number
  dimensionKind: ComputedValue['dimension']['kind']
  dimensionId: string
  asOf: string
  confirmedOn: string
  value: string | null
  coverageRatio: number | null
  inputs: ComputedValue['inputs']
  openPath: string
  unknownBecause: ComputedValue['unknownBecause']
  computedAt: Date
}
export type StoredComputed = HeldComputed & { readonly computedAt: Date }

const fromRow = (row: ComputedRow): StoredComputed => ({
  id: row.id,
  indicator: row.indicatorId,
  definitionVersion: row.definitionVersion,
  dimension: { kind: row.dimensionKind, id: row.dimensionId },
  asOf: row.asOf,
  confirmedOn: row.confirmedOn,
  value: row.value,
  coverageRatio: row.coverageRatio,
  inputs: row.inputs,
  openPath: row.openPath,
  unknownBecause: row.unknownBecause,
  computedAt: row.computedAt,
})

/** One run at a time for a city and data set: two would write the same news twice. */
export async function lockComputing(db: Db, { cityCode, dataset }: Omit<ComputeScope, 'onDate'>) {
  const key = `indicators.computed_value ${dataset} ${cityCode}`
  await sql`select pg_advisory_xact_lock(hashtext(${key}))`.execute(db)
}

/** The computed values of a city that the reader may see; youngest day first, the last written first within a day. */
export async function listComputed(
  db: Db,
  scope: Omit<ComputeScope, 'onDate'> & { indicator?: string; dimensionKinds?: readonly string[] },
): Promise<StoredComputed[]> {
  const { cityCode, dataset, indicator, dimensionKinds } = scope
  const { rows } = await sql<ComputedRow>`select * from indicators.computed_value
    where dataset = ${dataset} and city_code = ${cityCode}
      and (${indicator ?? null}::text is null or indicator_id = ${indicator ?? null})
      and (${dimensionKinds === undefined} or dimension_kind = any(${[...(dimensionKinds ?? [])]}))
    order by indicator_id, dimension_kind, dimension_id, as_of desc, id desc`.execute(db)
  return rows.map(fromRow)
}

/** Writes values that are news. */
export async function insertComputed(
  db: Db,
  { cityCode, dataset }: Omit<ComputeScope, 'onDate'>,
  values: readonly ComputedValue[],
  now: Date,
): Promise<void> {
  if (values.length === 0) return
  await sql`insert into indicators.computed_value (dataset, city_code, indicator_id, definition_version,
      dimension_kind, dimension_id, as_of, confirmed_on, value, coverage_ratio, inputs, open_path, unknown_because,
      computed_at)
    select ${dataset}, ${cityCode}, v.indicator, v."definitionVersion", v.dimension ->> 'kind', v.dimension ->> 'id',
      v."asOf", v."asOf", v.value, v."coverageRatio", v.inputs, v."openPath",
      nullif(v."unknownBecause", 'null'::jsonb), ${now}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(indicator text, "definitionVersion" integer,
      dimension jsonb, "asOf" date, value numeric, "coverageRatio" double precision, inputs jsonb, "openPath" text,
      "unknownBecause" jsonb)`.execute(db)
}

/** Notes that held values came out again on a later day. */
export async function confirmComputed(
  db: Db,
  confirmed: readonly { readonly id: bigint; readonly confirmedOn: string }[],
): Promise<void> {
  if (confirmed.length === 0) return
  const rows = JSON.stringify(confirmed.map(({ id, confirmedOn }) => ({ id: String(id), on: confirmedOn })))
  await sql`update indicators.computed_value c set confirmed_on = v."on"
    from jsonb_to_recordset(${rows}::jsonb) as v(id bigint, "on" date) where c.id = v.id`.execute(db)
}

/** Runs work behind a savepoint: what fails in it is undone and leaves the transaction usable. */
export async function behindSavepoint<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await sql`savepoint indicator_source`.execute(db)
  try {
    const result = await work()
    await sql`release savepoint indicator_source`.execute(db)
    return result
  } catch (error) {
    await sql`rollback to savepoint indicator_source`.execute(db)
    throw error
  }
}

/** Whether the city defines anything. */
export async function listDefiningCities(db: Db): Promise<string[]> {
  const { rows } = await sql<{ cityCode: string }>`
    select distinct d.city_code from indicators.definition d
    join indicators.pack_document p on p.id = d.document_id
    where p.superseded_at is null and d.city_code is not null order by 1`.execute(db)
  return rows.map(({ cityCode }) => cityCode)
}
