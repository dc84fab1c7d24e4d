import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { OrganisationRow, RegistryTables } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

/** Imports into one data set stand in line, so that two files cannot open the same firm twice. Held until commit. */
export async function lockDataset(db: Db, dataset: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('registry.import'), hashtext(${dataset}))`.execute(db)
}

export type HeldIdentifier = { kind: 'credit_code' | 'stock_code'; value: string; organisationId: bigint }

/** The held identifiers among some values, and all identifiers of the organisations they belong to. */
export function listIdentifiers(
  db: Db,
  dataset: string,
  values: readonly string[],
): Promise<HeldIdentifier[]> {
  return registry(db)
    .selectFrom('registry.identifier')
    .select(['kind', 'value', 'organisationId'])
    .where('dataset', '=', dataset)
    .where('value', '=', sql<string>`any(${[...values]}::text[])`)
    .execute()
}

/** Credit codes of some organisations. */
export function listCreditCodes(db: Db, ids: readonly bigint[]): Promise<HeldIdentifier[]> {
  return registry(db)
    .selectFrom('registry.identifier')
    .select(['kind', 'value', 'organisationId'])
    .where('kind', '=', 'credit_code')
    .where('organisationId', '=', sql<bigint>`any(${[...ids]}::bigint[])`)
    .execute()
}

/** Organisations that bear, or bore, one of some normalised names. */
export async function listByName(
  db: Db,
  dataset: string,
  names: readonly string[],
): Promise<{ id: bigint; nameNormalised: string }[]> {
  const { rows } = await sql<{ id: bigint; nameNormalised: string }>`
    select id, name_normalised from registry.organisation
    where dataset = ${dataset} and name_normalised = any(${[...names]}::text[])
    union
    select o.id, f.name_normalised from registry.former_name f join registry.organisation o on o.id = f.organisation_id
    where o.dataset = ${dataset} and f.name_normalised = any(${[...names]}::text[])`.execute(db)
  return rows
}

/** What an organisation starts with; what the database or the import stamps on it is left out. */
export type NewOrganisation = Omit<
  OrganisationRow,
  'id' | 'dataset' | 'groupId' | 'createdImportId' | 'createdAt' | 'updatedAt'
> & { dataset: string; groupId: string | null }

/** Opens organisations and gives their ids in the order of the input. */
export async function insertOrganisations(
  db: Db,
  organisations: readonly NewOrganisation[],
  stamp: { importId: bigint | null; at: Date },
): Promise<bigint[]> {
  if (organisations.length === 0) return []
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.organisation (dataset, name, name_normalised, name_pinyin, name_initials, kind, province_code,
      city_code, district_code, address, industry, industry_code, lng, lat, position_precision, position_source,
      group_id, created_import_id, created_at, updated_at)
    select r.dataset, r."name", r."nameNormalised", r."namePinyin", r."nameInitials", r."kind", r."provinceCode",
      r."cityCode", r."districtCode", r."address", r."industry", r."industryCode", r."lng", r."lat",
      r."positionPrecision", r."positionSource", r."groupId", ${stamp.importId}, ${stamp.at}, ${stamp.at}
    from rows from (jsonb_to_recordset(${JSON.stringify(organisations)}::jsonb) as (dataset text, "name" text,
      "nameNormalised" text, "namePinyin" text, "nameInitials" text, "kind" text, "provinceCode" text,
      "cityCode" text, "districtCode" text, "address" text, "industry" text, "industryCode" text, "lng" float8,
      "lat" float8, "positionPrecision" text, "positionSource" text, "groupId" bigint)) with ordinality as r
    order by r.ordinality
    returning id`.execute(db)
  return rows.map((row) => row.id)
}

export type OrganisationFill = {
  id: string
  provinceCode: string | null
  cityCode: string | null
  districtCode: string | null
  address: string | null
  industry: string | null
  industryCode: string | null
  lng: number | null
  lat: number | null
  positionPrecision: string | null
  positionSource: string | null
  groupId: string | null
}

/**
 * Fills what an organisation lacks; what stands is not overwritten, except that a given coordinate replaces a centre.
 * Gives the ids that changed.
 */
