import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { AuditEntry, AuditVerdict } from '../model.ts'
import type { AccessTables } from '../tables.ts'

const access = (db: Db) => db.withTables<AccessTables>()

/** Appends to the audit chain in the caller's transaction. */
export async function appendAudit(
  db: Db,
  entry: { at: Date; action: string; subject: string; detail: string; confidential: boolean },
): Promise<void> {
  await sql`select access.append_audit(${entry.at}, ${entry.action}, ${entry.subject}, ${entry.detail},
    ${entry.confidential})`.execute(db)
}

export async function listAudit(
  db: Db,
  page: { before: number | null; limit: number; action: string | null; user: string | null },
): Promise<AuditEntry[]> {
  let query = access(db).selectFrom('access.auditEntry').selectAll().orderBy('seq', 'desc').limit(page.limit)
  if (page.before !== null) query = query.where('seq', '<', BigInt(page.before))
  if (page.action) query = query.where('action', '=', page.action)
  if (page.user) query = query.where('userName', '=', page.user)
  const rows = await query.execute()
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at.toISOString(),
    userName: row.userName,
    role: row.role,
    action: row.action,
    subject: row.subject,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    confidential: row.confidential,
    digest: row.digest.toString('hex'),
  }))
}

/** Recomputes the whole chain in the database. */
export async function checkAuditChain(db: Db): Promise<AuditVerdict> {
  const faults = await sql<{ seq: bigint; kind: 'changed' | 'removed' | 'cut_off' }>`
    select seq, kind from access.first_audit_fault()`.execute(db)
  const head = await access(db).selectFrom('access.auditHead').selectAll().executeTakeFirstOrThrow()
  const fault = faults.rows[0]
  return {
    ok: fault === undefined,
    entries: Number(head.seq),
    head: head.digest.toString('hex'),
    firstBad: fault ? { seq: Number(fault.seq), kind: fault.kind } : null,
  }
}

/** The digest that the chain had at one entry; undefined where there is none. */
export async function findAuditDigest(db: Db, seq: number): Promise<string | undefined> {
  const row = await access(db)
    .selectFrom('access.auditEntry')
    .select('digest')
    .where('seq', '=', BigInt(seq))
    .executeTakeFirst()
  return row?.digest.toString('hex')
}
