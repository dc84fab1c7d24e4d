import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { ServiceLevels } from '../model.ts'

/** The newest service levels of a city, else the nation's; undefined where no pack brought any. */
export async function findLevels(db: Db, city: string): Promise<ServiceLevels | undefined> {
  const { rows } = await sql<{ content: ServiceLevels }>`
    select content from services.rule_set where id = 'tickets' and city_code in (${city}, '000000')
    order by city_code desc, version desc limit 1`.execute(db)
  return rows[0]?.content
}

type Key = { id: string; cityCode: string; version: number }

/** The digest of a version that was loaded; undefined where it was not. */
export async function findRuleDigest(db: Db, { id, cityCode, version }: Key): Promise<string | undefined> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from services.rule_set where id = ${id} and city_code = ${cityCode} and version = ${version}`.execute(
    db,
  )
  return rows[0]?.sha256
}

/** Keeps a version of service levels. */
export async function insertRuleSet(
  db: Db,
  row: Key & { content: string; sha256: string; pack: string; loadedAt: Date },
): Promise<void> {
  await sql`insert into services.rule_set (id, city_code, version, content, sha256, pack, loaded_at)
    values (${row.id}, ${row.cityCode}, ${row.version}, ${row.content}::json, ${row.sha256}, ${row.pack},
      ${row.loadedAt})`.execute(db)
}
