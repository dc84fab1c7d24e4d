import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import { lastDayOf } from '../domain/partial-date.ts'
import type { IndicatorFile, TargetFile } from '../model.ts'

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))

/** Writes the rows of one version of an indicator file. */
export async function insertIndicatorFile(db: Db, documentId: bigint, file: IndicatorFile): Promise<void> {
  for (const [ordinal, { id, version, name, unit, direction, formula }] of file.definitions.entries()) {
    await sql`
      insert into indicators.definition
        (document_id, city_code, id, version, name_zh, name_en, unit, direction, formula, ordinal)
      values (${documentId}, ${file.city}, ${id}, ${version}, ${name.zh}, ${name.en}, ${unit}, ${direction},
        ${json(formula)}::jsonb, ${ordinal})`.execute(db)
  }
  for (const [ordinal, value] of file.values.entries()) {
    await sql`
      insert into indicators.dated_value (document_id, ordinal, city_code, indicator_id, chain_id, scope, period,
        as_of, comparator, value, source)
      values (${documentId}, ${ordinal}, ${file.city}, ${value.indicator}, ${value.chain ?? null},
        ${json(value.scope)}::jsonb, ${value.period}, ${lastDayOf(value.period)}, ${value.comparator}, ${value.value},
        ${json(value.source)}::jsonb)`.execute(db)
  }
}

/** Writes the rows of one version of a target file. */
export async function insertTargetFile(db: Db, documentId: bigint, file: TargetFile): Promise<void> {
  for (const [ordinal, target] of file.targets.entries()) {
    await sql`
      insert into indicators.target (document_id, ordinal, city_code, id, requirement_row, indicator_id, chain_id,
        subject_id, scope, comparator, value, unit, due, due_written, due_date, source, note)
      values (${documentId}, ${ordinal}, ${file.city}, ${target.id}, ${target.row}, ${target.indicator},
        ${target.chain}, ${target.subject}, ${json(target.scope)}::jsonb, ${target.comparator},
        ${json(target.value)}::jsonb, ${target.unit}, ${target.due}, ${target.dueWritten},
        ${target.due === null ? null : lastDayOf(target.due)}, ${json(target.source)}::jsonb,
        ${json(target.note)}::jsonb)`.execute(db)
  }
}
