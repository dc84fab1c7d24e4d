// What a worker does with a piece: take it under a new fencing number, save under that number only.

import { sql } from 'kysely'
import { cutText } from '../../kernel/cut-text.ts'
import type { Db } from '../database/index.ts'
import type { JobTables, PieceKind } from './tables.ts'

const tables = (db: Db) => db.withTables<JobTables>()

export type TakenPiece = {
  readonly runId: bigint
  readonly index: number
  readonly kind: PieceKind
  readonly fence: bigint
  readonly name: string
  readonly input: unknown
  readonly pieceCount: number | null
  readonly requestedBy: bigint | null
}

/** Takes a piece, also from a worker that is lost; undefined when it is done, or its run paused or ended. */
export async function takePiece(
  db: Db,
  { runId, index, worker }: { runId: bigint; index: number; worker: string },
): Promise<TakenPiece | undefined> {
  const { rows } = await sql<TakenPiece>`
    with run as (
      update job.run set status = 'running', started_at = coalesce(started_at, now())
      where id = ${runId} and status in ('waiting', 'running')
      returning id, name, input, piece_count, requested_by)
    update job.piece p set status = 'running', fence = fence + 1, worker = ${worker}, taken_at = now(), done_ratio = 0
    from run where p.run_id = run.id and p.index = ${index} and p.status <> 'done'
    returning p.run_id, p.index, p.kind, p.fence, run.name, run.input, run.piece_count, run.requested_by`.execute(
    db,
  )
  return rows[0]
}

/** Whether the piece is still ours and its run goes on; a pause lets it end. */
export async function isStillOurs(db: Db, { runId, index, fence }: TakenPiece): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    select exists (select from job.piece p join job.run r on r.id = p.run_id
      where p.run_id = ${runId} and p.index = ${index} and p.fence = ${fence} and p.status = 'running'
        and r.status in ('running', 'paused', 'waiting')) as ours`.execute(db)
  return rows[0]?.ours === true
}

/** Thrown inside the saving transaction when another worker owns the piece by now, or the run has ended. */
export class LostPiece extends Error {}

/** Marks a piece done; the first statement of the saving transaction, so that its row is locked until all is saved. */
export async function claimDone(db: Db, piece: TakenPiece): Promise<void> {
  const { rows } = await sql`
    update job.piece p set status = 'done', done_ratio = 1, done_at = now()
    from job.run r where r.id = p.run_id and r.status in ('running', 'paused', 'waiting')
      and p.run_id = ${piece.runId} and p.index = ${piece.index} and p.fence = ${piece.fence} and p.status = 'running'
    returning p.index`.execute(db)
  if (rows.length === 0) throw new LostPiece()
}

/** What follows when a piece is done: the planned pieces, the one that finishes, or the end. */
export async function advance(db: Db, piece: TakenPiece, plannedPieces: number | null): Promise<void> {
  const { runId, kind } = piece
  if (kind === 'plan') {
    await sql`update job.run set piece_count = ${plannedPieces} where id = ${runId}`.execute(db)
    await sql`insert into job.piece (run_id, index, kind)
      select ${runId}::bigint, i, 'work' from generate_series(0, ${plannedPieces}::integer - 1) i`.execute(db)
  }
  const { rows } = await sql<{ pieceCount: number; doneCount: number; hasFinish: boolean }>`
    update job.run set done_count = done_count + ${kind === 'work' ? 1 : 0} where id = ${runId}
    returning piece_count, done_count, has_finish`.execute(db)
  const run = rows[0]
  if (!run) throw new LostPiece()
  if (kind !== 'finish' && run.doneCount < run.pieceCount) return
  if (kind !== 'finish' && run.hasFinish) {
    await tables(db)
      .insertInto('job.piece')
      .values({ runId, index: run.pieceCount, kind: 'finish' })
      .execute()
    return
  }
  await sql`update job.run set status = 'done', ended_at = now() where id = ${runId}`.execute(db)
}

/** Notes why an attempt failed; false when the piece is no longer ours. */
export async function noteFailure(
  db: Db,
  { runId, index, fence }: TakenPiece,
  reason: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('job.piece')
    .set({ lastError: cutText(reason, 2_000) })
    .where('runId', '=', runId)
    .where('index', '=', index)
    .where('fence', '=', fence)
    .where('status', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends a run with words for its reader. */
export async function failRun(
  db: Db,
  runId: bigint,
  error: { code: string; params: Readonly<Record<string, unknown>> },
): Promise<void> {
  const params = JSON.stringify(error.params, (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  await sql`update job.run set status = 'failed', ended_at = now(), error_code = ${error.code},
      error_params = ${params}::jsonb
    where id = ${runId} and status in ('waiting', 'running', 'paused')`.execute(db)
}

/** How much of the piece is done, for whoever watches. */
export async function noteProgress(
  db: Db,
  { runId, index, fence }: TakenPiece,
  doneRatio: number,
): Promise<void> {
  await sql`update job.piece set done_ratio = ${doneRatio}
    where run_id = ${runId} and index = ${index} and fence = ${fence} and status = 'running'`.execute(db)
}

export type Sendable = {
  readonly id: string
  readonly runId: bigint
  readonly index: number
  readonly name: string
  readonly isOneOfMany: boolean
}

/** Pieces that wait and were not yet handed to the queue in this round; the id is the same whoever hands it over. */
export async function listSendable(db: Db): Promise<Sendable[]> {
  const { rows } = await sql<Sendable>`
    select md5(r.ticket::text || '/' || p.index || '/' || r.round)::uuid::text as id, p.run_id, p.index, r.name,
           coalesce(r.piece_count > 1, false) as is_one_of_many
    from job.piece p join job.run r on r.id = p.run_id
    where r.status in ('waiting', 'running') and p.status <> 'done' and p.sent_round < r.round
    order by p.run_id, p.index limit 500`.execute(db)
  return rows
}

/** Notes that pieces were handed over. */
export async function noteSent(db: Db, sent: readonly Sendable[]): Promise<void> {
  const runs = sent.map(({ runId }) => runId)
  const indexes = sent.map(({ index }) => index)
  await sql`update job.piece p set sent_round = r.round from job.run r,
      unnest(${runs}::bigint[], ${indexes}::integer[]) as s (run_id, index)
    where p.run_id = s.run_id and p.index = s.index and r.id = p.run_id`.execute(db)
}

/** Takes away what ended long ago; the rooms keep their own results. */
export async function deleteOldRuns(db: Db, before: Date): Promise<void> {
  await sql`delete from job.run where ended_at < ${before}`.execute(db)
}
