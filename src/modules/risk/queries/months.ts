import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { MonthReport } from '../domain/month-analysis.ts'

type Scope = { readonly city: string; readonly dataset: 'held' | 'demo' }

export type ToldPeriod = MonthReport & { cadence: 'month' | 'week'; period: string; periodEnd: string }

/** The reports of some months and weeks of a city, as far as the reader may see them. */
export async function listPeriodReports(
  db: Db,
  { city, dataset }: Scope,
  periods: readonly string[],
): Promise<ToldPeriod[]> {
  const { rows } = await sql<ToldPeriod>`
    select r.organisation_id::text as organisation_id, o.name, r.cadence, r.period, r.period_end::text as period_end,
      r.orders_fen::text as orders_fen, r.capacity_use_ratio, r.delivery_delay_days, r.single_sources, r.logistics, r.stock
    from risk.report r join registry.organisation o on o.id = r.organisation_id
    where r.dataset = ${dataset} and r.city_code = ${city} and r.superseded_at is null
      and r.period = any(${[...periods]}::text[])
    order by o.name, r.organisation_id`.execute(db)
  return rows
}

/** Who was asked for reports by a day, and since when. */
export async function listAsked(
  db: Db,
  { city, dataset }: Scope,
  by: string,
): Promise<{ organisationId: string; name: string; cadence: 'month' | 'week'; since: string }[]> {
  const { rows } = await sql<{
    organisationId: string
    name: string
    cadence: 'month' | 'week'
    since: string
  }>`
    select p.organisation_id::text as organisation_id, o.name, p.cadence, p.since::text as since
    from risk.reporter p join registry.organisation o on o.id = p.organisation_id
    where p.dataset = ${dataset} and p.city_code = ${city} and p.since <= ${by}::date
    order by o.name, p.organisation_id, p.cadence`.execute(db)
  return rows
}

export type MonthAlert = {
  id: string
  organisationId: string | null
  firm: string | null
  title: string
  kind: 'threshold' | 'change' | 'event'
  cause: string | null
  owner: string | null
  state: string
  dueOn: string | null
}

/** The alerts that reports of a month or of its weeks raised, and events told in it, newest first. */
export async function listMonthAlerts(
  db: Db,
  { city, dataset }: Scope,
  { month, weeks }: { month: string; weeks: readonly string[] },
): Promise<MonthAlert[]> {
  const { rows } = await sql<MonthAlert>`
    select a.id::text as id, a.organisation_id::text as organisation_id, o.name as firm, a.title, a.kind, a.cause, a.owner,
      a.state, a.due_on::text as due_on
    from risk.alert a left join registry.organisation o on o.id = a.organisation_id
    where a.dataset = ${dataset} and a.city_code = ${city}
      and case when a.kind = 'event' then to_char(a.created_at at time zone 'Asia/Shanghai', 'YYYY-MM') = ${month}
        else a.detail ->> 'period' = any(${[month, ...weeks]}::text[]) end
    order by a.id desc`.execute(db)
  return rows
}
