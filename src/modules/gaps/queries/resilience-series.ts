import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { OverruleDays, SaidRow } from '../domain/resilience-series.ts'

export type ChainPlace = { dataset: 'held' | 'demo'; cityCode: string; chainId: string }
const at = ({ dataset, cityCode, chainId }: ChainPlace) =>
  sql`dataset = ${dataset} and city_code = ${cityCode} and chain_id = ${chainId}`

/** Every statement about nodes of a chain, whatever its day. */
export async function listChainStatements(db: Db, place: ChainPlace): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow>`
    select id, node_id, kind, source, stated_on from gaps.statement where ${at(place)} order by id`.execute(
    db,
  )
  return rows
}

/** Every overrule of nodes of a chain, ended ones too. */
export async function listChainOverrules(db: Db, place: ChainPlace): Promise<OverruleDays[]> {
  const { rows } = await sql<OverruleDays>`
    select id, node_id, status, holds_from, holds_until, ended_on from gaps.overrule where ${at(place)} order by id`.execute(
    db,
  )
  return rows
}

/** Firms at some nodes that were founded after a day, with the day of founding. */
export async function listFoundedAfter(
  db: Db,
  dataset: 'held' | 'demo',
  { nodeIds, day }: { nodeIds: readonly string[]; day: string },
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; founded: string }>`
    select f.organisation_id::text as id, to_char(date '1970-01-01' + f.value_number::int, 'YYYY-MM-DD') as founded
    from registry.figure f
    where f.dataset = ${dataset} and f.name = 'founded_on' and f.counts and f.removed_at is null and not f.is_confidential
      and f.value_number > (${day}::date - date '1970-01-01')
      and f.organisation_id in (select organisation_id from chains.placed_organisation
        where dataset = ${dataset} and node_id = any(${[...nodeIds]}::text[]))`.execute(db)
  return new Map(rows.map(({ id, founded }) => [id, founded]))
}
