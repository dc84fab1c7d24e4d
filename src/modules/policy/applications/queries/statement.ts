import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { PayoutRow, RecoveryRow, ReportedBenefitRow } from '../tables.ts'

type Tables = {
  'policy.payout': PayoutRow
  'policy.recovery': RecoveryRow
  'policy.reportedBenefit': ReportedBenefitRow
}
const statement = (db: Db) => db.withTables<Tables>()
type Of = { dataset: 'held' | 'demo'; organisationId: string }

/** A case that gave something: `grantedOn` is the instant of the act by which it was granted. */
export type GrantedCase = {
  lifeId: bigint
  lineId: bigint | null
  kind: 'application' | 'grant' | 'agreement'
  title: string
  policyTitle: string | null
  grantedAt: Date | null
  grantedFen: bigint
}

/** Applications approved and agreements signed of a firm that the reader may see. */
export async function listGrantedCases(db: Db, { dataset, organisationId }: Of): Promise<GrantedCase[]> {
  const { rows } = await sql<GrantedCase>`
    select l.id as life_id, null::bigint as line_id, l.kind, l.title,
      coalesce(d.title, g.programme) as policy_title, coalesce(a.approved_fen, g.support_fen) as granted_fen,
      (select min(e.at) from policy.life_event e where e.life_id = l.id and e.kind = 'acted'
        and e.name = case l.kind when 'application' then 'approve' else 'sign' end) as granted_at
    from policy.life l
    left join policy.application a on a.life_id = l.id
    left join policy.agreement g on g.life_id = l.id
    left join policy.document d on d.id = a.policy_id
    where l.dataset = ${dataset} and l.organisation_id = ${organisationId}::bigint
      and l.kind in ('application', 'agreement') and coalesce(a.approved_fen, g.support_fen) is not null
      and exists (select 1 from policy.life_event e where e.life_id = l.id and e.kind = 'acted'
        and e.name = case l.kind when 'application' then 'approve' else 'sign' end)
    order by l.id`.execute(db)
  return rows
}

/** Lines of 免申即享 lists that a firm accepted. */
export async function listAcceptedLines(db: Db, { dataset, organisationId }: Of) {
  const { rows } = await sql<{ lifeId: bigint; lineId: bigint; acceptedAt: Date | null; amountFen: bigint }>`
    select life_id, id as line_id, accepted_at, amount_fen from policy.grant_line
    where dataset = ${dataset} and organisation_id = ${organisationId}::bigint
      and status in ('accepted', 'ordered', 'paid') order by id`.execute(db)
  return rows
}

/** Title, policy and state of the lists of some lines; read as the program: a firm sees its own line, not the list. */
export async function listHeads(db: Db, lifeIds: readonly bigint[]) {
  const { rows } = await sql<{ lifeId: bigint; title: string; policyTitle: string | null }>`
    select l.id as life_id, l.title, coalesce(d.title, r.basis) as policy_title
    from policy.life l join policy.grant_run r on r.life_id = l.id left join policy.document d on d.id = r.policy_id
    where l.id = any(${lifeIds.map(String)}::bigint[])`.execute(db)
  return new Map(rows.map((row) => [row.lifeId, row]))
}

/** The payments to a firm that the reader may see, in their order. */
export function listPayoutsTo(db: Db, { dataset, organisationId }: Of): Promise<Selectable<PayoutRow>[]> {
  return statement(db)
    .selectFrom('policy.payout')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('organisationId', '=', BigInt(organisationId))
    .orderBy('lifeId')
    .orderBy('instalment')
    .execute()
}

/** What came back of some payments, in the order of the days. */
export function listRecoveries(db: Db, payoutIds: readonly bigint[]): Promise<Selectable<RecoveryRow>[]> {
  if (payoutIds.length === 0) return Promise.resolve([])
  return statement(db)
    .selectFrom('policy.recovery')
    .selectAll()
    .where('payoutId', 'in', [...payoutIds])
    .orderBy('receivedOn')
    .orderBy('id')
    .execute()
}

export async function insertRecovery(db: Db, row: Insertable<RecoveryRow>): Promise<void> {
  await statement(db).insertInto('policy.recovery').values(row).execute()
}

export type ReportedBenefit = Selectable<ReportedBenefitRow>

/** The reliefs told of a firm that stand, the newest year first. */
export function listReliefs(db: Db, { dataset, organisationId }: Of): Promise<ReportedBenefit[]> {
  return statement(db)
    .selectFrom('policy.reportedBenefit')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('organisationId', '=', BigInt(organisationId))
    .where('withdrawnAt', 'is', null)
    .orderBy('year', 'desc')
    .orderBy('kind')
    .orderBy('id')
    .execute()
}

/** Keeps a relief as told; undefined where the same teller told one of that kind and year already. */
export async function insertRelief(db: Db, row: Insertable<ReportedBenefitRow>): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into policy.reported_benefit (dataset, city_code, organisation_id, kind, title, year, amount_fen, basis_fen,
      reporter, source, entered_by, entered_name, entered_at)
    values (${row.dataset}, ${row.cityCode}, ${row.organisationId}, ${row.kind}, ${row.title}, ${row.year},
      ${row.amountFen}, ${row.basisFen}, ${row.reporter}, ${row.source}, ${row.enteredBy}, ${row.enteredName},
      ${row.enteredAt})
    on conflict (dataset, organisation_id, kind, (coalesce(title, '')), year, reporter) where withdrawn_at is null
    do nothing returning id`.execute(db)
  return rows[0]?.id
}

/** One relief that stands. */
export function findRelief(db: Db, id: string): Promise<ReportedBenefit | undefined> {
  return statement(db)
    .selectFrom('policy.reportedBenefit')
    .selectAll()
    .where('id', '=', BigInt(id))
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
}

/** Takes a relief back; false where somebody else did so meanwhile. */
export async function withdrawRelief(
  db: Db,
  id: bigint,
  change: { withdrawnAt: Date; withdrawnBy: string; withdrawnReason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await statement(db)
    .updateTable('policy.reportedBenefit')
    .set(change)
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Whether a department does the part of the tax office in a city. */
export async function doesTaxPart(
  db: Db,
  { dataset, cityCode }: { dataset: 'held' | 'demo'; cityCode: string },
): Promise<boolean> {
  const { rows } = await sql<{ does: boolean }>`
    select policy.does_part(${dataset}, ${cityCode}, 'tax') as does`.execute(db)
  return rows[0]?.does ?? false
}
