import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { SourceKind, TitleKind, TitleLevel } from '../model.ts'
import type { RegistryTables, TitleKindRow } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

/** Writes the order of sources; true when it is another than before. */
export async function updateSourceKinds(
  db: Db,
  kinds: readonly { code: SourceKind; rank: number; name: { zh: string; en: string } }[],
): Promise<boolean> {
  const held = await registry(db).selectFrom('registry.sourceKind').select(['code', 'rank']).execute()
  const rankOf = new Map(held.map(({ code, rank }) => [code, rank]))
  const hasChanged = kinds.some(({ code, rank }) => rankOf.get(code) !== rank)
  // Ranks are unique, so they first step aside.
  if (hasChanged) await sql`update registry.source_kind set rank = rank + 1000`.execute(db)
  await sql`
    insert into registry.source_kind as k (code, rank, name_zh, name_en)
    select r.code, r.rank, r.name ->> 'zh', r.name ->> 'en'
    from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as r(code text, rank int, name jsonb)
    on conflict (code) do update set rank = excluded.rank, name_zh = excluded.name_zh, name_en = excluded.name_en`.execute(
    db,
  )
  return hasChanged
}

/** Kinds of sources, the one that counts first first. */
export function listSourceKinds(db: Db) {
  return registry(db).selectFrom('registry.sourceKind').selectAll().orderBy('rank').execute()
}

type WrittenTitleKind = Omit<TitleKindRow, 'nameZh' | 'nameEn'> & { name: { zh: string; en: string } }

/** Writes title kinds; a kind that a pack no longer names stays, since titles may hang on it. */
export async function upsertTitleKinds(db: Db, kinds: readonly WrittenTitleKind[]): Promise<void> {
  await sql`
    insert into registry.title_kind (code, name_zh, name_en, also, level, family, step, valid_months, granted_from,
      retired_on, replaced_by, authority, source)
    select r.code, r.name ->> 'zh', r.name ->> 'en', r.also, r.level, r.family, r.step, r."validMonths", r."grantedFrom",
      r."retiredOn", r."replacedBy", r.authority, r.source
    from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as r(code text, name jsonb, also text[], level text,
      family text, step int, "validMonths" int, "grantedFrom" date, "retiredOn" date, "replacedBy" text, authority text,
      source jsonb)
    on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, also = excluded.also,
      level = excluded.level, family = excluded.family, step = excluded.step, valid_months = excluded.valid_months,
      granted_from = excluded.granted_from, retired_on = excluded.retired_on, replaced_by = excluded.replaced_by,
      authority = excluded.authority, source = excluded.source`.execute(db)
}

/** All title kinds, ladder by ladder. */
export function listTitleKinds(db: Db): Promise<TitleKind[]> {
  return registry(db)
    .selectFrom('registry.titleKind')
    .select(['code', 'nameZh', 'nameEn', 'also', 'level', 'family', 'step', 'validMonths', 'retiredOn'])
    .select('replacedBy')
    .orderBy('family')
    .orderBy('step')
    .orderBy('code')
    .execute()
}

export type TitleQuery = {
  readonly dataset: 'held' | 'demo'
  readonly organisationIds?: readonly string[] | undefined
  readonly cityCode?: string | undefined
  readonly kindCodes?: readonly string[] | undefined
  readonly family?: string | undefined
}
export type HeldTitle = {
  id: bigint
  organisationId: bigint
  organisationName: string
  kindCode: string | null
  nameZh: string | null
  nameEn: string | null
  also: string[] | null
  nameAsWritten: string
  level: TitleLevel | null
  family: string | null
  step: number | null
  grantedOn: string | null
  grantedWritten: string | null
  expiresOn: string | null
  withdrawnOn: string | null
  retiredOn: string | null
  batch: string | null
  documentNo: string | null
  source: string
  sourceKind: SourceKind
}

/** Titles that stand in the register, whatever their day, by organisation and day of issue. */
export async function listTitleRows(db: Db, query: TitleQuery): Promise<HeldTitle[]> {
  const { rows } = await sql<HeldTitle>`
    select t.id, t.organisation_id, o.name as organisation_name, t.kind_code, k.name_zh, k.name_en, k.also,
      t.name_as_written, k.level, k.family, k.step, t.granted_on, t.granted_written, t.expires_on, t.withdrawn_on,
      k.retired_on, t.batch, t.document_no, t.source, t.source_kind
    from registry.title t
    join registry.organisation o on o.id = t.organisation_id
    left join registry.title_kind k on k.code = t.kind_code
    where t.dataset = ${query.dataset} and t.removed_at is null
      and (${query.organisationIds === undefined} or t.organisation_id = any(${(query.organisationIds ?? []).map(BigInt)}::bigint[]))
      and (${query.kindCodes === undefined} or t.kind_code = any(${[...(query.kindCodes ?? [])]}::text[]))
      and (${query.cityCode ?? null}::text is null or o.city_code = ${query.cityCode ?? null})
      and (${query.family ?? null}::text is null or k.family = ${query.family ?? null})
    order by t.organisation_id, t.granted_on nulls first, t.id`.execute(db)
  return rows
}

export type NewTitle = {
  organisationId: string
  kindCode: string | null
  nameAsWritten: string
  grantedOn: string | null
  grantedWritten: string | null
  expiresOn: string | null
  withdrawnOn: string | null
  batch: string | null
  documentNo: string | null
}
export type RecordStamp = {
  readonly dataset: string
  readonly source: string
  readonly sourceKind: SourceKind
  readonly importId: bigint | null
  /** Of confidential figures told by hand: the consent that goes with them. */
  readonly batchId?: bigint | null
  readonly recordedBy: string
  readonly recordedAt: Date
}

/** Writes titles; one that the same source already told is left as it is. Gives the new ones and whose they are. */
export async function insertTitles(
  db: Db,
  titles: readonly NewTitle[],
  stamp: RecordStamp,
): Promise<{ id: bigint; organisationId: bigint }[]> {
  if (titles.length === 0) return []
  const { rows } = await sql<{ id: bigint; organisationId: bigint }>`
    insert into registry.title (dataset, organisation_id, kind_code, name_as_written, granted_on, granted_written,
      expires_on, withdrawn_on, batch, document_no, source, source_kind, import_id, recorded_by, recorded_at)
    select ${stamp.dataset}, r."organisationId", r."kindCode", r."nameAsWritten", r."grantedOn", r."grantedWritten",
      r."expiresOn", r."withdrawnOn", r.batch, r."documentNo", ${stamp.source}, ${stamp.sourceKind}, ${stamp.importId},
      ${stamp.recordedBy}, ${stamp.recordedAt}
    from jsonb_to_recordset(${JSON.stringify(titles)}::jsonb) as r("organisationId" bigint, "kindCode" text,
      "nameAsWritten" text, "grantedOn" date, "grantedWritten" text, "expiresOn" date, "withdrawnOn" date, batch text,
      "documentNo" text)
    on conflict do nothing returning id, organisation_id`.execute(db)
  return rows
}