export async function fillOrganisations(
  db: Db,
  fills: readonly OrganisationFill[],
  at: Date,
): Promise<Set<string>> {
  if (fills.length === 0) return new Set()
  const { rows } = await sql<{ id: bigint }>`
    update registry.organisation o set
      province_code = coalesce(o.province_code, r."provinceCode"), city_code = coalesce(o.city_code, r."cityCode"),
      district_code = coalesce(o.district_code, r."districtCode"), address = coalesce(o.address, r."address"),
      industry = coalesce(o.industry, r."industry"), industry_code = coalesce(o.industry_code, r."industryCode"),
      group_id = coalesce(o.group_id, r."groupId"),
      lng = case when b.better then r."lng" else o.lng end, lat = case when b.better then r."lat" else o.lat end,
      position_precision = case when b.better then r."positionPrecision" else o.position_precision end,
      position_source = case when b.better then r."positionSource" else o.position_source end, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(fills)}::jsonb) as r(id bigint, "provinceCode" text, "cityCode" text,
      "districtCode" text, "address" text, "industry" text, "industryCode" text, "lng" float8, "lat" float8,
      "positionPrecision" text, "positionSource" text, "groupId" bigint),
      lateral (select r."lng" is not null and coalesce(array_position(${precisions}::text[], r."positionPrecision"), 0) >
        coalesce((select array_position(${precisions}::text[], h.position_precision) from registry.organisation h
          where h.id = r.id), 0) as better) b
    where o.id = r.id and (b.better
      or (o.province_code is null and r."provinceCode" is not null) or (o.city_code is null and r."cityCode" is not null)
      or (o.district_code is null and r."districtCode" is not null) or (o.address is null and r."address" is not null)
      or (o.industry is null and r."industry" is not null) or (o.group_id is null and r."groupId" is not null)
      or (o.industry_code is null and r."industryCode" is not null))
    returning o.id`.execute(db)
  return new Set(rows.map((row) => String(row.id)))
}

// From the coarsest to the most exact; a better one replaces a coarser one.
const precisions = ['province', 'city_from_name', 'city', 'district', 'given']

export async function insertIdentifiers(
  db: Db,
  identifiers: readonly { dataset: string; kind: string; value: string; organisationId: string }[],
  stamp: { source: string; importId: bigint | null },
): Promise<void> {
  if (identifiers.length === 0) return
  await sql`
    insert into registry.identifier (dataset, kind, value, organisation_id, source, import_id)
    select r.dataset, r.kind, r.value, r."organisationId", ${stamp.source}, ${stamp.importId}
    from jsonb_to_recordset(${JSON.stringify(identifiers)}::jsonb)
      as r(dataset text, kind text, value text, "organisationId" bigint)`.execute(db)
}

export type FactKey = { organisationId: string; field: string; valueDigest: string }

/** The facts and products that some organisations have, as keys: product names stand under the field `product`. */
export async function listFactKeys(db: Db, ids: readonly bigint[]): Promise<FactKey[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ organisationId: bigint; field: string; valueDigest: string }>`
    select organisation_id, field, md5(value) as value_digest from registry.fact
    where organisation_id = any(${[...ids]}::bigint[]) and as_of is null
    union all
    select organisation_id, 'product', md5(name) from registry.product
    where organisation_id = any(${[...ids]}::bigint[])`.execute(db)
  return rows.map((row) => ({ ...row, organisationId: String(row.organisationId) }))
}

export async function insertFacts(
  db: Db,
  facts: readonly { organisationId: string; field: string; value: string; unit: string | null }[],
  stamp: { source: string; importId: bigint | null },
): Promise<void> {
  if (facts.length === 0) return
  await sql`
    insert into registry.fact (organisation_id, field, value, unit, source, import_id)
    select r."organisationId", r.field, r.value, r.unit, ${stamp.source}, ${stamp.importId}
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
      as r("organisationId" bigint, field text, value text, unit text)
    on conflict do nothing`.execute(db)
}

export async function insertProducts(
  db: Db,
  products: readonly { organisationId: string; name: string }[],
  stamp: { source: string; importId: bigint | null },
): Promise<void> {
  if (products.length === 0) return
  await sql`
    insert into registry.product (organisation_id, name, source, import_id)
    select r."organisationId", r.name, ${stamp.source}, ${stamp.importId}
    from jsonb_to_recordset(${JSON.stringify(products)}::jsonb) as r("organisationId" bigint, name text)
    on conflict do nothing`.execute(db)
}

/** The ids of owner groups by name, opening those not yet held. */
export async function ensureGroups(
  db: Db,
  dataset: string,
  names: readonly string[],
  source: string,
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  await sql`
    insert into registry.owner_group (dataset, name, source)
    select ${dataset}, n, ${source} from unnest(${[...names]}::text[]) n on conflict do nothing`.execute(db)
  const rows = await registry(db)
    .selectFrom('registry.ownerGroup')
    .select(['id', 'name'])
    .where('dataset', '=', dataset)
    .where('name', '=', sql<string>`any(${[...names]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.name, String(row.id)]))
}
