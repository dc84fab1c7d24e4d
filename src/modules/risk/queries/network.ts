import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type NetworkScope = { readonly city: string; readonly dataset: 'held' | 'demo'; readonly on: string }

export type RelationRow = {
  supplierId: bigint | null
  buyerId: bigint
  amountFen: bigint | null
  sharePpm: number | null
  salesSharePpm: number | null
}

/**
 * The relations in force on a day of a city's firms and their direct partners: both ends among these, or the supplier
 * unknown. Read as the program; what comes of them leaves by the rules of access.
 */
export async function listRelationsInForce(
  db: Db,
  { city, dataset, on }: NetworkScope,
): Promise<RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    with in_force as (
      select r.* from network.current_relation r
      where r.dataset = ${dataset} and r.valid_from <= ${on}::date and r.valid_to >= ${on}::date
        and r.buyer_id is not null),
    own as (select id from registry.organisation where dataset = ${dataset} and city_code = ${city}),
    near as (
      select id from own
      union select r.supplier_id from in_force r join own on own.id = r.buyer_id where r.supplier_id is not null
      union select r.buyer_id from in_force r join own on own.id = r.supplier_id)
    select r.supplier_id, r.buyer_id, r.amount_fen, r.share_ppm, r.sales_share_ppm
    from in_force r
    where exists (select from near n where n.id = r.buyer_id)
      and (r.supplier_id is null or exists (select from near n where n.id = r.supplier_id))
    order by r.buyer_id, r.supplier_id nulls last, r.id`.execute(db)
  return rows
}

export type FirmRow = {
  id: bigint
  isInCity: boolean
  industryCode: string | null
  /** Nodes where it stands, best evidence first. */
  nodeIds: string[]
  /** Fen of the year; null unknown. */
  salesFen: bigint | null
  purchasesFen: bigint | null
}

/** The firms of a network (those named, and the city's that stand on a chain), by id, with what is known of each. */
export async function listNetworkFirms(
  db: Db,
  { city, dataset, on }: NetworkScope,
  partners: readonly bigint[],
): Promise<FirmRow[]> {
  const { rows } = await sql<FirmRow>`
    with wanted as (
      select unnest(${partners.map(String)}::bigint[]) as id
      union
      select o.id from registry.organisation o
      where o.dataset = ${dataset} and o.city_code = ${city}
        and exists (select from chains.placed_organisation p where p.dataset = o.dataset and p.organisation_id = o.id)),
    stands as (
      select p.organisation_id, array_agg(p.node_id order by
          case p.evidence when 'confirmed' then 0 when 'stated' then 1 else 2 end, p.node_id) as node_ids
      from chains.placed_organisation p join wanted w on w.id = p.organisation_id
      where p.dataset = ${dataset} group by p.organisation_id),
    -- the latest year's figure that had ended on the day, and spoke for the year of the day or the one before
    figures as (
      select distinct on (f.organisation_id, f.name) f.organisation_id, f.name, f.value_number
      from registry.figure f join wanted w on w.id = f.organisation_id
      where f.dataset = ${dataset} and f.counts and f.name in ('revenue', 'purchases') and f.value_number is not null
        and f.as_of between make_date(extract(year from ${on}::date)::int - 1, 1, 1)
          and make_date(extract(year from ${on}::date)::int, 12, 31)
      order by f.organisation_id, f.name, f.as_of desc)
    select o.id, coalesce(o.city_code = ${city}, false) as is_in_city, o.industry_code,
      coalesce(s.node_ids, '{}') as node_ids,
      (select value_number from figures f where f.organisation_id = o.id and f.name = 'revenue') as sales_fen,
      (select value_number from figures f where f.organisation_id = o.id and f.name = 'purchases') as purchases_fen
    from registry.organisation o join wanted w on w.id = o.id
    left join stands s on s.organisation_id = o.id
    where o.dataset = ${dataset} order by o.id`.execute(db)
  return rows
}

/** The nodes of all maps that hold now, each once, and what they need. */
export async function listChainGround(db: Db) {
  const { rows: nodes } = await sql<{ nodeId: string; classes: string[] }>`
    select distinct on (node_id) node_id, classes from chains.current_node order by node_id, map_id`.execute(
    db,
  )
  const { rows: needs } = await sql<{ nodeId: string; needsId: string; essential: boolean }>`
    select node_id, needs_id, bool_or(essential) as essential from chains.current_need
    group by node_id, needs_id order by node_id, needs_id`.execute(db)
  return { nodes, needs }
}

/** The years for which a data set holds relations, latest first, with how many. */
export async function listRelationYears(
  db: Db,
  dataset: 'held' | 'demo',
): Promise<{ year: number; relations: number }[]> {
  const { rows } = await sql<{ year: number; relations: number }>`
    select year, count(*)::int as relations from network.current_relation
    where dataset = ${dataset} group by year order by year desc`.execute(db)
  return rows
}
