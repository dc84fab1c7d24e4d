import type { Db } from '../../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../../registry/index.ts'
import type { CaseTables } from '../tables.ts'

const cases = (db: Db) => db.withTables<CaseTables & PublishedRegistryTables>()
type Place = { dataset: 'held' | 'demo'; cityCode: string }

/** Which department does which part in a city, with its name. */
export function listPartDepartments(
  db: Db,
  { dataset, cityCode }: Place,
): Promise<{ part: string; organisationId: bigint; organisationName: string; assignedAt: Date }[]> {
  return cases(db)
    .selectFrom('policy.partDepartment as d')
    .innerJoin('registry.organisation as o', 'o.id', 'd.organisationId')
    .select(['d.part', 'd.organisationId', 'o.name as organisationName', 'd.assignedAt'])
    .where('d.dataset', '=', dataset)
    .where('d.cityCode', '=', cityCode)
    .where('d.endedAt', 'is', null)
    .orderBy('d.part')
    .execute()
}

/** Gives a part to a department; the one before is ended, not forgotten. */
export async function assignPart(
  db: Db,
  row: Place & { part: string; organisationId: bigint; assignedBy: string; assignedAt: Date },
): Promise<void> {
  await cases(db)
    .updateTable('policy.partDepartment')
    .set({ endedAt: row.assignedAt })
    .where('dataset', '=', row.dataset)
    .where('cityCode', '=', row.cityCode)
    .where('part', '=', row.part)
    .where('endedAt', 'is', null)
    .execute()
  await cases(db)
    .insertInto('policy.partDepartment')
    .values({ ...row, endedAt: null })
    .execute()
}

/** An organisation of a data set by its id, with what a payment list needs. */
export function findOrganisation(
  db: Db,
  dataset: 'held' | 'demo',
  id: string,
): Promise<{ id: bigint; name: string; cityCode: string | null; creditCode: string | null } | undefined> {
  return cases(db)
    .selectFrom('registry.organisation as o')
    .leftJoin('registry.identifier as i', (join) =>
      join.onRef('i.organisationId', '=', 'o.id').on('i.kind', '=', 'credit_code'),
    )
    .select(['o.id', 'o.name', 'o.cityCode', 'i.value as creditCode'])
    .where('o.dataset', '=', dataset)
    .where('o.id', '=', BigInt(id))
    .executeTakeFirst()
}
