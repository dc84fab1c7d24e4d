import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Collection, CollectionRequest, NewCollection } from '../model.ts'

type Rows = readonly Readonly<Record<string, string>>[]
export type HeldCollection = Omit<Collection, 'createdAt' | 'closedAt'> & {
  fields: string[]
  createdById: string | null
  createdAt: Date
  closedAt: Date | null
}
export type HeldRequest = Omit<CollectionRequest, 'sentAt' | 'remindedAt' | 'answeredAt'> & {
  collectionId: string
  sentAt: Date
  remindedAt: Date | null
  answeredAt: Date | null
}

const collectionColumns = sql`c.id::text, c.dataset, c.title, c.kind, c.partner, c.fields, c.note, c.due_date, c.consent, c.created_by,
  c.created_by_id::text, c.created_at, c.closed_at,
  (select count(*)::int from registry.collection_request r where r.collection_id = c.id) as asked,
  (select count(*)::int from registry.collection_request r where r.collection_id = c.id
    and r.state in ('answered', 'taken')) as answered,
  (select count(*)::int from registry.collection_request r where r.collection_id = c.id and r.state = 'taken') as taken`
const requestColumns = sql`r.id::text, r.collection_id::text, r.organisation_id::text, o.name as organisation_name, r.state,
  r.rows, r.sent_at, r.reminded_at, r.reminder_count, r.answered_by, r.answered_at, r.return_reason, r.import_id::text`
const requests = sql`registry.collection_request r join registry.organisation o on o.id = r.organisation_id`

/** Opens a collection; undefined where the same key opened one before. */
export async function insertCollection(
  db: Db,
  asked: NewCollection,
  stamp: { by: string; byId: string | null; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into registry.collection (dataset, title, kind, partner, fields, note, due_date, client_key, consent,
      created_by, created_by_id, created_at)
    values (${asked.dataset}, ${asked.title}, ${asked.kind}, ${asked.partner ?? null}, ${[...asked.fields]}::text[],
      ${asked.note}, ${asked.dueDate}::date, ${asked.clientKey},
      ${asked.consent ? JSON.stringify(asked.consent) : null}::jsonb, ${stamp.by},
      ${stamp.byId === null ? null : BigInt(stamp.byId)}, ${stamp.at})
    on conflict (client_key) do nothing returning id::text`.execute(db)
  return rows[0]?.id
}

export async function findCollectionByKey(db: Db, clientKey: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id::text from registry.collection where client_key = ${clientKey}`.execute(db)
  return rows[0]?.id
}

/** Asks organisations of the collection's data set; gives those that are held. */
export async function insertRequests(
  db: Db,
  { id, dataset, at }: { id: string; dataset: string; at: Date },
  organisationIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ organisationId: string }>`
    insert into registry.collection_request (collection_id, dataset, organisation_id, state, sent_at)
    select ${BigInt(id)}, o.dataset, o.id, 'sent', ${at} from registry.organisation o
    where o.dataset = ${dataset} and o.id = any(${organisationIds.map(BigInt)}::bigint[])
    on conflict do nothing returning organisation_id::text`.execute(db)
  return rows.map(({ organisationId }) => organisationId)
}

export async function listCollections(db: Db, dataset: string): Promise<HeldCollection[]> {
  const { rows } = await sql<HeldCollection>`
    select ${collectionColumns} from registry.collection c where c.dataset = ${dataset} order by c.id desc limit 200`.execute(
    db,
  )
  return rows
}

/** Open collections that are due on a day or before it, of both data sets. */
export async function listCollectionsDue(db: Db, until: string): Promise<HeldCollection[]> {
  const { rows } = await sql<HeldCollection>`
    select ${collectionColumns} from registry.collection c
    where c.closed_at is null and c.due_date <= ${until}::date order by c.id`.execute(db)
  return rows
}

export async function findCollection(db: Db, id: string): Promise<HeldCollection | undefined> {
  const { rows } = await sql<HeldCollection>`
    select ${collectionColumns} from registry.collection c where c.id = ${BigInt(id)}`.execute(db)
  return rows[0]
}

