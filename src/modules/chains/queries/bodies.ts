import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { BodyKind, MemberDuty, NewBody } from '../model.ts'
import type { Place } from './lines.ts'

type Dated = {
  id: string
  validFrom: string | null
  validTo: string | null
  source: string
  isRecorded: boolean
}
export type BodyRow = Dated & {
  cityCode: string
  kind: BodyKind
  name: string
  office: string | null
  duty: string | null
  writtenFrom: string | null
  note: { zh: string; en: string } | null
}
export type MemberRow = Dated & { bodyId: string; person: string; post: string | null; duty: MemberDuty }
export type BodyChainRow = Dated & { bodyId: string; chainId: string; part: string | null }
export type ParentRow = Dated & { bodyId: string; parentId: string }
export type BodySet = {
  bodies: BodyRow[]
  members: MemberRow[]
  chains: BodyChainRow[]
  parents: ParentRow[]
}

// What packs bring stands beside both data sets, as the catalogue does; what people record belongs to one.
const seen = (alias: string, dataset: string) => sql`${sql.ref(`${alias}.removed_at`)} is null
  and ((${sql.ref(`${alias}.document_id`)} is null and ${sql.ref(`${alias}.dataset`)} = ${dataset})
    or exists (select from chains.pack_document d where d.id = ${sql.ref(`${alias}.document_id`)}
      and d.superseded_at is null))`
const dated = (alias: string) => sql`${sql.ref(`${alias}.id`)}::text as id, ${sql.ref(`${alias}.valid_from`)},
  ${sql.ref(`${alias}.valid_to`)}, ${sql.ref(`${alias}.source`)}, ${sql.ref(`${alias}.document_id`)} is null as is_recorded`

/** The bodies of a city with their members, chains and parents, past ones too. */
export async function listBodySet(db: Db, { city, dataset }: Place): Promise<BodySet> {
  const bodies = await sql<BodyRow>`
    select ${dated('b')}, b.city_code, b.kind, b.name, b.office, b.duty, b.written_from,
      case when b.note is null then null else b.note::jsonb end as note
    from chains.body b where b.city_code = ${city} and ${seen('b', dataset)} order by b.id`.execute(db)
  const ofCity = (alias: string) => sql`join chains.body b on b.id = ${sql.ref(`${alias}.body_id`)}
    where b.city_code = ${city} and ${seen('b', dataset)} and ${seen(alias, dataset)}`
  const members = await sql<MemberRow>`
    select ${dated('m')}, m.body_id::text, m.person_name as person, m.post, m.duty
    from chains.body_member m ${ofCity('m')}
    order by array_position(array['head', 'deputy', 'office_head', 'member', 'contact'], m.duty), m.id`.execute(
    db,
  )
  const chains = await sql<BodyChainRow>`
    select ${dated('c')}, c.body_id::text, c.chain_id, c.part from chains.body_chain c ${ofCity('c')} order by c.id`.execute(
    db,
  )
  const parents = await sql<ParentRow>`
    select ${dated('p')}, p.body_id::text, p.parent_id::text from chains.body_parent p ${ofCity('p')}
    order by p.valid_from nulls first, p.id`.execute(db)
  return { bodies: bodies.rows, members: members.rows, chains: chains.rows, parents: parents.rows }
}

/** The city of a body and of which data set it is; undefined where there is none. Locks it against other writers. */
export async function holdBody(
  db: Db,
  id: string,
): Promise<{ cityCode: string; dataset: 'held' | 'demo'; isRecorded: boolean; name: string } | undefined> {
  const { rows } = await sql<{
    cityCode: string
    dataset: 'held' | 'demo'
    isRecorded: boolean
    name: string
  }>`
    select city_code, dataset, document_id is null as is_recorded, name from chains.body
    where id = ${id} and removed_at is null for update`.execute(db)
  return rows[0]
}

