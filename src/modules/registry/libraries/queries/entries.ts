import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

export type EntryRow = {
  id: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  kind: string
  name: string
  level: 'national' | 'provincial' | 'municipal' | null
  state: string
  lifeVersion: number
  stateSince: string | null
  organisationId: bigint | null
  organisationName: string | null
  chainId: string | null
  nodeId: string | null
  projectId: bigint | null
  projectName: string | null
  parentId: bigint | null
  parentName: string | null
  fields: Record<string, string | number>
  source: string
  updatedAt: Date
}
const columns = sql`l.id, l.dataset, l.city_code, l.kind, l.name, l.level, l.state, l.life_version, l.organisation_id,
  coalesce(o.name, l.organisation_name) as organisation_name, l.chain_id, l.node_id, l.project_id,
  p.name as project_name, l.parent_id, m.name as parent_name, l.fields, l.source, l.updated_at,
  (select e.happened from registry.library_event e where e.entry_id = l.id and e.kind = 'life' order by e.id desc limit 1)
    as state_since`
const tables = sql`registry.library_entry l left join registry.organisation o on o.id = l.organisation_id
  left join registry.project p on p.id = l.project_id left join registry.library_entry m on m.id = l.parent_id`

export async function listEntries(
  db: Db,
  q: {
    dataset: string
    city?: string | undefined
    kind?: string | undefined
    organisation?: string | undefined
    /** Only the entries below these. */
    parents?: readonly bigint[]
    limit: number
  },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select ${columns} from ${tables}
    where l.dataset = ${q.dataset} and (${q.city ?? null}::text is null or l.city_code = ${q.city ?? null})
      and (${q.kind ?? null}::text is null or l.kind = ${q.kind ?? null})
      and (${q.organisation ?? null}::bigint is null or l.organisation_id = ${q.organisation ?? null}::bigint)
      and (${q.parents ? [...q.parents] : null}::bigint[] is null or l.parent_id = any(${q.parents ? [...q.parents] : null}::bigint[]))
    order by l.kind, l.level, l.name collate "zh-x-icu", l.id limit ${q.limit}`.execute(db)
  return rows
}

/** Entries of some kinds, in a state that counts, without a self-evaluation told of a year; oldest first. */
export async function listUnreviewed(
  db: Db,
  q: {
    dataset: string
    cityCode: string | null | undefined
    kinds: readonly { id: string; counts: readonly string[] }[]
    year: string
    atMost: number
  },
): Promise<{ id: bigint; name: string; kind: string; updatedAt: Date }[]> {
  const pairs = q.kinds.flatMap(({ id, counts }) => counts.map((state) => `${id}|${state}`))
  const { rows } = await sql<{ id: bigint; name: string; kind: string; updatedAt: Date }>`
    select l.id, l.name, l.kind, l.updated_at from registry.library_entry l
    where l.dataset = ${q.dataset} and (${q.cityCode ?? null}::text is null or l.city_code = ${q.cityCode ?? null})
      and l.kind || '|' || l.state = any(${pairs}::text[])
      and not exists (select from registry.library_event e where e.entry_id = l.id and e.kind = 'review'
        and left(e.happened, 4) = ${q.year})
    order by l.updated_at, l.id limit ${q.atMost}`.execute(db)
  return rows
}

export async function findEntry(db: Db, id: string): Promise<EntryRow | undefined> {
  const { rows } = await sql<EntryRow>`select ${columns} from ${tables} where l.id = ${id}::bigint`.execute(
    db,
  )
  return rows[0]
}

export async function lockEntry(db: Db, id: string): Promise<void> {
  await sql`select from registry.library_entry where id = ${id}::bigint for update`.execute(db)
}

export type NewEntryRow = {
  dataset: 'held' | 'demo'
  cityCode: string
  kind: string
  name: string
  nameNormalised: string
  level: string | null
  state: string
  lifeVersion: number
  organisationId: string | null
  organisationName: string | null
  chainId: string | null
  nodeId: string | null
  projectId: string | null
  parentId: string | null
  fields: Record<string, string | number>
  source: string
  requestKey: string | null
  importId: string | null
}

/** Writes one entry; undefined where the same one is held already. */
export async function insertEntry(
  db: Db,
  e: NewEntryRow,
  stamp: { by: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.library_entry (dataset, city_code, kind, name, name_normalised, level, state, life_version,
      organisation_id, organisation_name, chain_id, node_id, project_id, parent_id, fields, source, request_key, import_id, recorded_by, created_at, updated_at)
    values (${e.dataset}, ${e.cityCode}, ${e.kind}, ${e.name}, ${e.nameNormalised}, ${e.level}, ${e.state}, ${e.lifeVersion},
      ${e.organisationId}::bigint, ${e.organisationName}, ${e.chainId}, ${e.nodeId},
      ${e.projectId}::bigint, ${e.parentId}::bigint, ${JSON.stringify(e.fields)}::jsonb, ${e.source},
      ${e.requestKey}, ${e.importId}::bigint, ${stamp.by}, ${stamp.at}, ${stamp.at})
    on conflict do nothing returning id`.execute(db)
  return rows[0] && String(rows[0].id)
}

