import type { Db } from '../../../platform/database/index.ts'
import type { EvaluationTables, ScorecardRow } from '../tables.ts'

const evaluation = (db: Db) => db.withTables<EvaluationTables>()
export type HeldScorecard = Omit<ScorecardRow, 'id'> & { id: bigint }

/** The scorecards in use, by area (everywhere last) and title. */
export function listScorecards(db: Db): Promise<HeldScorecard[]> {
  return evaluation(db)
    .selectFrom('evaluation.scorecard')
    .selectAll()
    .where('supersededAt', 'is', null)
    .orderBy('kind')
    .orderBy('key')
    .execute()
}

/** One version, in use or not: runs keep theirs. */
export function findScorecard(db: Db, id: string): Promise<HeldScorecard | undefined> {
  return evaluation(db)
    .selectFrom('evaluation.scorecard')
    .selectAll()
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

/** The versions of a pack's scorecards that are in use. */
export function listPackScorecards(
  db: Db,
  pack: string,
): Promise<{ key: string; version: number; sha256: string }[]> {
  return evaluation(db)
    .selectFrom('evaluation.scorecard')
    .select(['key', 'version', 'sha256'])
    .where('pack', '=', pack)
    .where('supersededAt', 'is', null)
    .execute()
}

/** Writes a scorecard as the newest version of its key; the one before is kept for its runs. */
export async function insertScorecard(
  db: Db,
  card: Omit<ScorecardRow, 'id' | 'version' | 'supersededAt' | 'document'> & { document: string },
): Promise<void> {
  await retireScorecard(db, card.key, card.loadedAt)
  const last = await evaluation(db)
    .selectFrom('evaluation.scorecard')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('key', '=', card.key)
    .executeTakeFirst()
  await evaluation(db)
    .insertInto('evaluation.scorecard')
    .values({ ...card, version: (last?.version ?? 0) + 1, supersededAt: null })
    .execute()
}

export async function retireScorecard(db: Db, key: string, at: Date): Promise<void> {
  await evaluation(db)
    .updateTable('evaluation.scorecard')
    .set({ supersededAt: at })
    .where('key', '=', key)
    .where('supersededAt', 'is', null)
    .execute()
}