/** One writer of a city's hierarchy at a time, so that no two of them make a circle together. */
export async function holdHierarchy(db: Db, city: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('chains.body_parent'), ${city}::int)`.execute(db)
}

type Stamp = { readonly by: string; readonly byId: string | null; readonly at: Date }

/** Makes a body; the same request of the same person gives the one that was made. */
export async function insertBody(
  db: Db,
  body: NewBody,
  stamp: Stamp,
): Promise<{ id: string; isNew: boolean }> {
  const { rows } = await sql<{ id: string }>`
    insert into chains.body (dataset, city_code, kind, name, office, duty, valid_from, valid_to, written_from, source,
      request_key, recorded_by, recorded_by_id, recorded_at)
    values (${body.dataset}, ${body.city}, ${body.kind}, ${body.name}, ${body.office}, ${body.duty},
      ${body.validFrom}::date, ${body.lastDay}::date + 1, ${body.validFrom}, ${body.source}, ${body.requestKey},
      ${stamp.by}, ${stamp.byId}, ${stamp.at})
    on conflict do nothing returning id::text`.execute(db)
  if (rows[0]) return { id: rows[0].id, isNew: true }
  const before = await sql<{ id: string }>`
    select id::text from chains.body where recorded_by_id = ${stamp.byId} and request_key = ${body.requestKey}`.execute(
    db,
  )
  return { id: before.rows[0]!.id, isNew: false }
}

type Child = {
  bodyId: string
  dataset: 'held' | 'demo'
  validFrom: string | null
  lastDay: string | null
  source: string
}

/** Adds a member; false where the same stands there already. */
export async function insertMember(
  db: Db,
  row: Child & { person: string; post: string | null; duty: MemberDuty },
  stamp: Stamp,
): Promise<boolean> {
  const { rows } = await sql`
    insert into chains.body_member (dataset, body_id, person_name, post, duty, valid_from, valid_to, source, recorded_by,
      recorded_at)
    values (${row.dataset}, ${row.bodyId}, ${row.person}, ${row.post}, ${row.duty}, ${row.validFrom}::date,
      ${row.lastDay}::date + 1, ${row.source}, ${stamp.by}, ${stamp.at})
    on conflict do nothing returning id`.execute(db)
  return rows.length > 0
}

/** Lets a body serve a chain; false where it does already on one of the days. */
export async function insertBodyChain(
  db: Db,
  row: Child & { chainId: string; part: string | null },
  stamp: Stamp,
): Promise<boolean> {
  const { rows } = await sql`
    insert into chains.body_chain (dataset, body_id, chain_id, part, valid_from, valid_to, source, recorded_by, recorded_at)
    values (${row.dataset}, ${row.bodyId}, ${row.chainId}, ${row.part}, ${row.validFrom}::date, ${row.lastDay}::date + 1,
      ${row.source}, ${stamp.by}, ${stamp.at})
    on conflict do nothing returning id`.execute(db)
  return rows.length > 0
}

/** Lets a body report to another; false where it reports to somebody already on one of the days. */
export async function insertParent(
  db: Db,
  row: Child & { parentId: string },
  stamp: Stamp,
): Promise<boolean> {
  const { rows } = await sql`
    insert into chains.body_parent (dataset, body_id, parent_id, valid_from, valid_to, source, recorded_by, recorded_at)
    values (${row.dataset}, ${row.bodyId}, ${row.parentId}, ${row.validFrom}::date, ${row.lastDay}::date + 1,
      ${row.source}, ${stamp.by}, ${stamp.at})
    on conflict do nothing returning id`.execute(db)
  return rows.length > 0
}

export type EndedPart = 'body' | 'body_member' | 'body_chain' | 'body_parent'

/** Ends something that an office recorded on its last day; false where it ended already, began later or a pack brings it. */
export async function endPart(
  db: Db,
  part: EndedPart,
  of: { id: string; bodyId: string; dataset: 'held' | 'demo'; lastDay: string; source: string },
): Promise<boolean> {
  const own = part === 'body' ? sql`id = ${of.bodyId}` : sql`id = ${of.id} and body_id = ${of.bodyId}`
  const { rows } = await sql`
    update ${sql.table(`chains.${part}`)} set valid_to = ${of.lastDay}::date + 1, source = source || '；' || ${of.source}
    where ${own} and dataset = ${of.dataset} and document_id is null and removed_at is null
      and (valid_from is null or valid_from <= ${of.lastDay}::date)
      and (valid_to is null or valid_to > ${of.lastDay}::date + 1)
    returning id`.execute(db)
  return rows.length > 0
}

export type ReferenceRow = { room: string; path: string; title: string; onDay: string | null }

/** What later rooms keep of a body: meetings, decisions, plans; newest first. */
export async function listReferences(
  db: Db,
  of: { bodyId: string; dataset: string },
): Promise<ReferenceRow[]> {
  const { rows } = await sql<ReferenceRow>`
    select room, path, title, on_day from chains.body_reference
    where body_id = ${of.bodyId} and dataset = ${of.dataset} order by on_day desc nulls last, id desc`.execute(
    db,
  )
  return rows
}

/** Keeps a reference of a later room; the same once. */
export async function insertReference(
  db: Db,
  row: ReferenceRow & { bodyId: string; dataset: 'held' | 'demo' },
  stamp: Stamp,
): Promise<boolean> {
  const { rows } = await sql`
    insert into chains.body_reference (dataset, body_id, room, path, title, on_day, recorded_by, recorded_at)
    values (${row.dataset}, ${row.bodyId}, ${row.room}, ${row.path}, ${row.title}, ${row.onDay}::date, ${stamp.by},
      ${stamp.at}) on conflict do nothing returning id`.execute(db)
  return rows.length > 0
}

/** The city of a body; undefined where there is none. */
export async function findBodyCity(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ cityCode: string }>`
    select city_code from chains.body where id = ${id} and removed_at is null`.execute(db)
  return rows[0]?.cityCode
}
