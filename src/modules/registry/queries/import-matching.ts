import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** A held organisation as a row is compared with it; a former name has a key of its own, `12#1`. */
export type HeldOrganisation = {
  key: string
  name: string
  creditCode: string | null
  address: string | null
  divisionCode: string | null
  industry: string | null
}

/** Every organisation of a data set, present names first, then former ones. */
export async function listHeldOrganisations(db: Db, dataset: string): Promise<HeldOrganisation[]> {
  const { rows } = await sql<HeldOrganisation>`
    with held as (
      select o.id, o.name, o.address, coalesce(o.district_code, o.city_code, o.province_code) as division_code,
        o.industry, (select i.value from registry.identifier i
          where i.organisation_id = o.id and i.kind = 'credit_code' limit 1) as credit_code
      from registry.organisation o where o.dataset = ${dataset})
    select id::text as key, name, credit_code, address, division_code, industry from held
    union all
    select h.id || '#' || row_number() over (partition by h.id order by f.name), f.name, h.credit_code, h.address,
      h.division_code, h.industry
    from held h join registry.former_name f on f.organisation_id = h.id
    order by key`.execute(db)
  return rows
}

export type RememberedDecision = {
  nameNormalised: string
  creditCode: string | null
  kind: 'same' | 'new' | 'different'
  organisationId: string
}

/** What persons decided about some names. */
export async function listDecisions(
  db: Db,
  dataset: string,
  names: readonly string[],
): Promise<RememberedDecision[]> {
  const { rows } = await sql<RememberedDecision>`
    select name_normalised, credit_code, kind, organisation_id::text from registry.match_decision
    where dataset = ${dataset} and name_normalised = any(${[...names]}::text[])
    order by credit_code nulls last, id`.execute(db)
  return rows
}

/** Remembers what a person decided; an earlier word about the same name and code gives way. */
export async function upsertDecision(
  db: Db,
  decision: {
    dataset: string
    nameNormalised: string
    creditCode: string | null
    kind: 'same' | 'new' | 'different'
    organisationId: string
    importId: string
    line: number
    decidedBy: string
    decidedAt: Date
  },
): Promise<void> {
  const d = decision
  const isDifferent = d.kind === 'different'
  await sql`
    delete from registry.match_decision where dataset = ${d.dataset} and name_normalised = ${d.nameNormalised}
      and coalesce(credit_code, '') = coalesce(${d.creditCode}::text, '')
      and ((${isDifferent} and organisation_id = ${BigInt(d.organisationId)}) or
        (not ${isDifferent} and (kind <> 'different' or organisation_id = ${BigInt(d.organisationId)})))`.execute(
    db,
  )
  await sql`
    insert into registry.match_decision (dataset, name_normalised, credit_code, kind, organisation_id, import_id, line,
      decided_by, decided_at)
    values (${d.dataset}, ${d.nameNormalised}, ${d.creditCode}, ${d.kind}, ${BigInt(d.organisationId)},
      ${BigInt(d.importId)}, ${d.line}, ${d.decidedBy}, ${d.decidedAt})`.execute(db)
}

/** Takes a decision back; gives how many went. */
export async function deleteDecisionsOfRow(db: Db, importId: string, line: number): Promise<void> {
  await sql`delete from registry.match_decision where import_id = ${BigInt(importId)} and line = ${line}`.execute(
    db,
  )
}
