import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { LineEntry, LineSubject } from '../model.ts'

export type Place = { readonly city: string; readonly dataset: 'held' | 'demo' }
type Row = Omit<LineEntry, 'id'> & { id: bigint }

const told = ({ id, ...row }: Row): LineEntry => ({ id: String(id), ...row })

/** What an office stated of the chains of a city, oldest first; all subjects unless one is asked for. */
export async function listLineEntries(
  db: Db,
  { city, dataset }: Place,
  of: { chainId?: string; subject?: LineSubject } = {},
): Promise<LineEntry[]> {
  const { chainId = null, subject = null } = of
  const { rows } = await sql<Row>`
    select e.id, l.chain_id, l.subject, e.value, e.post, e.valid_from, e.valid_to,
      e.source || coalesce('；' || e.end_source, '') as source, e.note, e.recorded_by
    from chains.dated_line l join chains.line_entry e on e.line_id = l.id
    where l.dataset = ${dataset} and l.city_code = ${city} and e.removed_at is null
      and (${chainId}::text is null or l.chain_id = ${chainId}) and (${subject}::text is null or l.subject = ${subject})
    order by e.valid_from, e.id`.execute(db)
  return rows.map(told)
}

/** Takes hold of a line of statements, so that two people do not write it at once; makes it where there is none. */
export async function holdLine(
  db: Db,
  { city, dataset, chainId, subject }: Place & { chainId: string; subject: LineSubject },
): Promise<string> {
  await sql`insert into chains.dated_line (dataset, city_code, chain_id, subject)
    values (${dataset}, ${city}, ${chainId}, ${subject}) on conflict do nothing`.execute(db)
  const { rows } = await sql<{ id: bigint }>`
    select id from chains.dated_line where dataset = ${dataset} and city_code = ${city} and chain_id = ${chainId}
      and subject = ${subject}`.execute(db)
  const id = String(rows[0]!.id)
  await sql`select pg_advisory_xact_lock(hashtext('chains.dated_line'), ${id}::int)`.execute(db)
  return id
}

type NewRow = {
  lineId: string
  value: string | null
  post: string | null
  validFrom: string
  lastDay: string | null
  source: string
  note: string | null
  by: string
  at: Date
}

/** Writes an entry; undefined where the database refuses it because another holds on one of its days. */
export async function insertLineEntry(db: Db, row: NewRow): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into chains.line_entry (line_id, value, post, valid_from, valid_to, source, note, recorded_by, recorded_at)
    values (${row.lineId}, ${row.value}, ${row.post}, ${row.validFrom}::date, ${row.lastDay}::date + 1, ${row.source},
      ${row.note}, ${row.by}, ${row.at})
    on conflict do nothing returning id`.execute(db)
  return rows[0] && String(rows[0].id)
}

/** Ends an entry that holds beyond a day; the day is its last. Undefined where none did. */
export async function endLineEntry(
  db: Db,
  of: { lineId?: string; entryId?: string; lastDay: string; source: string },
): Promise<LineEntry | undefined> {
  const { lineId = null, entryId = null, lastDay, source } = of
  const { rows } = await sql<Row>`
    update chains.line_entry e set valid_to = ${lastDay}::date + 1, end_source = ${source}
    from chains.dated_line l where l.id = e.line_id and e.removed_at is null
      and (${lineId}::bigint is null or e.line_id = ${lineId}::bigint)
      and (${entryId}::bigint is null or e.id = ${entryId}::bigint)
      and e.valid_from <= ${lastDay}::date and (e.valid_to is null or e.valid_to > ${lastDay}::date + 1)
    returning e.id, l.chain_id, l.subject, e.value, e.post, e.valid_from, e.valid_to, e.source, e.note, e.recorded_by`.execute(
    db,
  )
  return rows[0] && told(rows[0])
}

/** Takes an entry back that was recorded in error; it stays as history. */
export async function withdrawLineEntry(
  db: Db,
  of: { entryId: string; by: string; at: Date; why: string },
): Promise<boolean> {
  const { rows } = await sql`
    update chains.line_entry set removed_at = ${of.at}, removed_by = ${of.by}, removed_why = ${of.why}
    where id = ${of.entryId} and removed_at is null returning id`.execute(db)
  return rows.length > 0
}

/** Whose line an entry stands in; undefined where there is none. */
export async function findLineOfEntry(
  db: Db,
  entryId: string,
): Promise<(Place & { chainId: string; subject: LineSubject; lineId: string }) | undefined> {
  const { rows } = await sql<{
    city: string
    dataset: 'held' | 'demo'
    chainId: string
    subject: LineSubject
    lineId: bigint
  }>`
    select l.city_code as city, l.dataset, l.chain_id, l.subject, l.id as line_id
    from chains.line_entry e join chains.dated_line l on l.id = e.line_id
    where e.id = ${entryId} and e.removed_at is null`.execute(db)
  return rows[0] && { ...rows[0], lineId: String(rows[0].lineId) }
}
