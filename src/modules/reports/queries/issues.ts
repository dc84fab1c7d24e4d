import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { BundleRow, FileRow, IssueRow, ReportTables } from '../tables.ts'

const reports = (db: Db) => db.withTables<ReportTables>()
export type HeldIssue = Selectable<IssueRow>
export type HeldBundle = Selectable<BundleRow>
export type HeldFile = Selectable<FileRow>

/** The reports that count as one series: the same template for the same place, with the same rights. */
export type Series = Pick<
  HeldIssue,
  'dataset' | 'cityCode' | 'chainId' | 'templateKey' | 'audienceRole' | 'audienceOrg'
>

const inSeries = (db: Db, series: Series) =>
  reports(db)
    .selectFrom('reports.issue')
    .where('dataset', '=', series.dataset)
    .where('cityCode', '=', series.cityCode)
    .where('chainId', 'is not distinct from', series.chainId)
    .where('templateKey', '=', series.templateKey)
    .where('audienceRole', '=', series.audienceRole)
    .where('audienceOrg', 'is not distinct from', series.audienceOrg)

/** Waits for whoever makes an issue of the same series, so that two at once are one. */
export async function lockSeries(db: Db, series: Series): Promise<void> {
  const key = [series.dataset, series.cityCode, series.chainId, series.templateKey, series.audienceRole].join(
    '/',
  )
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reports/${key}`}, 0))`.execute(db)
}

/** The last issue of an earlier day; of a monthly report the last of an earlier month, on whatever day it was made. */
export function findIssueBefore(
  db: Db,
  series: Series,
  { asOf, period }: { asOf: string; period: string | null },
): Promise<HeldIssue | undefined> {
  const held = inSeries(db, series).selectAll()
  const earlier =
    period === null
      ? held.where('asOf', '<', asOf)
      : held.where('period', '<', period).orderBy('period', 'desc')
  return earlier.orderBy('asOf', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
}

/** The issue of this day that says exactly the same. */
export function findSameIssue(
  db: Db,
  series: Series,
  same: { asOf: string; digest: Buffer },
): Promise<HeldIssue | undefined> {
  return inSeries(db, series)
    .selectAll()
    .where('asOf', '=', same.asOf)
    .where('digest', '=', same.digest)
    .limit(1)
    .executeTakeFirst()
}

export async function insertIssue(
  db: Db,
  { statements, document, ...issue }: Omit<Insertable<IssueRow>, 'id'>,
): Promise<bigint> {
  const { id } = await reports(db)
    .insertInto('reports.issue')
    .values({
      ...issue,
      statements: JSON.stringify(statements) as never,
      document: JSON.stringify(document) as never,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export function findIssue(db: Db, id: string): Promise<HeldIssue | undefined> {
  return reports(db).selectFrom('reports.issue').selectAll().where('id', '=', BigInt(id)).executeTakeFirst()
}

/** The issues of a city, newest first, without their pages. */
export function listIssues(
  db: Db,
  { city, dataset, chain }: { city: string; dataset: 'held' | 'demo'; chain?: string | undefined },
): Promise<Omit<HeldIssue, 'statements' | 'document'>[]> {
  const rows = reports(db)
    .selectFrom('reports.issue')
    .select([
      ...(['id', 'dataset', 'cityCode', 'chainId', 'templateKey', 'templateVersion', 'period'] as const),
      ...(['asOf', 'issueNumber', 'title', 'digest', 'previousId', 'statementCount'] as const),
      ...(['unknownCount', 'changedCount', 'audienceRole', 'audienceOrg'] as const),
      ...(['madeBy', 'madeById', 'madeAt'] as const),
    ])
    .where('dataset', '=', dataset)
    .where('cityCode', '=', city)
    .orderBy('id', 'desc')
    .limit(500)
  return (chain === undefined ? rows : rows.where('chainId', '=', chain)).execute()
}

export async function insertBundle(
  db: Db,
  { states, ...bundle }: Omit<Insertable<BundleRow>, 'id'>,
): Promise<bigint> {
  const { id } = await reports(db)
    .insertInto('reports.bundle')
    .values({ ...bundle, states: JSON.stringify(states) as never })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export function findBundle(db: Db, id: string): Promise<HeldBundle | undefined> {
  return reports(db).selectFrom('reports.bundle').selectAll().where('id', '=', BigInt(id)).executeTakeFirst()
}

/** The bundles of a chain, newest first. */
export function listBundles(
  db: Db,
  of: { city: string; dataset: 'held' | 'demo'; chain: string },
): Promise<HeldBundle[]> {
  return reports(db)
    .selectFrom('reports.bundle')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.city)
    .where('chainId', '=', of.chain)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
}

/** Says which job writes the files of a bundle. */
export async function giveBundleToJob(db: Db, id: bigint, jobId: bigint): Promise<void> {
  await reports(db).updateTable('reports.bundle').set({ jobId }).where('id', '=', id).execute()
}
