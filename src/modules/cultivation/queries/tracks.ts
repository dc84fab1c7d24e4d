import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { CultivationTables, PlanStepRow, TrackRow } from '../tables.ts'

const cultivation = (db: Db) => db.withTables<CultivationTables>()
export type HeldTrack = Omit<TrackRow, 'id'> & {
  id: bigint
  name: string
  steps: bigint
  stepsDone: bigint
  stepsLate: bigint
}
export type HeldStep = Omit<PlanStepRow, 'id'> & { id: bigint }

const selection = (on: string) => sql`select t.*, o.name,
    (select count(*) from cultivation.plan_step s where s.track_id = t.id) as steps,
    (select count(*) from cultivation.plan_step s where s.track_id = t.id and s.done_on is not null) as steps_done,
    (select count(*) from cultivation.plan_step s
      where s.track_id = t.id and s.done_on is null and s.due_on < ${on}) as steps_late
  from cultivation.track t join registry.organisation o on o.id = t.organisation_id`

/** Tracks that the reader may see (row security), newest cohort first, then by name. */
export async function listTracks(
  db: Db,
  scope: {
    dataset: 'held' | 'demo'
    cityCode: string
    programme?: string
    organisationId?: string
    on: string
  },
): Promise<HeldTrack[]> {
  const { rows } = await sql<HeldTrack>`${selection(scope.on)}
    where t.dataset = ${scope.dataset} and t.city_code = ${scope.cityCode}
      and (${scope.programme ?? null}::text is null or t.programme = ${scope.programme ?? null})
      and (${scope.organisationId ?? null}::bigint is null or t.organisation_id = ${scope.organisationId ?? null}::bigint)
    order by t.cohort_year desc, o.name collate "zh-x-icu", t.id`.execute(db)
  return rows
}

export async function findTrack(db: Db, id: string, on: string): Promise<HeldTrack | undefined> {
  const { rows } = await sql<HeldTrack>`${selection(on)} where t.id = ${BigInt(id)}`.execute(db)
  return rows[0]
}

/** The same row, held until the transaction ends, so that two people cannot act at once. */
export async function lockTrack(db: Db, id: string, on: string): Promise<HeldTrack | undefined> {
  await sql`select 1 from cultivation.track where id = ${BigInt(id)} for update`.execute(db)
  return findTrack(db, id, on)
}

export function findTrackByKey(db: Db, onceKey: string): Promise<{ id: bigint } | undefined> {
  return cultivation(db)
    .selectFrom('cultivation.track')
    .select('id')
    .where('onceKey', '=', onceKey)
    .executeTakeFirst()
}

/** Writes a track; undefined where the firm stands in this cohort already. */
export async function insertTrack(
  db: Db,
  track: Omit<TrackRow, 'id' | 'history' | 'entry'> & { history: string; entry: string },
): Promise<bigint | undefined> {
  const row = await cultivation(db)
    .insertInto('cultivation.track')
    .values(track)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function updateTrack(
  db: Db,
  id: bigint,
  change: { state?: string; history?: string; coach?: string; goal?: string | null },
): Promise<number> {
  const done = await cultivation(db)
    .updateTable('cultivation.track')
    .set(change)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** The steps of a plan, by the day they are due. */
export function listSteps(db: Db, trackId: bigint): Promise<HeldStep[]> {
  return cultivation(db)
    .selectFrom('cultivation.planStep')
    .selectAll()
    .where('trackId', '=', trackId)
    .orderBy('dueOn')
    .orderBy('id')
    .execute()
}

/** Writes a step; the same step for the same day is written once. */
export async function insertStep(db: Db, step: Omit<PlanStepRow, 'id' | 'doneOn' | 'result'>): Promise<void> {
  await cultivation(db)
    .insertInto('cultivation.planStep')
    .values({ ...step, doneOn: null, result: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Marks a step done; how many rows that was. */
export async function finishStep(
  db: Db,
  key: { trackId: bigint; id: string },
  done: { doneOn: string; result: string },
): Promise<number> {
  const updated = await cultivation(db)
    .updateTable('cultivation.planStep')
    .set(done)
    .where('trackId', '=', key.trackId)
    .where('id', '=', BigInt(key.id))
    .where('doneOn', 'is', null)
    .executeTakeFirst()
  return Number(updated.numUpdatedRows)
}

export type OpenStep = {
  id: bigint
  trackId: bigint
  title: string
  dueOn: string
  name: string
  organisationId: bigint
}

/** Steps that are due until a day and not done, which the reader may see, soonest first. */
export async function listOpenSteps(
  db: Db,
  scope: { dataset: 'held' | 'demo'; cityCode: string | null; until: string; organisationId: string | null },
): Promise<OpenStep[]> {
  const { rows } = await sql<OpenStep>`
    select s.id, s.track_id, s.title, s.due_on, o.name, t.organisation_id from cultivation.plan_step s
    join cultivation.track t on t.id = s.track_id join registry.organisation o on o.id = t.organisation_id
    where s.dataset = ${scope.dataset} and s.done_on is null and s.due_on <= ${scope.until}
      and (${scope.cityCode}::text is null or t.city_code = ${scope.cityCode})
      and (${scope.organisationId}::bigint is null or t.organisation_id = ${scope.organisationId}::bigint)
    order by s.due_on, s.id limit 200`.execute(db)
  return rows
}
