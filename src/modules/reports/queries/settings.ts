import type { Db } from '../../../platform/database/index.ts'
import type { ReportTables, SettingRow } from '../tables.ts'

const reports = (db: Db) => db.withTables<ReportTables>()
type Key = Pick<SettingRow, 'kind' | 'key'>

/** One version of what a pack brought. */
export function findSetting(
  db: Db,
  { kind, key, version }: Key & { version: number },
): Promise<SettingRow | undefined> {
  return reports(db)
    .selectFrom('reports.packSetting')
    .selectAll()
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** The newest version of a setting. */
export function findNewestSetting(db: Db, { kind, key }: Key): Promise<SettingRow | undefined> {
  return reports(db)
    .selectFrom('reports.packSetting')
    .selectAll()
    .where('kind', '=', kind)
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The newest version of every setting of a kind, by key. */
export function listSettings(db: Db, kind: SettingRow['kind']): Promise<SettingRow[]> {
  return reports(db)
    .selectFrom('reports.packSetting')
    .distinctOn('key')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute()
}

export async function insertSetting(
  db: Db,
  setting: Omit<SettingRow, 'content'> & { content: string },
): Promise<void> {
  await reports(db).insertInto('reports.packSetting').values(setting).execute()
}
