import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { CallResultRow, CallRow, CallScoreRow } from '../tables.ts'

type Tables = {
  'policy.call': CallRow
  'policy.callScore': CallScoreRow
  'policy.callResult': CallResultRow
}
const calls = (db: Db) => db.withTables<Tables>()
export type CallOf = Selectable<CallRow>

export async function insertCall(db: Db, row: Insertable<CallRow>): Promise<void> {
  await calls(db).insertInto('policy.call').values(row).execute()
}

export function findCall(db: Db, lifeId: bigint): Promise<CallOf | undefined> {
  return calls(db).selectFrom('policy.call').selectAll().where('lifeId', '=', lifeId).executeTakeFirst()
}

/** A call of that name in a year, where there is one. */
export function findCallNamed(
  db: Db,
  of: Pick<CallRow, 'dataset' | 'cityCode' | 'programme' | 'cohortYear' | 'title'>,
): Promise<CallOf | undefined> {
  return calls(db)
    .selectFrom('policy.call')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .where('programme', '=', of.programme)
    .where('cohortYear', '=', of.cohortYear)
    .where('title', '=', of.title)
    .executeTakeFirst()
}

/** The calls of a city, the one that closes last first. */
export function listCalls(
  db: Db,
  { dataset, city }: { dataset: 'held' | 'demo'; city: string },
): Promise<CallOf[]> {
  return calls(db)
    .selectFrom('policy.call')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', city)
    .orderBy('closesOn', 'desc')
    .orderBy('lifeId', 'desc')
    .execute()
}

/** The state of each call; read as the program, since what is called for is public and its history is not. */
export async function listStates(db: Db, ids: readonly bigint[]): Promise<Map<bigint, string>> {
  const { rows } = await sql<{ id: bigint; state: string }>`
    select id, state from policy.life where id = any(${ids.map(String)}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, state }) => [id, state]))
}

export type CallApplicationRow = {
  lifeId: bigint
  organisationId: bigint
  organisation: string
  subject: string
  state: string
  events: number
  claimedFen: bigint | null
  place: number | null
  mean: number | null
  reviewers: number | null
  isSelected: boolean | null
  supportFen: bigint | null
  agreementId: bigint | null
}

/** The applications to a call that the reader may see, by place where there is one. */
export async function listCallApplications(db: Db, callId: bigint): Promise<CallApplicationRow[]> {
  const { rows } = await sql<CallApplicationRow>`
    select a.life_id, l.organisation_id, o.name as organisation, coalesce(a.subject, '') as subject, l.state, l.events,
      a.claimed_fen, r.place, r.mean, r.reviewers, r.is_selected, r.support_fen, g.life_id as agreement_id
    from policy.application a join policy.life l on l.id = a.life_id
    join registry.organisation o on o.id = l.organisation_id
    left join policy.call_result r on r.application_id = a.life_id
    left join policy.agreement g on g.application_id = a.life_id
    where a.call_id = ${callId} order by r.place nulls last, a.life_id`.execute(db)
  return rows
}

export function listScores(db: Db, applicationIds: readonly bigint[]): Promise<Selectable<CallScoreRow>[]> {
  if (applicationIds.length === 0) return Promise.resolve([])
  return calls(db)
    .selectFrom('policy.callScore')
    .selectAll()
    .where('applicationId', 'in', [...applicationIds])
    .orderBy('applicationId')
    .orderBy('reviewer')
    .execute()
}

/** Keeps the points of a reviewer; a later sheet of the same reviewer replaces the first. */
export async function keepScore(db: Db, row: Insertable<CallScoreRow>): Promise<void> {
  await calls(db)
    .insertInto('policy.callScore')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['applicationId', 'reviewer']).doUpdateSet({
        reviewerName: row.reviewerName,
        points: row.points,
        total: row.total,
        comment: row.comment,
        scoredAt: row.scoredAt,
      }),
    )
    .execute()
}

export async function keepResults(db: Db, rows: readonly Insertable<CallResultRow>[]): Promise<void> {
  for (const row of rows)
    await calls(db)
      .insertInto('policy.callResult')
      .values(row)
      .onConflict((conflict) => conflict.column('applicationId').doUpdateSet(row))
      .execute()
}

/** The place and choice of one application; undefined where none was made. */
export function findResult(db: Db, applicationId: bigint): Promise<Selectable<CallResultRow> | undefined> {
  return calls(db)
    .selectFrom('policy.callResult')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .executeTakeFirst()
}

/** The selected of a call by name; read as the program once their notice is public. */
export async function listSelected(
  db: Db,
  callId: bigint,
): Promise<{ organisation: string; subject: string }[]> {
  const { rows } = await sql<{ organisation: string; subject: string }>`
    select o.name as organisation, coalesce(a.subject, '') as subject
    from policy.application a join policy.call_result r on r.application_id = a.life_id and r.is_selected
    join policy.life l on l.id = a.life_id join registry.organisation o on o.id = l.organisation_id
    where a.call_id = ${callId} order by r.place, a.life_id`.execute(db)
  return rows
}

/** The organisations whose applications to a call were sent. */
export async function listApplying(db: Db, callId: bigint): Promise<Set<bigint>> {
  const { rows } = await sql<{ organisationId: bigint }>`
    select distinct l.organisation_id from policy.application a join policy.life l on l.id = a.life_id
    where a.call_id = ${callId} and l.state not in ('draft', 'withdrawn')`.execute(db)
  return new Set(rows.map(({ organisationId }) => organisationId))
}

/** How many applications to a call wait for the points of a person; those of their own organisation do not. */
export async function countUnscored(
  db: Db,
  callId: bigint,
  { userName, organisationId }: { userName: string; organisationId: string | null },
): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from policy.application a join policy.life l on l.id = a.life_id
    where a.call_id = ${callId} and l.state in ('submitted', 'checking', 'deciding')
      and l.organisation_id is distinct from ${organisationId}::bigint
      and not exists (select 1 from policy.call_score s
        where s.application_id = a.life_id and s.reviewer = ${userName})`.execute(db)
  return Number(rows[0]!.count)
}

export type CallCounts = { applications: number; selected: number }
/** Submitted and selected applications of some calls. */
export async function countApplications(db: Db, ids: readonly bigint[]): Promise<Map<bigint, CallCounts>> {
  const { rows } = await sql<{ id: bigint; applications: bigint; selected: bigint }>`
    select a.call_id as id, count(*) filter (where l.state not in ('draft', 'withdrawn')) as applications,
      count(*) filter (where r.is_selected) as selected
    from policy.application a join policy.life l on l.id = a.life_id
    left join policy.call_result r on r.application_id = a.life_id
    where a.call_id = any(${ids.map(String)}::bigint[]) group by a.call_id`.execute(db)
  return new Map(
    rows.map(({ id, applications, selected }) => [
      id,
      { applications: Number(applications), selected: Number(selected) },
    ]),
  )
}
