// What was told of a park by hand: changed, looked back on, and taken back with the reason.
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, holds, requirePermission } from '../../../access/index.ts'
import type { FieldChange, Park, ParkChange, ParkHistoryLine } from '../../model.ts'
import { changesOf } from '../domain/entry-values.ts'
import { evenName } from '../domain.ts'
import * as history from '../queries/park-history.ts'
import { findPark, type ParkRow } from '../queries/parks.ts'
import { getPark } from './parks.ts'

const stampOf = (ctx: Context) => ({ by: ctx.actor.userName, at: ctx.now })
const subjectOf = (id: string) => `registry.park/${id}`

async function getRow(ctx: Context, id: string, permission: 'registry.read' | 'libraries.write') {
  requirePermission(ctx.actor, permission)
  const row = await findPark(ctx.db, id)
  if (!row) throw new AppError('not_found', 'registry.no_park', { id })
  requirePermission(ctx.actor, permission, row.cityCode)
  return row
}

async function holdRow(ctx: Context, id: string): Promise<ParkRow> {
  await getRow(ctx, id, 'libraries.write')
  await history.lockPark(ctx.db, id)
  return getRow(ctx, id, 'libraries.write')
}

const ownColumns = ['name', 'shortName', 'partnerCountry', 'address', 'note'] as const
const ownOf = (row: ParkRow): history.OwnColumns => {
  const { name, shortName, partnerCountry, address, note } = row
  return { name, shortName, partnerCountry, address, note }
}

async function write(ctx: Context, id: string, own: history.OwnColumns): Promise<void> {
  if (!(await history.updatePark(ctx.db, id, { ...own, nameNormalised: evenName(own.name) }, ctx.now)))
    throw new AppError('conflict', 'registry.park_name_held', { name: own.name })
}

/** Changes a park's own columns; before and after are kept. The same change again changes nothing. */
export async function changePark(ctx: Context, id: string, change: ParkChange): Promise<Park> {
  const before = ownOf(await holdRow(ctx, id))
  const { source, ...told } = change
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
  const after: history.OwnColumns = { ...before, ...given }
  const changes = changesOf(before, after)
  if (changes.length === 0) return getPark(ctx, id)
  await write(ctx, id, after)
  await history.insertChange(ctx.db, id, { changes, source }, stampOf(ctx))
  await audit(ctx, { action: 'registry.change_park', subject: subjectOf(id), detail: { changes, source } })
  return getPark(ctx, id)
}

/** All that was told of a park, newest first, with what counts, what was replaced and what was taken back. */
export async function listParkHistory(ctx: Context, id: string): Promise<ParkHistoryLine[]> {
  const row = await getRow(ctx, id, 'registry.read')
  const { cityCode } = ctx.actor
  const isOwnCity = cityCode === null || cityCode === row.cityCode
  const mayWrite = holds(ctx.actor, 'libraries.write') && isOwnCity
  const parts = (await history.listToldParts(ctx.db, id)).map(
    (told): ParkHistoryLine => ({
      ...lineOf(told, 'part'),
      ...{ part: told.content, changes: [], asOf: told.asOf, importId: told.importId },
      state: told.withdrawnAt !== null ? 'withdrawn' : told.counts ? 'counts' : 'replaced',
      mayUndo: mayWrite && told.counts && told.importId === null,
    }),
  )
  const changes = (await history.listToldChanges(ctx.db, id)).map((told): ParkHistoryLine => {
    const stands = standing(ownOf(row), told.changes)
    return {
      ...lineOf(told, 'change'),
      ...{ part: null, changes: told.changes, asOf: null, importId: null },
      state: told.withdrawnAt !== null ? 'withdrawn' : stands ? 'counts' : 'replaced',
      mayUndo: mayWrite && told.withdrawnAt === null && stands,
    }
  })
  return [...parts, ...changes].sort(
    (a, b) => b.recordedAt.localeCompare(a.recordedAt) || Number(BigInt(b.id) - BigInt(a.id)),
  )
}

const lineOf = (told: history.ToldPart | history.ToldChange, what: 'part' | 'change') => ({
  ...{ id: told.id, what, source: told.source, recordedBy: told.recordedBy },
  recordedAt: told.recordedAt.toISOString(),
  withdrawn:
    told.withdrawnAt === null
      ? null
      : { by: told.withdrawnBy!, at: told.withdrawnAt.toISOString(), reason: told.withdrawnReason! },
})

/** Whether a change still stands as it was written, whole. */
const standing = (own: history.OwnColumns, changes: readonly FieldChange[]) =>
  changes.every(({ field, after }) => own[field as keyof history.OwnColumns] === after)

/**
 * Takes back what a person told of a park: what it had replaced counts again. What an import told is taken back with the
 * import; what a later word replaced, or somebody took back already, is refused with what to do.
 */
export async function undoParkPart(ctx: Context, id: string, partId: string, reason: string): Promise<Park> {
  await holdRow(ctx, id)
  const told = (await history.listToldParts(ctx.db, id)).find((each) => each.id === partId)
  if (!told) throw new AppError('not_found', 'registry.no_park_value', { id: partId })
  if (told.importId !== null)
    throw new AppError('conflict', 'registry.park_value_imported', { importId: told.importId })
  refuseTaken(told, told.counts)
  const again = await history.withdrawPart(ctx.db, id, partId, { ...stampOf(ctx), reason })
  const detail = { partId, part: told.content, reason, countsAgain: again ?? null }
  await audit(ctx, { action: 'registry.undo_park_part', subject: subjectOf(id), detail })
  return getPark(ctx, id)
}

function refuseTaken(told: history.ToldPart | history.ToldChange, counts: boolean): void {
  if (told.withdrawnAt !== null)
    throw new AppError('conflict', 'registry.park_value_undone', { by: told.withdrawnBy })
  if (!counts) throw new AppError('conflict', 'registry.park_value_replaced')
}

/** Takes back a change of a park's own columns: they hold again what stood before. */
export async function undoParkChange(
  ctx: Context,
  id: string,
  changeId: string,
  reason: string,
): Promise<Park> {
  const own = ownOf(await holdRow(ctx, id))
  const told = (await history.listToldChanges(ctx.db, id)).find((each) => each.id === changeId)
  if (!told) throw new AppError('not_found', 'registry.no_park_value', { id: changeId })
  refuseTaken(told, standing(own, told.changes))
  const before = told.changes.filter(({ field }) => (ownColumns as readonly string[]).includes(field))
  await write(ctx, id, {
    ...own,
    ...Object.fromEntries(before.map(({ field, before: value }) => [field, value])),
  })
  await history.withdrawChange(ctx.db, changeId, { ...stampOf(ctx), reason })
  const detail = { changeId, changes: told.changes, reason }
  await audit(ctx, { action: 'registry.undo_park_change', subject: subjectOf(id), detail })
  return getPark(ctx, id)
}
