import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PolicyTables } from '../tables.ts'

const policy = (db: Db) => db.withTables<PolicyTables>()
type Dataset = 'held' | 'demo'

export type CityFirm = {
  readonly id: bigint
  readonly name: string
  readonly districtCode: string | null
  readonly districtName: string | null
  readonly industryCode: string | null
}

/** The firms that stand in a city, by id. */
export async function listCityFirms(db: Db, dataset: Dataset, cityCode: string): Promise<CityFirm[]> {
  const { rows } = await sql<CityFirm>`
    select o.id, o.name, o.district_code, d.name as district_name, o.industry_code
    from registry.organisation o left join registry.division d on d.code = o.district_code
    where o.dataset = ${dataset} and o.city_code = ${cityCode} and o.kind = 'firm'
    order by o.id`.execute(db)
  return rows
}

export type FigureKind = {
  readonly name: string
  readonly type: 'money' | 'rate' | 'count' | 'quantity' | 'date' | 'bool' | 'text'
  readonly yearBeforeOf: string | null
  readonly speaksForMonths: number | null
  readonly isConfidential: boolean
}

/** The kinds of figures of those names that the register keeps. */
export async function listFigureKinds(db: Db, names: readonly string[]): Promise<FigureKind[]> {
  const { rows } = await sql<FigureKind>`
    select name, type, year_before_of, speaks_for_months, is_confidential from registry.figure_kind
    where name = any (${[...names]}::text[])`.execute(db)
  return rows
}

type Window = {
  readonly dataset: Dataset
  readonly name: string
  readonly notAfter: string
  readonly notBefore: string | null
}

/** One figure of all firms of a data set, packed: per value 16 bytes big-endian, firm int8, number int8. */
export async function readPackedFigures(
  db: Db,
  { dataset, name, notAfter, notBefore }: Window,
  yearsBack: 0 | 1,
): Promise<Buffer> {
  const { rows } = await sql<{ packed: Buffer | null }>`
    select packed from registry.packed_figures(${dataset}, ${name}, ${notAfter}::date, ${notBefore}::date, ${yearsBack}::integer)`.execute(
    db,
  )
  return rows[0]?.packed ?? Buffer.alloc(0)
}

/** The latest counting text of each firm under one name. */
export async function listFigureTexts(
  db: Db,
  { dataset, name, notAfter, notBefore }: Window,
): Promise<{ organisationId: bigint; valueText: string }[]> {
  const { rows } = await sql<{ organisationId: bigint; valueText: string }>`
    select distinct on (organisation_id) organisation_id, value_text from registry.figure
    where dataset = ${dataset} and name = ${name} and counts and value_text is not null
      and coalesce(as_of, '0001-01-01') <= ${notAfter}::date
      and (${notBefore}::date is null or as_of is null or as_of >= ${notBefore}::date)
    order by organisation_id, coalesce(as_of, '0001-01-01') desc`.execute(db)
  return rows
}

/** Every counting yearly value under one name. */
export async function listFigureYears(
  db: Db,
  { dataset, name, notAfter }: Window,
): Promise<{ organisationId: bigint; year: number; valueNumber: bigint }[]> {
  const { rows } = await sql<{ organisationId: bigint; year: number; valueNumber: bigint }>`
    select organisation_id, extract(year from as_of)::int as year, value_number from registry.figure
    where dataset = ${dataset} and name = ${name} and counts and value_number is not null
      and as_of is not null and as_of <= ${notAfter}::date
    order by organisation_id, as_of`.execute(db)
  return rows
}

export type HeldTitle = {
  readonly organisationId: bigint
  readonly name: string
  readonly also: readonly string[]
  readonly grantedOn: string | null
  readonly endsOn: string | null
}

/** Every title of the firms of a data set; `endsOn` is its last day, by expiry or because it was taken away. */
export async function listTitlesOfCity(db: Db, dataset: Dataset): Promise<HeldTitle[]> {
  const { rows } = await sql<HeldTitle>`
    select t.organisation_id, coalesce(k.name_zh, t.name_as_written) as name,
      coalesce(k.also, '{}') || t.name_as_written as also, t.granted_on,
      least(t.expires_on, (t.withdrawn_on - 1)) as ends_on
    from registry.title t left join registry.title_kind k on k.code = t.kind_code
    where t.dataset = ${dataset} and t.removed_at is null
    order by t.organisation_id, t.id`.execute(db)
  return rows
}

/** In which transaction the facts of a data set last changed. */
export async function findFactsRevision(db: Db, dataset: Dataset): Promise<bigint> {
  const { changedIn } = await policy(db)
    .selectFrom('policy.factsRevision')
    .select('changedIn')
    .where('dataset', '=', dataset)
    .executeTakeFirstOrThrow()
  return changedIn
}

export type CityValue = {
  readonly name: string
  readonly value: string | null
  readonly validFrom: string
  readonly source: string
  readonly enteredBy: string
}

/** The value of each name that holds in an area on a day: the newest that has begun. */
export async function listCityValues(
  db: Db,
  { dataset, areaCode, on }: { dataset: Dataset; areaCode: string; on: string },
): Promise<CityValue[]> {
  const { rows } = await sql<CityValue>`
    select distinct on (name) name, value, valid_from, source, entered_by from policy.city_value
    where dataset = ${dataset} and area_code = ${areaCode} and valid_from <= ${on}::date
    order by name, valid_from desc, id desc`.execute(db)
  return rows
}

export async function insertCityValue(
  db: Db,
  value: Omit<PolicyTables['policy.cityValue'], 'id'>,
): Promise<void> {
  await policy(db).insertInto('policy.cityValue').values(value).execute()
}

/** Every kind of figure that the register keeps. */
export async function listAllFigureKinds(
  db: Db,
): Promise<
  { name: string; type: FigureKind['type']; unit: string | null; labelZh: string; supplier: string | null }[]
> {
  const { rows } = await sql<{
    name: string
    type: FigureKind['type']
    unit: string | null
    labelZh: string
    supplier: string | null
  }>`select name, type, unit, label_zh, supplier from registry.figure_kind order by name`.execute(db)
  return rows
}

/** The names of all kinds of title. */
export async function listTitleNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name_zh as name from registry.title_kind order by family, step nulls last, name_zh`.execute(db)
  return rows.map(({ name }) => name)
}
