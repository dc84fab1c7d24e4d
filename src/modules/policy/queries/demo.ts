import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** The city of the demo firms, and whether policies were filled in for them; undefined without a demo city. */
export async function findDemoPlace(db: Db): Promise<{ cityCode: string; isFilled: boolean } | undefined> {
  const { rows } = await sql<{ cityCode: string; isFilled: boolean }>`
    select o.city_code, exists (
      select 1 from policy.city_value v where v.dataset = 'demo' and v.area_code = o.city_code
    ) and exists (select 1 from registry.title t where t.dataset = 'demo') as is_filled
    from registry.organisation o where o.dataset = 'demo' and o.kind = 'firm' and o.city_code is not null
    group by o.city_code order by count(*) desc, o.city_code limit 1`.execute(db)
  return rows[0]
}

/** The names of figures that the demo firms have already. */
export async function listRecordedNames(db: Db, dataset: 'demo'): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select k.name from registry.figure_kind k
    where exists (select 1 from registry.figure f where f.dataset = ${dataset} and f.name = k.name)`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

/** Takes away what was invented around the policies of the demo city; its runs go too. */
export async function clearDemoPolicies(db: Db): Promise<void> {
  await sql`delete from policy.run where dataset = 'demo'`.execute(db)
  await sql`delete from policy.sandbox where dataset = 'demo'`.execute(db)
  await sql`delete from policy.city_value where dataset = 'demo'`.execute(db)
  await sql`delete from policy.application_window where dataset = 'demo'`.execute(db)
}
