import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { GapsTables, StatementRow, ThresholdRow } from '../tables.ts'

const gaps = (db: Db) => db.withTables<GapsTables>()

/** The thresholds of a city that hold on a day: the highest version of those begun; undefined where no pack gave any. */
export function findThreshold(db: Db, cityCode: string, on: string): Promise<ThresholdRow | undefined> {
  return gaps(db)
    .selectFrom('gaps.threshold')
    .selectAll()
    .where('cityCode', '=', cityCode)
    .where('asOf', '<=', on)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type NewThreshold = Omit<ThresholdRow, 'loadedAt'>

/** Writes thresholds; gives whether they were new or changed. */
export async function upsertThreshold(db: Db, threshold: NewThreshold, at: Date): Promise<boolean> {
  const { cityCode, version, ...figures } = threshold
  const written = await gaps(db)
    .insertInto('gaps.threshold')
    .values({ ...threshold, loadedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['cityCode', 'version'])
        .doUpdateSet({ ...figures, loadedAt: at })
        .where(
          sql<boolean>`(threshold.as_of, threshold.strong_groups, threshold.strong_local_ratio,
            threshold.minimal_coverage_ratio, threshold.weak_firms_here, threshold.weak_firms_within200_km, threshold.source) is distinct from
            (excluded.as_of, excluded.strong_groups, excluded.strong_local_ratio,
            excluded.minimal_coverage_ratio, excluded.weak_firms_here, excluded.weak_firms_within200_km, excluded.source)`,
        ),
    )
    .returning('cityCode')
    .execute()
  return written.length > 0
}

export type NodeStatementRow = Pick<
  StatementRow,
  'chainId' | 'nodeId' | 'kind' | 'source' | 'statedOn' | 'statedBy'
>

/** The newest statement about each node of a city on a day; a withdrawn one is there too, as withdrawn. */
export async function listStatements(
  db: Db,
  { dataset, cityCode, on }: { dataset: 'held' | 'demo'; cityCode: string; on: string },
): Promise<NodeStatementRow[]> {
  const { rows } = await sql<NodeStatementRow>`
    select distinct on (chain_id, node_id) chain_id, node_id, kind, source, stated_on, stated_by
    from gaps.statement
    where dataset = ${dataset} and city_code = ${cityCode} and stated_on <= ${on}
    order by chain_id, node_id, stated_on desc, id desc`.execute(db)
  return rows
}

export async function insertStatements(
  db: Db,
  statements: readonly Omit<StatementRow, 'id'>[],
): Promise<void> {
  if (statements.length === 0) return
  await gaps(db)
    .insertInto('gaps.statement')
    .values([...statements])
    .execute()
}

export async function deleteDemoStatements(db: Db): Promise<void> {
  await gaps(db).deleteFrom('gaps.statement').where('dataset', '=', 'demo').execute()
}
