import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import { lastDayOf } from '../model/partial-date.ts'
import type { IndicatorFile, TargetFile } from '../model.ts'

/** Writes the rows of one version of an indicator file. */
export async function insertIndicatorFile(db: Db, documentId: bigint, file: IndicatorFile): Promise<void> {
  const definitions = file.definitions.map(({ name, owner, ...rest }, ordinal) => ({
    ...rest,
    nameZh: name.zh,
    nameEn: name.en,
    owner: owner?.unit,
    ownerSource: owner?.source,
    ordinal,
  }))
  await sql`
    insert into indicators.definition
      (document_id, city_code, id, version, name_zh, name_en, unit, direction, formula, ordinal, scope, owner,
        owner_source, frequency, five_chains, expression, source, collect)
    select ${documentId}, ${file.city}, d.id, d.version, d."nameZh", d."nameEn", d.unit, d.direction,
      nullif(d.formula, 'null'::jsonb), d.ordinal, d.scope, d.owner, d."ownerSource", d.frequency,
      array(select jsonb_array_elements_text(d."fiveChains")), d.expression, d.source, d.collect
    from jsonb_to_recordset(${JSON.stringify(definitions)}::jsonb) as d(id text, version integer, "nameZh" text,
      "nameEn" text, unit text, direction text, formula jsonb, ordinal integer, scope jsonb, owner text,
      "ownerSource" jsonb, frequency text, "fiveChains" jsonb, expression text, source jsonb, collect jsonb)`.execute(
    db,
  )
  const values = file.values.map((value, ordinal) => ({ ...value, asOf: lastDayOf(value.period), ordinal }))
  await sql`
    insert into indicators.dated_value (document_id, ordinal, city_code, indicator_id, chain_id, scope, period, as_of,
      comparator, value, source)
    select ${documentId}, v.ordinal, ${file.city}, v.indicator, v.chain, v.scope, v.period, v."asOf", v.comparator,
      v.value, v.source
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(ordinal integer, indicator text, chain text,
      scope jsonb, period text, "asOf" date, comparator text, value numeric, source jsonb)`.execute(db)
}

/** Writes the rows of one version of a target file. */
export async function insertTargetFile(db: Db, documentId: bigint, file: TargetFile): Promise<void> {
  const targets = file.targets.map((target, ordinal) => ({
    ...target,
    ordinal,
    dueDate: target.due === null ? null : lastDayOf(target.due),
  }))
  await sql`
    insert into indicators.target (document_id, ordinal, city_code, id, requirement_row, indicator_id, chain_id,
      subject_id, scope, comparator, value, unit, due, due_written, due_date, source, note)
    select ${documentId}, t.ordinal, ${file.city}, t.id, t."row", t.indicator, t.chain, t.subject, t.scope,
      t.comparator, t.value, t.unit, t.due, t."dueWritten", t."dueDate", t.source, t.note
    from jsonb_to_recordset(${JSON.stringify(targets)}::jsonb) as t(ordinal integer, id text, "row" text, indicator text,
      chain text, subject text, scope jsonb, comparator text, value jsonb, unit text, due text, "dueWritten" text,
      "dueDate" date, source jsonb, note jsonb)`.execute(db)
}
