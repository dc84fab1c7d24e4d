import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'
import type { RunState } from '../model.ts'
import type { EvaluationTables, ResultRow, RunRow } from '../tables.ts'

const evaluation = (db: Db) => db.withTables<EvaluationTables>()
export type HeldRun = Omit<RunRow, 'id'> & { id: bigint }

/** The runs of a city, newest year first; without drafts unless they are asked for. */
export function listRuns(
  db: Db,
  scope: { dataset: 'held' | 'demo'; cityCode: string; withDrafts: boolean },
): Promise<HeldRun[]> {
  return evaluation(db)
    .selectFrom('evaluation.run')
    .selectAll()
    .where('dataset', '=', scope.dataset)
    .where('cityCode', '=', scope.cityCode)
    .$if(!scope.withDrafts, (q) => q.where('state', 'in', ['noticed', 'published']))
    .orderBy('year', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export function findRun(db: Db, id: string): Promise<HeldRun | undefined> {
  return evaluation(db)
    .selectFrom('evaluation.run')
    .selectAll()
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

/** The same row, held until the transaction ends, so that two officers cannot act at once. */
export function lockRun(db: Db, id: string): Promise<HeldRun | undefined> {
  return evaluation(db)
    .selectFrom('evaluation.run')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

export function findRunByKey(db: Db, onceKey: string): Promise<HeldRun | undefined> {
  return evaluation(db)
    .selectFrom('evaluation.run')
    .selectAll()
    .where('onceKey', '=', onceKey)
    .executeTakeFirst()
}

/** Writes a run; undefined where the same request wrote it before. */
export async function insertRun(
  db: Db,
  run: Omit<RunRow, 'id' | 'history'> & { history: string },
): Promise<bigint | undefined> {
  const row = await evaluation(db)
    .insertInto('evaluation.run')
    .values(run)
    .onConflict((conflict) => conflict.column('onceKey').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function updateRunState(
  db: Db,
  id: bigint,
  change: { state: RunState; history: string; publishedOn: string | null },
): Promise<void> {
  await evaluation(db).updateTable('evaluation.run').set(change).where('id', '=', id).execute()
}

export type RunBasis = { given: Record<string, string | null>; groups: GroupBasis[] }
export type GroupBasis = {
  group: string
  count: number
  records: {
    name: string
    value: string | null
    origin: string
    known: number | null
    all: number | null
    isDisclosable: boolean
  }[]
}

export async function upsertBasis(db: Db, runId: bigint, basis: RunBasis): Promise<void> {
  const row = { given: JSON.stringify(basis.given), groups: JSON.stringify(basis.groups) }
  await evaluation(db)
    .insertInto('evaluation.runBasis')
    .values({ runId, ...row })
    .onConflict((conflict) => conflict.column('runId').doUpdateSet(row))
    .execute()
}

export async function findBasis(db: Db, runId: bigint): Promise<RunBasis | undefined> {
  const row = await evaluation(db)
    .selectFrom('evaluation.runBasis')
    .select(['given', 'groups'])
    .where('runId', '=', runId)
    .executeTakeFirst()
  return row as RunBasis | undefined
}

const rowsAtATime = 2_000

/** Writes or overwrites results; corrections stay as they are unless handed in. */
export async function upsertResults(db: Db, rows: readonly ResultRowIn[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtATime) {
    const some = rows.slice(at, at + rowsAtATime).map((row) => ({
      ...row,
      indicators: JSON.stringify(row.indicators),
      facts: JSON.stringify(row.facts),
      corrections: JSON.stringify(row.corrections),
    }))
    await sql`
      insert into evaluation.result (run_id, dataset, organisation_id, group_id, card, score, score_at_most, coverage,
        level, place, reason, excluded_by, indicators, facts, corrections)
      select r."runId", r.dataset, r."organisationId", r."groupId", r.card, r.score, r."scoreAtMost", r.coverage,
        r.level, r.place, r.reason, r."excludedBy", r.indicators::json, r.facts::json, r.corrections::json
      from json_to_recordset(${JSON.stringify(some, bigintText)}::json) as r("runId" bigint, dataset text,
        "organisationId" bigint, "groupId" text, card text, score text, "scoreAtMost" text, coverage text, level text,
        place integer, reason text, "excludedBy" text, indicators text, facts text, corrections text)
      on conflict (run_id, organisation_id) do update set group_id = excluded.group_id, card = excluded.card,
        score = excluded.score, score_at_most = excluded.score_at_most, coverage = excluded.coverage,
        level = excluded.level, place = excluded.place, reason = excluded.reason, excluded_by = excluded.excluded_by,
        indicators = excluded.indicators, facts = excluded.facts, corrections = excluded.corrections`.execute(
      db,
    )
  }
}
export type ResultRowIn = Omit<ResultRow, 'corrections'> & { corrections: unknown }
const bigintText = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

export type NamedResult = Omit<ResultRow, 'corrections'> & { name: string; corrections: unknown[] }

/** The results of a run that the reader may see (row security), best place first, then by name. */
export async function listResults(db: Db, runId: bigint, organisationId?: string): Promise<NamedResult[]> {
  const { rows } = await sql<NamedResult>`
    select r.*, o.name from evaluation.result r join registry.organisation o on o.id = r.organisation_id
    where r.run_id = ${runId}
      and (${organisationId ?? null}::bigint is null or r.organisation_id = ${organisationId ?? null}::bigint)
    order by r.place nulls last, o.name collate "zh-x-icu", o.id`.execute(db)
  return rows
}

/** Who takes part in a run; those whom its rules leave out do not. */
export async function listSubjectIds(db: Db, runId: bigint): Promise<bigint[]> {
  const rows = await evaluation(db)
    .selectFrom('evaluation.result')
    .select('organisationId')
    .where('runId', '=', runId)
    .where('reason', 'not in', ['excluded', 'not_subject'])
    .orderBy('organisationId')
    .execute()
  return rows.map(({ organisationId }) => organisationId)
}

/** The runs in which an organisation has a result that the reader may see. */
export async function listRunsOf(db: Db, organisationId: string): Promise<HeldRun[]> {
  return evaluation(db)
    .selectFrom('evaluation.run')
    .innerJoin('evaluation.result', 'evaluation.result.runId', 'evaluation.run.id')
    .selectAll('evaluation.run')
    .where('evaluation.result.organisationId', '=', BigInt(organisationId))
    .orderBy('evaluation.run.year', 'desc')
    .orderBy('evaluation.run.id', 'desc')
    .execute()
}

/** Puts the classes of a run where everybody sees them: in place of what stood there. */
export async function replacePublished(db: Db, runId: bigint): Promise<void> {
  await evaluation(db).deleteFrom('evaluation.published').where('runId', '=', runId).execute()
  await sql`insert into evaluation.published (run_id, organisation_id, level)
    select run_id, organisation_id, level from evaluation.result where run_id = ${runId} and level is not null`.execute(
    db,
  )
}

export async function deletePublished(db: Db, runId: bigint): Promise<void> {
  await evaluation(db).deleteFrom('evaluation.published').where('runId', '=', runId).execute()
}

export type PublishedLine = { organisationId: bigint; name: string; level: string }

/** The names and classes that everybody may see, by class as written and name. */
export async function listPublished(db: Db, runId: bigint): Promise<PublishedLine[]> {
  const { rows } = await sql<PublishedLine>`
    select p.organisation_id, o.name, p.level from evaluation.published p
    join registry.organisation o on o.id = p.organisation_id
    where p.run_id = ${runId} order by o.name collate "zh-x-icu", o.id`.execute(db)
  return rows
}

/** The name, city and data set of an organisation; undefined where there is none. */
export function findSubject(db: Db, id: string) {
  return db
    .withTables<PublishedRegistryTables>()
    .selectFrom('registry.organisation')
    .select(['id', 'name', 'dataset', 'cityCode'])
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

/** How many demo runs are held. */
export async function countDemoRuns(db: Db): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`
    select count(*) as n from evaluation.run where dataset = 'demo'`.execute(db)
  return Number(rows[0]?.n ?? 0)
}