/** The entry that stands where a new one would: by request, else by what makes it the same thing. */
export async function findSameEntry(db: Db, e: NewEntryRow, by: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    select id from registry.library_entry where (recorded_by = ${by} and request_key = ${e.requestKey})
      or (dataset = ${e.dataset} and city_code = ${e.cityCode} and kind = ${e.kind} and name_normalised = ${e.nameNormalised}
        and coalesce(level, '') = ${e.level ?? ''} and coalesce(organisation_name, '') = ${e.organisationName ?? ''})
    limit 1`.execute(db)
  return rows[0] && String(rows[0].id)
}

export type EntryFields = Pick<
  NewEntryRow,
  | 'name'
  | 'nameNormalised'
  | 'level'
  | 'organisationId'
  | 'organisationName'
  | 'chainId'
  | 'nodeId'
  | 'projectId'
  | 'parentId'
  | 'fields'
>

/** Writes an entry as it shall stand; false where another one of its name is held. */
export async function updateEntry(db: Db, id: string, e: EntryFields, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update registry.library_entry l set name = ${e.name}, name_normalised = ${e.nameNormalised}, level = ${e.level},
      organisation_id = ${e.organisationId}::bigint, organisation_name = ${e.organisationName}, chain_id = ${e.chainId},
      node_id = ${e.nodeId}, project_id = ${e.projectId}::bigint, parent_id = ${e.parentId}::bigint,
      fields = ${JSON.stringify(e.fields)}::jsonb, updated_at = ${at}
    where l.id = ${id}::bigint and not exists (select from registry.library_entry o where o.id <> l.id
      and (o.dataset, o.city_code, o.kind, o.name_normalised) = (l.dataset, l.city_code, l.kind, ${e.nameNormalised})
      and coalesce(o.level, '') = ${e.level ?? ''} and coalesce(o.organisation_name, '') = ${e.organisationName ?? ''})
    returning 1`.execute(db)
  return rows.length > 0
}

/** An entry and all above it. */
export async function listAbove(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: bigint }>`
    with recursive above (id, parent_id) as (
      select id, parent_id from registry.library_entry where id = ${id}::bigint
      union select l.id, l.parent_id from registry.library_entry l join above a on l.id = a.parent_id)
    select id from above`.execute(db)
  return rows.map((row) => String(row.id))
}

/** Whether a project of this data set and city stands under the id. */
export async function isProjectOf(
  db: Db,
  q: { id: string; dataset: string; cityCode: string },
): Promise<boolean> {
  const { rows } = await sql`select 1 from registry.project
    where id = ${q.id}::bigint and dataset = ${q.dataset} and city_code = ${q.cityCode}`.execute(db)
  return rows.length > 0
}

export async function updateEntryState(db: Db, id: string, state: string, at: Date): Promise<void> {
  await sql`update registry.library_entry set state = ${state}, updated_at = ${at} where id = ${id}::bigint`.execute(
    db,
  )
}

/** How many entries of each kind and state. */
export async function countEntryStates(db: Db, scope: { dataset: string; city: string }) {
  const { rows } = await sql<{ kind: string; state: string; count: bigint }>`
    select kind, state, count(*) as count from registry.library_entry
    where dataset = ${scope.dataset} and city_code = ${scope.city} group by kind, state`.execute(db)
  return rows
}

/** Entries in states that count, by kind, level and the year in which such a state was first reached. */
export async function countEntries(
  db: Db,
  scope: { dataset: string; city: string; counts: readonly { kind: string; states: readonly string[] }[] },
) {
  const { rows } = await sql<{
    kind: string
    level: EntryRow['level']
    year: number | null
    reached: bigint
  }>`
    with wanted as (
      select k.kind, s.value as state from jsonb_to_recordset(${JSON.stringify(scope.counts)}::jsonb) as k(kind text, states jsonb),
        jsonb_array_elements_text(k.states) as s(value))
    select l.kind, l.level, first.year, count(*) as reached
    from registry.library_entry l
    join wanted w on w.kind = l.kind and w.state = l.state
    left join lateral (
      select extract(year from min(e.happened_on))::int as year from registry.library_event e
      join wanted v on v.kind = l.kind and v.state = e.state where e.entry_id = l.id and e.kind = 'life') first on true
    where l.dataset = ${scope.dataset} and l.city_code = ${scope.city}
    group by l.kind, l.level, first.year order by l.kind, l.level, first.year`.execute(db)
  return rows
}

/** Whether an entry was made by this very request. */
export async function isOfRequest(db: Db, id: string, by: string, requestKey: string): Promise<boolean> {
  const { rows } = await sql`select 1 from registry.library_entry
    where id = ${id}::bigint and recorded_by = ${by} and request_key = ${requestKey}`.execute(db)
  return rows.length > 0
}
