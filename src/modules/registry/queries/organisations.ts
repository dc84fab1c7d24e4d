import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Organisation, OrganisationItem, OrganisationQuery } from '../model.ts'
import type { RegistryTables } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

/** Where a page ends: the sort value and the id of its last row. */
export type Cursor = { readonly value: string; readonly id: string }

type Filter = Omit<OrganisationQuery, 'cursor' | 'limit' | 'sort'> & {
  readonly nameNormalised: string | null
}
type Filtered<O> = SelectQueryBuilder<RegistryTables, 'registry.organisation', O>

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&')

// A text with Chinese characters can only be part of a name; one without may also be pinyin, initials or a code.
function matchesText(text: string, normalised: string, dataset: string) {
  const like = `%${escaped(normalised)}%`
  const prefix = `${escaped(text.toLowerCase().replaceAll(/\s/g, ''))}%`
  return (eb: ExpressionBuilder<RegistryTables, 'registry.organisation'>) => {
    const isPartOfName = eb('nameNormalised', 'like', like)
    if (/\p{Script=Han}/u.test(text)) return isPartOfName
    const coded = eb
      .selectFrom('registry.identifier')
      .select('organisationId')
      .where('registry.identifier.dataset', '=', dataset)
      .where('value', 'like', prefix.toUpperCase())
    return eb.or([
      isPartOfName,
      eb('namePinyin', 'like', prefix),
      eb('nameInitials', 'like', prefix),
      eb('registry.organisation.id', 'in', coded),
    ])
  }
}

function filtered<O>(query: Filtered<O>, filter: Filter): Filtered<O> {
  let rows = query.where('registry.organisation.dataset', '=', filter.dataset)
  if (filter.city) rows = rows.where('cityCode', '=', filter.city)
  if (filter.kind) rows = rows.where('kind', '=', filter.kind)
  if (filter.industry) rows = rows.where('industry', 'like', `%${escaped(filter.industry)}%`)
  if (filter.precision === 'unknown') rows = rows.where('positionPrecision', 'is', null)
  else if (filter.precision) rows = rows.where('positionPrecision', '=', filter.precision)
  if (filter.q && filter.nameNormalised !== null)
    rows = rows.where(matchesText(filter.q, filter.nameNormalised, filter.dataset))
  return rows
}

// Names are ordered as a Chinese reader expects, by pinyin.
const nameSort = sql<string>`name collate "zh-x-icu"`

/** One page of organisations, and how many there are in all under the filter. */
export async function listOrganisations(
  db: Db,
  filter: Filter,
  page: Page,
): Promise<{ items: OrganisationItem[]; total: number; last: Cursor | null }> {
  const isSifted = filter.q !== undefined || filter.industry !== undefined || filter.precision !== undefined
  const { ids, total } = isSifted ? await siftOnce(db, filter, page) : await walkIndex(db, filter, page)
  const items = await describeOrganisations(db, ids)
  const last = ids.length === page.limit ? items.at(-1) : undefined
  const value = last && (page.sort.endsWith('name') ? last.name : last.updatedAt)
  return { items, total, last: last ? { value: value!, id: last.id } : null }
}

type Page = { sort: OrganisationQuery['sort']; after: Cursor | null; limit: number }
type Sifted = { ids: bigint[]; total: number }

/** How a page is ordered, and what stands after its cursor. */
function orderOf({ sort, after }: Page) {
  const isByName = sort.endsWith('name')
  const direction = sort.startsWith('-') ? ('desc' as const) : ('asc' as const)
  const key = isByName ? nameSort : sql<string>`updated_at`
  const comparison = direction === 'desc' ? sql`<` : sql`>`
  const value = isByName ? sql`${after?.value} collate "zh-x-icu"` : sql`${after?.value}::timestamptz`
  const isAfter = after
    ? sql<boolean>`(${key}, id) ${comparison} (${value}, ${after.id}::bigint)`
    : sql<boolean>`true`
  return { key, direction, isAfter }
}

/** Without a narrow filter the page is read off the sorted index and all rows are counted. */
async function walkIndex(db: Db, filter: Filter, page: Page): Promise<Sifted> {
  const { key, direction, isAfter } = orderOf(page)
  const rows = await filtered(
    registry(db).selectFrom('registry.organisation').select('registry.organisation.id'),
    filter,
  )
    .where(isAfter)
    .orderBy(key, direction)
    .orderBy('id', direction)
    .limit(page.limit)
    .execute()
  return { ids: rows.map(({ id }) => id), total: await countOrganisations(db, filter) }
}

/** With a narrow filter the rows are sifted once, for the count and for the page. */
async function siftOnce(db: Db, filter: Filter, page: Page): Promise<Sifted> {
  const { key, direction, isAfter } = orderOf(page)
  const sifted = filtered(
    registry(db)
      .selectFrom('registry.organisation')
      .select(['registry.organisation.id', 'registry.organisation.name', 'registry.organisation.updatedAt']),
    filter,
  )
  const rows = await registry(db)
    .with(
      (cte) => cte('sifted').materialized(),
      () => sifted,
    )
    .selectFrom('sifted')
    .select(['id', sql<bigint>`(select count(*) from sifted)`.as('total')])
    .where(isAfter)
    .orderBy(key, direction)
    .orderBy('id', direction)
    .limit(page.limit)
    .execute()
  const total = rows[0] ? Number(rows[0].total) : page.after ? await countOrganisations(db, filter) : 0
  return { ids: rows.map(({ id }) => id), total }
}

