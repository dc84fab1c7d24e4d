import { type Generated, type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { CaseTables } from '../tables.ts'

type Dataset = 'held' | 'demo'
export type FundRow = {
  id: Generated<bigint>
  code: string
  cityCode: string
  name: string
  department: string
  purpose: string | null
  policies: string[]
  overBudget: 'refuse' | 'proRata' | 'firstCome'
  overBudgetSource: string
  source: string
  pack: string | null
  createdBy: string
  createdAt: Date
}
type BudgetRow = {
  id: Generated<bigint>
  fundId: bigint
  dataset: Dataset
  year: number
  amountFen: bigint
  source: string
  enteredBy: string
  enteredAt: Date
}
type WindowRow = {
  id: Generated<bigint>
  fundId: bigint
  dataset: Dataset
  title: string
  opensOn: string
  closesOn: string
  source: string
  enteredBy: string
  enteredAt: Date
}
export type FundFigure = { fundId: bigint; year: number; name: string; value: bigint; source: string }
type FundTables = {
  'policy.fund': FundRow
  'policy.fundBudget': BudgetRow
  'policy.fundWindow': WindowRow
  'policy.fundFigure': FundFigure
}
export type Fund = Selectable<FundRow>
const funds = (db: Db) => db.withTables<FundTables & CaseTables>()

export function listFunds(db: Db, cityCode: string): Promise<Fund[]> {
  return funds(db)
    .selectFrom('policy.fund')
    .selectAll()
    .where('cityCode', '=', cityCode)
    .orderBy('id')
    .execute()
}

export function findFund(db: Db, id: bigint): Promise<Fund | undefined> {
  return funds(db).selectFrom('policy.fund').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The same, held until the transaction ends. */
export function lockFund(db: Db, id: bigint): Promise<Fund | undefined> {
  return funds(db).selectFrom('policy.fund').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function insertFund(db: Db, row: Omit<Insertable<FundRow>, 'code'>): Promise<bigint> {
  const code = sql<string>`'house-' || (select count(*) + 1 from policy.fund)`
  const { id } = await funds(db)
    .insertInto('policy.fund')
    .values({ ...row, code })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes a fund of a pack; gives its id. */
export async function upsertFund(db: Db, row: Insertable<FundRow>): Promise<bigint> {
  const { code: _code, createdAt: _at, createdBy: _by, ...change } = row
  const { id } = await funds(db)
    .insertInto('policy.fund')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doUpdateSet(change))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function upsertFigures(db: Db, rows: readonly FundFigure[]): Promise<void> {
  if (rows.length === 0) return
  await funds(db)
    .insertInto('policy.fundFigure')
    .values([...rows])
    .onConflict((conflict) =>
      conflict
        .columns(['fundId', 'year', 'name'])
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), source: eb.ref('excluded.source') })),
    )
    .execute()
}

export function listFigures(db: Db, fundId: bigint): Promise<FundFigure[]> {
  return funds(db).selectFrom('policy.fundFigure').selectAll().where('fundId', '=', fundId).execute()
}

/** Budgets of a fund, newest first: the first of a year counts. */
export function listBudgets(db: Db, fundId: bigint, dataset: Dataset): Promise<Selectable<BudgetRow>[]> {
  return funds(db)
    .selectFrom('policy.fundBudget')
    .selectAll()
    .where('fundId', '=', fundId)
    .where('dataset', '=', dataset)
    .orderBy('year', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function insertBudget(db: Db, row: Insertable<BudgetRow>): Promise<void> {
  await funds(db).insertInto('policy.fundBudget').values(row).execute()
}

export function listWindows(db: Db, fundId: bigint, dataset: Dataset): Promise<Selectable<WindowRow>[]> {
  return funds(db)
    .selectFrom('policy.fundWindow')
    .selectAll()
    .where('fundId', '=', fundId)
    .where('dataset', '=', dataset)
    .orderBy('opensOn', 'desc')
    .execute()
}

export async function insertWindow(db: Db, row: Insertable<WindowRow>): Promise<void> {
  await funds(db).insertInto('policy.fundWindow').values(row).execute()
}

export type FundSum = { organisationId: bigint; committedFen: bigint; paidFen: bigint; recoveredFen: bigint }

/** What each organisation has of a year's budget; the caller decides whom it tells what. */
export async function sumPayouts(
  db: Db,
  { fundId, dataset, year }: { fundId: bigint; dataset: Dataset; year: number },
): Promise<FundSum[]> {
  const { rows } = await sql<FundSum>`
    select organisation_id, (sum(amount_fen) - sum(recovered_fen))::bigint as committed_fen,
      coalesce(sum(amount_fen) filter (where status = 'paid'), 0)::bigint as paid_fen,
      sum(recovered_fen)::bigint as recovered_fen
    from policy.payout
    where fund_id = ${fundId} and dataset = ${dataset} and fund_year = ${year} and status <> 'cancelled'
    group by organisation_id order by organisation_id`.execute(db)
  return rows
}

/** Payments out of a fund that the reader may see, newest first. */
export async function listProjects(db: Db, fundId: bigint, dataset: Dataset) {
  const { rows } = await sql<{
    lifeId: bigint
    title: string
    organisation: string
    amountFen: bigint
    status: string
    paidOn: string | null
    voucher: string | null
  }>`
    select p.life_id, l.title, o.name as organisation, p.amount_fen, p.status, p.paid_on, p.voucher
    from policy.payout p join policy.life l on l.id = p.life_id
    join registry.organisation o on o.id = p.organisation_id
    where p.fund_id = ${fundId} and p.dataset = ${dataset}
    order by p.id desc limit 2000`.execute(db)
  return rows
}

/** Applications that wait for an amount under some policies, first submitted first; those with a known amount. */
export async function listWaiting(
  db: Db,
  { dataset, city, policies }: { dataset: Dataset; city: string; policies: readonly string[] },
): Promise<{ lifeId: bigint; organisation: string; askedFen: bigint }[]> {
  const { rows } = await sql<{ lifeId: bigint; organisation: string; askedFen: bigint }>`
    select a.life_id, o.name as organisation, coalesce(a.computed_fen, a.ceiling_fen) as asked_fen
    from policy.application a join policy.life l on l.id = a.life_id
    join registry.organisation o on o.id = l.organisation_id
    where l.dataset = ${dataset} and l.city_code = ${city} and l.state = 'deciding'
      and a.policy_id = any(${[...policies]}::text[]) and coalesce(a.computed_fen, a.ceiling_fen) > 0
    order by l.created_at, l.id`.execute(db)
  return rows
}
