import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { LifeLine } from '../lives.ts'
import type { NewTicket, Urgency } from '../model.ts'

export type Place = { readonly city: string; readonly dataset: 'held' | 'demo' }
export type TicketRow = {
  id: string
  dataset: 'held' | 'demo'
  cityCode: string
  organisationId: string
  organisationName: string
  chainId: string | null
  kind: string
  urgency: Urgency
  title: string
  words: string
  contact: string | null
  isConfidential: boolean
  unitName: string | null
  unitOrganisationId: string | null
  cycleId: string | null
  cycleCity: string | null
  cycleVersion: number | null
  state: string
  isOpen: boolean
  seen: number
  receivedOn: string
  dueOn: string
  answer: string | null
  answeredOn: string | null
  answeredAgainOn: string | null
  satisfaction: number | null
  satisfactionWords: string | null
  closedOn: string | null
  leaderToldAt: Date | null
  raisedBy: string
  createdAt: Date
}

const columns = sql`t.id::text, t.dataset, t.city_code, t.organisation_id::text, o.name as organisation_name, t.chain_id,
  t.kind, t.urgency, t.title, t.words, t.contact, t.is_confidential, t.unit_name, t.unit_organisation_id::text, t.cycle_id,
  t.cycle_city, t.cycle_version, t.state, t.is_open, t.seen, t.received_on, t.due_on, t.answer, t.answered_on,
  t.answered_again_on, t.satisfaction, t.satisfaction_words, t.closed_on, t.leader_told_at, t.raised_by, t.created_at`
const from = sql`from services.ticket t join registry.organisation o on o.id = t.organisation_id`

/** States in which an answer is owed, so that the last day counts. */
export const waitingStates = ['submitted', 'in_hand', 'again'] as const

/** The tickets of a city that the reader may see; those that owe an answer first, those due first at the top. */
export async function listTickets(
  db: Db,
  { city, dataset }: Place,
  of: { organisationId?: string; openOnly?: boolean; limit?: number } = {},
): Promise<TicketRow[]> {
  const { organisationId = null, openOnly = false, limit = 5000 } = of
  const { rows } = await sql<TicketRow>`
    select ${columns} ${from}
    where t.dataset = ${dataset} and t.city_code = ${city}
      and (${organisationId}::bigint is null or t.organisation_id = ${organisationId}::bigint)
      and (not ${openOnly} or t.is_open)
    order by t.is_open desc, t.state not in ('submitted', 'in_hand', 'again'), t.due_on, t.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** One ticket that the reader may see; undefined otherwise. */
export async function findTicket(db: Db, id: string): Promise<TicketRow | undefined> {
  const { rows } = await sql<TicketRow>`select ${columns} ${from} where t.id = ${id}`.execute(db)
  return rows[0]
}

/** Takes hold of a ticket against other writers; false where the reader may not see it. */
export async function lockTicket(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select id from services.ticket where id = ${id} for update`.execute(db)
  return rows.length > 0
}

type Stamp = { readonly by: string; readonly byId: string | null; readonly at: Date }

/** Keeps a new ticket; the same request of the same person gives the one that was made. */
export async function insertTicket(
  db: Db,
  row: NewTicket & { organisationId: string; receivedOn: string; dueOn: string },
  { by, byId, at }: Stamp,
): Promise<{ id: string; isNew: boolean }> {
  const { rows } = await sql<{ id: string }>`
    insert into services.ticket (dataset, city_code, organisation_id, chain_id, kind, urgency, title, words, contact,
      is_confidential, received_on, due_on, raised_by, raised_by_id, request_key, created_at, updated_at)
    values (${row.dataset}, ${row.city}, ${row.organisationId}, ${row.chainId}, ${row.kind}, ${row.urgency},
      ${row.title}, ${row.words}, ${row.contact}, ${row.isConfidential}, ${row.receivedOn}::date, ${row.dueOn}::date,
      ${by}, ${byId}, ${row.requestKey}, ${at}, ${at})
    on conflict do nothing returning id::text`.execute(db)
  if (rows[0]) return { id: rows[0].id, isNew: true }
  const before = await sql<{ id: string }>`
    select id::text from services.ticket where raised_by_id = ${byId} and request_key = ${row.requestKey}`.execute(
    db,
  )
  return { id: before.rows[0]!.id, isNew: false }
}

/** Whether a data set holds an organisation; gives its name. */
export async function findOrganisation(
  db: Db,
  { dataset, id }: { dataset: string; id: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from registry.organisation where id = ${id} and dataset = ${dataset}`.execute(db)
  return rows[0]?.name
}

/** Offices that a ticket may be given to: organisations of the state and parks of a city's data set, by name. */
export async function listUnits(db: Db, { city, dataset }: Place): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id::text, name from registry.organisation
    where dataset = ${dataset} and kind in ('government', 'park') and (city_code = ${city} or city_code is null)
    order by name collate "zh-x-icu" limit 500`.execute(db)
  return rows
}

export type TicketPatch = {
  state: string
  isOpen: boolean
  cycle: { id: string; cityCode: string; version: number }
  unitName: string | null
  unitOrganisationId: string | null
  chainId: string | null
  dueOn: string
  answer: string | null
  answeredOn: string | null
  answeredAgainOn: string | null
  satisfaction: number | null
  satisfactionWords: string | null
  closedOn: string | null
  at: Date
}

/** Keeps what a step changed. */
export async function updateTicket(db: Db, id: string, patch: TicketPatch): Promise<void> {
  await sql`
    update services.ticket set state = ${patch.state}, is_open = ${patch.isOpen}, cycle_id = ${patch.cycle.id},
      cycle_city = ${patch.cycle.cityCode}, cycle_version = ${patch.cycle.version}, unit_name = ${patch.unitName},
      unit_organisation_id = ${patch.unitOrganisationId}, chain_id = ${patch.chainId}, due_on = ${patch.dueOn}::date,
      answer = ${patch.answer}, answered_on = ${patch.answeredOn}::date,
      answered_again_on = ${patch.answeredAgainOn}::date, satisfaction = ${patch.satisfaction},
      satisfaction_words = ${patch.satisfactionWords}, closed_on = ${patch.closedOn}::date, seen = seen + 1,
      updated_at = ${patch.at}
    where id = ${id}`.execute(db)
}

/** The history of a ticket, oldest first. */
export async function listLines(db: Db, ticketId: string): Promise<LifeLine[]> {
  const { rows } = await sql<LifeLine>`
    select event, actor_name, at from services.ticket_event where ticket_id = ${ticketId} order by ordinal`.execute(
    db,
  )
  return rows
}

/** Keeps the lines that a step added; `held` stood there before. */
export async function insertLines(
  db: Db,
  ticketId: string,
  lines: readonly LifeLine[],
  held: number,
): Promise<void> {
  for (const [i, { event, actorName, at }] of lines.slice(held).entries())
    await sql`insert into services.ticket_event (ticket_id, ordinal, event, actor_name, at)
      values (${ticketId}, ${held + i + 1}, ${JSON.stringify(event)}::json, ${actorName}, ${at})`.execute(db)
}

/** Some firms of a city, the first by id: for the invented requests of the demo city. */
export async function listSomeFirms(db: Db, { city, dataset }: Place, atMost: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id::text from registry.organisation o
    where dataset = ${dataset} and city_code = ${city} and kind = 'firm' order by o.id limit ${atMost}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
