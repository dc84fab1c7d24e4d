import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

export type PartRow = {
  id: bigint
  part: string
  organisationId: bigint | null
  organisationName: string | null
  fields: Record<string, string | number>
  source: string
  recordedBy: string
  recordedAt: Date
  endedAt: Date | null
  endedReason: string | null
}
const columns = sql`t.id, t.part, t.organisation_id, coalesce(o.name, t.organisation_name) as organisation_name, t.fields,
  t.source, t.recorded_by, t.recorded_at, t.ended_at, t.ended_reason`
const tables = sql`registry.library_part t left join registry.organisation o on o.id = t.organisation_id`

/** The parts of an entry in the order in which they were told, those taken out among them. */
export async function listParts(db: Db, entryId: string): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select ${columns} from ${tables} where t.entry_id = ${entryId}::bigint order by t.id`.execute(db)
  return rows
}

export async function findPart(db: Db, entryId: string, id: string): Promise<PartRow | undefined> {
  const { rows } = await sql<PartRow>`
    select ${columns} from ${tables} where t.entry_id = ${entryId}::bigint and t.id = ${id}::bigint`.execute(
    db,
  )
  return rows[0]
}

export type PartFields = {
  organisationId: string | null
  organisationName: string | null
  fields: Readonly<Record<string, string | number>>
  source: string
}

/** Writes one part; undefined where this very request wrote it before. */
export async function insertPart(
  db: Db,
  p: PartFields & { dataset: string; entryId: string; part: string; requestKey: string },
  stamp: { by: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.library_part (dataset, entry_id, part, organisation_id, organisation_name, fields, source,
      request_key, recorded_by, recorded_at)
    values (${p.dataset}, ${p.entryId}::bigint, ${p.part}, ${p.organisationId}::bigint, ${p.organisationName},
      ${JSON.stringify(p.fields)}::jsonb, ${p.source}, ${p.requestKey}, ${stamp.by}, ${stamp.at})
    on conflict (recorded_by, request_key) do nothing returning id`.execute(db)
  return rows[0] && String(rows[0].id)
}

export async function updatePart(db: Db, id: string, p: PartFields): Promise<void> {
  await sql`update registry.library_part set organisation_id = ${p.organisationId}::bigint,
      organisation_name = ${p.organisationName}, fields = ${JSON.stringify(p.fields)}::jsonb, source = ${p.source},
      import_id = null -- what a person wrote since is not the import's to take back
    where id = ${id}::bigint`.execute(db)
}

export async function endPart(db: Db, id: string, reason: string, at: Date): Promise<void> {
  await sql`update registry.library_part set ended_at = ${at}, ended_reason = ${reason} where id = ${id}::bigint`.execute(
    db,
  )
}
