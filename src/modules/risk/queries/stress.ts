import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { MeasuredSet, StressInput, StressResult } from '../model.ts'

export type StressRow = {
  id: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  asOf: string
  title: string
  durationDays: number | null
  input: StressInput
  result: StressResult
  esri: number | null
  reachedCount: number
  createdBy: string
  createdAt: Date
}

export type NewStressTest = {
  input: StressInput
  result: StressResult
  facts: Buffer
  createdBy: string
  createdById: string | null
  createdAt: Date
}

/** Keeps a stress test; undefined where the same key is held already. */
export async function insertStressTest(db: Db, test: NewStressTest): Promise<bigint | undefined> {
  const { input, result, facts, createdBy, createdById, createdAt } = test
  const { rows } = await sql<{ id: bigint }>`
    insert into risk.stress_test (dataset, city_code, as_of, title, duration_days, input, result, esri, reached_count,
      facts, once_key, created_by, created_by_id, created_at)
    values (${input.dataset}, ${input.city}, ${input.on}, ${input.title}, ${input.durationDays},
      ${JSON.stringify(input)}::jsonb, ${JSON.stringify(result)}::jsonb, ${result.esri}, ${result.reachedCount},
      ${facts}, ${input.onceKey ?? null}, ${createdBy}, ${createdById}::bigint, ${createdAt})
    on conflict (city_code, created_by, once_key) where once_key is not null do nothing
    returning id`.execute(db)
  return rows[0]?.id
}

const columns = sql`id, dataset, city_code, as_of::text as as_of, title, duration_days, input, result, esri,
  reached_count, created_by, created_at`

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
    select id, dataset, city_code, as_of::text as as_of, title, duration_days, esri, reached_count, created_by, created_at
    from risk.stress_test where dataset = ${dataset} and city_code = ${city} order by id desc limit 200`.execute(
    db,
  )
  return rows
}

export async function insertRemedySet(
  db: Db,
  testId: string,
  content: MeasuredSet,
  by: { createdBy: string; createdAt: Date },
): Promise<void> {
  await sql`insert into risk.remedy_set (stress_test_id, content, created_by, created_at)
    values (${testId}::bigint, ${JSON.stringify(content)}::jsonb, ${by.createdBy}, ${by.createdAt})`.execute(
    db,
  )
}

/** What was measured on a test, newest first. */
export async function listRemedySets(db: Db, testId: string): Promise<MeasuredSet[]> {
  const { rows } = await sql<{ content: MeasuredSet }>`
    select content from risk.remedy_set where stress_test_id = ${testId}::bigint order by id desc limit 20`.execute(
    db,
  )
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
