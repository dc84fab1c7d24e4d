import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { CountedTicket } from '../domain/statistics.ts'
import type { Place } from './tickets.ts'

/** Ids of the tickets that owe an answer, over all cities, page by page. */
export async function listWaitingIds(db: Db, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id::text from services.ticket where is_open and state in ('submitted', 'in_hand', 'again') and id > ${after}
    order by ticket.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Ids of the tickets that were answered and wait for the firm's rating. */
export async function listUnratedIds(db: Db, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id::text from services.ticket where is_open and state in ('answered', 'answered_again') and id > ${after}
    order by ticket.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

type Reminder = { ticketId: string; dueOn: string; step: number; told: string; at: Date }

/** Notes that a step was taken; false where it had been. */
export async function insertReminder(db: Db, row: Reminder): Promise<boolean> {
  const { rows } = await sql`
    insert into services.ticket_reminder (ticket_id, due_on, step, told, at)
    values (${row.ticketId}, ${row.dueOn}::date, ${row.step}, ${row.told}, ${row.at})
    on conflict do nothing returning step`.execute(db)
  return rows.length > 0
}

/** The steps that were taken for a ticket, oldest first. */
export async function listReminders(db: Db, ticketId: string): Promise<Omit<Reminder, 'ticketId'>[]> {
  const { rows } = await sql<Omit<Reminder, 'ticketId'>>`
    select told, step, due_on, at from services.ticket_reminder where ticket_id = ${ticketId} order by at, step`.execute(
    db,
  )
  return rows
}

/** Notes that a ticket came up to the chain leader, who sees it from then on. */
export async function noteLeaderTold(db: Db, id: string, at: Date): Promise<void> {
  await sql`update services.ticket set leader_told_at = coalesce(leader_told_at, ${at}) where id = ${id}`.execute(
    db,
  )
}

/** Every ticket of a city as far as it is counted; asked as the program. */
export async function listCounted(db: Db, { city, dataset }: Place): Promise<CountedTicket[]> {
  const { rows } = await sql<CountedTicket>`
    select kind, organisation_id::text, is_open, received_on, due_on,
      (is_open and state in ('submitted', 'in_hand', 'again')) as is_waiting_for_answer, answered_on, satisfaction
    from services.ticket where dataset = ${dataset} and city_code = ${city} order by id`.execute(db)
  return rows
}
