import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { MeasuredSet, RemedyInput, StressInput, StressResult } from '../model.ts'

export type StressRow = {
  id: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  asOf: string
  title: string
  durationDays: number | null
  input: StressInput
  result: StressResult | null
  esri: number | null
  reachedCount: number | null
  jobId: bigint | null
  /** What workers have done of it so far, 0 to 1; null: nothing, or all. */
  doneSoFar: number | null
  createdBy: string
  createdAt: Date
}

export type NewStressTest = {
  input: StressInput
  facts: Buffer
  jobId: bigint | null
  createdBy: string
  createdById: string | null
  createdAt: Date
}

/** Keeps what was asked, without a result; undefined where the same key is held already. */
export async function insertStressTest(db: Db, test: NewStressTest): Promise<bigint | undefined> {
  const { input, facts, jobId, createdBy, createdById, createdAt } = test
  const { rows } = await sql<{ id: bigint }>`
    insert into risk.stress_test (dataset, city_code, as_of, title, duration_days, input, facts, job_id, once_key,
      created_by, created_by_id, created_at)
    values (${input.dataset}, ${input.city}, ${input.on}, ${input.title}, ${input.durationDays},
      ${JSON.stringify(input)}::jsonb, ${facts}, ${jobId}, ${input.onceKey ?? null}, ${createdBy}, ${createdById}::bigint, ${createdAt})
    on conflict (city_code, created_by, once_key) where once_key is not null do nothing
    returning id`.execute(db)
  return rows[0]?.id
}

const columns = sql`id, dataset, city_code, as_of::text as as_of, title, duration_days, input, result, esri,
  reached_count, job_id, (progress ->> 'doneRatio')::double precision as done_so_far, created_by, created_at`

export async function findStressTest(db: Db, id: string): Promise<StressRow | undefined> {
  const { rows } =
    await sql<StressRow>`select ${columns} from risk.stress_test where id = ${id}::bigint`.execute(db)
  return rows[0]
}

/** The test that a form made before, by its key. */
export async function findStressTestByKey(
  db: Db,
  { city, createdBy, onceKey }: { city: string; createdBy: string; onceKey: string },
): Promise<StressRow | undefined> {
  const { rows } = await sql<StressRow>`select ${columns} from risk.stress_test
    where city_code = ${city} and created_by = ${createdBy} and once_key = ${onceKey}`.execute(db)
  return rows[0]
}

export async function findStressFacts(db: Db, id: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ facts: Buffer }>`
    select facts from risk.stress_test where id = ${id}::bigint`.execute(db)
  return rows[0]?.facts
}