async function countOrganisations(db: Db, filter: Filter): Promise<number> {
  const counted = registry(db)
    .selectFrom('registry.organisation')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
  const { count } = await filtered(counted, filter).executeTakeFirstOrThrow()
  return Number(count)
}

type DescribedRow = Omit<OrganisationItem, 'id' | 'updatedAt' | 'products'> & {
  id: bigint
  updatedAt: Date
  products: string[] | null
}

/** What a list shows of some organisations, in the order of the ids. */
async function describeOrganisations(db: Db, ids: readonly bigint[]): Promise<OrganisationItem[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<DescribedRow>`
    select o.id, o.name, o.kind, o.city_code, city.name as city_name, district.name as district_name, o.industry,
      o.industry_code, o.position_precision, o.updated_at,
      (select min(value) from registry.identifier i where i.organisation_id = o.id and i.kind = 'credit_code') as credit_code,
      (select min(value) from registry.identifier i where i.organisation_id = o.id and i.kind = 'stock_code') as stock_code,
      (select array_agg(p.name order by p.name) from (
        select name from registry.product where organisation_id = o.id order by name limit 20) p) as products
    from unnest(${[...ids]}::bigint[]) with ordinality as wanted (id, place)
    join registry.organisation o on o.id = wanted.id
    left join registry.division city on city.code = o.city_code
    left join registry.division district on district.code = o.district_code
    order by wanted.place`.execute(db)
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    updatedAt: row.updatedAt.toISOString(),
    products: row.products ?? [],
  }))
}

/** Everything public that is held of one organisation. */
export async function findOrganisation(db: Db, id: string): Promise<Organisation | undefined> {
  const key = BigInt(id)
  const [item] = await describeOrganisations(db, [key])
  if (!item) return undefined
  const row = await registry(db)
    .selectFrom('registry.organisation as o')
    .leftJoin('registry.industryClass as c', 'c.code', 'o.industryCode')
    .leftJoin('registry.ownerGroup as g', 'g.id', 'o.groupId')
    .select(['o.dataset', 'o.address', 'c.name as industryName', 'o.lng', 'o.lat', 'o.positionSource'])
    .select(['g.name as groupName', 'g.source as groupSource'])
    .where('o.id', '=', key)
    .executeTakeFirstOrThrow()
  const formerNames = await registry(db)
    .selectFrom('registry.formerName')
    .select('name')
    .where('organisationId', '=', key)
    .orderBy('name')
    .execute()
  const hasPosition = row.lng !== null && row.lat !== null && item.positionPrecision !== null
  return {
    ...item,
    dataset: row.dataset,
    address: row.address,
    industryName: row.industryName,
    formerNames: formerNames.map(({ name }) => name),
    identifiers: await listIdentifiersOf(db, key),
    position: hasPosition
      ? { lng: row.lng!, lat: row.lat!, precision: item.positionPrecision!, source: row.positionSource }
      : null,
    group: row.groupName !== null ? { name: row.groupName, source: row.groupSource! } : null,
    ...(await listFactsOf(db, key)),
  }
}

function listIdentifiersOf(db: Db, id: bigint): Promise<Organisation['identifiers']> {
  return registry(db)
    .selectFrom('registry.identifier')
    .select(['kind', 'value', 'source'])
    .where('organisationId', '=', id)
    .orderBy('kind')
    .orderBy('value')
    .execute()
}

async function listFactsOf(db: Db, id: bigint): Promise<Pick<Organisation, 'facts' | 'productFacts'>> {
  const facts = await registry(db)
    .selectFrom('registry.fact')
    .select(['field', 'value', 'unit', 'asOf', 'source', 'importId'])
    .where('organisationId', '=', id)
    .orderBy('field')
    .orderBy('id')
    .execute()
  const productFacts = await registry(db)
    .selectFrom('registry.product')
    .select(['name', 'source'])
    .where('organisationId', '=', id)
    .orderBy('name')
    .execute()
  return {
    facts: facts.map((fact) => ({
      ...fact,
      importId: fact.importId === null ? null : String(fact.importId),
    })),
    productFacts,
  }
}

export async function findOrganisationName(db: Db, id: string): Promise<string | undefined> {
  const row = await registry(db)
    .selectFrom('registry.organisation')
    .select('name')
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
  return row?.name
}

/** How much each data set holds. */
export async function countDatasets(
  db: Db,
): Promise<{ dataset: 'held' | 'demo'; organisations: number; asOf: string | null }[]> {
  const rows = await registry(db)
    .selectFrom('registry.organisation')
    .select(
      (eb) => ['dataset', eb.fn.countAll<bigint>().as('count'), eb.fn.max('updatedAt').as('asOf')] as const,
    )
    .groupBy('dataset')
    .execute()
  return rows.map((row) => ({
    dataset: row.dataset,
    organisations: Number(row.count),
    asOf: row.asOf ? row.asOf.toISOString().slice(0, 10) : null,
  }))
}

/** Cities by code, for choosing one, in the order of the codes given. */
export async function listCities(
  db: Db,
  codes: readonly string[],
): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select d.code, d.name from unnest(${[...codes]}::text[]) with ordinality as wanted (code, place)
    join registry.division d on d.code = wanted.code order by wanted.place`.execute(db)
  return rows
}
