import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { CaseTables, GrantLineRow, GrantRunRow, PaymentListRow } from '../tables.ts'

const cases = (db: Db) => db.withTables<CaseTables>()
export type Line = Selectable<GrantLineRow>

export async function insertGrantRun(db: Db, row: Insertable<GrantRunRow>): Promise<void> {
  await cases(db).insertInto('policy.grantRun').values(row).execute()
}

export function findGrantRun(db: Db, lifeId: bigint): Promise<GrantRunRow | undefined> {
  return cases(db).selectFrom('policy.grantRun').selectAll().where('lifeId', '=', lifeId).executeTakeFirst()
}

export async function insertLines(db: Db, rows: readonly Insertable<GrantLineRow>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000)
    await cases(db)
      .insertInto('policy.grantLine')
      .values(rows.slice(at, at + 1000))
      .execute()
}

/** The lines of a run that the reader may see, by name. */
export function listLines(db: Db, lifeId: bigint): Promise<Line[]> {
  return cases(db)
    .selectFrom('policy.grantLine')
    .selectAll()
    .where('lifeId', '=', lifeId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export function lockLine(db: Db, id: string): Promise<Line | undefined> {
  return cases(db)
    .selectFrom('policy.grantLine')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

export async function updateLine(db: Db, id: bigint, change: Updateable<GrantLineRow>): Promise<void> {
  await cases(db).updateTable('policy.grantLine').set(change).where('id', '=', id).execute()
}

/** Moves every line of a run that stands somewhere; gives how many. */
export async function moveLines(
  db: Db,
  { lifeId, from, to }: { lifeId: bigint; from: Line['status']; to: Line['status'] },
): Promise<void> {
  await cases(db)
    .updateTable('policy.grantLine')
    .set({ status: to })
    .where('lifeId', '=', lifeId)
    .where('status', '=', from)
    .execute()
}

/** Takes lines out of a list, with the part and the reason; gives the ids that were there to be taken. */
export async function excludeLines(
  db: Db,
  { lifeId, ids, part, reason }: { lifeId: bigint; ids: readonly string[]; part: string; reason: string },
): Promise<bigint[]> {
  const rows = await cases(db)
    .updateTable('policy.grantLine')
    .set({ status: 'excluded', excludedPart: part, excludedReason: reason })
    .where('lifeId', '=', lifeId)
    .where('id', 'in', ids.map(BigInt))
    .where('status', '=', 'listed')
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function markLinePaid(db: Db, id: bigint): Promise<void> {
  await updateLine(db, id, { status: 'paid' })
}

/** Organisations that have a clause already in a year: by a run that still stands, or by an application. */
export async function listGranted(
  db: Db,
  of: { dataset: string; policyId: string; clauseId: string; year: string },
): Promise<Set<string>> {
  const { rows } = await sql<{ id: bigint }>`
    select g.organisation_id as id from policy.grant_line g
    join policy.grant_run r on r.life_id = g.life_id join policy.life l on l.id = g.life_id
    where g.dataset = ${of.dataset} and r.policy_id = ${of.policyId} and r.clause_id = ${of.clauseId}
      and to_char(r.on_date, 'YYYY') = ${of.year}
      and (g.status in ('accepted', 'ordered', 'paid')
        or (g.status in ('listed', 'confirmed', 'offered') and l.state in ('listed', 'confirming', 'publicising', 'offering')))
    union
    select l.organisation_id from policy.application a join policy.life l on l.id = a.life_id
    where l.dataset = ${of.dataset} and a.policy_id = ${of.policyId} and a.clause_id = ${of.clauseId}
      and to_char(l.created_at, 'YYYY') = ${of.year}
      and l.state not in ('draft', 'withdrawn', 'lapsed', 'rejected', 'recovered')`.execute(db)
  return new Set(rows.map(({ id }) => String(id)))
}

/** Credit codes of some organisations. */
export async function listCreditCodes(db: Db, ids: readonly bigint[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: bigint; value: string }>`
    select organisation_id as id, value from registry.identifier
    where kind = 'credit_code' and organisation_id = any(${ids.map(String)}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, value }) => [String(id), value]))
}

/** How many lines a run has and what they add up to, without the excluded and refused. */
export async function listRunSums(db: Db, lifeIds: readonly bigint[]) {
  const { rows } = await sql<{ lifeId: bigint; lines: bigint; totalFen: bigint }>`
    select life_id, count(*) as lines, coalesce(sum(amount_fen), 0)::bigint as total_fen from policy.grant_line
    where life_id = any(${lifeIds.map(String)}::bigint[]) and status not in ('excluded', 'refused')
    group by life_id`.execute(db)
  return new Map(rows.map((row) => [row.lifeId, row]))
}

/** What is offered to an organisation, newest first. */
export async function listOffers(db: Db, dataset: string, organisationId: string) {
  const { rows } = await sql<Line & { paidOn: string | null }>`
    select g.*, p.paid_on from policy.grant_line g left join policy.payout p on p.line_id = g.id
    where g.dataset = ${dataset} and g.organisation_id = ${organisationId}::bigint
      and g.status in ('offered', 'accepted', 'refused', 'ordered', 'paid')
    order by g.id desc`.execute(db)
  return rows
}

/** Title, basis and state of the runs of some lines; read as the program, since a firm sees its own line only. */
export async function listRunHeads(db: Db, lifeIds: readonly bigint[]) {
  const { rows } = await sql<{
    lifeId: bigint
    title: string
    basis: string
    state: string
    dueOn: string | null
  }>`
    select l.id as life_id, l.title, r.basis, l.state, l.due_on
    from policy.life l join policy.grant_run r on r.life_id = l.id
    where l.id = any(${lifeIds.map(String)}::bigint[])`.execute(db)
  return new Map(rows.map((row) => [row.lifeId, row]))
}

export type Account = { id: bigint; accountName: string; bank: string; accountNo: string }
export async function listAccounts(db: Db, ids: readonly bigint[]): Promise<Map<bigint, Account>> {
  if (ids.length === 0) return new Map()
  const rows = await cases(db)
    .selectFrom('policy.paymentAccount')
    .select(['id', 'accountName', 'bank', 'accountNo'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function insertPaymentList(db: Db, row: Insertable<PaymentListRow>): Promise<bigint> {
  const { id } = await cases(db)
    .insertInto('policy.paymentList')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export function findPaymentList(db: Db, id: string) {
  return cases(db)
    .selectFrom('policy.paymentList')
    .selectAll()
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

/** The payment lists that a run's payments stand on. */
export async function listPaymentLists(db: Db, lifeId: bigint) {
  const { rows } = await sql<{ id: bigint; title: string; totalFen: bigint; madeAt: Date }>`
    select distinct t.id, t.title, t.total_fen, t.made_at from policy.payment_list t
    join policy.payout p on p.payment_list_id = t.id where p.life_id = ${lifeId} order by t.id`.execute(db)
  return rows
}
