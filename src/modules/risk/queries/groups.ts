import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Group, Membership } from '../domain/group-shocks.ts'

type Scope = { readonly city: string; readonly dataset: 'held' | 'demo' }

/**
 * Where some firms stand: nodes (by more than words) and the city's chains of these; the park of a project of theirs; the
 * district, or the city where it is another one or the district is unknown.
 */
export async function listMemberships(
  db: Db,
  { city, dataset }: Scope,
  firmIds: readonly string[],
): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    with wanted as (select unnest(${[...firmIds]}::bigint[]) as id),
    stands as (
      select p.organisation_id, p.node_id from chains.placed_organisation p join wanted w on w.id = p.organisation_id
      where p.dataset = ${dataset} and p.evidence <> 'words'),
    chain_nodes as (
      select distinct c.id as chain_id, n.node_id from chains.chain c
      join chains.edition e on e.document_id = c.document_id and e.city_code = ${city}
      join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
      join chains.current_node n on n.map_id = c.map_id)
    select 'node' as kind, node_id as group_id, organisation_id::text as firm_id from stands
    union
    select 'chain', c.chain_id, s.organisation_id::text from stands s join chain_nodes c on c.node_id = s.node_id
    union
    select 'park', p.park_id::text, p.organisation_id::text from registry.project p join wanted w on w.id = p.organisation_id
    where p.dataset = ${dataset} and p.park_id is not null
    union
    select 'region', case when o.city_code = ${city} then coalesce(o.district_code, o.city_code) else o.city_code end,
      o.id::text
    from registry.organisation o join wanted w on w.id = o.id
    where o.dataset = ${dataset} and o.city_code is not null`.execute(db)
  return rows
}

/** The nodes at which some firms stand, by more than words. */
export async function listNodesOfFirms(
  db: Db,
  dataset: 'held' | 'demo',
  firmIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; nodeIds: string }>`
    select organisation_id::text as id, string_agg(node_id, ' ' order by node_id) as node_ids
    from chains.placed_organisation
    where dataset = ${dataset} and evidence <> 'words' and organisation_id = any(${[...firmIds]}::bigint[])
    group by organisation_id`.execute(db)
  return new Map(rows.map(({ id, nodeIds }) => [id, nodeIds.split(' ')]))
}

export type GroupRiskRow = {
  kind: Group['kind']
  groupId: string
  firmCount: number
  esri: number | null
  esriLow: number | null
  esriHigh: number | null
  esriBeyond: number | null
  estimatedRatio: number | null
  isPublic: boolean
}

/** Writes what stops when each group stops. As the program. */
export async function insertGroupRisks(db: Db, runId: bigint, rows: readonly GroupRiskRow[]): Promise<void> {
  await sql`
    insert into risk.group_risk (run_id, kind, group_id, firm_count, esri, esri_low, esri_high, esri_beyond,
      estimated_ratio, is_public)
    select ${runId}, g.kind, g."groupId", g."firmCount", g.esri, g."esriLow", g."esriHigh", g."esriBeyond",
      g."estimatedRatio", g."isPublic"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (kind text, "groupId" text, "firmCount" int,
      esri double precision, "esriLow" double precision, "esriHigh" double precision, "esriBeyond" double precision,
      "estimatedRatio" double precision, "isPublic" boolean)`.execute(db)
}

/** The groups of a run that the reader may see (all, or the public ones), greatest first. */
export async function listGroupRiskRows(
  db: Db,
  runId: bigint,
  kind: Group['kind'],
): Promise<(GroupRiskRow & { name: string | null; nameEn: string | null })[]> {
  const { rows } = await sql<GroupRiskRow & { name: string | null; nameEn: string | null }>`
    select g.kind, g.group_id, g.firm_count, g.esri, g.esri_low, g.esri_high, g.esri_beyond, g.estimated_ratio,
      g.is_public, coalesce(n.name_zh, c.name_zh, p.name) as name, coalesce(n.name_en, c.name_en) as name_en
    from risk.group_risk g
    join risk.run r on r.id = g.run_id
    left join lateral (select name_zh, name_en from chains.current_node where g.kind = 'node' and node_id = g.group_id
      limit 1) n on true
    left join lateral (select c.name_zh, c.name_en from chains.chain c
      join chains.edition e on e.document_id = c.document_id and e.city_code = r.city_code
      join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
      where g.kind = 'chain' and c.id = g.group_id limit 1) c on true
    left join registry.park p on g.kind = 'park' and p.id::text = g.group_id
    where g.run_id = ${runId} and g.kind = ${kind}
    order by g.esri desc nulls last, g.group_id`.execute(db)
  return rows
}

/** The firms that stand on a chain of the city by more than words. */
export async function listFirmsOfChain(db: Db, { city, dataset }: Scope, chain: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.organisation_id::text as id from chains.chain c
    join chains.edition e on e.document_id = c.document_id and e.city_code = ${city}
    join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
    join chains.current_node n on n.map_id = c.map_id
    join chains.placed_organisation p on p.node_id = n.node_id and p.dataset = ${dataset} and p.evidence <> 'words'
    where c.id = ${chain}`.execute(db)
  return rows.map(({ id }) => id)
}

/** The ranked run before another one of the same city, if there is one. */
export async function findRankedBefore(
  db: Db,
  runId: bigint,
): Promise<{ id: bigint; asOf: string } | undefined> {
  const { rows } = await sql<{ id: bigint; asOf: string }>`
    select b.id, b.as_of::text as as_of from risk.run r
    join risk.run b on b.dataset = r.dataset and b.city_code = r.city_code and b.ranked_at is not null and b.id < r.id
    where r.id = ${runId} order by b.id desc limit 1`.execute(db)
  return rows[0]
}

export type FirmHistoryRow = {
  runId: string
  asOf: string
  rankedAt: Date
  esri: number | null
  esriLow: number | null
  esriHigh: number | null
  rank: number
  rankLow: number | null
  rankHigh: number | null
}

/** A firm's place in each ranking, oldest first, as far as the reader may see it. */
export async function listFirmHistoryRows(db: Db, dataset: string, city: string, firmId: string) {
  const { rows } = await sql<FirmHistoryRow>`
    select r.id::text as run_id, r.as_of::text as as_of, r.ranked_at, f.esri, f.esri_low, f.esri_high, f.rank,
      f.rank_low, f.rank_high
    from risk.firm_risk f join risk.run r on r.id = f.run_id
    where r.dataset = ${dataset} and r.city_code = ${city} and f.organisation_id = ${firmId}::bigint
    order by r.id desc limit 40`.execute(db)
  return rows.reverse()
}
