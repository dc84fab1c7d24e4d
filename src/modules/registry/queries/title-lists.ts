// Of which titles a city holds all holders.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

type Place = { readonly dataset: 'held' | 'demo'; readonly cityCode?: string | undefined }

/** What was last told by a day of each title (null: of every title) in a city. */
export async function listToldLists(
  db: Db,
  { dataset, cityCode, on }: Required<Place> & { on: string },
): Promise<
  {
    kindCode: string | null
    nameZh: string | null
    isComplete: boolean
    validFrom: string
    source: string
    toldBy: string
  }[]
> {
  const { rows } = await sql<{
    kindCode: string | null
    nameZh: string | null
    isComplete: boolean
    validFrom: string
    source: string
    toldBy: string
  }>`
    select distinct on (l.kind_code) l.kind_code, k.name_zh, l.is_complete, l.valid_from, l.source, l.told_by
    from registry.title_list l left join registry.title_kind k on k.code = l.kind_code
    where l.dataset = ${dataset} and l.city_code = ${cityCode} and l.valid_from <= ${on}::date
    order by l.kind_code, l.valid_from desc, l.id desc`.execute(db)
  return rows
}

/** Every name of the titles of which a department has handed in a list with holders there. */
export async function listDepartmentTitleNames(db: Db, { dataset, cityCode }: Place): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with told as (
      select distinct t.kind_code, case when t.kind_code is null then t.name_as_written end as written
      from registry.title t join registry.organisation o on o.id = t.organisation_id
      where t.dataset = ${dataset} and t.removed_at is null
        and t.source_kind in ('official_register', 'department_list')
        and (${cityCode ?? null}::text is null or o.city_code = ${cityCode ?? null})
    )
    select distinct n.name from told left join registry.title_kind k on k.code = told.kind_code
    cross join lateral unnest(array[coalesce(k.name_zh, told.written)] || coalesce(k.also, '{}')) as n(name)
    order by n.name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Every name of some titles. */
export async function listNamesOfKinds(db: Db, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select n.name from registry.title_kind k cross join lateral unnest(array[k.name_zh] || k.also) as n(name)
    where k.code = any(${[...codes]}::text[])`.execute(db)
  return rows.map(({ name }) => name)
}

export async function insertTitleList(
  db: Db,
  list: {
    dataset: 'held' | 'demo'
    cityCode: string
    kindCode: string | null
    isComplete: boolean
    validFrom: string
    source: string
    toldBy: string
    toldAt: Date
  },
): Promise<void> {
  await sql`
    insert into registry.title_list (dataset, city_code, kind_code, is_complete, valid_from, source, told_by, told_at)
    values (${list.dataset}, ${list.cityCode}, ${list.kindCode}, ${list.isComplete}, ${list.validFrom}::date,
      ${list.source}, ${list.toldBy}, ${list.toldAt})`.execute(db)
}
