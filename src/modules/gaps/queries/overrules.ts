import { type Generated, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { NodeStatus } from '../domain/node-status.ts'
import type { GapsTables, StatementRow } from '../tables.ts'

type OverruleRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  chainId: string
  nodeId: string
  status: NodeStatus
  formerStatus: NodeStatus
  reason: string
  source: string
  attachmentId: bigint | null
  holdsFrom: string
  holdsUntil: string
  statedBy: string
  createdAt: Date
  endedOn: string | null
  endedBy: string | null
  endedReason: string | null
}
export type HeldOverrule = Omit<OverruleRow, 'id'> & { id: bigint }

const gaps = (db: Db) => db.withTables<GapsTables & { 'gaps.overrule': OverruleRow }>()

export type NodePlace = { dataset: 'held' | 'demo'; cityCode: string; chainId: string; nodeId: string }

/** The overrules of a city that hold on a day; of several on one node the newest. */
export async function listHoldingOverrules(
  db: Db,
  { dataset, cityCode, on }: { dataset: 'held' | 'demo'; cityCode: string; on: string },
): Promise<HeldOverrule[]> {
  return gaps(db)
    .selectFrom('gaps.overrule')
    .selectAll()
    .distinctOn(['chainId', 'nodeId'])
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .where('holdsFrom', '<=', on)
    .where('holdsUntil', '>=', on)
    .where((eb) => eb.or([eb('endedOn', 'is', null), eb('endedOn', '>', on)]))
    .orderBy('chainId')
    .orderBy('nodeId')
    .orderBy('id', 'desc')
    .execute()
}

const at = (place: NodePlace) => sql<boolean>`dataset = ${place.dataset} and city_code = ${place.cityCode}
  and chain_id = ${place.chainId} and node_id = ${place.nodeId}`

/** Every overrule of a node, newest first. */
export function listOverrules(db: Db, place: NodePlace): Promise<HeldOverrule[]> {
  return gaps(db).selectFrom('gaps.overrule').selectAll().where(at(place)).orderBy('id', 'desc').execute()
}

/** Every statement about a node, newest first. */
export function listNodeStatements(
  db: Db,
  place: NodePlace,
): Promise<Pick<StatementRow, 'kind' | 'source' | 'statedOn' | 'statedBy' | 'createdAt'>[]> {
  return gaps(db)
    .selectFrom('gaps.statement')
    .select(['kind', 'source', 'statedOn', 'statedBy', 'createdAt'])
    .where(at(place))
    .orderBy('id', 'desc')
    .execute()
}

export async function insertOverrule(db: Db, row: Omit<OverruleRow, 'id'>): Promise<bigint> {
  const { id } = await gaps(db)
    .insertInto('gaps.overrule')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function setOverruleDocument(db: Db, id: bigint, attachmentId: bigint): Promise<void> {
  await gaps(db).updateTable('gaps.overrule').set({ attachmentId }).where('id', '=', id).execute()
}

export function lockOverrule(db: Db, id: string): Promise<HeldOverrule | undefined> {
  return gaps(db)
    .selectFrom('gaps.overrule')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

export async function endOverruleRow(
  db: Db,
  id: bigint,
  end: { endedOn: string; endedBy: string; endedReason: string },
): Promise<void> {
  await gaps(db).updateTable('gaps.overrule').set(end).where('id', '=', id).execute()
}
