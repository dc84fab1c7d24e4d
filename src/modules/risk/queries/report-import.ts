import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** The report that counts for a firm and period, with the day it was told. */
export async function findCurrentReport(
  db: Db,
  of: { organisationId: string; cadence: string; period: string },
): Promise<{ id: string; day: string } | undefined> {
  const { rows } = await sql<{ id: string; day: string }>`
    select id::text as id, (created_at at time zone 'Asia/Shanghai')::date::text as day from risk.report
    where organisation_id = ${of.organisationId}::bigint and cadence = ${of.cadence} and period = ${of.period}
      and superseded_at is null`.execute(db)
  return rows[0]
}

/** Takes the reports of an import out and lets what they replaced count again, unless something newer stands. */
export async function withdrawReports(
  db: Db,
  importId: string,
  at: Date,
): Promise<{ reports: number; restored: number }> {
  // What it replaced and a later one replaced in turn now waits for the undo of the later one.
  await sql`
    update risk.report a set superseded_import_id = x.superseded_import_id from risk.report x
    where x.import_id = ${importId}::bigint and x.superseded_at is not null
      and a.superseded_import_id = ${importId}::bigint and a.organisation_id = x.organisation_id
      and a.cadence = x.cadence and a.period = x.period`.execute(db)
  const { rows: taken } = await sql`
    update risk.report set superseded_at = coalesce(superseded_at, ${at}), superseded_import_id = null, undone_at = ${at}
    where import_id = ${importId}::bigint and undone_at is null returning 1`.execute(db)
  const { rows: back } = await sql`
    update risk.report a set superseded_at = null, superseded_import_id = null
    where a.superseded_import_id = ${importId}::bigint and a.undone_at is null and not exists (select from risk.report b
      where b.organisation_id = a.organisation_id and b.cadence = a.cadence and b.period = a.period
        and b.superseded_at is null)
    returning 1`.execute(db)
  return { reports: taken.length, restored: back.length }
}

/** Takes off the alerts of an import that stand as they were raised; how many. */
export async function deleteUntouchedAlerts(db: Db, importId: string): Promise<number> {
  const { rows } = await sql`
    delete from risk.alert a where a.import_id = ${importId}::bigint and jsonb_array_length(a.history) = 1
      and not exists (select from risk.alert_firm f where f.alert_id = a.id and f.impact <> 'possible')
    returning 1`.execute(db)
  return rows.length
}

/** Firms whose alerts of an import are left. */
export async function listWorkedAlerts(db: Db, importId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct o.id::text as id, o.name from risk.alert a join registry.organisation o on o.id = a.organisation_id
    where a.import_id = ${importId}::bigint order by o.name`.execute(db)
  return rows
}