/** The tests of a city, newest first. */
export async function listStressTests(
  db: Db,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<Omit<StressRow, 'input' | 'result'>[]> {
  const { rows } = await sql<Omit<StressRow, 'input' | 'result'>>`
    select id, dataset, city_code, as_of::text as as_of, title, duration_days, esri, reached_count, job_id,
      (progress ->> 'doneRatio')::double precision as done_so_far, created_by, created_at
    from risk.stress_test where dataset = ${dataset} and city_code = ${city} order by id desc limit 200`.execute(
    db,
  )
  return rows
}

/** What came of a test. */
export async function updateStressResult(db: Db, id: bigint, result: StressResult): Promise<void> {
  await sql`update risk.stress_test set result = ${JSON.stringify(result)}::jsonb, esri = ${result.esri},
    reached_count = ${result.reachedCount}, progress = null where id = ${id}`.execute(db)
}

export async function findStressTestOfJob(db: Db, jobId: bigint): Promise<StressRow | undefined> {
  const { rows } =
    await sql<StressRow>`select ${columns} from risk.stress_test where job_id = ${jobId}`.execute(db)
  return rows[0]
}

/** What workers know of a work so far; null: nothing. */
type Progress = { doneRatio: number; known: Readonly<Record<string, unknown>> }

export async function findTestProgress(db: Db, id: bigint): Promise<Progress | null> {
  const { rows } = await sql<{ progress: Progress | null }>`
    select progress from risk.stress_test where id = ${id}`.execute(db)
  return rows[0]?.progress ?? null
}

/** Keeps what is known of a test so far, with the run that goes on. */
export async function keepTestProgress(db: Db, id: bigint, progress: Progress, jobId: bigint): Promise<void> {
  await sql`update risk.stress_test set progress = ${JSON.stringify(progress)}::jsonb, job_id = ${jobId}
    where id = ${id}`.execute(db)
}

export async function findSetProgress(db: Db, id: bigint): Promise<Progress | null> {
  const { rows } = await sql<{ progress: Progress | null }>`
    select progress from risk.remedy_set where id = ${id}`.execute(db)
  return rows[0]?.progress ?? null
}

/** Keeps what is known of a set of remedies so far, with the run that goes on. */
export async function keepSetProgress(db: Db, id: bigint, progress: Progress, jobId: bigint): Promise<void> {
  await sql`update risk.remedy_set set progress = ${JSON.stringify(progress)}::jsonb, job_id = ${jobId}
    where id = ${id}`.execute(db)
}

/** Takes off a test that was not computed; whether there was one. */
export async function deleteUncomputed(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from risk.stress_test where id = ${id}::bigint and result is null returning 1`.execute(db)
  return rows.length > 0
}

export type RemedySetRow = {
  id: bigint
  stressTestId: bigint
  input: RemedyInput
  lang: 'zh' | 'en'
  inputDigest: string | null
  content: MeasuredSet | null
  jobId: bigint | null
  doneSoFar: number | null
}
const setColumns = sql`id, stress_test_id, input, lang, input_digest, content, job_id,
  (progress ->> 'doneRatio')::double precision as done_so_far`

/** Keeps what is to be measured, without figures; undefined where the same was asked before. */
export async function insertRemedySet(
  db: Db,
  set: { testId: string; input: RemedyInput; digest: string; lang: string; jobId: bigint | null },
  by: { createdBy: string; createdAt: Date },
): Promise<RemedySetRow | undefined> {
  const { rows } = await sql<RemedySetRow>`
    insert into risk.remedy_set (stress_test_id, input, lang, input_digest, job_id, created_by, created_at)
    values (${set.testId}::bigint, ${JSON.stringify(set.input)}::jsonb, ${set.lang}, ${set.digest}, ${set.jobId},
      ${by.createdBy}, ${by.createdAt})
    on conflict (stress_test_id, input_digest) where input_digest is not null do nothing
    returning ${setColumns}`.execute(db)
  return rows[0]
}

export async function updateRemedySet(db: Db, id: bigint, content: MeasuredSet): Promise<void> {
  await sql`update risk.remedy_set set content = ${JSON.stringify(content)}::jsonb, progress = null where id = ${id}`.execute(
    db,
  )
}

export async function findRemedySetOfJob(db: Db, jobId: bigint): Promise<RemedySetRow | undefined> {
  const { rows } =
    await sql<RemedySetRow>`select ${setColumns} from risk.remedy_set where job_id = ${jobId}`.execute(db)
  return rows[0]
}

/** The newest set of a test that is not measured yet. */
export async function findUnmeasured(db: Db, testId: string): Promise<RemedySetRow | undefined> {
  const { rows } = await sql<RemedySetRow>`
    select ${setColumns} from risk.remedy_set where stress_test_id = ${testId}::bigint and content is null
    order by id desc limit 1`.execute(db)
  return rows[0]
}

export async function deleteUnmeasured(db: Db, testId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from risk.remedy_set where stress_test_id = ${testId}::bigint and content is null returning 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Shows a set that was measured before as the newest one. */
export async function touchRemedySet(db: Db, testId: string, digest: string, at: Date): Promise<void> {
  await sql`update risk.remedy_set set created_at = ${at}
    where stress_test_id = ${testId}::bigint and input_digest = ${digest}`.execute(db)
}

/** What was measured on a test, newest first. */
export async function listRemedySets(db: Db, testId: string): Promise<MeasuredSet[]> {
  const { rows } = await sql<{ content: MeasuredSet }>`
    select content from risk.remedy_set where stress_test_id = ${testId}::bigint and content is not null
    order by created_at desc, id desc limit 20`.execute(db)
  return rows.map(({ content }) => content)
}

export type NewestReport = {
  organisationId: string
  capacityUseRatio: number | null
  stock: { input: string; nodeId: string | null; days: number }[]
}

/** The newest report of each of some firms, as far as the reader may see it. */
export async function listNewestReports(
  db: Db,
  dataset: 'held' | 'demo',
  ids: readonly string[],
  on: string,
): Promise<Map<string, NewestReport>> {
  const { rows } = await sql<NewestReport>`
    select distinct on (organisation_id) organisation_id::text as organisation_id, capacity_use_ratio, stock
    from risk.report where dataset = ${dataset} and superseded_at is null and organisation_id = any(${[...ids]}::bigint[])
      and period_end <= ${on}::date + 62
    order by organisation_id, period_end desc, id desc`.execute(db)
  return new Map(rows.map((row) => [row.organisationId, row]))
}
