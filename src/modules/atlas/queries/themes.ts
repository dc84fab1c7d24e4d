import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type ThemeCount = {
  theme: string
  count: bigint
  placed: bigint | null
  unclassified: bigint | null
  updatedAt: Date | null
}

/**
 * What the register holds of each theme that it can hold, with the newest change. A theme of which nobody ever recorded
 * the fact that makes it (规上, foreign capital) is not in the answer.
 */
export async function countThemes(
  db: Db,
  q: { dataset: 'held' | 'demo'; city: string; platformKinds: readonly string[] },
): Promise<ThemeCount[]> {
  const park = sql`registry.park p where p.dataset = ${q.dataset} and p.city_code = ${q.city}`
  const part = sql`registry.park_part t join registry.park p on p.id = t.park_id
    where p.dataset = ${q.dataset} and p.city_code = ${q.city} and t.superseded_at is null`
  const { rows } = await sql<ThemeCount>`
    select 'parks' as theme, count(*) as count,
      count(*) filter (where p.district_code is not null or exists (select from atlas.park_place a
        where a.park_id = p.id and a.superseded_at is null)) as placed, null::bigint as unclassified,
      max(p.updated_at) as updated_at from ${park}
    union all
    select 'major_projects', count(*) filter (where j.is_major), count(*) filter (where j.is_major and j.park_id is not null),
      count(*) filter (where j.is_major is null), max(j.updated_at)
      from registry.project j where j.dataset = ${q.dataset} and j.city_code = ${q.city}
    union all
    select 'research_platforms', count(*), count(o.lng), null, max(l.updated_at)
      from registry.library_entry l left join registry.organisation o on o.id = l.organisation_id
      where l.dataset = ${q.dataset} and l.city_code = ${q.city} and l.kind = any(${[...q.platformKinds]}::text[])
    union all
    select 'land', count(*), null, null, max(t.recorded_at) from ${part} and t.kind = 'parcel'
      and t.content ->> 'status' = 'available'
    union all
    select 'factories', count(*), null, null, max(t.recorded_at) from ${part} and t.kind = 'factory'
    union all
    select 'firms', count(*), count(o.lng), null, max(o.updated_at) from registry.organisation o
      where o.dataset = ${q.dataset} and o.city_code = ${q.city} and o.kind = 'firm'`.execute(db)
  return rows
}

/** Firms of a city of which a figure says yes, and those of which nobody said anything; undefined where the figure is not defined. */
export async function countByFigure(
  db: Db,
  q: { dataset: 'held' | 'demo'; city: string; name: string },
): Promise<{ count: bigint; placed: bigint; unclassified: bigint; updatedAt: Date | null } | undefined> {
  const known = await sql<{ name: string }>`select name from registry.figure_kind
    where name = ${q.name}`.execute(db)
  if (known.rows.length === 0) return undefined
  const { rows } = await sql<{ count: bigint; placed: bigint; unclassified: bigint; updatedAt: Date | null }>`
    select count(*) filter (where f.is_true) as count, count(o.lng) filter (where f.is_true) as placed,
      count(*) filter (where f.is_true is null) as unclassified, max(f.at) as updated_at
    from registry.organisation o left join lateral (
      select x.value_flag as is_true, x.recorded_at as at from registry.figure x
      where x.organisation_id = o.id and x.name = ${q.name} and x.counts
      order by x.as_of desc nulls last limit 1) f on true
    where o.dataset = ${q.dataset} and o.city_code = ${q.city} and o.kind = 'firm'`.execute(db)
  return rows[0]
}
