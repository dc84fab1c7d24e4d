import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { AtlasFile } from '../model.ts'
import type { AtlasTables } from '../tables.ts'

const atlas = (db: Db) => db.withTables<AtlasTables>()

/** Writes a pack's file over its version; gives whether it was new or changed. */
export async function upsertSetting(db: Db, file: AtlasFile, at: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into atlas.setting (city_code, version, content, loaded_at)
    values (${file.city}, ${file.version}, ${JSON.stringify(file)}::jsonb, ${at})
    on conflict (city_code, version) do update set content = excluded.content, loaded_at = excluded.loaded_at
      where setting.content is distinct from excluded.content
    returning version`.execute(db)
  return rows.length > 0
}

/** What a city's pack says; undefined where it says nothing. */
export async function findSetting(db: Db, cityCode: string): Promise<AtlasFile | undefined> {
  const row = await atlas(db)
    .selectFrom('atlas.setting')
    .select('content')
    .where('cityCode', '=', cityCode)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.content
}

type Where = { dataset: 'held' | 'demo'; cityCode: string }

/** What offices said of themes of data, by theme. */
export function listThemeSettings(
  db: Db,
  { dataset, cityCode }: Where,
): Promise<{ theme: string; owner: string | null; staleAfterDays: number; source: string }[]> {
  return atlas(db)
    .selectFrom('atlas.themeSetting')
    .select(['theme', 'owner', 'staleAfterDays', 'source'])
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .where('supersededAt', 'is', null)
    .execute()
}

type Stamp = { by: string; at: Date }

/** Says whose a theme is; what was said before stays as history. */
export async function putThemeSetting(
  db: Db,
  row: Where & { theme: string; owner: string | null; staleAfterDays: number; source: string },
  { by, at }: Stamp,
): Promise<void> {
  await atlas(db)
    .updateTable('atlas.themeSetting')
    .set({ supersededAt: at })
    .where('dataset', '=', row.dataset)
    .where('cityCode', '=', row.cityCode)
    .where('theme', '=', row.theme)
    .where('supersededAt', 'is', null)
    .execute()
  await atlas(db)
    .insertInto('atlas.themeSetting')
    .values({ ...row, recordedBy: by, recordedAt: at, supersededAt: null })
    .execute()
}

export type ParkPlaceRow = { parkId: bigint; lng: number; lat: number; source: string }

/** Where some parks stand. */
export function listParkPlaces(db: Db, parkIds: readonly string[]): Promise<ParkPlaceRow[]> {
  if (parkIds.length === 0) return Promise.resolve([])
  return atlas(db)
    .selectFrom('atlas.parkPlace')
    .select(['parkId', 'lng', 'lat', 'source'])
    .where('parkId', 'in', parkIds.map(BigInt))
    .where('supersededAt', 'is', null)
    .execute()
}

/** Says where a park stands; what was said before stays as history. */
export async function putParkPlace(
  db: Db,
  row: ParkPlaceRow & { dataset: 'held' | 'demo' },
  { by, at }: Stamp,
): Promise<void> {
  await atlas(db)
    .updateTable('atlas.parkPlace')
    .set({ supersededAt: at })
    .where('parkId', '=', row.parkId)
    .where('supersededAt', 'is', null)
    .execute()
  await atlas(db)
    .insertInto('atlas.parkPlace')
    .values({ ...row, recordedBy: by, recordedAt: at, supersededAt: null })
    .execute()
}

/** Data set, city and district of a park. */
export async function findParkScope(
  db: Db,
  id: string,
): Promise<{ dataset: 'held' | 'demo'; cityCode: string } | undefined> {
  const { rows } = await sql<{
    dataset: 'held' | 'demo'
    cityCode: string
  }>`select dataset, city_code from registry.park where id = ${id}::bigint`.execute(db)
  return rows[0]
}

/** The district of each park of a city, where one is told. */
export async function listParkDistricts(
  db: Db,
  { dataset, cityCode }: Where,
): Promise<{ id: bigint; districtCode: string | null }[]> {
  const { rows } = await sql<{
    id: bigint
    districtCode: string | null
  }>`select id, district_code from registry.park where dataset = ${dataset} and city_code = ${cityCode}`.execute(
    db,
  )
  return rows
}
