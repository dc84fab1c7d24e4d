import { type Insertable, sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

export type AgreementRow = {
  lifeId: bigint
  programme: string | null
  cohortYear: number | null
  subject: string
  parties: unknown
  articles: unknown
  supportFen: bigint | null
  fundId: bigint | null
  facts: unknown
  applicationId: bigint | null
}
export type MilestoneRow = {
  lifeId: bigint
  ordinal: number
  title: string
  dueOn: string
  amountFen: bigint
  metOn: string | null
  evidence: string | null
  acceptedBy: string | null
}
type Tables = { 'policy.agreement': AgreementRow; 'policy.agreementMilestone': MilestoneRow }
const agreements = (db: Db) => db.withTables<Tables>()

export async function insertAgreement(
  db: Db,
  row: Insertable<AgreementRow>,
  milestones: readonly MilestoneRow[],
): Promise<void> {
  await agreements(db).insertInto('policy.agreement').values(row).execute()
  await agreements(db)
    .insertInto('policy.agreementMilestone')
    .values([...milestones])
    .execute()
}

export function findAgreement(db: Db, lifeId: bigint): Promise<AgreementRow | undefined> {
  return agreements(db)
    .selectFrom('policy.agreement')
    .selectAll()
    .where('lifeId', '=', lifeId)
    .executeTakeFirst()
}

export function listMilestones(db: Db, lifeId: bigint): Promise<MilestoneRow[]> {
  return agreements(db)
    .selectFrom('policy.agreementMilestone')
    .selectAll()
    .where('lifeId', '=', lifeId)
    .orderBy('ordinal')
    .execute()
}

export async function updateMilestone(
  db: Db,
  { lifeId, ordinal }: Pick<MilestoneRow, 'lifeId' | 'ordinal'>,
  change: Pick<MilestoneRow, 'metOn' | 'evidence' | 'acceptedBy'>,
): Promise<void> {
  await agreements(db)
    .updateTable('policy.agreementMilestone')
    .set(change)
    .where('lifeId', '=', lifeId)
    .where('ordinal', '=', ordinal)
    .execute()
}

export async function updateFacts(db: Db, lifeId: bigint, facts: string): Promise<void> {
  await agreements(db).updateTable('policy.agreement').set({ facts }).where('lifeId', '=', lifeId).execute()
}

export type AgreementLine = AgreementRow & {
  organisation: string
  state: string
  dueOn: string | null
  paidFen: bigint
  milestones: bigint
  met: bigint
}

/** The agreements of a city that the reader may see, newest first, with what was paid and met. */
export async function listAgreements(
  db: Db,
  { dataset, city }: { dataset: string; city: string },
): Promise<AgreementLine[]> {
  const { rows } = await sql<AgreementLine>`
    select a.*, o.name as organisation, l.state, l.due_on,
      (select coalesce(sum(p.amount_fen - p.recovered_fen), 0)::bigint from policy.payout p
        where p.life_id = a.life_id and p.status = 'paid') as paid_fen,
      (select count(*) from policy.agreement_milestone m where m.life_id = a.life_id) as milestones,
      (select count(*) from policy.agreement_milestone m where m.life_id = a.life_id and m.met_on is not null) as met
    from policy.agreement a join policy.life l on l.id = a.life_id
    join registry.organisation o on o.id = l.organisation_id
    where l.dataset = ${dataset} and l.city_code = ${city} order by a.life_id desc`.execute(db)
  return rows
}
