import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Report, ReportInput } from '../model.ts'

type Dataset = 'held' | 'demo'

/** The newest rules of a city. */
export async function findMonitoringRules(db: Db, city: string): Promise<unknown> {
  const { rows } = await sql<{ content: unknown }>`
    select content from risk.monitoring_rule where city_code = ${city} order by version desc limit 1`.execute(
    db,
  )
  return rows[0]?.content
}

/** Writes the rules of a pack; whether anything changed. */
export async function upsertMonitoringRules(
  db: Db,
  rule: { city: string; version: number; content: unknown },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into risk.monitoring_rule (city_code, version, content, loaded_at)
    values (${rule.city}, ${rule.version}, ${JSON.stringify(rule.content)}::jsonb, ${now})
    on conflict (city_code, version) do update set content = excluded.content, loaded_at = excluded.loaded_at
      where risk.monitoring_rule.content is distinct from excluded.content
    returning 1`.execute(db)
  return rows.length > 0
}

export async function findFirm(db: Db, dataset: Dataset, id: string) {
  const { rows } = await sql<{ id: string; name: string; cityCode: string | null }>`
    select id::text as id, name, city_code from registry.organisation
    where dataset = ${dataset} and id = ${id}::bigint`.execute(db)
  return rows[0]
}

export type NewReport = ReportInput & {
  cityCode: string
  periodEnd: string
  via: 'form' | 'import' | 'api'
  /** Of the file that brought it; null by form or API. */
  importId: string | null
  reportedBy: string
  now: Date
}

/** Keeps a report; one of the same period is replaced and stays as history. Undefined where it says the same. */
export async function insertReport(db: Db, report: NewReport): Promise<string | undefined> {
  await sql`select risk.retire_closed_reports(${report.organisationId}::bigint)`.execute(db)
  const stock = JSON.stringify(report.stock)
  const { rows: same } = await sql<{ id: string }>`
    select id::text as id from risk.report where organisation_id = ${report.organisationId}::bigint
      and cadence = ${report.cadence} and period = ${report.period} and superseded_at is null
      and orders_fen is not distinct from ${report.ordersFen}::bigint
      and capacity_use_ratio is not distinct from ${report.capacityUseRatio}::double precision
      and delivery_delay_days is not distinct from ${report.deliveryDelayDays}::double precision
      and single_sources is not distinct from ${report.singleSources}::int
      and logistics is not distinct from ${report.logistics}::text and stock = ${stock}::jsonb
      and note is not distinct from ${report.note}::text`.execute(db)
  if (same.length > 0) return undefined
  await sql`update risk.report set superseded_at = ${report.now}, superseded_import_id = ${report.importId}::bigint
    where organisation_id = ${report.organisationId}::bigint
    and cadence = ${report.cadence} and period = ${report.period} and superseded_at is null`.execute(db)
  const { rows } = await sql<{ id: string }>`
    insert into risk.report (dataset, city_code, organisation_id, cadence, period, period_end, orders_fen,
      capacity_use_ratio, delivery_delay_days, single_sources, logistics, stock, note, via, import_id, reported_by,
      created_at)
    values (${report.dataset}, ${report.cityCode}, ${report.organisationId}::bigint, ${report.cadence}, ${report.period},
      ${report.periodEnd}, ${report.ordersFen}::bigint, ${report.capacityUseRatio}, ${report.deliveryDelayDays},
      ${report.singleSources}, ${report.logistics}, ${stock}::jsonb, ${report.note}, ${report.via}, ${report.importId}::bigint,
      ${report.reportedBy}, ${report.now}) returning id::text as id`.execute(db)
  return rows[0]!.id
}

export type ReportRow = Omit<Report, 'createdAt'> & { createdAt: Date; periodEnd: string }
const reportColumns = sql`r.id::text as id, r.organisation_id::text as organisation_id, o.name, r.cadence, r.period,
  r.period_end::text as period_end, r.orders_fen::text as orders_fen, r.capacity_use_ratio, r.delivery_delay_days,
  r.single_sources, r.logistics, r.stock, r.note, r.via, r.created_at`

/** Reports of a city as far as the reader may see them, newest period first. */
export async function listReportRows(db: Db, dataset: Dataset, city: string): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select ${reportColumns} from risk.report r join registry.organisation o on o.id = r.organisation_id
    where r.dataset = ${dataset} and r.city_code = ${city} and r.superseded_at is null
    order by r.period_end desc, o.name limit 2000`.execute(db)
  return rows
}

/** A firm's earlier reports of a cadence, before a day, newest first. */
export async function listEarlierReports(
  db: Db,
  of: { organisationId: string; cadence: string; before: string },
): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select ${reportColumns} from risk.report r join registry.organisation o on o.id = r.organisation_id
    where r.organisation_id = ${of.organisationId}::bigint and r.cadence = ${of.cadence} and r.superseded_at is null
      and r.period_end < ${of.before}::date order by r.period_end desc limit 36`.execute(db)
  return rows
}

export type AlertRow = {
  id: string
  dataset: Dataset
  cityCode: string
  kind: 'threshold' | 'change' | 'event'
  organisationId: string | null
  organisationName: string | null
  rule: string | null
  title: string
  detail: Record<string, string | number | null>
  cause: string | null
  owner: string | null
  state: string
  history: unknown
  dueOn: string | null
  createdAt: Date
}
export type NewAlert = Omit<AlertRow, 'id' | 'organisationName' | 'cause' | 'owner'> & {
  reportId: string | null
  importId: string | null
  onceKey: string
}

/** Raises an alert; undefined where the same one was raised before. As the program. */
export async function insertAlert(db: Db, alert: NewAlert): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into risk.alert (dataset, city_code, kind, organisation_id, report_id, import_id, rule, title, detail, state, history,
      due_on, once_key, created_at)
    values (${alert.dataset}, ${alert.cityCode}, ${alert.kind}, ${alert.organisationId}::bigint, ${alert.reportId}::bigint,
      ${alert.importId}::bigint, ${alert.rule}, ${alert.title}, ${JSON.stringify(alert.detail)}::jsonb, ${alert.state},
      ${JSON.stringify(alert.history)}::jsonb, ${alert.dueOn}, ${alert.onceKey}, ${alert.createdAt})
    on conflict (once_key) do nothing returning id::text as id`.execute(db)
  return rows[0]?.id
}

