import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

export type SettingKind = 'life' | 'entry_kind' | 'key_firm_rule' | 'window' | 'leading_measures'
export type Setting = { key: string; cityCode: string | null; version: number; content: unknown }

/** What holds now of one kind, by key; with a city also what holds everywhere. */
export async function listSettings(db: Db, kind: SettingKind, cityCode?: string): Promise<Setting[]> {
  const { rows } = await sql<Setting>`
    select key, city_code, version, content from registry.library_setting
    where kind = ${kind} and superseded_at is null
      and (${cityCode ?? null}::text is null or city_code is null or city_code = ${cityCode ?? null})
    order by key`.execute(db)
  return rows
}

/** One setting in one version: things keep the version under which they began. */
export async function findSetting(
  db: Db,
  kind: SettingKind,
  key: string,
  version: number | null,
): Promise<Setting | undefined> {
  const { rows } = await sql<Setting>`
    select key, city_code, version, content from registry.library_setting
    where kind = ${kind} and key = ${key}
      and (version = ${version}::int or (${version}::int is null and superseded_at is null))`.execute(db)
  return rows[0]
}

/** Writes a setting as its next version where it differs from what holds; says whether it did. */
export async function putSetting(
  db: Db,
  setting: { kind: SettingKind; key: string; cityCode: string | null; content: unknown },
  at: Date,
): Promise<boolean> {
  const content = JSON.stringify(setting.content)
  const { rows } = await sql<{ version: number; same: boolean }>`
    select version, content::text = ${content} as same from registry.library_setting
    where kind = ${setting.kind} and key = ${setting.key} order by version desc limit 1`.execute(db)
  if (rows[0]?.same) return false
  await sql`update registry.library_setting set superseded_at = ${at}
    where kind = ${setting.kind} and key = ${setting.key} and superseded_at is null`.execute(db)
  await sql`insert into registry.library_setting (kind, key, city_code, version, content, loaded_at)
    values (${setting.kind}, ${setting.key}, ${setting.cityCode}, ${(rows[0]?.version ?? 0) + 1}, ${content}::json, ${at})`.execute(
    db,
  )
  return true
}
