// What begins and what ends: windows of application, validity of documents.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type OpenWindow = {
  readonly id: bigint
  readonly dataset: 'held' | 'demo'
  readonly policyId: string
  readonly clauseId: string | null
  readonly closesOn: string
  readonly title: string
  readonly areaCode: string
}

/** The windows that are open on a day, of documents that stand; examples of other cities are nobody's. */
export async function listOpenWindows(db: Db, on: string): Promise<OpenWindow[]> {
  const { rows } = await sql<OpenWindow>`
    select w.id, w.dataset, w.policy_id, w.clause_id, w.closes_on, d.title, d.area_code
    from policy.application_window w join policy.document d on d.id = w.policy_id
    where w.removed_at is null and w.opens_on <= ${on}::date and w.closes_on >= ${on}::date
      and d.retired_at is null and not d.is_example
    order by w.id`.execute(db)
  return rows
}

/** Documents with published rules whose last day lies within so many days of a day. */
export async function listEnding(
  db: Db,
  on: string,
  days: number,
): Promise<{ id: string; title: string; areaCode: string; validTo: string }[]> {
  const { rows } = await sql<{ id: string; title: string; areaCode: string; validTo: string }>`
    select d.id, d.title, d.area_code, d.valid_to from policy.document d
    where d.retired_at is null and not d.is_example and d.valid_to ~ '^\\d{4}-\\d{2}-\\d{2}$'
      and d.valid_to >= ${on} and d.valid_to <= to_char(${on}::date + ${days}::int, 'YYYY-MM-DD')
      and exists (select from policy.version v where v.policy_id = d.id and v.status = 'published')
    order by d.id`.execute(db)
  return rows
}

/** The cities in which firms of a data set stand. */
export async function listCities(db: Db, dataset: 'held' | 'demo'): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct city_code as code from registry.organisation
    where dataset = ${dataset} and kind = 'firm' and city_code is not null order by 1`.execute(db)
  return rows.map(({ code }) => code)
}
