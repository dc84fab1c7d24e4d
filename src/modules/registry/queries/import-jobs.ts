import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { ImportJobOptions } from '../model.ts'

export type HeldJob = {
  id: string
  userId: string | null
  userName: string
  fileName: string
  fileKey: string
  fileBytes: bigint
  input: ImportJobOptions | Record<string, never>
  task: 'none' | 'check' | 'run'
  state: 'received' | 'queued' | 'working' | 'done' | 'failed' | 'cancelled'
  step: 'reading' | 'checking' | 'matching' | 'writing' | 'deriving' | null
  rowsDone: number | null
  rowsTotal: number | null
  result: unknown
  problem: { code: string; params: Record<string, unknown> } | null
  importId: string | null
  createdAt: Date
  updatedAt: Date
}

const columns = sql`id::text, user_id::text, user_name, file_name, file_key, file_bytes, input, task, state, step,
  rows_done, rows_total, result, problem, import_id::text, created_at, updated_at`

export async function insertJob(
  db: Db,
  job: {
    userId: string | null
    userName: string
    fileName: string
    fileKey: string
    fileBytes: number
    fileDigest: Buffer
    at: Date
  },
): Promise<HeldJob> {
  const { rows } = await sql<HeldJob>`
    insert into registry.import_job (user_id, user_name, file_name, file_key, file_bytes, file_digest, input, task, state,
      created_at, updated_at)
    values (${job.userId === null ? null : BigInt(job.userId)}, ${job.userName}, ${job.fileName}, ${job.fileKey},
      ${job.fileBytes}, ${job.fileDigest}, '{}', 'none', 'received', ${job.at}, ${job.at})
    returning ${columns}`.execute(db)
  return rows[0]!
}

/** A job that the reader may see; with `locks` nobody else starts or ends it until commit. */
export async function findJob(db: Db, id: string, locks = false): Promise<HeldJob | undefined> {
  const { rows } = await sql<HeldJob>`
    select ${columns} from registry.import_job where id = ${BigInt(id)} ${locks ? sql`for update` : sql``}`.execute(
    db,
  )
  return rows[0]
}

/** The newest jobs of one person, without their results. */
export async function listJobs(db: Db, userId: string | null, limit: number): Promise<HeldJob[]> {
  const { rows } = await sql<HeldJob>`
    select id::text, user_id::text, user_name, file_name, file_key, file_bytes, input, task, state, step, rows_done,
      rows_total, null::jsonb as result, problem, import_id::text, created_at, updated_at
    from registry.import_job where user_id is not distinct from ${userId === null ? null : BigInt(userId)}
    order by id desc limit ${limit}`.execute(db)
  return rows
}

export async function updateJobTask(
  db: Db,
  id: string,
  { task, input, at }: { task: 'check' | 'run'; input: ImportJobOptions; at: Date },
): Promise<void> {
  await sql`
    update registry.import_job set task = ${task}, input = ${JSON.stringify(input)}::jsonb, state = 'queued', step = null,
      rows_done = null, rows_total = null, result = null, problem = null, updated_at = ${at}
    where id = ${BigInt(id)}`.execute(db)
}

export async function updateJobProgress(
  db: Db,
  id: string,
  { step, done, total, at }: { step: string; done: number; total: number | null; at: Date },
): Promise<void> {
  await sql`
    update registry.import_job set state = 'working', step = ${step}, rows_done = ${done}, rows_total = ${total},
      updated_at = ${at}
    where id = ${BigInt(id)} and state in ('queued', 'working')`.execute(db)
}

/** Ends a job that still runs; gives whether it did. */
export async function endJob(
  db: Db,
  id: string,
  end: {
    state: 'done' | 'failed' | 'cancelled'
    result?: unknown
    problem?: { code: string; params: Readonly<Record<string, unknown>> }
    importId?: string | null
    at: Date
  },
): Promise<boolean> {
  const ended = await sql`
    update registry.import_job set state = ${end.state}, result = ${JSON.stringify(end.result ?? null)}::jsonb,
      problem = ${end.problem ? JSON.stringify(end.problem) : null}::jsonb,
      import_id = ${end.importId == null ? null : BigInt(end.importId)}, updated_at = ${end.at}
    where id = ${BigInt(id)} and state in ('queued', 'working')`.execute(db)
  return (ended.numAffectedRows ?? 0n) > 0n
}

/** Ends what an earlier server left running, and forgets jobs older than a moment; gives how many were running. */
export async function endLeftJobs(
  db: Db,
  { at, forgetBefore }: { at: Date; forgetBefore: Date },
): Promise<number> {
  await sql`delete from registry.import_job where updated_at < ${forgetBefore}`.execute(db)
  const problem = JSON.stringify({ code: 'registry.job_interrupted', params: {} })
  const left = await sql`
    update registry.import_job set state = 'failed', problem = ${problem}::jsonb, updated_at = ${at}
    where state in ('queued', 'working')`.execute(db)
  return Number(left.numAffectedRows ?? 0n)
}

export async function deleteJob(db: Db, id: string): Promise<void> {
  await sql`delete from registry.import_job where id = ${BigInt(id)}`.execute(db)
}
