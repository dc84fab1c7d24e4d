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
