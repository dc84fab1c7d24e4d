import { sql } from 'kysely'
import { chinaDay } from '../../../kernel/china-day.ts'
import type { Db } from '../../../platform/database/index.ts'
import type { Organisation, OrganisationItem, OrganisationQuery } from '../model.ts'
import type { RegistryTables } from '../tables.ts'
import { type Filter, filtered, isNarrow } from './organisation-filter.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

/** Where a page ends: the sort value and the id of its last row. */
export type Cursor = { readonly value: string; readonly id: string }

// Names are ordered as a Chinese reader expects, by pinyin.
const nameSort = sql<string>`name collate "zh-x-icu"`

/** One page of organisations, and how many there are in all under the filter. */
export async function listOrganisations(
  db: Db,
  filter: Filter,
  page: Page,
): Promise<{ items: OrganisationItem[]; total: number; last: Cursor | null }> {
  const { ids, total } = isNarrow(filter)
    ? await siftOnce(db, filter, page)
    : await walkIndex(db, filter, page)
  const items = await describeOrganisations(db, ids, filter.on)
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
  const [rows, total] = await Promise.all([
    filtered(registry(db).selectFrom('registry.organisation').select('registry.organisation.id'), filter)
      .where(isAfter)
      .orderBy(key, direction)
      .orderBy('id', direction)
      .limit(page.limit)
      .execute(),
    countOrganisations(db, filter),
  ])
  return { ids: rows.map(({ id }) => id), total }
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

type DescribedRow = Omit<OrganisationItem, 'id' | 'updatedAt' | 'products' | 'titles' | 'tags'> & {
  id: bigint
  updatedAt: Date
  products: string[] | null
  titles: string[] | null
  tags: string[] | null
}

/** What a list shows of some organisations, in the order of the ids. */
async function describeOrganisations(
  db: Db,
  ids: readonly bigint[],
  on: string,
): Promise<OrganisationItem[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<DescribedRow>`
    select o.id, o.name, o.kind, o.city_code, city.name as city_name, district.name as district_name, o.industry,
      o.industry_code, o.position_precision, o.updated_at,
      (select min(value) from registry.identifier i where i.organisation_id = o.id and i.kind = 'credit_code') as credit_code,
      (select min(value) from registry.identifier i where i.organisation_id = o.id and i.kind = 'stock_code') as stock_code,
      (select array_agg(p.name order by p.name) from (
        select name from registry.product where organisation_id = o.id order by name limit 20) p) as products,
      (select s.class from registry.size_class s where s.organisation_id = o.id) as size_class,
      (select array_agg(distinct coalesce(k.name_zh, t.name_as_written)) from registry.title t
        left join registry.title_kind k on k.code = t.kind_code
        where t.organisation_id = o.id and t.removed_at is null and t.granted_on <= ${on}::date
          and coalesce(t.expires_on, '9999-12-31') >= ${on}::date
          and coalesce(t.withdrawn_on, '9999-12-31') > ${on}::date) as titles,
      (select array_agg(k.name_zh order by k.code) from registry.tag t join registry.tag_kind k on k.code = t.code
        where t.organisation_id = o.id and t.removed_at is null) as tags
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
    titles: row.titles ?? [],
    tags: row.tags ?? [],
  }))
}

/** Everything public that is held of one organisation; all of it is asked at once. */
export async function findOrganisation(
  db: Db,
  id: string,
  on = '9999-12-30',
): Promise<Organisation | undefined> {
  const key = BigInt(id)
  const [[item], row, formerNames, identifiers, facts] = await Promise.all([
    describeOrganisations(db, [key], on),
    findPlaceAndGroup(db, key),
    listFormerNamesOf(db, key),
    listIdentifiersOf(db, key),
    listFactsOf(db, key),
  ])
  if (!item || !row) return undefined
  const hasPosition = row.lng !== null && row.lat !== null && item.positionPrecision !== null
  return {
    ...item,
    dataset: row.dataset,
    address: row.address,
    industryName: row.industryName,
    formerNames: formerNames.map(({ name }) => name),
    formerNameDays: formerNames,
    identifiers,
    position: hasPosition
      ? { lng: row.lng!, lat: row.lat!, precision: item.positionPrecision!, source: row.positionSource }
      : null,
    group: row.groupName !== null ? { name: row.groupName, source: row.groupSource! } : null,
    ...facts,
  }
}

const findPlaceAndGroup = (db: Db, id: bigint) =>
  registry(db)
    .selectFrom('registry.organisation as o')
    .leftJoin('registry.industryClass as c', 'c.code', 'o.industryCode')
    .leftJoin('registry.ownerGroup as g', 'g.id', 'o.groupId')
    .select(['o.dataset', 'o.address', 'c.name as industryName', 'o.lng', 'o.lat', 'o.positionSource'])
    .select(['g.name as groupName', 'g.source as groupSource'])
    .where('o.id', '=', id)
    .executeTakeFirst()

const listFormerNamesOf = (db: Db, id: bigint) =>
  registry(db)
    .selectFrom('registry.formerName')
    .select(['name', 'usedFrom', 'usedUntil', 'source'])
    .where('organisationId', '=', id)
    .orderBy('name')
    .execute()

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
  const [facts, productFacts] = await Promise.all([
    registry(db)
      .selectFrom('registry.fact')
      .select(['field', 'value', 'unit', 'asOf', 'source', 'importId'])
      .where('organisationId', '=', id)
      .orderBy('field')
      .orderBy('id')
      .execute(),
    registry(db)
      .selectFrom('registry.product')
      .select(['name', 'code', 'codeStandard', 'source'])
      .where('organisationId', '=', id)
      .orderBy('name')
      .execute(),
  ])
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
    asOf: row.asOf ? chinaDay(row.asOf) : null,
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
