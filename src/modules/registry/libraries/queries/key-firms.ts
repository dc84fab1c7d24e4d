import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

export type SnapshotRow = {
  id: bigint
  year: number
  ruleKey: string
  ruleVersion: number
  ruleTitle: string
  firms: number
  included: bigint
  takenBy: string
  takenAt: Date
}
export type KeyFirmRow = {
  organisationId: bigint
  organisationName: string
  isIncluded: boolean
  reasons: unknown
}

/** The snapshots of a city, newest year first. */
export async function listSnapshots(
  db: Db,
  q: { dataset: string; city: string; rule?: string; year?: number },
): Promise<SnapshotRow[]> {
  const { rows } = await sql<SnapshotRow>`
    select s.id, s.year, s.rule_key, s.rule_version, s.rule_title, s.firms, s.taken_by, s.taken_at,
      (select count(*) from registry.key_firm k where k.snapshot_id = s.id and k.is_included) as included
    from registry.key_firm_snapshot s where s.dataset = ${q.dataset} and s.city_code = ${q.city}
      and (${q.rule ?? null}::text is null or s.rule_key = ${q.rule ?? null})
      and (${q.year ?? null}::int is null or s.year = ${q.year ?? null}::int)
    order by s.year desc, s.rule_key`.execute(db)
  return rows
}

export async function listKeyFirms(db: Db, snapshotId: bigint): Promise<KeyFirmRow[]> {
  const { rows } = await sql<KeyFirmRow>`
    select organisation_id, organisation_name, is_included, reasons from registry.key_firm
    where snapshot_id = ${snapshotId} order by organisation_name collate "zh-x-icu", organisation_id`.execute(
    db,
  )
  return rows
}

/** Writes the library of one year; undefined where that year stands already. */
export async function insertSnapshot(
  db: Db,
  s: {
    dataset: string
    city: string
    year: number
    ruleKey: string
    ruleVersion: number
    ruleTitle: string
    firms: number
  },
  members: readonly { organisationId: string; isIncluded: boolean; reasons: unknown }[],
  stamp: { by: string; at: Date },
): Promise<bigint | undefined> {
  const made = await sql<{ id: bigint }>`
    insert into registry.key_firm_snapshot (dataset, city_code, year, rule_key, rule_version, rule_title, firms, taken_by, taken_at)
    values (${s.dataset}, ${s.city}, ${s.year}, ${s.ruleKey}, ${s.ruleVersion}, ${s.ruleTitle}, ${s.firms}, ${stamp.by}, ${stamp.at})
    on conflict do nothing returning id`.execute(db)
  const id = made.rows[0]?.id
  if (id === undefined) return undefined
  await sql`
    insert into registry.key_firm (snapshot_id, organisation_id, organisation_name, is_included, reasons)
    select ${id}, o.id, o.name, m."isIncluded", m.reasons
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as m("organisationId" text, "isIncluded" boolean, reasons jsonb)
    join registry.organisation o on o.id = m."organisationId"::bigint`.execute(db)
  return id
}

/** Organisations by id with what tells whether they may be used: data set. */
export async function findOrganisationIn(
  db: Db,
  dataset: string,
  id: string,
): Promise<{ name: string } | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from registry.organisation where id = ${id}::bigint and dataset = ${dataset}`.execute(db)
  return rows[0]
}

export async function clearDemoLibraries(db: Db): Promise<void> {
  await sql`select registry.clear_demo_libraries()`.execute(db)
}
