import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { AtlasTables, LeadContactRow, LeadOwnerRow, LeadRow } from '../tables.ts'

const atlas = (db: Db) => db.withTables<AtlasTables>()
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb` as never

export type HeldLead = Omit<LeadRow, 'id' | 'seen'> & { id: bigint; seen: number; parkName: string | null }
export type LeadFilter = {
  dataset: 'held' | 'demo'
  cityCode: string
  chainId?: string | undefined
  nodeId?: string | undefined
  organisationId?: string | undefined
}

const selected = (db: Db) =>
  atlas(db)
    .selectFrom('atlas.lead as l')
    .selectAll('l')
    .select(sql<string | null>`(select p.name from registry.park p where p.id = l.park_id)`.as('parkName'))

/** Leads of a city, soonest next step first. */
export function listLeads(db: Db, filter: LeadFilter): Promise<HeldLead[]> {
  let query = selected(db).where('l.dataset', '=', filter.dataset).where('l.cityCode', '=', filter.cityCode)
  if (filter.chainId !== undefined) query = query.where('l.chainId', '=', filter.chainId)
  if (filter.nodeId !== undefined) query = query.where('l.nodeId', '=', filter.nodeId)
  if (filter.organisationId !== undefined)
    query = query.where('l.organisationId', '=', BigInt(filter.organisationId))
  return query.orderBy(sql`l.next_on asc nulls last, l.id`).execute()
}

/** All leads of a data set that the reader may see. */
export function listAllLeads(db: Db, dataset: 'held' | 'demo'): Promise<HeldLead[]> {
  return selected(db).where('l.dataset', '=', dataset).orderBy('l.id').execute()
}

/** One lead; undefined where there is none that the reader may see. */
export function findLead(db: Db, id: string): Promise<HeldLead | undefined> {
  return selected(db).where('l.id', '=', BigInt(id)).executeTakeFirst()
}

/** The same, held against others until the transaction ends. */
export async function lockLead(db: Db, id: string): Promise<HeldLead | undefined> {
  await sql`select 1 from atlas.lead where id = ${id}::bigint for update`.execute(db)
  return findLead(db, id)
}

/** The lead that a form made before. */
export function findLeadByRequest(
  db: Db,
  recordedById: bigint | null,
  requestKey: string,
): Promise<{ id: bigint } | undefined> {
  return atlas(db)
    .selectFrom('atlas.lead')
    .select('id')
    .where('recordedById', 'is not distinct from', recordedById)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

/** The open lead that a city has on a firm for a node, or without one for a whole chain; undefined where it has none. */
export function findOpenLead(
  db: Db,
  of: {
    dataset: 'held' | 'demo'
    cityCode: string
    organisationId: bigint
    chainId: string | null
    nodeId: string | null
  },
): Promise<{ id: bigint; title: string } | undefined> {
  return atlas(db)
    .selectFrom('atlas.lead')
    .select(['id', 'title'])
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .where('organisationId', '=', of.organisationId)
    .where('nodeId', 'is not distinct from', of.nodeId)
    .$if(of.nodeId === null, (leads) => leads.where('chainId', 'is not distinct from', of.chainId))
    .where('state', 'not in', ['landed', 'lost'])
    .executeTakeFirst()
}

/** Writes a lead; undefined where this request made one already. */
export async function insertLead(db: Db, row: Omit<LeadRow, 'id' | 'seen'>): Promise<bigint | undefined> {
  const written = await atlas(db)
    .insertInto('atlas.lead')
    .values({ ...row, history: json(row.history), reasons: json(row.reasons) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return written?.id
}

export type LeadUpdate = Partial<
  Pick<
    LeadRow,
    | 'state'
    | 'history'
    | 'size'
    | 'investmentFen'
    | 'parkId'
    | 'projectId'
    | 'nextStep'
    | 'nextOn'
    | 'landedOn'
    | 'lostReason'
  >
>

export async function updateLead(db: Db, id: bigint, change: LeadUpdate, at: Date): Promise<void> {
  const { history, ...rest } = change
  await atlas(db)
    .updateTable('atlas.lead')
    .set({
      ...rest,
      ...(history ? { history: json(history) } : {}),
      updatedAt: at,
      seen: sql`seen + 1` as never,
    })
    .where('id', '=', id)
    .execute()
}

/** Who answers for some leads, by phase. */
export function listLeadOwners(db: Db, leadIds: readonly bigint[]): Promise<LeadOwnerRow[]> {
  if (leadIds.length === 0) return Promise.resolve([])
  return atlas(db)
    .selectFrom('atlas.leadOwner')
    .selectAll()
    .where('leadId', 'in', [...leadIds])
    .execute()
}

/** Names who answers in a phase, in place of whom was named before. */
export async function upsertLeadOwner(db: Db, row: LeadOwnerRow): Promise<void> {
  const { leadId: _l, phase: _p, ...rest } = row
  await atlas(db)
    .insertInto('atlas.leadOwner')
    .values(row)
    .onConflict((conflict) => conflict.columns(['leadId', 'phase']).doUpdateSet(rest))
    .execute()
}

export function listContacts(
  db: Db,
  leadId: bigint,
): Promise<(Omit<LeadContactRow, 'id'> & { id: bigint })[]> {
  return atlas(db)
    .selectFrom('atlas.leadContact')
    .selectAll()
    .where('leadId', '=', leadId)
    .orderBy('happenedOn')
    .orderBy('id')
    .execute()
}

export async function insertContact(db: Db, row: Omit<LeadContactRow, 'id'>): Promise<void> {
  await atlas(db).insertInto('atlas.leadContact').values(row).execute()
}

/** Whether a park or a project is held in a city. */
export async function isHeldIn(
  db: Db,
  what: 'park' | 'project' | 'organisation',
  of: { dataset: string; id: string; cityCode: string | null },
): Promise<boolean> {
  const table = sql.table(`registry.${what}`)
  const { rows } = await sql`select 1 from ${table} where dataset = ${of.dataset} and id = ${of.id}::bigint
    and (${of.cityCode}::text is null or city_code = ${of.cityCode})`.execute(db)
  return rows.length > 0
}

/** Whether any lead of the data set is held. */
export async function hasLeads(db: Db, dataset: 'held' | 'demo', cityCode: string): Promise<boolean> {
  const row = await atlas(db)
    .selectFrom('atlas.lead')
    .select('id')
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether an organisation is an office or a park: whoever may answer for a lead. */
export async function isOffice(db: Db, organisationId: bigint): Promise<boolean> {
  const { rows } = await sql`select 1 from registry.organisation
    where id = ${organisationId} and kind in ('government', 'park')`.execute(db)
  return rows.length > 0
}
