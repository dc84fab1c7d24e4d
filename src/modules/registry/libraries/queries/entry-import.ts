// What an import of library entries and projects reads and writes beside the entries themselves.
import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { FieldChange } from '../../model.ts'

/** The entries of a kind and city under one name, whatever their level and host. */
export async function listEntriesNamed(
  db: Db,
  q: { dataset: string; cityCode: string; kind: string; nameNormalised: string },
): Promise<{ id: string; level: string | null; organisationId: string | null; hostName: string | null }[]> {
  const { rows } = await sql<{
    id: string
    level: string | null
    organisationId: string | null
    hostName: string | null
  }>`
    select l.id::text, l.level, l.organisation_id::text, coalesce(l.organisation_name, o.name) as host_name
    from registry.library_entry l left join registry.organisation o on o.id = l.organisation_id
    where l.dataset = ${q.dataset} and l.city_code = ${q.cityCode} and l.kind = ${q.kind}
      and l.name_normalised = ${q.nameNormalised} order by l.id`.execute(db)
  return rows
}

/** A park of a city by its name or short name, made even; undefined where there is none, or several. */
export async function findParkNamed(
  db: Db,
  q: { dataset: string; cityCode: string; nameNormalised: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id::text from registry.park where dataset = ${q.dataset} and city_code = ${q.cityCode}
      and (name_normalised = ${q.nameNormalised} or lower(replace(short_name, ' ', '')) = ${q.nameNormalised})
    limit 2`.execute(db)
  return rows.length === 1 ? rows[0]!.id : undefined
}

/** Adds a part that an import tells; false where the entry has the same one already. */
export async function insertImportedPart(
  db: Db,
  p: {
    dataset: string
    entryId: string
    part: string
    organisationId: string | null
    organisationName: string | null
    fields: Readonly<Record<string, string | number>>
    source: string
    importId: string
    line: number
  },
  stamp: { by: string; at: Date },
): Promise<boolean> {
  const fields = JSON.stringify(p.fields)
  const { rows } = await sql`
    insert into registry.library_part (dataset, entry_id, part, organisation_id, organisation_name, fields, source,
      request_key, recorded_by, recorded_at, import_id)
    select ${p.dataset}, ${p.entryId}::bigint, ${p.part}, ${p.organisationId}::bigint, ${p.organisationName},
      ${fields}::jsonb, ${p.source}, ${`import ${p.importId} ${p.line} ${p.part}`}, ${stamp.by}, ${stamp.at},
      ${p.importId}::bigint
    where not exists (select from registry.library_part t where t.entry_id = ${p.entryId}::bigint
      and t.part = ${p.part} and t.ended_at is null and t.fields = ${fields}::jsonb
      and (t.organisation_name is not distinct from ${p.organisationName} or t.organisation_id = ${p.organisationId}::bigint))
    returning 1`.execute(db)
  return rows.length > 0
}

/** Writes a year of money that an import tells where none is recorded; false where one is. */
export async function insertImportedMoney(
  db: Db,
  m: {
    projectId: string
    year: number
    plannedFen: string | null
    doneFen: string | null
    source: string
    importId: string
  },
  stamp: { by: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into registry.project_money (project_id, year, planned_fen, done_fen, source, recorded_by, recorded_at, import_id)
    values (${m.projectId}::bigint, ${m.year}, ${m.plannedFen}::bigint, ${m.doneFen}::bigint, ${m.source}, ${stamp.by},
      ${stamp.at}, ${m.importId}::bigint) on conflict (project_id, year) do nothing returning 1`.execute(db)
  return rows.length > 0
}

/** What an import filled in on entries or projects that it did not open. */
export async function listFilled(
  db: Db,
  of: 'project' | 'library_entry',
  importId: string,
): Promise<{ id: string; name: string; changes: FieldChange[] }[]> {
  const column = sql.ref(of === 'project' ? 'project_id' : 'entry_id')
  const { rows } = await sql<{ id: string; name: string; changes: FieldChange[] }>`
    select x.id::text, x.name, e.changes from registry.library_event e
    join ${sql.table(`registry.${of}`)} x on x.id = e.${column}
    where e.import_id = ${importId}::bigint and e.kind = 'change' and x.import_id is distinct from ${importId}::bigint
    order by e.id`.execute(db)
  return rows
}
