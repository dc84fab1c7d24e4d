import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { DayState } from '../model.ts'

type Place = { readonly dataset: 'held' | 'demo'; readonly city: string }

/** Keeps the counts of a day in place of those kept earlier on it. */
export async function upsertDayState(
  db: Db,
  { dataset, city }: Place,
  kept: { day: string; content: DayState; at: Date },
): Promise<void> {
  await sql`insert into reports.day_state (dataset, city_code, day, content, kept_at)
    values (${dataset}, ${city}, ${kept.day}::date, ${JSON.stringify(kept.content)}::json, ${kept.at})
    on conflict (dataset, city_code, day) do update set content = excluded.content, kept_at = excluded.kept_at`.execute(
    db,
  )
}

/** The youngest state kept on or before a day, but not before another; undefined where there is none. */
export async function findDayState(
  db: Db,
  { dataset, city }: Place,
  { from, until }: { from: string; until: string },
): Promise<{ day: string; content: DayState } | undefined> {
  const { rows } = await sql<{ day: string; content: DayState }>`
    select day::text as day, content from reports.day_state
    where dataset = ${dataset} and city_code = ${city} and day between ${from}::date and ${until}::date
    order by day desc limit 1`.execute(db)
  return rows[0]
}
