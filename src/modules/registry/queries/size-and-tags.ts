import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { RegistryTables } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

export async function upsertSizeStandard(
  db: Db,
  standard: { id: string; validFrom: string; validTo: string | null; groups: unknown; source: unknown },
): Promise<void> {
  await sql`
    insert into registry.size_standard (id, valid_from, valid_to, groups, source)
    values (${standard.id}, ${standard.validFrom}, ${standard.validTo}, ${JSON.stringify(standard.groups)}::jsonb,
      ${JSON.stringify(standard.source)}::jsonb)
    on conflict (id) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to,
      groups = excluded.groups, source = excluded.source`.execute(db)
}

/** The standard in force on a day, the latest where several are. */
export async function findSizeStandard(db: Db, on: string) {
  return registry(db)
    .selectFrom('registry.sizeStandard')
    .select(['id', 'validFrom', 'groups', 'source'])
    .where('validFrom', '<=', on)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', on)]))
    .orderBy('validFrom', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Section letters by two-digit division. */
export async function listSections(db: Db): Promise<Map<string, string>> {
  const rows = await registry(db)
    .selectFrom('registry.industryClass')
    .select(['code', 'parentCode'])
    .where('level', '=', 1)
    .execute()
  return new Map(rows.flatMap(({ code, parentCode }) => (parentCode ? [[code, parentCode] as const] : [])))
}

export type SizeInput = {
  id: bigint
  industryCode: string | null
  figures: { name: string; value: string; asOf: string | null; isConfidential: boolean }[] | null
}

/** What size classes are computed from: industry and the latest counting figures under some names. */
export async function listSizeInputs(
  db: Db,
  dataset: string,
  names: readonly string[],
  ids: readonly bigint[] | null,
): Promise<SizeInput[]> {
  const { rows } = await sql<SizeInput>`
    select o.id, o.industry_code, f.figures
    from registry.organisation o
    left join (
      select l.organisation_id, jsonb_agg(jsonb_build_object('name', l.name, 'value', l.value_number::text,
        'asOf', l.as_of, 'isConfidential', l.is_confidential)) as figures
      from (
        select distinct on (organisation_id, name) organisation_id, name, value_number, as_of, is_confidential
        from registry.figure
        where dataset = ${dataset} and name = any(${[...names]}::text[]) and counts
          and (${ids === null} or organisation_id = any(${[...(ids ?? [])]}::bigint[]))
        order by organisation_id, name, as_of desc nulls last
      ) l group by l.organisation_id
    ) f on f.organisation_id = o.id
    where o.dataset = ${dataset} and (${ids === null} or o.id = any(${[...(ids ?? [])]}::bigint[]))
      and (f.figures is not null or exists (select from registry.size_class s where s.organisation_id = o.id))`.execute(
    db,
  )
  return rows
}

export type NewSizeClass = {
  organisationId: string
  class: string
  asOf: string | null
  isConfidential: boolean
}

/** Writes the classes of some organisations; those of `ids` that have none lose theirs. */
export async function replaceSizeClasses(
  db: Db,
  dataset: string,
  ids: readonly bigint[],
  classes: readonly NewSizeClass[],
  stamp: { standardId: string; at: Date },
): Promise<void> {
  const kept = classes.map(({ organisationId }) => BigInt(organisationId))
  await sql`
    delete from registry.size_class
    where organisation_id = any(${[...ids]}::bigint[]) and not organisation_id = any(${kept}::bigint[])`.execute(
    db,
  )
  if (classes.length === 0) return
  await sql`
    insert into registry.size_class as s (dataset, organisation_id, class, standard_id, as_of, is_confidential, computed_at)
    select ${dataset}, r."organisationId", r.class, ${stamp.standardId}, r."asOf", r."isConfidential", ${stamp.at}
    from jsonb_to_recordset(${JSON.stringify(classes)}::jsonb) as r("organisationId" bigint, class text, "asOf" date,
      "isConfidential" boolean)
    on conflict (organisation_id) do update set class = excluded.class, standard_id = excluded.standard_id,
      as_of = excluded.as_of, is_confidential = excluded.is_confidential, computed_at = excluded.computed_at`.execute(
    db,
  )
}

export async function upsertTagKinds(
  db: Db,
  kinds: readonly { code: string; group: string; name: { zh: string; en: string } }[],
): Promise<void> {
  await sql`
    insert into registry.tag_kind (code, tag_group, name_zh, name_en)
    select r.code, r."group", r.name ->> 'zh', r.name ->> 'en'
    from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as r(code text, "group" text, name jsonb)
    on conflict (code) do update set tag_group = excluded.tag_group, name_zh = excluded.name_zh,
      name_en = excluded.name_en`.execute(db)
}

export function listTagKinds(db: Db) {
  return registry(db)
    .selectFrom('registry.tagKind')
    .select(['code', 'tagGroup as group', 'nameZh', 'nameEn'])
    .orderBy('tagGroup')
    .orderBy('code')
    .execute()
}

export async function insertTag(
  db: Db,
  tag: {
    dataset: string
    organisationId: string
    code: string
    givenOn: string | null
    evidence: string
    source: string
    recordedBy: string
    recordedAt: Date
  },
): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.tag (dataset, organisation_id, code, given_on, evidence, source, recorded_by, recorded_at)
    values (${tag.dataset}, ${tag.organisationId}, ${tag.code}, ${tag.givenOn}, ${tag.evidence}, ${tag.source},
      ${tag.recordedBy}, ${tag.recordedAt})
    on conflict do nothing returning id`.execute(db)
  return rows[0]?.id ?? null
}

/** Takes a tag off; the row stays as history. Gives whether there was one. */
export async function removeTag(db: Db, organisationId: string, code: string, at: Date): Promise<boolean> {
  const result = await registry(db)
    .updateTable('registry.tag')
    .set({ removedAt: at })
    .where('organisationId', '=', BigInt(organisationId))
    .where('code', '=', code)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
