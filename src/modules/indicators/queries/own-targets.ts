import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { HeldTarget } from '../model.ts'
import type { IndicatorTables } from '../tables.ts'

const indicators = (db: Db) => db.withTables<IndicatorTables>()
type Row = IndicatorTables['indicators.ownTarget']
export type OwnTargetRow = Omit<Row, 'id'> & { id: bigint }
export type NewOwnTarget = Omit<Row, 'id'>
type Scope = { readonly cityCode: string; readonly dataset: 'held' | 'demo' }

/** Every version of the targets that people wrote in a city, by target, the newest version first. */
export function listOwnTargetVersions(
  db: Db,
  { cityCode, dataset }: Scope,
  indicator?: string,
): Promise<OwnTargetRow[]> {
  let query = indicators(db)
    .selectFrom('indicators.ownTarget')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
  if (indicator !== undefined)
    query = query.where('targetId', 'in', (eb) =>
      eb
        .selectFrom('indicators.ownTarget as t')
        .select('t.targetId')
        .where('t.dataset', '=', dataset)
        .where('t.cityCode', '=', cityCode)
        .where('t.indicatorId', '=', indicator),
    )
  return query.orderBy('targetId').orderBy('version', 'desc').execute()
}

/** The last version of each target that people wrote, also of those taken back. */
export async function listLastOwnTargets(db: Db, scope: Scope): Promise<OwnTargetRow[]> {
  const seen = new Set<string>()
  const last = (await listOwnTargetVersions(db, scope)).filter(({ targetId }) => {
    if (seen.has(targetId)) return false
    seen.add(targetId)
    return true
  })
  const numberOf = ({ targetId }: OwnTargetRow) => Number(targetId.replace('own-', ''))
  return last.sort((a, b) => numberOf(a) - numberOf(b))
}

/** The last version of one target, or undefined. Waits for whoever is writing one. */
export async function findOwnTarget(db: Db, targetId: string): Promise<OwnTargetRow | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext(${`indicators.own_target ${targetId}`}))`.execute(db)
  return indicators(db)
    .selectFrom('indicators.ownTarget')
    .selectAll()
    .where('targetId', '=', targetId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
}

/** The first version that was written with a key, or undefined. */
export function findOwnTargetByKey(db: Db, onceKey: string): Promise<OwnTargetRow | undefined> {
  return indicators(db)
    .selectFrom('indicators.ownTarget')
    .selectAll()
    .where('onceKey', '=', onceKey)
    .executeTakeFirst()
}

/** A name for a new target. */
export async function nextOwnTargetId(db: Db): Promise<string> {
  const { rows } = await sql<{ n: bigint }>`select nextval('indicators.own_target_number') as n`.execute(db)
  return `own-${rows[0]!.n}`
}

/** Writes a version; undefined where the same offer was taken up, or the same version written, before. */
export function insertOwnTarget(db: Db, row: NewOwnTarget): Promise<OwnTargetRow | undefined> {
  return indicators(db)
    .insertInto('indicators.ownTarget')
    .values({
      ...row,
      scope: JSON.stringify(row.scope) as never,
      value: JSON.stringify(row.value) as never,
      readAs: (row.readAs && JSON.stringify(row.readAs)) as never,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
}

/** A version as the board and the conflicts read targets. */
export const toHeldTarget = (row: OwnTargetRow): HeldTarget => ({
  id: row.targetId,
  row: '',
  indicator: row.indicatorId,
  chain: row.chainId,
  subject: row.subjectId,
  scope: row.scope,
  comparator: row.comparator as HeldTarget['comparator'],
  value: row.value,
  unit: row.unit,
  due: row.due,
  dueWritten: row.dueWritten,
  source: { document: row.sourceTitle, place: row.sourcePlace, sentence: row.sourceSentence },
  sourceDate: row.sourceDate,
})
