import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { effectiveVersions } from '../domain/effective-definitions.ts'
import { unitChangesOf } from '../domain/unit-changes.ts'
import * as queries from '../queries.ts'
import { nextVersion } from './own-targets.ts'

type Place = { readonly dataset: 'held' | 'demo'; readonly cityCode: string }

/** Takes back every target that holds and came from offers whose reference begins so; gives how many. */
export async function withdrawOffered(
  ctx: Context,
  place: Place,
  originStart: string,
  reason: string,
): Promise<number> {
  requirePermission(ctx.actor, 'indicators.manage', place.cityCode)
  const own = (await queries.listLastOwnTargets(ctx.db, place)).filter(
    ({ origin, isWithdrawn }) => !isWithdrawn && origin?.startsWith(originStart),
  )
  for (const row of own)
    await nextVersion(ctx, row, { isWithdrawn: true, reason }, 'indicators.withdraw_target')
  return own.length
}

/**
 * Brings back the targets that `withdrawOffered` took back at one instant, as they stood before; what people did with one
 * of them since then stays. All or none: refused where another statement has taken a target's place, or where its
 * indicator is counted in another unit now or no more; `fields` name each of them.
 *
 * @returns how many were brought back
 */
export async function restoreOffered(
  ctx: Context,
  place: Place,
  { originStart, takenBackAt, reason }: { originStart: string; takenBackAt: Date; reason: string },
): Promise<number> {
  requirePermission(ctx.actor, 'indicators.manage', place.cityCode)
  const last = await queries.listLastOwnTargets(ctx.db, place)
  const back = last.filter(
    ({ origin, isWithdrawn, writtenAt }) =>
      isWithdrawn && origin?.startsWith(originStart) && writtenAt.getTime() === takenBackAt.getTime(),
  )
  const versions = await queries.listDefinitionVersions(ctx.db, place.cityCode)
  const definitions = effectiveVersions(versions)
  const unitOf = new Map(definitions.map(({ definition: { id, unit } }) => [id, unit]))
  const changes = unitChangesOf(versions)
  const faults = back.flatMap((row) => {
    const isConvertible = changes.factor(row.indicatorId, row.unit) !== null
    return faultOf(row, last, { unit: unitOf.get(row.indicatorId), isConvertible })
  })
  if (faults.length > 0)
    throw new AppError('conflict', 'indicators.offered_moved', { count: faults.length }, faults)
  for (const row of back)
    await nextVersion(ctx, row, { isWithdrawn: false, reason }, 'indicators.restore_target')
  return back.length
}

function faultOf(
  row: queries.OwnTargetRow,
  all: readonly queries.OwnTargetRow[],
  { unit, isConvertible }: { unit: string | undefined; isConvertible: boolean },
): FieldProblem[] {
  const field = `targets.${row.targetId}`
  const indicator = row.indicatorId
  if (unit === undefined) return [{ field, code: 'indicators.no_indicator', params: { indicator } }]
  if (unit !== row.unit && !isConvertible)
    return [{ field, code: 'indicators.unit_moved', params: { indicator, before: row.unit, now: unit } }]
  const instead = all.find(
    (other) =>
      !other.isWithdrawn &&
      other.targetId !== row.targetId &&
      other.writtenAt.getTime() > row.writtenAt.getTime() &&
      other.indicatorId === row.indicatorId &&
      other.chainId === row.chainId &&
      other.subjectId === row.subjectId &&
      other.scope.zh === row.scope.zh &&
      other.due === row.due,
  )
  if (!instead) return []
  return [{ field, code: 'indicators.target_replaced', params: { indicator, title: instead.sourceTitle } }]
}
