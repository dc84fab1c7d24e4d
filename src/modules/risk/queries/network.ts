import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type NetworkScope = { readonly city: string; readonly dataset: 'held' | 'demo'; readonly on: string }

/** So many lines or firms make one portion: a few milliseconds of whoever reads it. */
const linesEach = 20_000
const firmsEach = 2_000

/**
 * The relations in force on a day of a city's firms and their direct partners: both ends among these, or the supplier
 * unknown. Read as the program; what comes of them leaves by the rules of access. Lines in portions, since row by row
 * half a million relations would hold up the process that reads them (`ToldNetwork`).
 */
export async function tellRelationsInForce(
  db: Db,
  { city, dataset, on }: NetworkScope,
): Promise<readonly string[]> {
  const { rows } = await sql<{ lines: string }>`
    with in_force as (
      select r.* from network.current_relation r
      where r.dataset = ${dataset} and r.valid_from <= ${on}::date and r.valid_to >= ${on}::date
        and r.buyer_id is not null),
    own as (select id from registry.organisation where dataset = ${dataset} and city_code = ${city}),
    near as (
      select id from own
      union select r.supplier_id from in_force r join own on own.id = r.buyer_id where r.supplier_id is not null
      union select r.buyer_id from in_force r join own on own.id = r.supplier_id),
    told as (
      select concat(r.buyer_id, ',', r.supplier_id, ',', r.amount_fen, ',', r.share_ppm, ',', r.sales_share_ppm) as line,
        row_number() over (order by r.buyer_id, r.supplier_id nulls last, r.id) as place
      from in_force r
      where exists (select from near n where n.id = r.buyer_id)
        and (r.supplier_id is null or exists (select from near n where n.id = r.supplier_id)))
    select string_agg(line, E'\\n' order by place) as lines from told
    group by (place - 1) / ${sql.lit(linesEach)} order by (place - 1) / ${sql.lit(linesEach)}`.execute(db)
  return rows.map(({ lines }) => lines)
}

/**
 * The firms of a network (those named, and the city's that stand on a chain), by id, with what is known of each: place,
 * industry code, nodes (best evidence first), whole sales and purchases of the year in fen. JSON in portions (`ToldNetwork`).
 *
 * @param partners an array of PostgreSQL
 */
export async function tellNetworkFirms(
  db: Db,
  { city, dataset, on }: NetworkScope,
  partners: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ firms: string }>`
    with wanted as (
      select unnest(${partners}::bigint[]) as id
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
      order by f.organisation_id, f.name, f.as_of desc),
    told as (
      select json_build_array(o.id::text, coalesce(o.city_code = ${city}, false), o.industry_code,
          coalesce(s.node_ids, '{}'), sales.value_number, purchases.value_number) as firm,
        row_number() over (order by o.id) as place
      from registry.organisation o join wanted w on w.id = o.id
      left join stands s on s.organisation_id = o.id
      left join figures sales on sales.organisation_id = o.id and sales.name = 'revenue'
      left join figures purchases on purchases.organisation_id = o.id and purchases.name = 'purchases'
      where o.dataset = ${dataset})
    select json_agg(firm order by place)::text as firms from told
    group by (place - 1) / ${sql.lit(firmsEach)} order by (place - 1) / ${sql.lit(firmsEach)}`.execute(db)
  return rows.map(({ firms }) => firms)
}

/** The nodes of all maps that hold now, each once, and what they need. */
export async function listChainGround(db: Db) {
  const { rows: nodes } = await sql<{ nodeId: string; classes: string[] }>`
    select distinct on (node_id) node_id, classes from chains.current_node order by node_id, map_id`.execute(
    db,
  )
  // A need is assumed where no map cites a document for it.
  const { rows: needs } = await sql<{
    nodeId: string
    needsId: string
    essential: boolean
    isAssumed: boolean
  }>`
    with cited as (
      select distinct n ->> 'id' as node_id, need ->> 'node' as needs_id
      from chains.pack_document d, jsonb_array_elements(d.content -> 'nodes') n,
        jsonb_array_elements(case jsonb_typeof(n -> 'needs') when 'array' then n -> 'needs' else '[]' end) need
      where d.kind = 'map' and d.superseded_at is null and jsonb_typeof(need -> 'source') = 'object')
    select w.node_id, w.needs_id, bool_or(w.essential) as essential, bool_and(c.node_id is null) as is_assumed
    from chains.current_need w left join cited c on c.node_id = w.node_id and c.needs_id = w.needs_id
    group by w.node_id, w.needs_id order by w.node_id, w.needs_id`.execute(db)
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
