import { type SelectQueryBuilder, sql } from 'kysely'
import type { OrganisationQuery } from '../model.ts'
import type { RegistryTables } from '../tables.ts'

export type Filter = Omit<OrganisationQuery, 'cursor' | 'limit' | 'sort' | 'chain' | 'role'> & {
  readonly nameNormalised: string | null
  /** Titles are those held on this ISO day. */
  readonly on: string
  /** Only these, where a later room said which ones; null for no such limit. */
  readonly ids: readonly bigint[] | null
}
type Filtered<O> = SelectQueryBuilder<RegistryTables, 'registry.organisation', O>

/** Whether a filter leaves few rows: then they are sifted once, for the count and for the page. */
export const isNarrow = (filter: Filter): boolean =>
  [filter.q, filter.industry, filter.precision, filter.size, filter.title, filter.tag, filter.figure].some(
    (part) => part !== undefined,
  ) ||
  filter.hasCode !== undefined ||
  filter.industryCode !== undefined ||
  filter.district !== undefined ||
  filter.ids !== null

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&')

/** The name holds the text: through the index that serves its length, of characters, of pairs of them, or of trigrams. */
function isPartOfName(normalised: string) {
  const characters = Array.from(normalised)
  if (characters.length === 1)
    return sql<boolean>`regexp_split_to_array(name_normalised, '') @> ${characters}::text[]`
  if (characters.length === 2)
    return sql<boolean>`registry.name_pairs(name_normalised) @> ${[normalised]}::text[]`
  return sql<boolean>`name_normalised like ${`%${escaped(normalised)}%`}`
}

// A text with Chinese characters can only be part of a name; one without may also be pinyin, initials or a code. Each way
// is asked through its own index: together behind one `or` none of them would be used.
function matchesText(text: string, normalised: string, dataset: string) {
  if (/\p{Script=Han}/u.test(text)) return isPartOfName(normalised)
  const prefix = `${escaped(text.toLowerCase().replaceAll(/\s/g, ''))}%`
  return sql<boolean>`registry.organisation.id = any(array(
    select o.id from registry.organisation o where o.dataset = ${dataset} and ${isPartOfName(normalised)}
    union select o.id from registry.organisation o where o.dataset = ${dataset} and o.name_pinyin like ${prefix}
    union select o.id from registry.organisation o where o.dataset = ${dataset} and o.name_initials like ${prefix}
    union select i.organisation_id from registry.identifier i
      where i.dataset = ${dataset} and i.value like ${prefix.toUpperCase()}))`
}

/** Puts every given filter on a query over organisations. */
export function filtered<O>(query: Filtered<O>, filter: Filter): Filtered<O> {
  let rows = query.where('registry.organisation.dataset', '=', filter.dataset)
  if (filter.ids !== null)
    rows = rows.where('registry.organisation.id', '=', sql<bigint>`any(${[...filter.ids]}::bigint[])`)
  if (filter.city) rows = rows.where('cityCode', '=', filter.city)
  if (filter.district) rows = rows.where('districtCode', '=', filter.district)
  if (filter.kind) rows = rows.where('kind', '=', filter.kind)
  if (filter.industry) rows = rows.where('industry', 'like', `%${escaped(filter.industry)}%`)
  if (filter.industryCode) rows = rows.where('industryCode', 'like', `${filter.industryCode}%`)
  if (filter.precision === 'unknown') rows = rows.where('positionPrecision', 'is', null)
  else if (filter.precision) rows = rows.where('positionPrecision', '=', filter.precision)
  if (filter.q && filter.nameNormalised !== null)
    rows = rows.where(matchesText(filter.q, filter.nameNormalised, filter.dataset))
  return byWhatIsKnown(rows, filter)
}

const id = sql.ref('registry.organisation.id')

/** Filters by what hangs on an organisation; each is one look into an index. */
function byWhatIsKnown<O>(query: Filtered<O>, filter: Filter): Filtered<O> {
  const { dataset, size, title, tag, figure, hasCode, on } = filter
  let rows = query
  const only = (condition: ReturnType<typeof sql<boolean>>) => {
    rows = rows.where(condition)
  }
  if (size === 'unknown')
    only(sql<boolean>`not exists (select from registry.size_class s where s.organisation_id = ${id})`)
  else if (size)
    only(sql<boolean>`${id} in (select s.organisation_id from registry.size_class s
      where s.dataset = ${dataset} and s.class = ${size})`)
  if (title)
    only(sql<boolean>`${id} in (select t.organisation_id from registry.title t
      where t.dataset = ${dataset} and t.kind_code = ${title} and t.removed_at is null and t.granted_on <= ${on}::date
        and coalesce(t.expires_on, '9999-12-31') >= ${on}::date
        and coalesce(t.withdrawn_on, '9999-12-31') > ${on}::date)`)
  if (tag)
    only(sql<boolean>`${id} in (select t.organisation_id from registry.tag t
      where t.dataset = ${dataset} and t.code = ${tag} and t.removed_at is null)`)
  if (hasCode) {
    const codes = sql`select i.organisation_id from registry.identifier i
      where i.dataset = ${dataset} and i.kind = 'credit_code'`
    only(hasCode === 'yes' ? sql<boolean>`${id} in (${codes})` : sql<boolean>`${id} not in (${codes})`)
  }
  if (figure)
    only(sql<boolean>`${id} in (select f.organisation_id from registry.figure f
      where f.dataset = ${dataset} and f.name = ${figure} and f.counts
        and f.value_number >= ${filter.figureMin ?? '-9223372036854775808'}::bigint
        and f.value_number <= ${filter.figureMax ?? '9223372036854775807'}::bigint
        and f.as_of is not distinct from (select max(g.as_of) from registry.figure g
          where g.organisation_id = f.organisation_id and g.name = f.name and g.counts))`)
  return rows
}