const alertColumns = sql`a.id::text as id, a.dataset, a.city_code, a.kind, a.organisation_id::text as organisation_id,
  o.name as organisation_name, a.rule, a.title, a.detail, a.cause, a.owner, a.state, a.history, a.due_on::text as due_on,
  a.created_at`

export async function listAlertRows(db: Db, dataset: Dataset, city: string): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`
    select ${alertColumns} from risk.alert a left join registry.organisation o on o.id = a.organisation_id
    where a.dataset = ${dataset} and a.city_code = ${city} order by a.id desc limit 500`.execute(db)
  return rows
}

export async function lockAlert(db: Db, id: string): Promise<AlertRow | undefined> {
  const { rows } = await sql<AlertRow>`
    select ${alertColumns} from risk.alert a left join registry.organisation o on o.id = a.organisation_id
    where a.id = ${id}::bigint for update of a`.execute(db)
  return rows[0]
}

export async function updateAlert(
  db: Db,
  id: string,
  to: { state: string; history: unknown; dueOn: string | null; cause: string | null; owner: string | null },
): Promise<void> {
  await sql`update risk.alert set state = ${to.state}, history = ${JSON.stringify(to.history)}::jsonb, due_on = ${to.dueOn},
    cause = ${to.cause}, owner = ${to.owner} where id = ${id}::bigint`.execute(db)
}

export async function upsertImpact(
  db: Db,
  row: {
    alertId: string
    dataset: Dataset
    organisationId: string
    impact: string
    note: string | null
    by: string
    now: Date
  },
): Promise<void> {
  await sql`insert into risk.alert_firm (alert_id, dataset, organisation_id, impact, note, changed_by, changed_at)
    values (${row.alertId}::bigint, ${row.dataset}, ${row.organisationId}::bigint, ${row.impact}, ${row.note}, ${row.by},
      ${row.now})
    on conflict (alert_id, organisation_id) do update set impact = excluded.impact, note = excluded.note,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(db)
}

/** Direct buyers of firms, by relations in force on a day, as possibly affected. As the program. */
export async function insertBuyersAsPossible(
  db: Db,
  alert: { id: string; dataset: Dataset; firms: readonly string[]; on: string; by: string; now: Date },
): Promise<void> {
  await sql`
    insert into risk.alert_firm (alert_id, dataset, organisation_id, impact, note, changed_by, changed_at)
    select distinct ${alert.id}::bigint, ${alert.dataset}, r.buyer_id, 'possible', null, ${alert.by}, ${alert.now}::timestamptz
    from network.current_relation r
    where r.dataset = ${alert.dataset} and r.supplier_id = any(${[...alert.firms]}::bigint[]) and r.buyer_id is not null
      and r.year = (select max(year) from network.current_relation m where m.dataset = ${alert.dataset}
        and m.valid_from <= ${alert.on}::date)
    on conflict do nothing`.execute(db)
}

export async function listAffected(db: Db, alertIds: readonly string[]) {
  const { rows } = await sql<{
    alertId: string
    id: string
    name: string
    impact: 'possible' | 'confirmed' | 'no_impact' | 'restored'
    note: string | null
    changedAt: Date
  }>`
    select f.alert_id::text as alert_id, f.organisation_id::text as id, o.name, f.impact, f.note, f.changed_at
    from risk.alert_firm f join registry.organisation o on o.id = f.organisation_id
    where f.alert_id = any(${[...alertIds]}::bigint[]) order by o.name`.execute(db)
  return rows
}

export type ReporterRow = {
  organisationId: string
  name: string
  cadence: 'month' | 'week'
  since: string
  newest: string | null
}

/** Who is asked to report in a city (or which of its own a firm is), with the newest period told. */
export async function listReporters(db: Db, dataset: Dataset, city: string | null): Promise<ReporterRow[]> {
  const { rows } = await sql<ReporterRow>`
    select p.organisation_id::text as organisation_id, o.name, p.cadence, p.since::text as since,
      (select max(r.period_end)::text from risk.report r where r.organisation_id = p.organisation_id
        and r.cadence = p.cadence and r.superseded_at is null) as newest
    from risk.reporter p join registry.organisation o on o.id = p.organisation_id
    where p.dataset = ${dataset} and (${city}::text is null or p.city_code = ${city}) order by o.name`.execute(
    db,
  )
  return rows
}

export async function insertReporter(
  db: Db,
  row: { dataset: Dataset; organisationId: string; city: string; cadence: string; since: string; by: string },
): Promise<void> {
  await sql`insert into risk.reporter (dataset, organisation_id, city_code, cadence, since, asked_by)
    values (${row.dataset}, ${row.organisationId}::bigint, ${row.city}, ${row.cadence}, ${row.since}, ${row.by})
    on conflict do nothing`.execute(db)
}
