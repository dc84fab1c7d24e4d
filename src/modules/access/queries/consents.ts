import { type Generated, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Dataset } from '../model.ts'

type ConsentRow = {
  id: Generated<bigint>
  kind: string
  uploadId: bigint
  name: string
  dataset: Dataset
  organisationId: bigint | null
  organisationName: string | null
  purpose: string | null
  readers: string[]
  validUntil: string | null
  givenBy: bigint | null
  givenAt: Date
  statedAt: Date | null
  withdrawnAt: Date | null
  withdrawnBy: bigint | null
  withdrawnReason: string | null
}
const tables = (db: Db) => db.withTables<{ 'access.consent': ConsentRow }>()
export type FoundConsent = Awaited<ReturnType<typeof listConsents>>[number]

export async function insertConsent(
  db: Db,
  row: Pick<ConsentRow, 'kind' | 'uploadId' | 'name' | 'dataset' | 'readers' | 'givenBy' | 'givenAt'> &
    Partial<Omit<ConsentRow, 'id'>>,
): Promise<void> {
  await tables(db).insertInto('access.consent').values(row).execute()
}

/** Consents that row security shows, newest first; of one organisation, or those whose purpose is not stated. */
export function listConsents(
  db: Db,
  of: { organisationId?: string; dataset?: Dataset; isUnstated?: boolean; limit: number },
) {
  let query = tables(db).selectFrom('access.consent').selectAll().orderBy('id', 'desc').limit(of.limit)
  if (of.organisationId !== undefined) query = query.where('organisationId', '=', BigInt(of.organisationId))
  if (of.dataset !== undefined) query = query.where('dataset', '=', of.dataset)
  if (of.isUnstated) query = query.where('statedAt', 'is', null).where('withdrawnAt', 'is', null)
  return query.execute()
}

export function findConsent(db: Db, id: string): Promise<FoundConsent | undefined> {
  return tables(db)
    .selectFrom('access.consent')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

export async function updateConsent(
  db: Db,
  id: bigint,
  change: Partial<Omit<ConsentRow, 'id'>>,
): Promise<void> {
  await tables(db).updateTable('access.consent').set(change).where('id', '=', id).execute()
}

/** Documents of an organisation that are kept, newest first. */
export async function listDocumentsOf(db: Db, organisationId: string, limit: number) {
  const { rows } = await sql<{
    id: bigint
    fileName: string
    room: string
    uploadedAt: Date
    readers: string[]
  }>`
    select id, file_name, room, uploaded_at, readers from access.attachment
    where organisation_id = ${organisationId}::bigint order by id desc limit ${limit}`.execute(db)
  return rows
}

/**
 * Readings of confidential facts that name an organisation, by people who are not its own, newest first. Under the
 * program's claims.
 */
export async function listReadingsOf(db: Db, organisationId: string, limit: number) {
  const { rows } = await sql<{ seq: bigint; at: Date; role: string; action: string }>`
    select e.seq, e.at, e.role, e.action from access.audit_entry e
    where e.confidential
      and (e.subject = ${`registry.organisation/${organisationId}`}
        or (e.detail::jsonb) ->> 'organisationId' = ${organisationId})
      and not exists (select 1 from access.user_account u
        where u.id = e.user_id and u.organisation_id = ${organisationId}::bigint)
    order by e.seq desc limit ${limit}`.execute(db)
  return rows
}

/** Uploads of a data set by the organisation whose facts they are: how many, and of how many the terms were stated. */
export async function countConsents(
  db: Db,
  dataset: Dataset,
): Promise<{ organisationId: string; uploads: number; stated: number }[]> {
  const { rows } = await sql<{ organisationId: bigint; uploads: bigint; stated: bigint }>`
    select organisation_id, count(*) as uploads, count(stated_at) as stated from access.consent
    where dataset = ${dataset} and organisation_id is not null group by 1 order by 1`.execute(db)
  return rows.map(({ organisationId, uploads, stated }) => ({
    organisationId: String(organisationId),
    uploads: Number(uploads),
    stated: Number(stated),
  }))
}
