import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

type Scope = { readonly cityCode: string; readonly dataset: 'held' | 'demo' }

/** Registered firms and service providers of a city; what was merged away is not counted. */
export async function countProviders(
  db: Db,
  { cityCode, dataset }: Scope,
): Promise<{ firms: number; providers: number }> {
  const { rows } = await sql<{ firms: bigint; providers: bigint }>`
    select count(*) filter (where kind = 'firm') as firms, count(*) filter (where kind = 'service') as providers
    from registry.organisation where dataset = ${dataset} and city_code = ${cityCode}`.execute(db)
  return { firms: Number(rows[0]!.firms), providers: Number(rows[0]!.providers) }
}

/** Which of these organisations stand in the city. */
export async function listInCity(
  db: Db,
  { cityCode, dataset }: Scope,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: bigint }>`select id from registry.organisation
    where dataset = ${dataset} and city_code = ${cityCode} and id = any(${[...ids]}::bigint[])`.execute(db)
  return new Set(rows.map(({ id }) => String(id)))
}
