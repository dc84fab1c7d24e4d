import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { NewOwnership, NewSite, Profile } from '../model.ts'
import type { RegistryTables } from '../tables.ts'
import type { RecordStamp } from './titles.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

export function listTagsOf(db: Db, organisationId: bigint) {
  return registry(db)
    .selectFrom('registry.tag as t')
    .innerJoin('registry.tagKind as k', 'k.code', 't.code')
    .select(['t.code', 'k.tagGroup as group', 'k.nameZh', 'k.nameEn', 't.givenOn', 't.evidence', 't.source'])
    .select('t.recordedBy')
    .where('t.organisationId', '=', organisationId)
    .where('t.removedAt', 'is', null)
    .orderBy('k.tagGroup')
    .orderBy('t.code')
    .execute()
}

/** Owners over time, newest first. */
export async function listOwnersOf(db: Db, organisationId: bigint): Promise<Profile['owners']> {
  const rows = await registry(db)
    .selectFrom('registry.ownership')
    .select(['id', 'kind', 'ownerId', 'ownerName', 'sharePpm', 'validFrom', 'validTo', 'source'])
    .where('organisationId', '=', organisationId)
    .where('removedAt', 'is', null)
    .orderBy('validFrom', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    ownerId: row.ownerId === null ? null : String(row.ownerId),
  }))
}

export async function listOwnedBy(db: Db, organisationId: bigint): Promise<Profile['owned']> {
  const rows = await registry(db)
    .selectFrom('registry.ownership as w')
    .innerJoin('registry.organisation as o', 'o.id', 'w.organisationId')
    .select(['o.id', 'o.name', 'w.kind', 'w.source'])
    .where('w.ownerId', '=', organisationId)
    .where('w.removedAt', 'is', null)
    .where('w.validTo', 'is', null)
    .orderBy('o.name')
    .limit(500)
    .execute()
  return rows.map((row) => ({ ...row, id: String(row.id) }))
}

export async function listSitesOf(db: Db, organisationId: bigint): Promise<Profile['sites']> {
  const rows = await registry(db)
    .selectFrom('registry.site')
    .select(['id', 'kind', 'address', 'lng', 'lat', 'positionPrecision', 'validFrom', 'validTo', 'source'])
    .where('organisationId', '=', organisationId)
    .where('removedAt', 'is', null)
    .orderBy('kind')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, id: String(row.id) })) as Profile['sites']
}

export async function insertOwnership(
  db: Db,
  organisationId: string,
  owner: NewOwnership,
  stamp: RecordStamp,
): Promise<void> {
  await sql`
    insert into registry.ownership (dataset, organisation_id, kind, owner_id, owner_name, share_ppm, valid_from, valid_to,
      source, source_kind, import_id, recorded_by, recorded_at)
    select ${stamp.dataset}, ${organisationId}, ${owner.kind}, ${owner.ownerId}::bigint, ${owner.ownerName},
      ${owner.sharePpm}::int, ${owner.validFrom}::date, ${owner.validTo}::date, ${stamp.source}, ${stamp.sourceKind},
      ${stamp.importId}::bigint, ${stamp.recordedBy}, ${stamp.recordedAt}
    where not exists (select from registry.ownership o where o.organisation_id = ${organisationId}
      and o.kind = ${owner.kind} and o.owner_name = ${owner.ownerName} and o.source = ${stamp.source}
      and o.valid_from is not distinct from ${owner.validFrom}::date and o.removed_at is null)`.execute(db)
}

/**
 * Which group an organisation belongs to on a day by its ownership of kind `group`, opened where new; what counts groups
 * reads it from the organisation.
 */
