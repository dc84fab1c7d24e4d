import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { AppealRow, EvaluationTables } from '../tables.ts'

const evaluation = (db: Db) => db.withTables<EvaluationTables>()
export type HeldAppeal = Omit<AppealRow, 'id'> & {
  id: bigint
  name: string
}

const selection = sql`select a.*, o.name from evaluation.appeal a
  join registry.organisation o on o.id = a.organisation_id`

/** Objections that the reader may see (row security), open ones first, by what is due first. */
export async function listAppeals(
  db: Db,
  scope: { dataset: 'held' | 'demo'; cityCode: string },
): Promise<HeldAppeal[]> {
  const { rows } = await sql<HeldAppeal>`${selection} join evaluation.run r on r.id = a.run_id
    where a.dataset = ${scope.dataset} and r.city_code = ${scope.cityCode}
    order by (a.state = 'submitted') desc, a.due_on nulls last, a.id desc`.execute(db)
  return rows
}

/** One objection that the reader may see (row security). */
export async function findAppeal(db: Db, id: string): Promise<HeldAppeal | undefined> {
  const { rows } = await sql<HeldAppeal>`${selection} where a.id = ${BigInt(id)}`.execute(db)
  return rows[0]
}

export async function lockAppeal(db: Db, id: string): Promise<HeldAppeal | undefined> {
  const { rows } = await sql<HeldAppeal>`${selection} where a.id = ${BigInt(id)} for update of a`.execute(db)
  return rows[0]
}

/** Writes an objection; undefined where the same one is open. */
export async function insertAppeal(
  db: Db,
  appeal: Omit<AppealRow, 'id' | 'history'> & { history: string },
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into evaluation.appeal (run_id, dataset, organisation_id, fact, claimed, reason, state, history,
      reply, due_on, created_by, created_at)
    values (${appeal.runId}, ${appeal.dataset}, ${appeal.organisationId}, ${appeal.fact}, ${appeal.claimed},
      ${appeal.reason}, ${appeal.state}, ${appeal.history}::json, ${appeal.reply},
      ${appeal.dueOn}, ${appeal.createdBy}, ${appeal.createdAt})
    on conflict do nothing returning id`.execute(db)
  return rows[0]?.id
}

/** Sets the state of an objection; gives how many rows row security let through. */
export async function updateAppeal(
  db: Db,
  id: bigint,
  change: { state: string; history: string; reply: string | null },
): Promise<number> {
  const done = await evaluation(db)
    .updateTable('evaluation.appeal')
    .set(change)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** How many objections of a run are open. */
export async function countOpenAppeals(db: Db, runId: bigint): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`
    select count(*) as n from evaluation.appeal where run_id = ${runId} and state = 'submitted'`.execute(db)
  return Number(rows[0]?.n ?? 0)
}
