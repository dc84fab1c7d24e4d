import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { NewTagEntry, SubjectKind } from '../model.ts'
import type { Place } from './lines.ts'

export type TagRow = {
  id: string
  groupingId: string
  listId: string | null
  chainId: string | null
  subjectKind: SubjectKind | null
  subjectId: string | null
  name: string
  validFrom: string | null
  validTo: string | null
  source: string
}

/** What an office recorded in clusters, programmes and landmarks of a city; past entries too. */
export async function listTagEntries(
  db: Db,
  { city, dataset }: Place,
  groupingId: string | null = null,
): Promise<TagRow[]> {
  const { rows } = await sql<TagRow>`
    select id::text, grouping_id, list_id, chain_id, subject_kind, subject_id::text, name_as_written as name, valid_from,
      valid_to, source || coalesce('；' || end_source, '') as source
    from chains.tag_entry where dataset = ${dataset} and city_code = ${city} and removed_at is null
      and (${groupingId}::text is null or grouping_id = ${groupingId})
    order by id`.execute(db)
  return rows
}

/** The name of a firm or project of a data set; undefined where it holds none with this id. */
export async function findSubjectName(
  db: Db,
  { dataset, kind, id }: { dataset: string; kind: SubjectKind; id: string },
): Promise<string | undefined> {
  const table = kind === 'project' ? 'registry.project' : 'registry.organisation'
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(table)} where id = ${id} and dataset = ${dataset}`.execute(db)
  return rows[0]?.name
}

type New = NewTagEntry & {
  groupingId: string
  subjectKind: SubjectKind | null
  nameAsWritten: string
  by: string
  at: Date
}

/** Adds an entry; undefined where the same stands there already. */
export async function insertTagEntry(db: Db, row: New): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into chains.tag_entry (dataset, city_code, grouping_id, list_id, chain_id, subject_room, subject_kind,
      subject_id, name_as_written, valid_from, valid_to, source, recorded_by, recorded_at)
    values (${row.dataset}, ${row.city}, ${row.groupingId}, ${row.listId}, ${row.chainId},
      ${row.subjectId === null ? null : 'registry'}, ${row.subjectId === null ? null : row.subjectKind}, ${row.subjectId},
      ${row.nameAsWritten}, ${row.validFrom}::date, ${row.lastDay}::date + 1, ${row.source}, ${row.by}, ${row.at})
    on conflict do nothing returning id::text`.execute(db)
  return rows[0]?.id
}

/** Of which city and grouping an entry is. */
export async function findTagEntry(
  db: Db,
  id: string,
): Promise<(Place & { groupingId: string }) | undefined> {
  const { rows } = await sql<Place & { groupingId: string }>`
    select city_code as city, dataset, grouping_id from chains.tag_entry where id = ${id} and removed_at is null`.execute(
    db,
  )
  return rows[0]
}

/** Ends an entry on its last day; false where it ended before or begins later. */
export async function endTagEntry(
  db: Db,
  of: { id: string; lastDay: string; source: string },
): Promise<boolean> {
  const { rows } = await sql`
    update chains.tag_entry set valid_to = ${of.lastDay}::date + 1, end_source = ${of.source}
    where id = ${of.id} and removed_at is null and (valid_from is null or valid_from <= ${of.lastDay}::date)
      and (valid_to is null or valid_to > ${of.lastDay}::date + 1) returning id`.execute(db)
  return rows.length > 0
}