export async function settleGroup(
  db: Db,
  dataset: string,
  organisationId: string,
  on: string,
): Promise<void> {
  await sql`
    with now_in as (
      select w.owner_name, w.source from registry.ownership w
      where w.organisation_id = ${organisationId} and w.kind = 'group' and w.removed_at is null
        and coalesce(w.valid_from, '0001-01-01') <= ${on}::date and coalesce(w.valid_to, '9999-12-31') >= ${on}::date
      order by w.valid_from desc nulls last, w.id desc limit 1
    ), opened as (
      insert into registry.owner_group (dataset, name, source)
      select ${dataset}, n.owner_name, n.source from now_in n
      on conflict (dataset, name) do update set name = excluded.name returning id
    )
    update registry.organisation o set group_id = (select id from opened) where o.id = ${organisationId}
      and o.group_id is distinct from (select id from opened)`.execute(db)
}

/** Organisations that stand in a group whose period is over on a day, or not in the one whose period has begun. */
export async function listGroupsToSettle(
  db: Db,
  on: string,
): Promise<{ dataset: 'held' | 'demo'; organisationId: bigint }[]> {
  const { rows } = await sql<{ dataset: 'held' | 'demo'; organisationId: bigint }>`
    with held as (
      select distinct on (w.organisation_id) w.organisation_id, w.owner_name
      from registry.ownership w
      where w.kind = 'group' and w.removed_at is null
        and coalesce(w.valid_from, '0001-01-01') <= ${on}::date and coalesce(w.valid_to, '9999-12-31') >= ${on}::date
      order by w.organisation_id, w.valid_from desc nulls last, w.id desc
    )
    select o.dataset, o.id as organisation_id
    from registry.organisation o
      left join registry.owner_group g on g.id = o.group_id
      left join held h on h.organisation_id = o.id
    where (h.owner_name is not null and exists (select from registry.ownership w where w.organisation_id = o.id
          and w.kind = 'group' and w.removed_at is null and w.owner_name = h.owner_name and w.valid_from is not null)
        and g.name is distinct from h.owner_name)
      or (h.owner_name is null and exists (select from registry.ownership w where w.organisation_id = o.id
          and w.kind = 'group' and w.removed_at is null and w.owner_name = g.name and w.valid_to < ${on}::date))
    order by o.id`.execute(db)
  return rows
}

export async function insertSite(
  db: Db,
  organisationId: string,
  site: Omit<NewSite, 'position' | 'source' | 'sourceKind'> & {
    lng: number | null
    lat: number | null
    precision: string | null
  },
  stamp: RecordStamp,
): Promise<void> {
  await sql`
    insert into registry.site (dataset, organisation_id, kind, address, lng, lat, position_precision, valid_from, valid_to,
      source, source_kind, recorded_by, recorded_at)
    select ${stamp.dataset}, ${organisationId}, ${site.kind}, ${site.address}, ${site.lng}::float8, ${site.lat}::float8,
      ${site.precision}::text, ${site.validFrom}::date, ${site.validTo}::date, ${stamp.source}, ${stamp.sourceKind},
      ${stamp.recordedBy}, ${stamp.recordedAt}
    where not exists (select from registry.site s where s.organisation_id = ${organisationId} and s.kind = ${site.kind}
      and s.address = ${site.address} and s.source = ${stamp.source} and s.removed_at is null)`.execute(db)
}

/** The data set and industry of an organisation; undefined where there is none. */
export function findPlain(db: Db, organisationId: string) {
  return registry(db)
    .selectFrom('registry.organisation')
    .select(['id', 'dataset', 'industryCode', 'name'])
    .where('id', '=', BigInt(organisationId))
    .executeTakeFirst()
}

/** The latest counting number under each of some names that the reader may see. */
export async function listCountingNumbers(
  db: Db,
  organisationId: bigint,
  names: readonly string[],
): Promise<Record<string, bigint>> {
  const { rows } = await sql<{ name: string; value: bigint }>`
    select distinct on (name) name, value_number as value from registry.figure
    where organisation_id = ${organisationId} and name = any(${[...names]}::text[]) and counts
    order by name, as_of desc nulls last`.execute(db)
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}
