import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { EndFirmRole, FirmRole, NewFirmRole, TierMember } from '../model.ts'

/** The roles of a firm in chains, those that hold first. */
export async function listFirmRoles(db: Db, organisationId: string): Promise<FirmRole[]> {
  const { rows } = await sql<Omit<FirmRole, 'id'> & { id: bigint }>`
    select id, chain_id, role, valid_from, valid_to, evidence, source, recorded_by from chains.firm_role
    where organisation_id = ${organisationId} and removed_at is null
    order by valid_to is not null, chain_id, valid_from desc nulls last, id`.execute(db)
  return rows.map((row) => ({ ...row, id: String(row.id) }))
}

/** Records a role; the same one is recorded once. Gives whether it is new. */
export async function insertFirmRole(
  db: Db,
  organisationId: string,
  role: NewFirmRole,
  stamp: { by: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into chains.firm_role (dataset, organisation_id, chain_id, role, valid_from, valid_to, evidence, source,
      recorded_by, recorded_at)
    select o.dataset, o.id, ${role.chainId}, ${role.role}, ${role.validFrom}::date, ${role.validTo}::date,
      ${role.evidence}, ${role.source}, ${stamp.by}, ${stamp.at}
    from registry.organisation o where o.id = ${organisationId}
    on conflict do nothing returning id`.execute(db)
  return rows.length > 0
}

/** All roles in a chain, past ones too, with who plays them; in the order of names. */
export async function listRolesInChain(
  db: Db,
  wanted: { dataset: 'held' | 'demo'; chainId: string },
): Promise<(TierMember & { role: FirmRole['role'] })[]> {
  const { rows } = await sql<Omit<TierMember, 'id' | 'organisationId'> & RoleIds>`
    select r.id, r.organisation_id, o.name, d.name as city_name, r.role, r.valid_from, r.valid_to, r.evidence, r.source,
      r.recorded_by
    from chains.firm_role r join registry.organisation o on o.id = r.organisation_id
    left join registry.division d on d.code = o.city_code
    where r.dataset = ${wanted.dataset} and r.chain_id = ${wanted.chainId} and r.removed_at is null
    order by o.name collate "zh-x-icu", r.valid_from nulls first, r.id`.execute(db)
  return rows.map((row) => ({ ...row, id: String(row.id), organisationId: String(row.organisationId) }))
}
type RoleIds = { id: bigint; organisationId: bigint; role: FirmRole['role'] }

/** Ends a role that still runs; its evidence is kept and that of the end put beside it. Gives whether it did. */
export async function endFirmRole(
  db: Db,
  key: { organisationId: string; id: string },
  end: EndFirmRole,
): Promise<boolean> {
  const { rows } = await sql`
    update chains.firm_role set valid_to = ${end.validTo}::date, evidence = evidence || '；' || ${end.evidence},
      source = source || '；' || ${end.source}
    where id = ${key.id} and organisation_id = ${key.organisationId} and removed_at is null and valid_to is null
      and (valid_from is null or valid_from <= ${end.validTo}::date) returning id`.execute(db)
  return rows.length > 0
}

/** Organisations that stand on a chain's map or have a role in it on a day; with a role only those that play it. */
export async function listIdsInChain(
  db: Db,
  wanted: { dataset: 'held' | 'demo'; chain: string | undefined; role: string | undefined; on: string },
): Promise<bigint[]> {
  const { dataset, chain = null, role = null, on } = wanted
  const { rows } = await sql<{ id: bigint }>`
    select r.organisation_id as id from chains.firm_role r
    where r.dataset = ${dataset} and r.removed_at is null and (${chain}::text is null or r.chain_id = ${chain})
      and (${role}::text is null or r.role = ${role})
      and coalesce(r.valid_from, '0001-01-01') <= ${on}::date and coalesce(r.valid_to, '9999-12-31') >= ${on}::date
    union
    select p.organisation_id from chains.placed_organisation p
    join chains.current_node n on n.node_id = p.node_id
    where ${role}::text is null and p.dataset = ${dataset} and n.map_id in (
      select coalesce(c.map_id, c.id) from chains.chain c
      join chains.pack_document d on d.id = c.document_id and d.superseded_at is null where c.id = ${chain}
      union select ${chain}::text)`.execute(db)
  return rows.map(({ id }) => id)
}

/** What the newest edition that names a chain calls it; undefined where none ever named it. */
export async function findChainName(
  db: Db,
  chainId: string,
): Promise<{ zh: string; en: string } | undefined> {
  const { rows } = await sql<{ zh: string; en: string }>`
    select c.name_zh as zh, c.name_en as en from chains.chain c
    join chains.pack_document d on d.id = c.document_id
    where c.id = ${chainId} order by d.id desc limit 1`.execute(db)
  return rows[0]
}

/** Whether a chain stands in any catalogue or map that holds. */
export async function isChain(db: Db, chainId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from chains.chain c join chains.pack_document d on d.id = c.document_id
        and d.superseded_at is null where c.id = ${chainId})
      or exists (select from chains.current_node n where n.map_id = ${chainId}) as found`.execute(db)
  return rows[0]!.found
}
