import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

type Place = { dataset: string; city: string }
export type LeadingRow = {
  id: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  year: number
  organisationId: bigint
  name: string
  standing: 'leading' | 'backbone' | 'unsaid'
  chainId: string | null
  source: string
}
export type LeadingTargetRow = { leadingFirmId: bigint; figure: string; value: bigint; source: string }

const columns = sql`l.id, l.dataset, l.city_code, l.year, l.organisation_id, o.name, l.standing, l.chain_id, l.source`
const tables = sql`registry.leading_firm l join registry.organisation o on o.id = l.organisation_id`

/** The years that have a list, newest first. */
export async function listLeadingYears(db: Db, of: Place): Promise<{ year: number; firms: bigint }[]> {
  const { rows } = await sql<{ year: number; firms: bigint }>`
    select year, count(*) as firms from registry.leading_firm
    where dataset = ${of.dataset} and city_code = ${of.city} and ended_at is null group by year order by year desc`.execute(
    db,
  )
  return rows
}

/** The firms of one year by name. */
export async function listLeading(db: Db, of: Place & { year: number }): Promise<LeadingRow[]> {
  const { rows } = await sql<LeadingRow>`
    select ${columns} from ${tables}
    where l.dataset = ${of.dataset} and l.city_code = ${of.city} and l.year = ${of.year} and l.ended_at is null
    order by o.name collate "zh-x-icu", l.id`.execute(db)
  return rows
}

/** One line of a list that was not taken off, held against others until the transaction ends. */
export async function lockLeading(db: Db, id: string): Promise<LeadingRow | undefined> {
  const { rows } = await sql<LeadingRow>`
    select ${columns} from ${tables} where l.id = ${id}::bigint and l.ended_at is null for update of l`.execute(
    db,
  )
  return rows[0]
}

export async function listLeadingTargets(db: Db, ids: readonly bigint[]): Promise<LeadingTargetRow[]> {
  const { rows } = await sql<LeadingTargetRow>`
    select leading_firm_id, figure, value, source from registry.leading_firm_target
    where leading_firm_id = any(${[...ids]}::bigint[]) order by leading_firm_id, figure`.execute(db)
  return rows
}

type NewLeading = Place & {
  year: number
  organisationId: string
  standing: string
  chainId: string | null
  source: string
}
type Stamp = { by: string; at: Date }

/** Puts a firm on the list of a year; undefined where it stands there. */
export async function insertLeading(db: Db, f: NewLeading, stamp: Stamp): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.leading_firm (dataset, city_code, year, organisation_id, standing, chain_id, source, recorded_by, recorded_at)
    values (${f.dataset}, ${f.city}, ${f.year}, ${f.organisationId}::bigint, ${f.standing}, ${f.chainId}, ${f.source},
      ${stamp.by}, ${stamp.at})
    on conflict do nothing returning id`.execute(db)
  return rows[0] && String(rows[0].id)
}

/** Puts the firms of one year on the list of another, where they do not stand yet; says how many. */
export async function carryLeading(
  db: Db,
  of: Place & { from: number; to: number },
  stamp: Stamp,
): Promise<number> {
  const { rows } = await sql`
    insert into registry.leading_firm (dataset, city_code, year, organisation_id, standing, chain_id, source, recorded_by, recorded_at)
    select dataset, city_code, ${of.to}, organisation_id, standing, chain_id, source, ${stamp.by}, ${stamp.at}
    from registry.leading_firm
    where dataset = ${of.dataset} and city_code = ${of.city} and year = ${of.from} and ended_at is null order by id
    on conflict do nothing returning 1`.execute(db)
  return rows.length
}

export async function upsertLeadingTarget(
  db: Db,
  t: { id: string; figure: string; value: string; source: string },
  stamp: Stamp,
): Promise<void> {
  await sql`
    insert into registry.leading_firm_target (leading_firm_id, figure, value, source, recorded_by, recorded_at)
    values (${t.id}::bigint, ${t.figure}, ${t.value}::bigint, ${t.source}, ${stamp.by}, ${stamp.at})
    on conflict (leading_firm_id, figure) do update set value = excluded.value, source = excluded.source,
      recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(db)
}

export async function deleteLeadingTarget(db: Db, id: string, figure: string): Promise<void> {
  await sql`delete from registry.leading_firm_target where leading_firm_id = ${id}::bigint and figure = ${figure}`.execute(
    db,
  )
}

export async function endLeading(db: Db, id: string, reason: string, at: Date): Promise<void> {
  await sql`update registry.leading_firm set ended_at = ${at}, ended_reason = ${reason} where id = ${id}::bigint`.execute(
    db,
  )
}
