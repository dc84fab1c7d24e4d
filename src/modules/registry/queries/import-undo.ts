import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type SupportKey = { organisationId: string; field: string; valueDigest: string }

/** Notes what an import brought although it was held. */
export async function insertSupport(db: Db, importId: string, keys: readonly SupportKey[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    insert into registry.import_support (import_id, organisation_id, field, value_digest)
    select ${BigInt(importId)}, r."organisationId", r.field, r."valueDigest"
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as r("organisationId" bigint, field text, "valueDigest" text)
    on conflict do nothing`.execute(db)
}

const withdrawn = [
  { what: 'facts', table: sql`registry.fact`, field: sql`x.field`, value: sql`x.value` },
  { what: 'products', table: sql`registry.product`, field: sql`'product'`, value: sql`x.name` },
  { what: 'identifiers', table: sql`registry.identifier`, field: sql`x.kind`, value: sql`x.value` },
]

/**
 * Withdraws the facts, products and codes of an import. What another import, not undone, brought too goes on under that
 * one's name and source. Gives how many of each went, and how many were carried on.
 */
export async function withdrawFacts(
  db: Db,
  importId: string,
): Promise<{ withdrawn: Record<string, number>; carriedOn: number }> {
  const counts: Record<string, number> = {}
  let carriedOn = 0
  for (const { what, table, field, value } of withdrawn) {
    const kept = await sql`
      update ${table} x set import_id = s.import_id,
        source = '《' || s.file_name || '》 ' || to_char(s.imported_at at time zone 'UTC', 'YYYY-MM-DD')
      from (
        select distinct on (u.organisation_id, u.field, u.value_digest) u.*, i.file_name, i.imported_at
        from registry.import_support u join registry.import i on i.id = u.import_id
        where i.undone_at is null and u.import_id <> ${BigInt(importId)}
        order by u.organisation_id, u.field, u.value_digest, u.import_id) s
      where x.import_id = ${BigInt(importId)} and s.organisation_id = x.organisation_id and s.field = ${field}
        and s.value_digest = md5(${value})`.execute(db)
    carriedOn += Number(kept.numAffectedRows ?? 0n)
    const gone = await sql`delete from ${table} x where x.import_id = ${BigInt(importId)}`.execute(db)
    counts[what] = Number(gone.numAffectedRows ?? 0n)
  }
  await sql`delete from registry.import_support where import_id = ${BigInt(importId)}`.execute(db)
  return { withdrawn: counts, carriedOn }
}

/** The organisations that an import opened. */
export async function listCreatedBy(db: Db, importId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id::text, name from registry.organisation where created_import_id = ${BigInt(importId)} order by id`.execute(
    db,
  )
  return rows
}

/** Which of some organisations are used, and where: tables, or registry.import for rows of other imports. */
export async function listUses(
  db: Db,
  importId: string,
  ids: readonly string[],
): Promise<{ organisationId: string; usedBy: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ organisationId: string; usedBy: string }>`
    select organisation_id::text, used_by
    from registry.organisations_in_use(${ids.map(BigInt)}::bigint[], ${BigInt(importId)})`.execute(db)
  return rows
}

export async function deleteOrganisations(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from registry.organisation where id = any(${ids.map(BigInt)}::bigint[])`.execute(db)
}

export type UndoState = {
  kind: string
  dataset: 'held' | 'demo'
  fileName: string
  undoneAt: Date | null
  undoneBy: string | null
}

/** An import as an undo must know it, locked against a second undo. */
export async function findForUndo(db: Db, importId: string): Promise<UndoState | undefined> {
  const { rows } = await sql<UndoState>`
    select kind, dataset, file_name, undone_at, undone_by from registry.import
    where id = ${BigInt(importId)} for update`.execute(db)
  return rows[0]
}

/** Marks an import as undone, closes what waits of it, and keeps what the undo did. */
export async function markUndone(
  db: Db,
  importId: string,
  { at, by, report }: { at: Date; by: string; report: unknown },
): Promise<{ closedReviews: number }> {
  await sql`
    update registry.import set undone_at = ${at}, undone_by = ${by}, undo_report = ${JSON.stringify(report)}::jsonb
    where id = ${BigInt(importId)}`.execute(db)
  const closed = await sql`
    update registry.import_review set state = 'withdrawn' where import_id = ${BigInt(importId)}
      and state in ('open', 'later')`.execute(db)
  return { closedReviews: Number(closed.numAffectedRows ?? 0n) }
}
