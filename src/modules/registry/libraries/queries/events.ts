import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { FieldChange, LibraryEvent } from '../../model.ts'

export type EventRow = {
  id: bigint
  kind: LibraryEvent['kind']
  life: unknown
  state: string | null
  happened: string | null
  note: string | null
  source: string
  partId: bigint | null
  evidence: bigint[]
  changes: FieldChange[] | null
  recordedBy: string
  recordedAt: Date
}
export type NewEvent = Omit<
  EventRow,
  'id' | 'recordedBy' | 'recordedAt' | 'partId' | 'evidence' | 'changes'
> & {
  readonly subjectId: string
  readonly happenedOn: string | null
  readonly partId?: string
  readonly evidence?: readonly string[]
  readonly changes?: readonly FieldChange[]
  /** Of a change: the import that filled it in. */
  readonly importId?: string
}

/** What happened to one project or entry, in the order in which it was recorded. */
export async function listEvents(db: Db, of: 'project' | 'entry', id: string): Promise<EventRow[]> {
  const column = sql.ref(`${of}_id`)
  const { rows } = await sql<EventRow>`
    select id, kind, life, state, happened, note, source, part_id, evidence, changes, recorded_by, recorded_at from registry.library_event
    where ${column} = ${id}::bigint order by id`.execute(db)
  return rows
}

/** Writes events in their order. */
export async function insertEvents(
  db: Db,
  of: 'project' | 'entry',
  events: readonly NewEvent[],
  stamp: { by: string; at: Date },
): Promise<void> {
  if (events.length === 0) return
  const column = sql.ref(`${of}_id`)
  await sql`
    insert into registry.library_event (${column}, kind, life, state, happened, happened_on, note, source, part_id, evidence,
      changes, import_id, recorded_by, recorded_at)
    select e."subjectId"::bigint, e.kind, nullif(e.life, 'null'::jsonb), e.state, e.happened, e."happenedOn", e.note, e.source,
      e."partId"::bigint, coalesce((select array_agg(v::bigint) from jsonb_array_elements_text(e.evidence) v), '{}'),
      nullif(e.changes, 'null'::jsonb), e."importId"::bigint, ${stamp.by}, ${stamp.at}
    from rows from (jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as ("subjectId" text, kind text, life jsonb,
      state text, happened text, "happenedOn" date, note text, source text, "partId" text, evidence jsonb, changes jsonb,
      "importId" text)) with ordinality as e("subjectId", kind, life, state, happened, "happenedOn", note, source, "partId",
      evidence, changes, "importId", place)
    order by e.place`.execute(db)
}

/** Puts another day into a line: the one thing of a line that is ever corrected. */
export async function updateEventDay(
  db: Db,
  id: string,
  { happened, happenedOn }: { happened: string; happenedOn: string },
): Promise<void> {
  await sql`update registry.library_event set happened = ${happened}, happened_on = ${happenedOn}::date
    where id = ${id}::bigint`.execute(db)
}
