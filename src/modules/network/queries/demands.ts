// Demands of projects: row security shows a supplier what fits it, and everything once its tender is open.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type DemandRow = {
  id: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  projectId: bigint
  projectName: string
  buyerId: bigint | null
  buyerName: string | null
  product: string
  nodeId: string | null
  volume: string | null
  volumeUnit: string | null
  amountFen: bigint | null
  amountLowFen: bigint | null
  amountHighFen: bigint | null
  neededFrom: string | null
  neededTo: string | null
  tenderOn: string | null
  source: string
  note: string | null
  state: string
  history: unknown[]
  fitReason: 'node' | 'product' | null
  fitWords: string | null
  isInterested: boolean
  matches: bigint
}

const columns = (
  own: string | null,
) => sql`d.id, d.dataset, d.city_code, d.project_id, d.project_name, d.buyer_id,
  b.name as buyer_name, d.product, d.node_id, d.volume::text as volume, d.volume_unit, d.amount_fen, d.amount_low_fen,
  d.amount_high_fen, d.needed_from, d.needed_to, d.tender_on, d.source, d.note, d.state, d.history,
  (select m.reason from network.demand_match m where m.demand_id = d.id and m.organisation_id = ${own}::bigint) as fit_reason,
  (select m.words from network.demand_match m where m.demand_id = d.id and m.organisation_id = ${own}::bigint) as fit_words,
  exists (select from network.demand_interest i where i.demand_id = d.id and i.organisation_id = ${own}::bigint
    and i.withdrawn_at is null) as is_interested,
  (select count(*) from network.demand_match m where m.demand_id = d.id) as matches`
const joined = sql`network.demand d left join registry.organisation b on b.id = d.buyer_id`

/** The demands of a city that the reader may see, soonest tender first. */
export async function listDemands(
  db: Db,
  { dataset, city, own }: { dataset: 'held' | 'demo'; city: string; own: string | null },
  atMost: number,
): Promise<DemandRow[]> {
  const { rows } = await sql<DemandRow>`
    select ${columns(own)} from ${joined} where d.dataset = ${dataset} and d.city_code = ${city}
    order by d.state in ('closed', 'withdrawn'), d.tender_on nulls last, d.id desc limit ${atMost}`.execute(
    db,
  )
  return rows
}

export async function findDemand(
  db: Db,
  id: string,
  own: string | null,
  lock = false,
): Promise<DemandRow | undefined> {
  const { rows } = await sql<DemandRow>`
    select ${columns(own)} from ${joined} where d.id = ${id}::bigint ${lock ? sql`for update of d` : sql``}`.execute(
    db,
  )
  return rows[0]
}

export type InterestRow = {
  demandId: bigint
  organisationId: bigint
  name: string
  note: string | null
  contact: string | null
  markedAt: Date
}

/** Who marked an interest, oldest first. */
export async function listInterests(db: Db, ids: readonly bigint[]): Promise<InterestRow[]> {
  const { rows } = await sql<InterestRow>`
    select i.demand_id, i.organisation_id, o.name, i.note, i.contact, i.marked_at
    from network.demand_interest i join registry.organisation o on o.id = i.organisation_id
    where i.demand_id = any(${[...ids]}::bigint[]) and i.withdrawn_at is null order by i.marked_at`.execute(
    db,
  )
  return rows
}

export type NewDemandRow = {
  dataset: 'held' | 'demo'
  cityCode: string
  projectId: string
  projectName: string
  buyerId: string | null
  product: string
  nodeId: string | null
  volume: string | null
  volumeUnit: string | null
  amountFen: string | null
  amountLowFen: string | null
  amountHighFen: string | null
  neededFrom: string | null
  neededTo: string | null
  tenderOn: string | null
  source: string
  note: string | null
  state: string
  history: readonly unknown[]
  requestKey: string
}

