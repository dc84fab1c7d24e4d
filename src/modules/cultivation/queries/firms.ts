import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type Firm = {
  id: bigint
  name: string
  dataset: 'held' | 'demo'
  cityCode: string | null
  kind: string
}

/** The name, city, kind and data set of an organisation; undefined where there is none. */
export async function findFirm(db: Db, id: string): Promise<Firm | undefined> {
  const { rows } = await sql<Firm>`
    select id, name, dataset, city_code, kind from registry.organisation where id = ${BigInt(id)}`.execute(db)
  return rows[0]
}

/** Names of firms by id. */
export async function listFirmNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: bigint; name: string }>`
    select id, name from registry.organisation where id = any(${ids.map(BigInt)}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [String(id), name]))
}

/** How many firms a city holds. */
export async function countFirms(
  db: Db,
  scope: { dataset: 'held' | 'demo'; cityCode: string },
): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from registry.organisation
    where dataset = ${scope.dataset} and city_code = ${scope.cityCode} and kind = 'firm'`.execute(db)
  return Number(rows[0]?.n ?? 0)
}
