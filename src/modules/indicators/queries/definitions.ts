import type { Insertable } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import { type Definition, definitionSchema, type TargetRule } from '../model.ts'
import type { IndicatorTables } from '../tables.ts'
import { type DefinitionRow, listDefinitions } from './read.ts'

const indicators = (db: Db) => db.withTables<IndicatorTables>()

/** One version of a definition and who wrote it; `writtenBy` null: a pack. */
export type DefinitionVersion = {
  readonly definition: Definition
  readonly writtenByName: string | null
  readonly writtenAt: Date | null
  readonly reason: string | null
  /** The office took the indicator back by this version. */
  readonly isWithdrawn: boolean
}

const fromPack = (row: DefinitionRow): DefinitionVersion => ({
  definition: definitionSchema.parse({
    id: row.id,
    version: row.version,
    name: { zh: row.nameZh, en: row.nameEn },
    unit: row.unit,
    direction: row.direction,
    formula: row.formula,
    fiveChains: row.fiveChains,
    ...(row.expression === null ? {} : { expression: row.expression }),
    ...(row.scope === null ? {} : { scope: row.scope }),
    ...(row.owner === null ? {} : { owner: { unit: row.owner, source: row.ownerSource ?? '假设' } }),
    ...(row.frequency === null ? {} : { frequency: row.frequency }),
    ...(row.source === null ? {} : { source: row.source }),
    ...(row.collect === null ? {} : { collect: row.collect }),
  }),
  writtenByName: null,
  writtenAt: null,
  reason: null,
  isWithdrawn: false,
})

/** Every version that is held of a city's definitions: the packs' current ones in their order, then the office's own. */
export async function listDefinitionVersions(db: Db, cityCode: string): Promise<DefinitionVersion[]> {
  const own = await indicators(db)
    .selectFrom('indicators.ownDefinition')
    .selectAll()
    .where('cityCode', '=', cityCode)
    .orderBy('id')
    .execute()
  return [
    ...(await listDefinitions(db, cityCode)).map(fromPack),
    ...own.map(({ content, writtenByName, writtenAt, reason, isWithdrawn }) => ({
      definition: definitionSchema.parse(content),
      writtenByName,
      writtenAt,
      reason,
      isWithdrawn,
    })),
  ]
}

/** Writes a version of the office; undefined where that version stands already. */
export async function insertOwnDefinition(
  db: Db,
  row: Insertable<IndicatorTables['indicators.ownDefinition']>,
): Promise<bigint | undefined> {
  const written = await indicators(db)
    .insertInto('indicators.ownDefinition')
    .values({ ...row, content: JSON.stringify(row.content) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return written?.id
}

/** The city's rule for the lights of targets, else the one for every city; undefined where no pack holds one. */
export async function findTargetRule(db: Db, cityCode: string): Promise<TargetRule | undefined> {
  const rows = await indicators(db)
    .selectFrom('indicators.packDocument')
    .where('kind', '=', 'target-rules')
    .where('supersededAt', 'is', null)
    .where((eb) => eb.or([eb('cityCode', '=', cityCode), eb('cityCode', 'is', null)]))
    .select(['content', 'cityCode'])
    .orderBy('key')
    .execute()
  const row = rows.find((each) => each.cityCode === cityCode) ?? rows[0]
  return row?.content as TargetRule | undefined
}