/** Writes a demand; undefined where the same form wrote it before. */
export async function insertDemand(
  db: Db,
  d: NewDemandRow,
  { by, at }: { by: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into network.demand (dataset, city_code, project_id, project_name, buyer_id, product, node_id, volume,
      volume_unit, amount_fen, amount_low_fen, amount_high_fen, needed_from, needed_to, tender_on, source, note, state,
      history, request_key, recorded_by, created_at)
    values (${d.dataset}, ${d.cityCode}, ${d.projectId}::bigint, ${d.projectName}, ${d.buyerId}::bigint, ${d.product},
      ${d.nodeId}, ${d.volume}::numeric, ${d.volumeUnit}, ${d.amountFen}::bigint, ${d.amountLowFen}::bigint,
      ${d.amountHighFen}::bigint, ${d.neededFrom}::date, ${d.neededTo}::date, ${d.tenderOn}::date, ${d.source}, ${d.note},
      ${d.state}, ${JSON.stringify(d.history)}::jsonb, ${d.requestKey}, ${by}, ${at})
    on conflict (recorded_by, request_key) do nothing returning id`.execute(db)
  return rows[0] && String(rows[0].id)
}

export async function findDemandByRequest(
  db: Db,
  by: string,
  requestKey: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    select id from network.demand where recorded_by = ${by} and request_key = ${requestKey}`.execute(db)
  return rows[0] && String(rows[0].id)
}

export async function updateDemand(
  db: Db,
  id: string,
  { state, history }: { state: string; history: readonly unknown[] },
): Promise<void> {
  await sql`update network.demand set state = ${state}, history = ${JSON.stringify(history)}::jsonb
    where id = ${id}::bigint`.execute(db)
}

export async function updateDates(
  db: Db,
  id: string,
  dates: { neededFrom: string | null; neededTo: string | null; tenderOn: string | null },
): Promise<void> {
  await sql`update network.demand set needed_from = ${dates.neededFrom}::date, needed_to = ${dates.neededTo}::date,
    tender_on = ${dates.tenderOn}::date where id = ${id}::bigint`.execute(db)
}

export type LocalMaker = { organisationId: bigint; products: string[] | null; nodeName: string | null }

/** Firms of a city with their products, and whether they stand at a node, by whatever evidence. */
export async function listLocalMakers(
  db: Db,
  { dataset, city, nodeId }: { dataset: 'held' | 'demo'; city: string; nodeId: string | null },
): Promise<LocalMaker[]> {
  const { rows } = await sql<LocalMaker>`
    select o.id as organisation_id,
      (select array_agg(p.name order by p.name) from registry.product p where p.organisation_id = o.id) as products,
      (select n.name_zh from chains.placed_organisation s join chains.current_node n on n.node_id = s.node_id
        where s.organisation_id = o.id and s.dataset = o.dataset and s.node_id = ${nodeId} limit 1) as node_name
    from registry.organisation o
    where o.dataset = ${dataset} and o.city_code = ${city} and o.kind = 'firm' order by o.id`.execute(db)
  return rows
}

/** Who is told of a demand, anew. */
export async function replaceMatches(
  db: Db,
  { id, dataset }: { id: string; dataset: 'held' | 'demo' },
  matches: readonly { organisationId: string; reason: 'node' | 'product'; words: string }[],
): Promise<void> {
  await sql`delete from network.demand_match where demand_id = ${id}::bigint`.execute(db)
  await sql`
    insert into network.demand_match (demand_id, dataset, organisation_id, reason, words)
    select ${id}::bigint, ${dataset}, m."organisationId", m.reason, m.words
    from jsonb_to_recordset(${JSON.stringify(matches)}::jsonb) as m("organisationId" bigint, reason text, words text)`.execute(
    db,
  )
}

/** Marks an interest; marked again it is the same one with what was told last. */
export async function upsertInterest(
  db: Db,
  key: { id: string; dataset: 'held' | 'demo'; organisationId: string },
  told: { note: string | null; contact: string | null; by: string; at: Date },
): Promise<void> {
  await sql`
    insert into network.demand_interest (demand_id, dataset, organisation_id, note, contact, marked_by, marked_at)
    values (${key.id}::bigint, ${key.dataset}, ${key.organisationId}::bigint, ${told.note}, ${told.contact}, ${told.by}, ${told.at})
    on conflict (demand_id, organisation_id) do update set note = excluded.note, contact = excluded.contact,
      marked_by = excluded.marked_by, marked_at = excluded.marked_at, withdrawn_at = null`.execute(db)
}

/** Takes an interest back; gives whether there was one. */
export async function withdrawInterest(
  db: Db,
  id: string,
  organisationId: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update network.demand_interest set withdrawn_at = ${at}
    where demand_id = ${id}::bigint and organisation_id = ${organisationId}::bigint and withdrawn_at is null
    returning demand_id`.execute(db)
  return rows.length > 0
}
