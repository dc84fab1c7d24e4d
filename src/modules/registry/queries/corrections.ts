import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { CorrectionRow } from '../tables.ts'

export type HeldCorrection = Omit<CorrectionRow, 'id'> & { id: bigint; organisationName: string }

/** Corrections under some filters, newest first, at most 500; row security says whose. */
export async function listCorrectionRows(
  db: Db,
  query: {
    dataset?: 'held' | 'demo' | undefined
    cityCode?: string | null | undefined
    organisationId?: string | undefined
    state?: string | undefined
    id?: string | undefined
    atMost?: number
  },
): Promise<HeldCorrection[]> {
  const { rows } = await sql<HeldCorrection>`
    select c.*, o.name as organisation_name from registry.correction c
    join registry.organisation o on o.id = c.organisation_id
    where (${query.dataset ?? null}::text is null or c.dataset = ${query.dataset ?? null})
      and (${query.cityCode ?? null}::text is null or o.city_code = ${query.cityCode ?? null})
      and (${query.organisationId ?? null}::bigint is null or c.organisation_id = ${query.organisationId ?? null}::bigint)
      and (${query.state ?? null}::text is null or c.state = ${query.state ?? null})
      and (${query.id ?? null}::bigint is null or c.id = ${query.id ?? null}::bigint)
    order by c.proposed_at desc, c.id desc limit ${query.atMost ?? 500}`.execute(db)
  return rows
}

/** Holds a correction against a second decision until commit. */
export async function lockCorrection(db: Db, id: string): Promise<void> {
  await sql`select 1 from registry.correction where id = ${id} for update`.execute(db)
}

export async function insertCorrection(
  db: Db,
  row: Omit<CorrectionRow, 'id' | 'decidedBy' | 'decidedAt' | 'decision' | 'history'> & { history: unknown },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.correction (dataset, organisation_id, subject, entry_id, field, period, held_value, proposed_value, reason,
      state, history, proposed_by, proposed_by_id, proposed_at)
    values (${row.dataset}, ${row.organisationId}, ${row.subject}, ${row.entryId}, ${row.field}, ${row.period}, ${row.heldValue},
      ${row.proposedValue}, ${row.reason}, ${row.state}, ${JSON.stringify(row.history)}::jsonb, ${row.proposedBy},
      ${row.proposedById}, ${row.proposedAt})
    returning id`.execute(db)
  return rows[0]!.id
}

export async function updateCorrection(
  db: Db,
  id: bigint,
  change: { state: string; history: unknown; decidedBy: string; decidedAt: Date; decision: string | null },
): Promise<void> {
  await sql`
    update registry.correction set state = ${change.state}, history = ${JSON.stringify(change.history)}::jsonb,
      decided_by = ${change.decidedBy}, decided_at = ${change.decidedAt}, decision = ${change.decision}
    where id = ${id}`.execute(db)
}
