import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type AlertCountRow = {
  organisationId: string | null
  state: string
  dueOn: string | null
  raisedAt: Date
  /** When its last step was taken, as the engine wrote it. */
  lastAt: string | null
}

/** Every alert of a city with its days; for counts. */
export async function listAlertDays(
  db: Db,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<AlertCountRow[]> {
  const { rows } = await sql<AlertCountRow>`
    select organisation_id::text as organisation_id, state, due_on::text as due_on, created_at as raised_at,
      history -> -1 ->> 'at' as last_at
    from risk.alert where dataset = ${dataset} and city_code = ${city}`.execute(db)
  return rows
}

/** Whether anything could raise an alert in a city: a firm was asked to report or has reported, or an alert was raised. */
export async function isWatched(
  db: Db,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<boolean> {
  const of = sql`where dataset = ${dataset} and city_code = ${city}`
  const { rows } = await sql<{ isWatched: boolean }>`
    select exists (select from risk.reporter ${of}) or exists (select from risk.report ${of})
      or exists (select from risk.alert ${of}) as is_watched`.execute(db)
  return rows[0]!.isWatched
}
