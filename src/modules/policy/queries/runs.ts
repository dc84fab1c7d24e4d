import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { EffectRow, RunClauseRow, RunRow, SandboxRow } from '../tables/runs.ts'
import type { PolicyTables } from '../tables.ts'

const policy = (db: Db) => db.withTables<PolicyTables>()
type Dataset = 'held' | 'demo'

export async function insertRun(
  db: Db,
  run: Omit<RunRow, 'id'>,
  clauses: readonly Omit<RunClauseRow, 'runId'>[],
): Promise<bigint> {
  const { id } = await policy(db)
    .insertInto('policy.run')
    .values(run)
    .returning('id')
    .executeTakeFirstOrThrow()
  if (clauses.length > 0)
    await policy(db)
      .insertInto('policy.runClause')
      .values(clauses.map((clause) => ({ ...clause, runId: id })))
      .execute()
  return id
}

/** The runs of a city, newest first, without what they rest on. */
export async function listRuns(
  db: Db,
  dataset: Dataset,
  areaCode: string,
): Promise<(RunSummaryRow & { clauses: number })[]> {
  const rows = await policy(db)
    .selectFrom('policy.run as r')
    .select(summaryColumns)
    .select((eb) =>
      eb
        .selectFrom('policy.runClause as c')
        .whereRef('c.runId', '=', 'r.id')
        .select((count) => count.fn.countAll<bigint>().as('n'))
        .as('clauses'),
    )
    .where('r.dataset', '=', dataset)
    .where('r.areaCode', '=', areaCode)
    .orderBy('r.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, clauses: Number(row.clauses) }))
}

const summaryColumns = [
  'r.id',
  'r.onDay',
  'r.firms',
  'r.elapsedMs',
  'r.amountFen',
  'r.ceilingFen',
  'r.computedBy',
  'r.computedAt',
] as const
type RunSummaryRow = Pick<
  RunRow,
  'onDay' | 'firms' | 'elapsedMs' | 'amountFen' | 'ceilingFen' | 'computedBy' | 'computedAt'
> & { id: bigint }

export function findRun(db: Db, id: string): Promise<(Omit<RunRow, 'id'> & { id: bigint }) | undefined> {
  return policy(db).selectFrom('policy.run').selectAll().where('id', '=', BigInt(id)).executeTakeFirst()
}

/** The clauses of a run with their counts, without who they concern. */
export function listRunClauses(
  db: Db,
  id: string,
): Promise<Omit<RunClauseRow, 'organisationIds' | 'fen' | 'nearIds'>[]> {
  return policy(db)
    .selectFrom('policy.runClause')
    .select(['runId', 'policyId', 'version', 'clauseId', 'isCeiling', 'entitled', 'near', 'notEligible'])
    .select(['insufficientData', 'notComputable', 'totalFen'])
    .where('runId', '=', BigInt(id))
    .orderBy('policyId')
    .orderBy('clauseId')
    .execute()
}

/** Who is entitled under one clause of a run, by id after a cursor. */
export async function listEntitled(
  db: Db,
  {
    runId,
    policy: policyId,
    clause,
    after,
    limit,
  }: { runId: string; policy: string; clause: string; after?: string | undefined; limit: number },
): Promise<{ organisationId: bigint; name: string; fen: bigint | null }[]> {
  const { rows } = await sql<{ organisationId: bigint; name: string; fen: bigint | null }>`
    select e.organisation_id, coalesce(o.name, e.organisation_id::text) as name, e.fen
    from policy.run_clause c, unnest(c.organisation_ids, c.fen) as e (organisation_id, fen)
    left join registry.organisation o on o.id = e.organisation_id
    where c.run_id = ${runId}::bigint and c.policy_id = ${policyId} and c.clause_id = ${clause}
      and e.organisation_id > ${after ?? '0'}::bigint
    order by e.organisation_id limit ${limit}`.execute(db)
  return rows
}

export async function insertSandbox(db: Db, sandbox: Omit<SandboxRow, 'id'>): Promise<bigint> {
  const { id } = await policy(db)
    .insertInto('policy.sandbox')
    .values(sandbox)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What offices tried for a city, newest first. */
export function listSandboxes(
  db: Db,
  dataset: Dataset,
  areaCode: string,
): Promise<(Omit<SandboxRow, 'id'> & { id: bigint })[]> {
  return policy(db)
    .selectFrom('policy.sandbox')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('areaCode', '=', areaCode)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

/** What programmes moved in a city, newest year first. */
export function listEffects(db: Db, cityCode: string): Promise<Omit<EffectRow, 'id'>[]> {
  return policy(db)
    .selectFrom('policy.effect')
    .selectAll()
    .where('cityCode', '=', cityCode)
    .where('retiredAt', 'is', null)
    .orderBy('year', 'desc')
    .execute()
}

/** Writes an effect where it is new or changed; what it replaces is retired. Gives whether anything changed. */
export async function upsertEffect(db: Db, effect: Omit<EffectRow, 'id' | 'retiredAt'>): Promise<boolean> {
  const held = await policy(db)
    .selectFrom('policy.effect')
    .selectAll()
    .where('pack', '=', effect.pack)
    .where('key', '=', effect.key)
    .where('retiredAt', 'is', null)
    .executeTakeFirst()
  const facts = ({
    programme,
    year,
    projects,
    totalInvestmentFen,
    fiscalFen,
    source,
  }: Omit<EffectRow, 'id' | 'retiredAt'>) =>
    [programme, year, projects, String(totalInvestmentFen), String(fiscalFen), source].join('|')
  if (held && facts(held) === facts(effect)) return false
  await retireEffects(db, effect.pack, [effect.key], effect.loadedAt)
  await policy(db)
    .insertInto('policy.effect')
    .values({ ...effect, retiredAt: null })
    .execute()
  return true
}

export async function retireEffects(db: Db, pack: string, keys: readonly string[], at: Date): Promise<void> {
  if (keys.length === 0) return
  await policy(db)
    .updateTable('policy.effect')
    .set({ retiredAt: at })
    .where('pack', '=', pack)
    .where('key', 'in', [...keys])
    .where('retiredAt', 'is', null)
    .execute()
}

export async function listEffectKeys(db: Db, pack: string): Promise<string[]> {
  const rows = await policy(db)
    .selectFrom('policy.effect')
    .select('key')
    .where('pack', '=', pack)
    .where('retiredAt', 'is', null)
    .execute()
  return rows.map(({ key }) => key)
}

/** The names of industry divisions (two digits of GB/T 4754). */
export async function listIndustryNames(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from registry.industry_class where level = 2`.execute(db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
