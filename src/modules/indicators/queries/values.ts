import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { IndicatorTables } from '../tables.ts'

const indicators = (db: Db) => db.withTables<IndicatorTables>()
type Row = IndicatorTables['indicators.enteredValue']
export type EnteredValue = Selectable<Row>
type NewEnteredValue = Omit<EnteredValue, 'id' | 'replacesId'> & { readonly replacesId?: bigint }
type Scope = { readonly cityCode: string; readonly dataset: 'held' | 'demo'; readonly indicator?: string }

/** Figures entered by people, also those taken back, oldest first. */
export function listEnteredValues(db: Db, { cityCode, dataset, indicator }: Scope): Promise<EnteredValue[]> {
  let query = indicators(db)
    .selectFrom('indicators.enteredValue')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
  if (indicator !== undefined) query = query.where('indicatorId', '=', indicator)
  return query.orderBy('indicatorId').orderBy('asOf').orderBy('id').execute()
}

/** Writes a figure; undefined where the same source has told one for the period already. */
export async function insertEnteredValue(db: Db, row: NewEnteredValue): Promise<EnteredValue | undefined> {
  return await indicators(db)
    .insertInto('indicators.enteredValue')
    .values({ ...row, scope: row.scope && (JSON.stringify(row.scope) as never) })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
}

export function findEnteredValue(db: Db, id: string): Promise<EnteredValue | undefined> {
  return indicators(db)
    .selectFrom('indicators.enteredValue')
    .selectAll()
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

export function findEnteredByKey(db: Db, onceKey: string): Promise<EnteredValue | undefined> {
  return indicators(db)
    .selectFrom('indicators.enteredValue')
    .selectAll()
    .where('onceKey', '=', onceKey)
    .executeTakeFirst()
}

/** Takes a figure back; it stays as history. undefined where it was taken back before. */
export function withdrawEnteredValue(
  db: Db,
  id: bigint,
  by: { readonly at: Date; readonly name: string; readonly reason: string },
): Promise<EnteredValue | undefined> {
  return indicators(db)
    .updateTable('indicators.enteredValue')
    .set({ withdrawnAt: by.at, withdrawnByName: by.name, withdrawnReason: by.reason })
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

type Said = Pick<
  Row,
  | 'dataset'
  | 'cityCode'
  | 'indicatorId'
  | 'chainId'
  | 'subjectId'
  | 'scope'
  | 'period'
  | 'sourceTitle'
  | 'sourceDate'
>

/** What a source has said of a period before, where it was not taken back. */
export async function findSaid(
  db: Db,
  said: Said,
): Promise<{ id: bigint; value: string | null; comparator: string } | undefined> {
  const { rows } = await sql<{
    id: bigint
    value: string | null
    comparator: string
  }>`select id, value, comparator from indicators.entered_value
    where dataset = ${said.dataset} and city_code = ${said.cityCode} and indicator_id = ${said.indicatorId}
      and coalesce(chain_id, '') = ${said.chainId ?? ''} and coalesce(subject_id, '') = ${said.subjectId ?? ''}
      and coalesce(scope ->> 'zh', '') = ${said.scope?.zh ?? ''} and period = ${said.period}
      and source_title = ${said.sourceTitle} and source_date = ${said.sourceDate} and withdrawn_at is null`.execute(
    db,
  )
  return rows[0]
}

/** Takes back every figure that an import brought; gives how many. */
export async function withdrawImport(
  db: Db,
  importId: string,
  by: { readonly at: Date; readonly name: string; readonly reason: string },
): Promise<number> {
  const { rows } = await sql<{ id: bigint }>`update indicators.entered_value
    set withdrawn_at = ${by.at}, withdrawn_by_name = ${by.name}, withdrawn_reason = ${by.reason}
    where import_id = ${importId} and withdrawn_at is null returning id`.execute(db)
  return rows.length
}
