import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { RunSummary } from '../model.ts'
import type { RiskTables } from '../tables.ts'

const tables = (db: Db) => db.withTables<RiskTables>()

export type NewRun = {
  dataset: 'held' | 'demo'
  cityCode: string
  asOf: string
  essentialFrom: 'chain-maps' | 'nace-616' | 'none'
  draws: number
  chunksPerDraw: number
  jobId: bigint
  firmCount: number
  linkCount: number
  summary: RunSummary
  factsDigest: Buffer
  requestedBy: string | null
  createdAt: Date
}

/** Writes a run; its facts follow as the program. */
export async function insertRun(db: Db, run: NewRun): Promise<bigint> {
  const { id } = await tables(db)
    .insertInto('risk.run')
    .values({
      ...run,
      estimatedRatio: run.summary.estimatedRatio,
      summary: JSON.stringify(run.summary),
      requestedBy: run.requestedBy === null ? null : BigInt(run.requestedBy),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps what a run computes with. As the program. */
export async function insertFacts(db: Db, runId: bigint, facts: Buffer): Promise<void> {
  await tables(db).insertInto('risk.runFacts').values({ runId, facts }).execute()
}

export async function findFacts(db: Db, runId: bigint): Promise<Buffer | undefined> {
  const row = await tables(db)
    .selectFrom('risk.runFacts')
    .select('facts')
    .where('runId', '=', runId)
    .executeTakeFirst()
  return row?.facts
}

/** The run, whoever asks: the caller checks city and permission. */
export function findRunRow(db: Db, id: bigint) {
  return tables(db).selectFrom('risk.run').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findRunOfJob(db: Db, jobId: bigint) {
  return tables(db).selectFrom('risk.run').selectAll().where('jobId', '=', jobId).executeTakeFirst()
}

/** The newest complete ranking of a city. */
export function findLatestRanking(db: Db, { city, dataset }: { city: string; dataset: 'held' | 'demo' }) {
  return tables(db)
    .selectFrom('risk.run')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', city)
    .where('rankedAt', 'is not', null)
    .orderBy('rankedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The runs of a city, newest first. */
export function listRunRows(
  db: Db,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
  limit: number,
) {
  return tables(db)
    .selectFrom('risk.run')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', city)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export type RunPart = { draw: number; chunk: number; esri: Buffer; sweeps: Buffer }

/** Keeps the results of one chunk; a repeated chunk has the same results and changes nothing. As the program. */
export async function insertPart(db: Db, runId: bigint, part: RunPart): Promise<void> {
  await tables(db)
    .insertInto('risk.runPart')
    .values({ runId, ...part })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** All parts of a run in their order. As the program. */
export function listParts(db: Db, runId: bigint): Promise<RunPart[]> {
  return tables(db)
    .selectFrom('risk.runPart')
    .select(['draw', 'chunk', 'esri', 'sweeps'])
    .where('runId', '=', runId)
    .orderBy('draw')
    .orderBy('chunk')
    .execute()
}

export async function deleteParts(db: Db, runId: bigint): Promise<void> {
  await tables(db).deleteFrom('risk.runPart').where('runId', '=', runId).execute()
}

export type NewFirmRisk = {
  organisationId: string
  isInCity: boolean
  esri: number | null
  esriDown: number | null
  esriUp: number | null
  sweeps: number | null
  rank: number
  rankLow: number | null
  rankMedian: number | null
  rankHigh: number | null
  esriLow: number | null
  esriHigh: number | null
  estimatedRatio: number | null
}

/** Writes the ranking; firms deleted in the meantime are left out. As the program. */
export async function insertRanking(
  db: Db,
  { runId, dataset, rankedAt }: { runId: bigint; dataset: string; rankedAt: Date },
  firms: readonly NewFirmRisk[],
): Promise<void> {
  await sql`
    insert into risk.firm_risk (run_id, dataset, organisation_id, is_in_city, esri, esri_down, esri_up, sweeps, rank,
      rank_low, rank_median, rank_high, esri_low, esri_high, estimated_ratio)
    select ${runId}, ${dataset}, f."organisationId", f."isInCity", f.esri, f."esriDown", f."esriUp", f.sweeps, f.rank,
      f."rankLow", f."rankMedian", f."rankHigh", f."esriLow", f."esriHigh", f."estimatedRatio"
    from jsonb_to_recordset(${JSON.stringify(firms)}::jsonb) as f ("organisationId" bigint, "isInCity" boolean,
      esri double precision, "esriDown" double precision, "esriUp" double precision, sweeps int, rank int,
      "rankLow" int, "rankMedian" double precision, "rankHigh" int, "esriLow" double precision,
      "esriHigh" double precision, "estimatedRatio" double precision)
    join registry.organisation o on o.id = f."organisationId" and o.dataset = ${dataset}`.execute(db)
  await tables(db).updateTable('risk.run').set({ rankedAt }).where('id', '=', runId).execute()
}

export type FirmRiskRow = NewFirmRisk & {
  name: string
  previousRank: number | null
  previousEsri: number | null
}

/** The ranking of a run as far as the reader may see it, best rank first. */
export async function listFirmRiskRows(
  db: Db,
  runId: bigint,
  page: { offset: number; limit: number; inCityOnly: boolean; of?: readonly string[]; before?: bigint },
): Promise<FirmRiskRow[]> {
  const of = page.of === undefined ? null : [...page.of]
  const { rows } = await sql<FirmRiskRow>`
    select f.organisation_id::text as organisation_id, o.name, f.is_in_city, f.esri, f.esri_down, f.esri_up, f.sweeps,
      f.rank, f.rank_low, f.rank_median, f.rank_high, f.esri_low, f.esri_high, f.estimated_ratio,
      b.rank as previous_rank, b.esri as previous_esri
    from risk.firm_risk f join registry.organisation o on o.id = f.organisation_id
    left join risk.firm_risk b on b.run_id = ${page.before ?? null}::bigint and b.organisation_id = f.organisation_id
    where f.run_id = ${runId} and (f.is_in_city or not ${page.inCityOnly})
      and (${of}::bigint[] is null or f.organisation_id = any(${of}::bigint[]))
    order by f.rank, f.organisation_id limit ${page.limit} offset ${page.offset}`.execute(db)
  return rows
}

/** One firm's place in a run, if the reader may see it. */
export async function findFirmRiskRow(
  db: Db,
  runId: bigint,
  organisationId: string,
): Promise<FirmRiskRow | undefined> {
  const { rows } = await sql<FirmRiskRow>`
    select f.organisation_id::text as organisation_id, o.name, f.is_in_city, f.esri, f.esri_down, f.esri_up, f.sweeps,
      f.rank, f.rank_low, f.rank_median, f.rank_high, f.esri_low, f.esri_high, f.estimated_ratio,
      null::int as previous_rank, null::double precision as previous_esri
    from risk.firm_risk f join registry.organisation o on o.id = f.organisation_id
    where f.run_id = ${runId} and f.organisation_id = ${organisationId}::bigint`.execute(db)
  return rows[0]
}