/** Who was asked in a collection, those who have not answered first. */
export async function listRequests(db: Db, collectionId: string): Promise<HeldRequest[]> {
  const { rows } = await sql<HeldRequest>`
    select ${requestColumns} from ${requests} where r.collection_id = ${BigInt(collectionId)}
    order by array_position(array['sent', 'draft', 'returned', 'answered', 'taken'], r.state), o.name, r.id`.execute(
    db,
  )
  return rows
}

/** One request, by its id, as far as the reader may see it. */
export async function findRequest(db: Db, id: string): Promise<HeldRequest | undefined> {
  const { rows } = await sql<HeldRequest>`
    select ${requestColumns} from ${requests} where r.id = ${BigInt(id)}`.execute(db)
  return rows[0]
}

/** What an organisation is asked, open collections first, soonest due first. */
export async function listRequestsOf(
  db: Db,
  organisationId: string,
): Promise<(HeldRequest & { title: string; dueDate: string; isClosed: boolean })[]> {
  const { rows } = await sql<HeldRequest & { title: string; dueDate: string; isClosed: boolean }>`
    select ${requestColumns}, c.title, c.due_date, c.closed_at is not null as is_closed
    from ${requests} join registry.collection c on c.id = r.collection_id
    where r.organisation_id = ${BigInt(organisationId)}
    order by c.closed_at is not null, c.due_date, r.id limit 200`.execute(db)
  return rows
}

/** Keeps what an organisation filled in. */
export async function updateAnswer(
  db: Db,
  id: string,
  answer: { state: 'draft' | 'answered'; rows: Rows; by: string; at: Date },
): Promise<void> {
  await sql`
    update registry.collection_request set state = ${answer.state}, rows = ${JSON.stringify(answer.rows)}::jsonb,
      answered_by = ${answer.by}, answered_at = ${answer.at}
    where id = ${BigInt(id)}`.execute(db)
}

export async function updateReminded(db: Db, ids: readonly string[], at: Date): Promise<void> {
  await sql`
    update registry.collection_request set reminded_at = ${at}, reminder_count = reminder_count + 1
    where id = any(${ids.map(BigInt)}::bigint[])`.execute(db)
}

export async function updateReturned(db: Db, id: string, reason: string): Promise<void> {
  await sql`
    update registry.collection_request set state = 'returned', return_reason = ${reason} where id = ${BigInt(id)}`.execute(
    db,
  )
}

export async function updateTaken(db: Db, ids: readonly string[], importId: string | null): Promise<void> {
  await sql`
    update registry.collection_request set state = 'taken', import_id = ${importId === null ? null : BigInt(importId)}
    where id = any(${ids.map(BigInt)}::bigint[])`.execute(db)
}

export async function updateClosed(db: Db, id: string, at: Date): Promise<void> {
  await sql`update registry.collection set closed_at = ${at} where id = ${BigInt(id)} and closed_at is null`.execute(
    db,
  )
}

/** How an organisation names itself for an import: so that its answer joins it and nobody else. */
export async function listNames(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { name: string; creditCode: string | null }>> {
  const { rows } = await sql<{ id: string; name: string; creditCode: string | null }>`
    select o.id::text, o.name, (select i.value from registry.identifier i
      where i.organisation_id = o.id and i.kind = 'credit_code' limit 1) as credit_code
    from registry.organisation o where o.id = any(${ids.map(BigInt)}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}

/** What is held of an organisation under some field names, newest first; products under `products`. */
export async function listHeldValues(
  db: Db,
  organisationId: string,
  fields: readonly string[],
): Promise<{ field: string; value: string; source: string }[]> {
  const { rows } = await sql<{ field: string; value: string; source: string }>`
    select distinct on (field) field, value, source from (
      select f.field, f.value, f.source, f.id from registry.fact f where f.organisation_id = ${BigInt(organisationId)}
      union all
      select 'products', string_agg(p.name, '、' order by p.name), min(p.source), 0 from registry.product p
        where p.organisation_id = ${BigInt(organisationId)} having count(*) > 0
      union all
      select 'creditCode', i.value, i.source, 0 from registry.identifier i
        where i.organisation_id = ${BigInt(organisationId)} and i.kind = 'credit_code') v
    where field = any(${[...fields]}::text[]) order by field, id desc`.execute(db)
  return rows
}
